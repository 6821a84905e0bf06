// The page: phones on the bench, the network beside them, and the events that drive both.

import { follow, get } from "./api.js";
import { find } from "./dom.js";
import { Faults } from "./faults.js";
import { Phone } from "./phone.js";
import { markTour } from "./tour.js";
import { Voice } from "./voice.js";
import { World } from "./world.js";

const table = document.getElementById("phones");
const link = document.getElementById("link");

function showLink(connected) {
  link.textContent = connected ? "" : "The simulator is out of reach. Trying again…";
}

// Digits typed anywhere but in a field go to the phone that was used last.
function listenForKeys(phones, current) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input:not([type=checkbox]):not([type=range]), textarea, select")) return;
    const phone = phones.get(current()) ?? [...phones.values()].find((each) => each.inCall);
    if (phone?.inCall && "0123456789*#".includes(event.key)) {
      event.preventDefault();
      phone.press(event.key);
    }
  });
}

async function start() {
  const [world, bench] = await Promise.all([get("/world"), get("/phones")]);
  const phones = new Map();
  const voice = new Voice(document.getElementById("aloud"));
  const network = new World(world, voice);
  const faults = new Faults();
  let current = "";

  function phoneFor(event) {
    if (!phones.has(event.phone)) {
      const phone = new Phone(event, world, voice);
      phones.set(event.phone, phone);
      table.append(phone.root);
      phone.root.addEventListener("focusin", () => { current = event.phone; });
      phone.root.addEventListener("pointerdown", () => { current = event.phone; });
    }
    return phones.get(event.phone);
  }

  for (const phone of bench.phones) phoneFor({ ...phone, phone: phone.id });
  listenForKeys(phones, () => (phones.get(current)?.inCall ? current : ""));
  follow(world, (event, live) => {
    markTour(event);
    if (event.kind === "phone") {
      const isNew = !phones.has(event.phone);
      const phone = phoneFor(event);
      phone.describe(event);
      if (isNew && live) find(phone.root, "textarea").focus();
    } else if (event.phone) {
      phoneFor(event).take(event, live);
      network.take(event, live);
    } else if (event.kind.startsWith("fault")) faults.take(event);
    else network.take(event, live);
  }, showLink);
  network.everyTick((time) => phones.forEach((phone) => phone.showTime(time)));
}

start().catch((error) => { link.textContent = error.message; });
