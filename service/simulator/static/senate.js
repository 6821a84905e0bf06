// The Senate: how many people call it, what the next calls to an office come to, and its lines.

import { get, post } from "./api.js";
import { attempt, byId, make } from "./dom.js";
import { Lines } from "./lines.js";

// The stops of the dial: calls to Washington as a multiple of what its staff can answer.
const STOPS = [
  { load: 0, name: "Quiet", words: "Nobody else calls. Staff answer while a line is free." },
  { load: 0.5, name: "Half", words: "An ordinary day. Nearly everybody reaches a person." },
  { load: 1, name: "1 times", words: "A busy day: as many calls to Washington as its staff can answer." },
  { load: 2, name: "2 times", words: "Twice as many calls as Washington can answer. Its mailboxes fill." },
  { load: 4, name: "4 times", words: "A surge: most callers find Washington busy. State offices still answer." },
  { load: 8, name: "8 times", words: "The day of a vote: Washington is nearly always busy, state offices half the time." },
];

export class Senate {
  constructor() {
    this.offices = new Map();
    this.lines = new Lines(byId("lines"));
    this.dial = byId("busyness");
    this.dial.addEventListener("input", () => this.describe(STOPS[this.dial.value]));
    this.dial.addEventListener("change", () => this.turn(STOPS[this.dial.value].load));
    byId("override").addEventListener("submit", (event) => {
      event.preventDefault();
      this.decide(byId("office").value, byId("outcome").value);
    });
    this.load();
  }

  async load() {
    const exchange = await get("/exchange").catch(() => null);
    if (!exchange) return;
    this.list(exchange.offices);
    this.show(exchange, false);
  }

  list(offices) {
    for (const office of offices) {
      const place = office.dc ? "Washington, DC" : office.city;
      const name = `${office.senators.join(" / ")}, ${place}`;
      this.offices.set(office.number, name);
      byId("office").append(make("option", { value: office.number }, `${name}, ${office.pretty}`));
    }
    if (!offices.length) byId("senate-problem").textContent = "No Senate directory is loaded.";
  }

  turn(load) {
    return attempt("senate-problem", () => post("/exchange", { load }));
  }

  decide(number, outcome) {
    return attempt("senate-problem", () => post("/exchange", { number, outcome }));
  }

  show(event, live) {
    this.showDial(event);
    const rows = Object.entries(event.overrides).map(([number, outcome]) => {
      const name = this.offices.get(number) ?? number;
      const undo = { type: "button", onclick: () => this.decide(number, ""), "aria-label": `Leave ${name} to chance` };
      return make("li", {}, `${name}: ${outcome}`, make("button", undo, "Undo"));
    });
    byId("decided").replaceChildren(...rows);
    if (live) this.lines.refresh();
  }

  // A program may have set what no stop of the dial stands for.
  showDial({ load, busyness }) {
    if (load === null) {
      const share = Math.round(busyness * 100);
      this.describe({ name: `${share}%`, words: `${share}% of calls find every line taken.` });
      return;
    }
    const nearest = STOPS.findLastIndex((stop) => stop.load <= load);
    this.dial.value = String(nearest);
    const words = `${load} times as many calls to Washington as its staff can answer.`;
    this.describe(STOPS[nearest].load === load ? STOPS[nearest] : { name: `${load} times`, words });
  }

  describe({ name, words }) {
    this.dial.setAttribute("aria-valuetext", name);
    byId("busyness-words").textContent = words;
  }

  // What the page finds when it loads is shown by the next refresh.
  follow(event, live) {
    if (event.office) this.lines.follow(event.office, event.senators);
    if (live) this.lines.refresh();
  }
}
