// The page of a classroom display. It asks for its document, shows it by its own clock, and goes on showing
// the last one for as long as nobody answers, over restarts of the browser, too. Nobody ever touches it.

const token = location.pathname.split("/").pop();
const address = "/api/v1/displays/" + token + location.search;
const storeKey = "tongke display " + token;
const version = document.querySelector('meta[name="version"]').content;
const words = {};
for (const word of document.querySelector("#words").content.querySelectorAll("[data-word]")) {
  words[word.dataset.word] = word.textContent;
}

const BACK_OFF_S = [30, 60, 120];
const ZONE_MS = 8 * 3600 * 1000; // every time of the document is given at +08:00
const PATIENCE_MS = 20000;
const SCALES = [1, 0.92, 0.84, 0.76, 0.68, 0.6]; // of the letters, where a text is long
const LEGIBLE = 0.84; // from the last row of desks
const TRUSTED_SKEW_MS = 2000; // the Date header has whole seconds

// etag, body: the last good document. skew: server clock minus ours, in ms. at: when somebody last answered.
const kept = Object.assign({ etag: "", body: null, skew: 0, at: 0, reloaded: "" }, load());
let failures = 0;
let gone = false;

function load() {
  try {
    return JSON.parse(localStorage.getItem(storeKey)) || {};
  } catch (error) {
    return {};
  }
}

function save() {
  try {
    localStorage.setItem(storeKey, JSON.stringify(kept));
  } catch (error) {
    // A full or forbidden store: the page works on without memory.
  }
}

async function ask() {
  const aborter = new AbortController();
  const timer = setTimeout(() => aborter.abort(), PATIENCE_MS);
  try {
    const headers = kept.etag ? { "If-None-Match": kept.etag } : {};
    const before = Date.now();
    const answer = await fetch(address, { headers, cache: "no-store", signal: aborter.signal });
    readSkew(answer, before);
    gone = answer.status === 410;
    if (answer.status === 200) {
      kept.body = await answer.json();
      kept.etag = answer.headers.get("ETag") || "";
    } else if (answer.status !== 304 && !gone) {
      throw new Error("status " + answer.status);
    }
    kept.at = Date.now();
    failures = 0;
    save();
    if (!gone) {
      tellThatWeLive();
      await renew();
    }
  } catch (error) {
    failures += 1;
  } finally {
    clearTimeout(timer);
  }
  show();
  const wait = failures ? BACK_OFF_S[Math.min(failures, BACK_OFF_S.length) - 1] : (kept.body || {}).poll_after_s || 60;
  setTimeout(ask, wait * 1000);
}

function readSkew(answer, before) {
  const server = Date.parse(answer.headers.get("Date") || "");
  if (Number.isNaN(server)) return;
  const skew = server + 500 - (before + Date.now()) / 2;
  kept.skew = Math.abs(skew) > TRUSTED_SKEW_MS ? skew : 0;
}

function tellThatWeLive() {
  const body = JSON.stringify({ revision: kept.body ? kept.body.revision : null });
  fetch("/api/v1/displays/" + token + "/heartbeat", { method: "POST", body }).catch(() => {});
}

// A newer page is loaded only when it is there, complete, and only once per version: never a blind reload.
async function renew() {
  const wanted = kept.body.reload;
  if (!wanted || wanted === version || wanted === kept.reloaded) return;
  const page = await fetch(location.href, { cache: "reload" });
  if (!page.ok) return;
  kept.reloaded = wanted;
  save();
  location.reload();
}

