// What goes wrong on purpose: switched on and off, and what the network noticed by itself.

import { get, post, remove } from "./api.js";
import { find, make } from "./dom.js";

const byId = (id) => document.getElementById(id);
const SHOWN = 20;

export class Faults {
  constructor() {
    this.known = {};
    byId("fault").addEventListener("change", () => this.describe());
    byId("faults").addEventListener("submit", (event) => {
      event.preventDefault();
      const [name, share] = [byId("fault").value, Number(byId("fault-share").value)];
      this.attempt(() => post("/faults", { name, share }));
    });
    byId("clear-warnings").addEventListener("click", () => this.clearWarnings());
    this.attempt(() => this.load());
  }

  async load() {
    const { known, on } = await get("/faults");
    this.known = known;
    byId("fault").replaceChildren(...Object.keys(known).map((name) => make("option", {}, name)));
    this.describe();
    this.show(on);
  }

  take(event) {
    if (event.kind === "faults") this.show(event.on);
    if (event.kind === "fault") this.warn(event);
  }

  describe() {
    byId("fault-words").textContent = `So that ${this.known[byId("fault").value]}.`;
  }

  show(on) {
    byId("faults-on").replaceChildren(...on.map((fault) => this.row(fault)));
    clearTimeout(this.timer);
    const ends = on.map((fault) => fault.seconds).filter((seconds) => seconds !== null);
    if (ends.length) this.timer = setTimeout(() => this.refresh(), Math.min(...ends) * 1000 + 100);
  }

  refresh() {
    this.attempt(async () => this.show((await get("/faults")).on));
  }

  row({ name, share }) {
    const off = () => this.attempt(() => remove(`/faults?name=${encodeURIComponent(name)}`));
    const button = { type: "button", onclick: off, "aria-label": `Switch off ${name}` };
    const often = share < 1 ? `, ${Math.round(share * 100)}%` : "";
    return make("li", {}, `${name}${often}`, make("button", button, "Off"));
  }

  warn({ words }) {
    const log = byId("warnings");
    log.append(make("p", { class: "fault" }, words));
    if (log.children.length > SHOWN) find(log, "p").remove();
    log.scrollTop = log.scrollHeight;
    byId("clear-warnings").hidden = false;
  }

  clearWarnings() {
    byId("warnings").replaceChildren();
    byId("clear-warnings").hidden = true;
    byId("fault").focus();
  }

  async attempt(action) {
    try {
      await action();
      byId("faults-problem").textContent = "";
    } catch (error) {
      byId("faults-problem").textContent = error.message;
    }
  }
}
