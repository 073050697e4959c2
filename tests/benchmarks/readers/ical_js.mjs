// ical.js, Thunderbird's: reads the feeds named on standard input, answers a line of JSON for each.
// First argument: the folder whose node_modules has it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const required = createRequire(`${process.argv[2]}/`)("ical.js");
const ICAL = required.default ?? required;
// A note of whole days has dates, no moments.
const moment = (time) => (time.isDate ? time.toString() : new Date(time.toUnixTime() * 1000).toISOString());

for (const path of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(path, "utf8")));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(zone);
  }
  const events = calendar.getAllSubcomponents("vevent").map((component) => new ICAL.Event(component));
  console.log(JSON.stringify(events.map((event) => [
    event.uid, moment(event.startDate), moment(event.endDate), event.summary, event.location ?? "",
  ])));
}
