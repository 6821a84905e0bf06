// The call screen of a phone: who is on the line, what is said, and the keypad.

import { FarEnd } from "./far.js";
import { Scroller, find, make } from "./dom.js";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];
const LETTERS = ["", "ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ", "", "+", ""];
const NAMES = { "*": "star", "#": "pound" };
const ENDINGS = {
  completed: "Call ended", busy: "Busy", "no-answer": "Missed call",
  canceled: "Call canceled", failed: "Call failed",
};

export class CallScreen {
  constructor(root, world, ask, voice) {
    this.root = root;
    this.world = world;
    this.ask = ask;
    this.voice = voice;
    this.status = "idle";
    this.far = new FarEnd(find(root, ".far"));
    this.captions = new Scroller(find(root, ".captions"));
    find(root, ".clear").addEventListener("click", () => this.clear());
    this.wire(find(root, ".dial"), "/calls");
    for (const act of ["answer", "decline", "voicemail", "hangup"]) {
      this.wire(find(root, `.${act}`), `/${act}`);
    }
    const anonymous = find(root, ".anonymous");
    anonymous.addEventListener("change", () => this.send("", { anonymous: anonymous.checked }));
    find(root, ".dial").textContent = `Call ${world.pretty}`;
    KEYS.forEach((key, index) => this.addKey(key, LETTERS[index]));
    this.rest();
  }

  get connected() {
    return this.status === "in-progress" || this.status === "dialing";
  }

  wire(button, path) {
    button.addEventListener("click", () => this.send(path, {}));
  }

  // A refusal is shown by the phone itself.
  send(path, fields) {
    this.ask(path, fields).catch(() => undefined);
  }

  addKey(key, letters) {
    const face = [make("b", {}, key), make("small", { "aria-hidden": "true" }, letters)];
    const label = NAMES[key] ?? key;
    const press = () => this.press(key);
    const button = make("button", { type: "button", "aria-label": label, onclick: press }, ...face);
    button.dataset.key = key;
    find(this.root, ".keypad").append(button);
  }

  press(key) {
    this.voice.hush();
    this.send("/keys", { keys: key });
    const button = find(this.root, `[data-key="${key}"]`);
    button.classList.add("pressed");
    setTimeout(() => button.classList.remove("pressed"), 150);
  }

  // While an office is on the line, only its end takes the hint away.
  pressed(key) {
    if (!this.far.talking) this.prompt("");
    this.note(`You pressed ${key}`, "pressed");
  }

  // What belongs to an earlier call says nothing about this one.
  take(event, live) {
    if (event.kind === "call" && event.peer) this.sid = event.sid;
    if (event.sid !== this.sid) return;
    const handler = {
      call: () => this.progress(event, live),
      said: () => this.caption("Patchline", event, live),
      "far-said": () => this.caption(this.far.speaker, event, live),
      far: () => this.dialed(event),
      key: () => this.pressed(event.key),
      waiting: () => this.prompt("Waiting for a key…"),
      "hung-up": () => this.note("You hung up"),
      fault: () => this.note(`The application failed (error ${event.code}). ${event.words}`, "fault"),
    }[event.kind];
    handler?.();
  }

  progress(event, live) {
    const started = event.status === "dialing" || event.status === "ringing";
    if (started) this.begin(event);
    const had = this.root.contains(document.activeElement);
    this.status = event.status;
    find(this.root, ".idle").hidden = event.status !== "ended";
    find(this.root, ".clear").hidden = event.status !== "ended";
    find(this.root, ".incoming").hidden = event.status !== "ringing";
    find(this.root, ".active").hidden = !this.connected;
    const words = {
      dialing: "Calling…", ringing: "Incoming call", "in-progress": "Connected",
      ended: this.placed && event.reason === "no-answer" ? "No answer" : ENDINGS[event.reason],
    };
    this.showStatus(this.peer, words[event.status]);
    this.root.dataset.status = event.status;
    if (event.status === "ended") this.finish();
    if (live && started) this.root.closest(".phone").scrollIntoView({ block: "nearest" });
    if (live && (had || started)) this.moveFocus();
  }

  begin(event) {
    this.placed = event.status === "dialing";
    this.peer = event.peer === this.world.pretty ? `Patchline ${event.peer}` : event.peer;
    this.captions.clear();
    this.far.hide();
  }

  // As if there had been no call.
  clear() {
    this.captions.clear();
    this.rest();
    find(this.root, ".clear").hidden = true;
    find(this.root, ".dial").focus({ preventScroll: true });
  }

  rest() {
    this.showStatus("Patchline", this.world.pretty);
  }

  finish() {
    this.prompt("");
    this.far.hide();
    this.voice.hush();
  }

  // The control that had the focus may just have vanished; the next one to use takes it over.
  moveFocus() {
    const next = { ringing: ".answer", ended: ".dial" }[this.status] ?? '[data-key="1"]';
    if (!document.activeElement?.matches("textarea, input, select") || this.status === "ringing") {
      find(this.root, next).focus({ preventScroll: true });
    }
  }

  dialed(event) {
    this.far.take(event);
    this.prompt(this.far.talking ? "Press * when you are done here" : "");
    const words = this.far.summary(event);
    if (words) this.note(words);
  }

  caption(who, event, live) {
    if (who === "Patchline") this.alone();
    const line = make("p", { class: who === "Patchline" ? "line" : "line office" });
    line.append(make("span", { class: "speaker" }, who));
    line.append(make("span", { lang: event.language || "en-US", dir: "auto" }, event.words));
    this.captions.append(line);
    if (live) this.voice.say(event.words, event.language);
  }

  // Patchline speaks again: nobody else is on the line any more.
  alone() {
    this.prompt("");
    this.far.leave();
  }

  note(words, kind = "") {
    this.captions.append(make("p", { class: `note ${kind}` }, words));
  }

  prompt(words) {
    find(this.root, ".prompt").textContent = words;
  }

  showStatus(name, state) {
    find(this.root, ".peer-name").textContent = name;
    find(this.root, ".peer-state").textContent = state;
  }
}
