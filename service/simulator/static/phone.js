// One phone: who it belongs to, which of its two screens is shown, and the events it gets.

import { post } from "./api.js";
import { CallScreen } from "./call.js";
import { find } from "./dom.js";
import { TextScreen } from "./texts.js";

const template = document.getElementById("phone");

export class Phone {
  constructor(fields, world, voice) {
    this.root = template.content.cloneNode(true).firstElementChild;
    this.id = fields.phone;
    this.unread = 0;
    this.requests = Promise.resolve();
    const ask = (path, body) => this.ask(path, body);
    this.texts = new TextScreen(find(this.root, ".texts"), fields, world, ask);
    this.call = new CallScreen(find(this.root, ".call"), world, ask, voice);
    find(this.root, ".show-texts").addEventListener("click", () => this.show("texts"));
    find(this.root, ".show-call").addEventListener("click", () => this.show("call"));
    this.describe(fields);
  }

  get inCall() {
    return this.call.connected;
  }

  describe(fields) {
    const name = fields.label || fields.pretty || fields.phone;
    find(this.root, ".who").textContent = name;
    find(this.root, ".number").textContent = fields.pretty ?? "";
    find(this.root, ".anonymous").checked = Boolean(fields.anonymous);
    this.root.setAttribute("aria-label", `Phone: ${name}`);
    this.root.dataset.phone = this.id;
  }

  // Requests go out one after the other, so that keys pressed fast arrive in order.
  ask(path, body) {
    const request = this.requests.then(() => post(`/phones/${this.id}${path}`, body));
    this.requests = request.catch(() => undefined);
    return request.then(
      () => this.complain(""),
      (error) => { this.complain(error.message); throw error; },
    );
  }

  complain(words) {
    find(this.root, ":scope > .problem").textContent = words;
  }

  press(key) {
    this.call.press(key);
  }

  take(event, live) {
    if (event.kind === "message") this.message(event, live);
    else if (event.kind === "fault" && !event.sid) this.texts.fault(event);
    else {
      if (event.kind === "call" && event.peer) this.show("call");
      this.call.take(event, live);
    }
  }

  message(event, live) {
    this.texts.message(event);
    const hidden = this.root.dataset.screen === "call";
    if (hidden && !event.outgoing && live) this.unread += 1;
    this.showBadge();
  }

  show(screen) {
    this.root.dataset.screen = screen;
    for (const name of ["texts", "call"]) {
      find(this.root, `.${name}`).hidden = name !== screen;
      find(this.root, `.show-${name}`).setAttribute("aria-pressed", String(name === screen));
    }
    if (screen === "texts") this.unread = 0;
    this.showBadge();
  }

  showBadge() {
    const badge = find(this.root, ".badge");
    badge.hidden = this.unread === 0;
    badge.textContent = this.unread ? `${this.unread} new` : "";
  }

  showTime(time) {
    find(this.root, ".clock").textContent = time;
  }
}