function say(word, facts) {
  return words[word].replace(/\{(\w+)\}/g, (all, name) => (name in facts ? facts[name] : all));
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

function put(target, ...children) {
  target.replaceChildren(...children.filter(Boolean));
}

const clockText = (moment) => new Date(moment + ZONE_MS).toISOString().slice(11, 16);
const dayText = (moment) => new Date(moment + ZONE_MS).toISOString().slice(0, 10);

function partnerText(lesson) {
  if (!lesson.partner.length) return "";
  const names = lesson.partner.join(words.separator);
  if (lesson.role === "receive") return say("from_campus", { campus: names });
  return lesson.role === "host" ? say("to_campuses", { campuses: names }) : "";
}

function badge(lesson) {
  if (lesson.status === "planned") return null;
  return element("span", "badge " + lesson.status, words[lesson.status]);
}

function lessonCard(lesson, timeText) {
  const card = element("div", "lesson " + lesson.role + " " + lesson.status);
  const title = element("p", "subject", lesson.subject || words.session);
  const mark = badge(lesson);
  if (mark) title.append(mark);
  const who = [lesson.lecturer, partnerText(lesson)].filter(Boolean).join(" · ");
  const where = [lesson.classes.join(words.separator), lesson.topic].filter(Boolean).join(" · ");
  put(
    card,
    element("p", "time", [lesson.period_label, timeText].filter(Boolean).join(" · ")),
    title,
    who ? element("p", "who", who) : null,
    where ? element("p", "where", where) : null,
    lesson.was || lesson.note ? element("p", "was", lesson.was || lesson.note) : null
  );
  return card;
}

function row(lesson, now) {
  const start = Date.parse(lesson.start);
  const end = Date.parse(lesson.end);
  const state = end <= now ? "past" : start <= now ? "current" : "coming";
  const item = element("li", state + " " + lesson.status);
  const subject = element("span", "subject", lesson.subject || words.session);
  const mark = badge(lesson);
  if (mark) subject.append(mark);
  const who = element("span", "who", lesson.lecturer);
  const said = lesson.was || lesson.note;
  if (said) who.append(lesson.lecturer ? " · " : "", element("span", "was", said));
  const partner = partnerText(lesson);
  if (partner) who.append(who.textContent ? " · " : "", partner);
  put(item, element("span", "time", clockText(start)), subject, who);
  return item;
}

function show() {
  const clock = Date.now() + kept.skew;
  const body = kept.body;
  document.querySelector("#clock time").textContent = clockText(clock);
  document.querySelector("#offline").hidden = failures === 0;
  document.querySelector("#since").textContent = kept.at ? say("since", { time: sinceText(clock) }) : "";
  document.querySelector("main").hidden = gone || !body;
  showNotices(body, clock);
  if (!body || gone) return;
  document.querySelector("#place").textContent = [body.campus, body.class || body.room].filter(Boolean).join(" ");
  const now = clock + body.bell_offset_s * 1000;
  const held = body.lessons.filter((lesson) => lesson.status !== "cancelled");
  const current = held.find((lesson) => Date.parse(lesson.start) <= now && now < Date.parse(lesson.end));
  const next = held.find((lesson) => Date.parse(lesson.start) > now);
  const until = current && say("until", { time: clockText(Date.parse(current.end)) });
  put(document.querySelector("#now .what"), current ? lessonCard(current, until) : element("p", "free", words.free));
  put(
    document.querySelector("#next .what"),
    next ? lessonCard(next, startText(next, now)) : element("p", "free", words.nothing_more)
  );
  fit(document.querySelector("#now"));
  fit(document.querySelector("#next"));
  showDay(body.lessons, now);
}

// Nothing is cut off: where a text is too long for its box, its letters are smaller.
function fit(section, least = 0) {
  return SCALES.some((scale) => {
    if (scale >= least) section.style.setProperty("--fit", scale);
    return section.scrollHeight <= section.clientHeight;
  });
}

// The list of today; when nothing more comes today, that of the next day with lessons.
function showDay(lessons, now) {
  const left = lessons.find((lesson) => Date.parse(lesson.end) > now);
  const day = left ? left.start.slice(0, 10) : dayText(now);
  const listed = lessons.filter((lesson) => lesson.start.slice(0, 10) === day);
  const today = document.querySelector("#today");
  document.querySelector("#today-title").textContent = day === dayText(now) ? words.today : dayWords(day);
  const rows = listed.map((lesson) => row(lesson, now));
  put(today.querySelector("ol"), ...rows);
  today.hidden = listed.length === 0;
  // A long day has a line for each lesson, and one more where something changed.
  today.className = "";
  today.style.setProperty("--fit", 1);
  if (today.scrollHeight <= today.clientHeight) return;
  today.className = "dense";
  // The list never scrolls: what is over makes room, then the letters, then what is last.
  while (!fit(today, LEGIBLE) && rows[0].classList.contains("past")) rows.shift().remove();
  while (!fit(today) && rows.length > 1) rows.pop().remove();
}

function startText(lesson, now) {
  const day = lesson.start.slice(0, 10);
  const time = clockText(Date.parse(lesson.start));
  return day === dayText(now) ? time : dayWords(day) + " " + time;
}

// "2026-11-23" in words.
function dayWords(day) {
  const [, month, date] = day.split("-").map(Number);
  const weekday = words.weekdays.split(" ")[(new Date(day + "T00:00:00Z").getUTCDay() + 6) % 7];
  return say("day", { month, date, weekday });
}

function sinceText(clock) {
  const at = kept.at + kept.skew;
  if (dayText(at) === dayText(clock)) return clockText(at);
  return dayWords(dayText(at)) + " " + clockText(at);
}

function showNotices(body, clock) {
  const lines = [];
  if (gone) lines.push(words.revoked);
  else if (!body) lines.push(words.waiting);
  else {
    if (Date.parse(body.valid_until) <= clock) lines.push(words.outdated);
    for (const notice of body.notices) {
      if (Date.parse(notice.first) <= clock && clock < Date.parse(notice.until)) lines.push(notice.text);
    }
  }
  put(document.querySelector("#notices"), ...lines.map((line) => element("li", "", line)));
}

// Against burn-in: every minute the whole page stands some pixels elsewhere.
const SHIFTS = [[0, 0], [5, 2], [8, 6], [3, 8], [-3, 6], [-8, 3], [-6, -3], [-2, -7], [4, -5], [7, -2]];
function shift() {
  const [x, y] = SHIFTS[Math.floor(Date.now() / 60000) % SHIFTS.length];
  document.querySelector("#stage").style.transform = "translate(" + x + "px, " + y + "px)";
}

show();
shift();
setInterval(show, 1000);
setInterval(shift, 60000);
ask();
