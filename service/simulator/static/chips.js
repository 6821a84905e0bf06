// Texts that are sent with one press, in the language of the phone's owner.

import { make } from "./dom.js";
import { languageOf, zipOf } from "./suggestions.js";

const TEXTS = {
  en: (zip) => ["S54", zip, "CALL", "ES", "HELP", "STOP"],
  es: (zip) => ["FAMILIAS", zip, "LLAMAR", "EN", "AYUDA", "ALTO"],
};
const SAID = { en: /^\s*(en|english|ingles|inglés)\W*$/i, es: /^\s*(es|espanol|español|familias?)\W*$/i };

export class Chips {
  constructor(root, phone, send) {
    this.root = root;
    this.zip = zipOf(phone);
    this.send = send;
    this.show(languageOf(phone));
  }

  get first() {
    return this.root.firstElementChild.textContent;
  }

  // Whoever asks for the other language is offered its words from then on.
  follow(body) {
    const asked = Object.keys(SAID).find((language) => SAID[language].test(body));
    if (asked && asked !== this.root.lang) this.show(asked);
  }

  show(language) {
    const had = [...this.root.children].indexOf(document.activeElement);
    this.root.lang = language;
    this.root.replaceChildren(...TEXTS[language](this.zip).map((words) => {
      const send = () => this.send(words);
      return make("button", { type: "button", onclick: send }, words);
    }));
    if (had >= 0) this.root.children[had].focus();
  }
}
