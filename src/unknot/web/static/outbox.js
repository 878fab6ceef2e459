// What a runner says is kept in this browser first, and goes out when the server can be reached.
// `unknotOutbox.put(kind, body)` keeps, `.send()` sends, `.waiting()` counts what is not there yet;
// what `.isOnItsWay()` needs no words yet, what `.mustSignIn()` waits for a sign-in; "outbox-changed" is told on the document. Each thing has an id made here, so that the server can
// keep it once, however often it is sent. Everything is filed by runner.
"use strict";

(() => {
  const STORE = "outbox";
  const PATIENCE_MS = 8000;
  const MOST_AT_ONCE = 50;
  const MOMENT_MS = 1500;
  const user = () => document.body.dataset.user;

  let opened;
  const open = () => opened ??= new Promise((done, failed) => {
    const request = indexedDB.open("unknot", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(STORE, { keyPath: "id" }).createIndex("user", "user");
    };
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });

  const inStore = async (mode, work) => {
    const db = await open();
    return new Promise((done, failed) => {
      const transaction = db.transaction(STORE, mode);
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => done(request.result);
      transaction.onabort = transaction.onerror = () => failed(transaction.error);
    });
  };

  const newId = () => {
    if (crypto.randomUUID) return crypto.randomUUID();
    // Over plain HTTP browsers hold back the short way.
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((each) => each.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };

  // Other tabs show the same outbox.
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("unknot-outbox") : null;
  const tellHere = () => document.dispatchEvent(new Event("outbox-changed"));
  const tell = () => {
    tellHere();
    tabs?.postMessage("changed");
  };
  tabs?.addEventListener("message", tellHere);

  const items = async (kind) => {
    const mine = await inStore("readonly", (store) => store.index("user").getAll(user()));
    return mine.filter((each) => !kind || each.kind === kind)
      .sort((a, b) => (a.made_at < b.made_at ? -1 : 1));
  };

  const keep = async (item) => {
    await inStore("readwrite", (store) => store.put(item));
    tell();
  };

  const put = async (kind, body) => {
    const item = { id: newId(), user: user(), kind, body, made_at: new Date().toISOString(), state: "waiting" };
    await keep(item);
    return item.id;
  };

  const drop = async (id) => {
    await inStore("readwrite", (store) => store.delete(id));
    tell();
  };

  // The same once more under a new id, knowing now what the server has.
  const sendAgain = async (item, changes) => {
    await drop(item.id);
    const id = await put(item.kind, { ...item.body, ...changes });
    await send();
    return id;
  };

  const ask = (address, options = {}) => fetch(address, {
    cache: "no-store", signal: AbortSignal.timeout?.(PATIENCE_MS), ...options,
    headers: { accept: "application/json", ...options.headers },
  });

  // The server answers, and no longer to us: nothing goes out before somebody signs in.
  let isShutOut = false;
  const post = async (mine) => {
    isShutOut = false;
    const fresh = await ask("/sync/token");
    isShutOut = fresh.status === 401;
    if (!fresh.ok || fresh.redirected) return null;
    const { token, user: now } = await fresh.json();
    // Somebody else is signed in by now: what is kept here is not theirs.
    if (now !== user()) return null;
    const sent = mine.map(({ id, kind, made_at, body }) => ({ id, kind, made_at, body }));
    const answer = await ask("/sync", {
      method: "POST",
      headers: { "content-type": "application/json", "x-csrf-token": token },
      body: JSON.stringify({ user: now, items: sent }),
    });
    return answer.ok && !answer.redirected ? (await answer.json()).items : null;
  };

  const settle = async (answers) => {
    for (const answer of answers) {
      if (answer.outcome === "kept" || answer.outcome === "already") {
        await inStore("readwrite", (store) => store.delete(answer.id));
      } else {
        const mine = (await items()).find((each) => each.id === answer.id);
        if (mine) await inStore("readwrite", (store) => store.put({ ...mine, state: answer.outcome, answer }));
      }
    }
    tell();
  };

  const sendAll = async () => {
    const told = [];
    for (;;) {
      const mine = (await items()).filter((each) => each.state === "waiting").slice(0, MOST_AT_ONCE);
      if (!mine.length) return told;
      const answers = await post(mine).catch(() => null);
      if (!answers?.length) return told;
      await settle(answers);
      told.push(...answers);
    }
  };

  // One at a time, in all tabs where the browser can; the server keeps each id once in any case.
  let sending = Promise.resolve([]);
  let since = 0;
  const send = () => {
    const mayLock = isSecureContext && navigator.locks;
    const next = async () => {
      since = performance.now();
      try {
        return await (mayLock ? navigator.locks.request("unknot-outbox", sendAll) : sendAll());
      } finally {
        since = 0;
        tell();
      }
    };
    sending = sending.then(next, next);
    return sending;
  };
  // For a moment it is on its way, and nothing need be said.
  const isOnItsWay = () => since > 0 && performance.now() - since < MOMENT_MS;

  const clearOutbox = async (whose) => {
    const theirs = await inStore("readonly", (store) => store.index("user").getAllKeys(whose));
    for (const id of theirs) await inStore("readwrite", (store) => store.delete(id));
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(`unknot:${whose}:`)) localStorage.removeItem(key);
    }
    tell();
  };

  // False where nobody is known yet, and in browsers that keep nothing.
  const isThere = async () => {
    if (!user() || !window.indexedDB) return false;
    return open().then(() => true, () => false);
  };

  window.unknotOutbox = {
    put, send, items, drop, sendAgain, isThere, isOnItsWay, clear: clearOutbox,
    mustSignIn: () => isShutOut,
    waiting: async () => (await isThere() ? (await items()).length : 0),
  };
  window.clearOutbox = clearOutbox;
})();
