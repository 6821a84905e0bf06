// What goes wrong on purpose: switched on and off, and what the network noticed by itself.

import { get, post, remove } from "./api.js";
import { find, make } from "./dom.js";

const byId = (id) => document.getElementById(id);
const SHOWN = 20;

// "dropped-receipts" as a person would write it.
function title(name) {
  const words = name.replaceAll("-", " ");
  return words[0].toUpperCase() + words.slice(1);
}

function ask(id, needed) {
  const [field, label] = [byId(id), find(document, `label[for=${id}]`)];
  field.disabled = field.hidden = label.hidden = !needed;
}

export class Faults {
  constructor() {
    this.known = {};
    this.codes = {};
    this.delayed = [];
    byId("fault").addEventListener("change", () => this.describe());
    byId("faults").addEventListener("submit", (event) => {
      event.preventDefault();
      this.attempt(() => post("/faults", this.chosen()));
    });
    byId("clear-warnings").addEventListener("click", () => this.clearWarnings());
    this.attempt(() => this.load());
  }

  async load() {
    const { known, codes, delayed, delay, on } = await get("/faults");
    Object.assign(this, { known, codes, delayed });
    const names = Object.keys(known);
    byId("fault").replaceChildren(...names.map((name) => make("option", { value: name }, title(name))));
    byId("fault-delay").value = delay;
    this.describe();
    this.show(on);
  }

  take(event) {
    if (event.kind === "faults") this.show(event.on);
    if (event.kind === "fault") this.warn(event);
  }

  // Says what the chosen fault does, and asks only for what that fault has.
  describe() {
    const name = byId("fault").value;
    byId("fault-words").textContent = `So that ${this.known[name]}.`;
    ask("fault-delay", this.delayed.includes(name));
    ask("fault-code", name in this.codes);
    byId("fault-code").value = this.codes[name] ?? "";
  }

  chosen() {
    const value = (id) => (byId(id).disabled || !byId(id).value ? undefined : Number(byId(id).value));
    return {
      name: byId("fault").value,
      share: value("fault-share"),
      seconds: value("fault-seconds"),
      delay: value("fault-delay"),
      code: value("fault-code"),
    };
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

  row(fault) {
    const off = async () => {
      await this.attempt(() => remove(`/faults?name=${encodeURIComponent(fault.name)}`));
      byId("fault").focus();
    };
    const button = { type: "button", onclick: off, "aria-label": `Switch off ${title(fault.name)}` };
    return make("li", {}, this.measures(fault).join(", "), make("button", button, "Off"));
  }

  measures({ name, share, code, delay, seconds }) {
    const told = [title(name)];
    if (code) told.push(`code ${code}`);
    if (this.delayed.includes(name)) told.push(`${delay} s late`);
    if (share < 1) told.push(`${Math.round(share * 100)}%`);
    if (seconds !== null) {
      const end = new Date(Date.now() + seconds * 1000);
      // A fault lasts for so long in front of the screen, whatever the network's clock says.
      told.push(`until ${end.toLocaleTimeString([], { timeStyle: "short" })} your time`);
    }
    return told;
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
