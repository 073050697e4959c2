// node-ical: reads the feeds named on standard input, answers a line of JSON for each.
// First argument: the folder whose node_modules has it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const ical = createRequire(`${process.argv[2]}/`)("node-ical");
// A note of whole days has dates: node-ical gives midnight of its own zone.
const two = (number) => String(number).padStart(2, "0");
const moment = (time) => (time.dateOnly
  ? `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`
  : time.toISOString());

for (const path of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const parsed = ical.sync.parseICS(readFileSync(path, "utf8"));
  const events = Object.values(parsed).filter((component) => component.type === "VEVENT");
  console.log(JSON.stringify(events.map((event) => [
    event.uid, moment(event.start), moment(event.end), event.summary, event.location ?? "",
  ])));
}
