// Small tools for elements: people's words go in as text, never as markup.

export function find(root, selector) {
  return root.querySelector(selector);
}

export function byId(id) {
  return document.getElementById(id);
}

// Runs an action and shows its refusal beside the controls it belongs to.
export async function attempt(problem, action) {
  try {
    await action();
    byId(problem).textContent = "";
    return true;
  } catch (error) {
    byId(problem).textContent = error.message;
    return false;
  }
}

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "class") element.className = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

// Keeps the newest entry of a log in view, unless its reader has scrolled back.
export class Scroller {
  constructor(log) {
    this.log = log;
    this.following = true;
    log.addEventListener("scroll", () => {
      this.following = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
    });
    new ResizeObserver(() => this.settle()).observe(log);
  }

  append(element) {
    this.log.append(element);
    this.settle();
  }

  clear() {
    this.log.replaceChildren();
    this.following = true;
  }

  settle() {
    if (this.following) this.log.scrollTop = this.log.scrollHeight;
  }
}
