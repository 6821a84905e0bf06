// The simulator's JSON API and its stream of events.

const ROOT = "/handset/api";

async function ask(path, options) {
  let response;
  try {
    response = await fetch(ROOT + path, options);
  } catch {
    throw new Error("The simulator does not answer. Is it still running?");
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.error ?? "The simulator refused that.");
  return body;
}

export function get(path) {
  return ask(path);
}

export function post(path, fields = {}) {
  const headers = { "Content-Type": "application/json" };
  return ask(path, { method: "POST", headers, body: JSON.stringify(fields) });
}

export function remove(path) {
  return ask(path, { method: "DELETE" });
}

// Calls `take(event, live)` for all that has happened and all that will; `live` is false for
// what the page found when it loaded. A simulator that was started anew reloads the page.
export function follow({ run, last }, take, connected) {
  let seen = 0;
  const pass = (event) => {
    if (event.kind === "hello") {
      if (event.run !== run) location.reload();
      return;
    }
    if (event.seq <= seen) return;
    seen = event.seq;
    take(event, event.seq > last);
  };
  if (!window.EventSource) {
    poll(() => seen, pass, connected);
    return;
  }
  const stream = new EventSource(`${ROOT}/stream`);
  stream.onopen = () => connected(true);
  stream.onmessage = (message) => pass(JSON.parse(message.data));
  stream.onerror = () => {
    connected(false);
    if (stream.readyState === EventSource.CLOSED) poll(() => seen, pass, connected);
  };
}

async function poll(seen, pass, connected) {
  for (;;) {
    try {
      const { run, events } = await get(`/events?after=${seen()}&wait=20`);
      connected(true);
      pass({ kind: "hello", run });
      events.forEach(pass);
    } catch {
      connected(false);
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}
