// Copying: on plain http, as in a school's network, there is no navigator.clipboard.
const button = document.getElementById("copy");
const address = document.getElementById("address");
const copied = document.getElementById("copied");

button.hidden = false;
button.addEventListener("click", async () => {
  address.select();
  let done = false;
  try {
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(address.value);
      done = true;
    } else {
      done = document.execCommand("copy");
    }
  } catch (refused) {
    done = false;
  }
  copied.textContent = done ? button.dataset.done : button.dataset.failed;
});
