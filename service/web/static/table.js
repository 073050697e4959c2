// Shows one campus's part of the table: the other cards step back, nothing changes its place.
const filter = document.querySelector("#campus-filter");
filter.closest("label").hidden = false;
filter.addEventListener("change", () => {
  for (const card of document.querySelectorAll(".card")) {
    const campuses = card.dataset.campuses.split("|");
    card.classList.toggle("aside", filter.value !== "" && !campuses.includes(filter.value));
  }
});
