// Without a script a notice is selected and copied by hand: its box is there all the same.
for (const button of document.querySelectorAll("button.copy")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const notice = document.getElementById(button.dataset.of);
    notice.select();
    await navigator.clipboard.writeText(notice.value);
    button.nextElementSibling.textContent = button.dataset.done;
  });
}
