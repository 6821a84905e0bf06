// Speaks captions aloud where the browser can, one sentence after the other.

export class Voice {
  constructor(checkbox) {
    this.checkbox = checkbox;
    this.pace = 1;
    this.speech = window.speechSynthesis;
    if (!this.speech) checkbox.closest("label").hidden = true;
    checkbox.addEventListener("change", () => {
      if (!checkbox.checked) this.hush();
    });
  }

  say(words, language) {
    if (!this.speech || !this.checkbox.checked) return;
    const utterance = new SpeechSynthesisUtterance(words);
    utterance.lang = language || "en-US";
    utterance.rate = Math.min(this.pace, 3);
    this.speech.speak(utterance);
  }

  // A pressed key breaks off what is being said, as on a real call.
  hush() {
    this.speech?.cancel();
  }
}
