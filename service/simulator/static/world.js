// The network beside the phones: the clock, the pace, and new phones.

import { get, post } from "./api.js";
import { attempt, byId, make } from "./dom.js";
import { Senate } from "./senate.js";
import { SUGGESTIONS } from "./suggestions.js";

const EASTERN = { timeZone: "America/New_York" };
const day = new Intl.DateTimeFormat("en-US", { ...EASTERN, weekday: "long", month: "long", day: "numeric" });
const time = new Intl.DateTimeFormat("en-US", { ...EASTERN, hour: "numeric", minute: "2-digit" });

export class World {
  constructor(world, voice) {
    this.voice = voice;
    this.offset = 0;
    this.senate = new Senate();
    this.listenToClock();
    this.listenToPhones(world);
  }

  take(event, live) {
    if (event.kind === "clock") this.showClock(event);
    if (event.kind === "exchange") this.senate.show(event, live);
    if (event.kind === "far") this.senate.follow(event, live);
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
