// Calls back when something has changed. Nobody listens while nobody looks.
const MODES = {
  on: ["Live", "Changes show by themselves"],
  off: ["Reconnecting…", "The service does not answer; what is shown may be old"],
  asking: ["Every 15 s", "The service has no room for more listeners"],
};
const RETRY = 15_000;

export function follow(query, changed) {
  const sign = document.getElementById("live");
  let source = null;
  let timer = 0;

  function show(mode) {
    if (sign.className === `live ${mode}`) return;
    sign.className = `live ${mode}`;
    [sign.textContent, sign.title] = MODES[mode];
  }

  function open() {
    clearTimeout(timer);
    source?.close();
    source = new EventSource(`api/events${query}`);
    source.onopen = () => show("on");
    source.onmessage = (message) => changed(JSON.parse(message.data));
    source.onerror = async () => {
      if (source.readyState !== EventSource.CLOSED) return show("off");
      timer = setTimeout(open, RETRY);
      const answered = await changed({ everything: true, clusters: [] });
      show(answered ? "asking" : "off");
    };
  }

  function look() {
    if (document.hidden) {
      clearTimeout(timer);
      source?.close();
    } else {
      open();
    }
  }

  document.addEventListener("visibilitychange", look);
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => event.persisted && look());
  look();
}

// At most one call at a time and one in so many milliseconds; the last one is never lost.
export function calmly(pause, work) {
  let running = null;
  let again = false;
  return async function call() {
    if (running) {
      again = true;
      return running;
    }
    running = work();
    const done = await running;
    setTimeout(() => {
      running = null;
      if (again) call();
      again = false;
    }, pause);
    return done;
  };
}
