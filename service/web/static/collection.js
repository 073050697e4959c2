// A table copied from Word, WPS or a web page is on the clipboard as HTML: only there merged cells survive.
const pasted = document.getElementById("pasted");
const html = document.getElementById("pasted-html");
const says = document.getElementById("pasted-says");

pasted.addEventListener("paste", (event) => {
  const copied = event.clipboardData?.getData("text/html") ?? "";
  html.value = /<table/i.test(copied) ? copied : "";
  const rows = (copied.match(/<tr[\s>]/gi) ?? []).length;
  says.textContent = html.value ? pasted.dataset.rows.replace("{count}", rows) : "";
});

// What is typed or cleared by hand afterwards is meant as it stands there.
pasted.addEventListener("input", (event) => {
  if (event.inputType !== "insertFromPaste") {
    html.value = "";
    says.textContent = "";
  }
});

const copy = document.getElementById("copy");
const reminder = document.getElementById("reminder");
if (copy && reminder) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    reminder.select();
    await navigator.clipboard.writeText(reminder.value);
    document.getElementById("copied").textContent = copy.dataset.done;
  });
}
