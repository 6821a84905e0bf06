// The thread of a phone and the field to write in.

import { Chips } from "./chips.js";
import { Scroller, find, make } from "./dom.js";

const clock = new Intl.DateTimeFormat("en-US", {
  hour: "numeric", minute: "2-digit", timeZone: "America/New_York",
});

export class TextScreen {
  constructor(root, phone, world, ask) {
    this.thread = find(root, ".thread");
    this.scroller = new Scroller(this.thread);
    this.field = find(root, "textarea");
    this.photo = find(root, ".photo");
    this.ask = ask;
    this.thread.setAttribute("aria-label", `Texts with ${world.pretty}`);
    this.chips = new Chips(find(root, ".chips"), phone, (words) => this.send(words, 0));
    find(root, ".empty").append(
      "Text ", make("kbd", {}, this.chips.first), ` to ${world.pretty} to begin, or tap it below.`,
    );
    find(root, ".composer").addEventListener("submit", (event) => this.submit(event));
    this.field.addEventListener("keydown", (event) => this.maybeSend(event));
    this.field.addEventListener("input", () => this.fit());
    this.photo.addEventListener("click", () => this.attach(!this.attached));
  }

  get attached() {
    return this.photo.getAttribute("aria-pressed") === "true";
  }

  attach(on) {
    this.photo.setAttribute("aria-pressed", String(on));
  }

  maybeSend(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.submit(event);
  }

  // The field is free for the next text at once; what the network refuses comes back into it.
  async submit(event) {
    event.preventDefault();
    const [body, media] = [this.field.value, this.attached ? 1 : 0];
    if (!body && !media) return;
    this.fill("", false);
    const taken = await this.send(body, media);
    if (!taken && !this.field.value) this.fill(body, media > 0);
  }

  fill(body, attached) {
    this.field.value = body;
    this.attach(attached);
    this.fit();
  }

  send(body, media) {
    return this.ask("/texts", { body, media }).then(() => true, () => false);
  }

  fit() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, 120)}px`;
  }

  message(event) {
    find(this.thread, ".empty")?.remove();
    if (event.outgoing) this.chips.follow(event.body);
    const who = event.outgoing ? "You" : "Patchline";
    const bubble = make("div", { class: event.outgoing ? "bubble mine" : "bubble" });
    bubble.append(make("span", { class: "hidden" }, `${who}: `));
    if (event.media) bubble.append(make("p", { class: "picture" }, `Picture × ${event.media}`));
    if (event.body) bubble.append(make("p", { dir: "auto" }, event.body));
    const at = clock.format(new Date(event.at));
    bubble.append(make("time", { datetime: event.at }, at));
    this.scroller.append(bubble);
  }

  fault(event) {
    const words = `The application failed (error ${event.code}). ${event.words}`;
    this.scroller.append(make("p", { class: "fault" }, words));
  }
}
