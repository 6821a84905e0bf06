// The network beside the phones: the clock, the Senate, the pace, and new phones.

import { get, post } from "./api.js";
import { make } from "./dom.js";
import { SUGGESTIONS } from "./suggestions.js";

const byId = (id) => document.getElementById(id);
const EASTERN = { timeZone: "America/New_York" };
const day = new Intl.DateTimeFormat("en-US", { ...EASTERN, weekday: "long", month: "long", day: "numeric" });
const time = new Intl.DateTimeFormat("en-US", { ...EASTERN, hour: "numeric", minute: "2-digit" });

// Runs an action and shows its refusal beside the controls it belongs to.
async function attempt(problem, action) {
  try {
    await action();
    byId(problem).textContent = "";
    return true;
  } catch (error) {
    byId(problem).textContent = error.message;
    return false;
  }
}

export class World {
  constructor(world, voice) {
    this.voice = voice;
    this.offset = 0;
    this.offices = new Map();
    this.listenToClock();
    this.listenToSenate();
    this.listenToPhones(world);
  }

  take(event) {
    if (event.kind === "clock") this.showClock(event);
    if (event.kind === "exchange") this.showExchange(event);
  }

  everyTick(show) {
    const tick = () => {
      const now = new Date(Date.now() + this.offset * 1000);
      byId("now-day").textContent = day.format(now);
      byId("now-time").textContent = `${time.format(now)} Eastern`;
      show(`${time.format(now)} ET`);
    };
    this.tick = tick;
    tick();
    setInterval(tick, 1000);
  }

  listenToClock() {
    for (const button of byId("presets").children) {
      button.addEventListener("click", () => this.move(button));
    }
    byId("speed").addEventListener("change", () => {
      attempt("clock-problem", () => post("/clock", { speed: Number(byId("speed").value) }));
    });
    attempt("clock-problem", async () => this.showClock(await get("/clock")));
  }

  async move(button) {
    const { preset } = button.dataset;
    if (!(await attempt("clock-problem", () => post("/clock", { preset })))) return;
    for (const each of byId("presets").children) {
      each.setAttribute("aria-pressed", String(each === button));
    }
  }

  showClock(event) {
    this.offset = event.offset;
    this.voice.pace = event.speed;
    const speed = byId("speed");
    const known = [...speed.options].some((option) => Number(option.value) === event.speed);
    if (!known) speed.append(make("option", { value: event.speed }, `${event.speed} × faster`));
    speed.value = String(event.speed);
    this.tick?.();
  }

  async listenToSenate() {
    const slider = byId("busyness");
    slider.addEventListener("input", () => this.describeBusyness(slider.value));
    slider.addEventListener("change", () => {
      attempt("senate-problem", () => post("/exchange", { busyness: slider.value / 100 }));
    });
    byId("override").addEventListener("submit", (event) => {
      event.preventDefault();
      this.decide(byId("office").value, byId("outcome").value);
    });
    const exchange = await get("/exchange").catch(() => null);
    if (!exchange) return;
    this.listOffices(exchange.offices);
    this.showExchange(exchange);
  }

  listOffices(offices) {
    for (const office of offices) {
      const place = office.dc ? "Washington, DC" : office.city;
      const name = `${office.senators.join(" / ")}, ${place}`;
      this.offices.set(office.number, name);
      byId("office").append(make("option", { value: office.number }, `${name}, ${office.pretty}`));
    }
    if (!offices.length) byId("senate-problem").textContent = "No Senate directory is loaded.";
  }

  decide(number, outcome) {
    return attempt("senate-problem", () => post("/exchange", { number, outcome }));
  }

  showExchange(event) {
    byId("busyness").value = String(Math.round(event.busyness * 100));
    this.describeBusyness(byId("busyness").value);
    const rows = Object.entries(event.overrides).map(([number, outcome]) => {
      const name = this.offices.get(number) ?? number;
      const undo = { type: "button", onclick: () => this.decide(number, ""), "aria-label": `Leave ${name} to chance` };
      return make("li", {}, `${name}: ${outcome}`, make("button", undo, "Undo"));
    });
    byId("decided").replaceChildren(...rows);
  }

  describeBusyness(percent) {
    byId("busyness-words").textContent = `${percent}% of calls find every line taken.`;
  }

  listenToPhones(world) {
    for (const [code, name] of Object.entries(world.states)) {
      byId("new-state").append(make("option", { value: code }, name));
    }
    byId("new-state").value = "VT";
    for (const phone of SUGGESTIONS) {
      const add = () => this.addPhone(phone);
      byId("suggestions").append(make("button", { type: "button", onclick: add }, phone.label));
    }
    byId("add").addEventListener("submit", async (event) => {
      event.preventDefault();
      const fields = { number: byId("new-number").value, label: byId("new-label").value };
      const added = await this.addPhone({ ...fields, state: byId("new-state").value });
      if (added) byId("new-number").value = byId("new-label").value = "";
    });
  }

  addPhone({ number, label, state }) {
    return attempt("add-problem", () => post("/phones", { number, label, state }));
  }
}
