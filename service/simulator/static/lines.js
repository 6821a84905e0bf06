// The lines of a senator's offices: one sees which are taken, and where one's own call went.

import { get } from "./api.js";
import { find, make } from "./dom.js";

const REFRESH_MS = 2000;

// How many lines are taken, in words.
export function count(lines, taken) {
  if (lines === 1) return taken ? "its line is taken" : "its line is free";
  if (taken === lines) return lines === 2 ? "both lines taken" : `all ${lines} lines taken`;
  return `${taken} of ${lines} lines taken`;
}

function words({ lines, taken, ours, staffed, down }) {
  if (down) return "out of order: it rings and nothing answers";
  const whose = ours ? `, ${ours === taken ? "" : `${ours} `}by you` : "";
  return count(lines, taken) + whose + (staffed ? "" : ", closed");
}

export class Lines {
  constructor(root) {
    this.root = root;
    this.number = "";
    setInterval(() => this.refresh(), REFRESH_MS);
  }

  // Shows the offices of the senators behind the number from now on.
  follow(number, senators) {
    this.number = number;
    const names = senators.map((name) => `Senator ${name}`).join(" and ");
    find(this.root, "h3").textContent = `Lines of ${names}`;
  }

  async refresh() {
    if (!this.number || document.hidden) return;
    const asked = this.number;
    const found = await get(`/exchange/lines?number=${encodeURIComponent(asked)}`).catch(() => null);
    if (!found || asked !== this.number) return;
    find(this.root, "ul").replaceChildren(...found.offices.map((office) => this.row(office)));
    this.root.hidden = false;
  }

  row(office) {
    const slots = Array.from({ length: office.lines }, (_, index) => {
      const state = index < office.ours ? "ours" : index < office.taken ? "taken" : "free";
      return make("i", { class: state });
    });
    const row = make("li", {}, make("b", {}, office.dc ? "Washington, DC" : office.city));
    row.append(make("span", { class: "slots", "aria-hidden": "true" }, ...slots));
    row.append(make("span", { class: "note" }, words(office)));
    row.dataset.state = office.ours ? "ours" : office.taken === office.lines ? "busy" : "free";
    return row;
  }
}
