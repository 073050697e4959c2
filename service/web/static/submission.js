// The sheet as handed in and as understood are read row against row: both get the wider columns and the
// higher rows of the two, and scroll as one.
const halves = [...document.querySelectorAll(".beside .scroller")];

function alike(selector, side, property) {
  const pairs = halves.map((half) => [...half.querySelectorAll(selector)]);
  for (const one of pairs.flat()) one.style[property] = "";
  const sizes = pairs[0].map((_, place) =>
    Math.max(...pairs.map((half) => half[place].getBoundingClientRect()[side])));
  for (const half of pairs) half.forEach((one, place) => { one.style[property] = `${sizes[place]}px`; });
}

function align() {
  alike("thead th", "width", "minWidth");
  alike("tr", "height", "height");
}

if (halves.length === 2) {
  align();
  document.fonts.ready.then(align);
  addEventListener("resize", align);
  halves.forEach((half, place) => half.addEventListener("scroll", () => {
    const other = halves[1 - place];
    // Only what differs is set: else each would answer the other's event.
    if (other.scrollTop !== half.scrollTop) other.scrollTop = half.scrollTop;
    if (other.scrollLeft !== half.scrollLeft) other.scrollLeft = half.scrollLeft;
  }));
}
