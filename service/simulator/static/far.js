// The far end of a dialled leg: whose office it is, and whether it rings, is busy or answers.

import { find } from "./dom.js";
import { count } from "./lines.js";

const STATES = {
  dialing: "Dialing", ringing: "Ringing", answered: "Answered",
  voicemail: "Voicemail", full: "Mailbox full",
};
const RESULTS = {
  completed: "Ended", busy: "Busy", "no-answer": "No answer",
  failed: "Not reached", canceled: "Canceled",
};

export class FarEnd {
  constructor(root) {
    this.root = root;
    this.name = "";
    this.speaker = "Office";
    this.talking = false;
  }

  take(event) {
    if (event.state === "dialing") this.describe(event);
    this.root.dataset.state = event.result ?? event.state;
    find(this.root, ".pill").textContent = RESULTS[event.result] ?? STATES[event.state] ?? "";
    this.left = event.result === "completed" || event.result === "canceled";
    this.talking = !event.result && (event.state === "answered" || event.state === "voicemail");
    this.root.hidden = false;
  }

  describe(event) {
    const senators = event.senators.map((name) => `Senator ${name}`).join(" and ");
    this.name = senators || event.label || event.number;
    this.speaker = event.senators.length ? "Office" : this.name;
    const city = event.dc ? "Washington, DC" : event.city;
    const place = [city, event.number].filter(Boolean).join(" · ");
    find(this.root, ".far-name").textContent = this.name;
    find(this.root, ".far-place").textContent = place;
    find(this.root, ".far-caller").textContent = `Sees your call from ${event.caller_id}`;
    this.place = city;
    this.taken = event.lines ? ` (${count(event.lines, event.taken)})` : "";
  }

  // One line for the log when a leg begins to ring nowhere or is over.
  summary(event) {
    if (event.state === "dialing") return `Dialing ${this.name}${this.place ? `, ${this.place}` : ""}${this.taken}`;
    return event.result ? `${this.name}: ${RESULTS[event.result].toLowerCase()}` : "";
  }

  // Once Patchline speaks again, an office that was left is of the past; one that could not be
  // reached is what is spoken of.
  leave() {
    if (this.left) this.hide();
  }

  hide() {
    this.talking = false;
    this.root.hidden = true;
  }
}
