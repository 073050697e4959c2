// node-ical: reads the feeds named on standard input, answers a line of JSON for each.
// First argument: the folder whose node_modules has it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const ical = createRequire(`${process.argv[2]}/`)("node-ical");

for (const path of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const parsed = ical.sync.parseICS(readFileSync(path, "utf8"));
  const events = Object.values(parsed).filter((component) => component.type === "VEVENT");
  console.log(JSON.stringify(events.map((event) => [
    event.uid, event.start.toISOString(), event.end.toISOString(), event.summary, event.location ?? "",
  ])));
}
