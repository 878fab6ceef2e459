// Between the pages and the network: keeps what a check-in is made of, and shows it when there is no
// network. What is kept belongs to one runner, and goes when that runner signs out.
"use strict";

const FILES = `unknot-files-${KEPT.version}`;
const WHO = "unknot-who";
const PAGES = "unknot-pages-";
const pagesOf = (user) => `${PAGES}${KEPT.version}-${user}`;
const NO_NETWORK = "/offline";
// A network that answers nothing for so long is as good as none.
const PATIENCE_MS = 5000;

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const files = await caches.open(FILES);
    await files.addAll(KEPT.files);
    await files.add(new Request(NO_NETWORK, { credentials: "omit" }));
    await self.skipWaiting();
  })());
});

// Pages name their files by version: what an older version kept would come without its style.
self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      const isNow = name === FILES || name === WHO || name.startsWith(`${PAGES}${KEPT.version}-`);
      if (name.startsWith("unknot-") && !isNow) await caches.delete(name);
    }
    await self.clients.claim();
    const user = await who();
    if (user) await keepPages(user);
  })());
});

const who = async () => {
  const said = await (await caches.open(WHO)).match("/who");
  return said ? said.text() : "";
};

const forget = async (but = "") => {
  for (const name of await caches.keys()) {
    if (name.startsWith(PAGES) && name !== (but && pagesOf(but))) await caches.delete(name);
  }
  if (!but) await caches.delete(WHO);
};

// Only a page that says itself whose it is, is kept for that runner.
const keepPage = async (user, address, answer) => {
  if (!user || !answer.ok || answer.redirected) return;
  const text = await answer.text();
  if (!text.includes(`data-user="${user}"`) || await who() !== user) return;
  const marked = text.replace("<html ", `<html data-kept="${new Date().toISOString()}" `);
  const headers = new Headers(answer.headers);
  headers.delete("content-encoding");
  headers.delete("content-length");
  const pages = await caches.open(pagesOf(user));
  await pages.put(address, new Response(marked, { headers }));
};

const keepPages = async (user) => {
  for (const address of KEPT.pages) {
    const answer = await fetch(address, { cache: "no-store" }).catch(() => null);
    if (answer) await keepPage(user, address, answer);
  }
};

self.addEventListener("message", (event) => {
  const { kind, user } = event.data ?? {};
  event.waitUntil((async () => {
    if (kind === "here") {
      await (await caches.open(WHO)).put("/who", new Response(user));
      await forget(user);
      await keepPages(user);
    }
    if (kind === "forget") await forget();
    event.ports[0]?.postMessage("done");
  })());
});

const isKept = ({ pathname, search }) => (KEPT.pages.includes(pathname) && !search.includes("on="))
  || KEPT.below.some((place) => pathname.startsWith(place));
const addressOf = ({ pathname, search }) => (KEPT.pages.includes(pathname) ? pathname : pathname + search);

const openPage = async (event, url) => {
  const asked = fetch(event.request);
  if (!isKept(url)) return asked.catch(noNetwork);
  const answer = asked.then((fresh) => {
    const copy = fresh.clone();
    event.waitUntil(who().then((user) => keepPage(user, addressOf(url), copy)).catch(() => {}));
    return fresh;
  });
  const late = new Promise((done) => { setTimeout(done, PATIENCE_MS); });
  const first = await Promise.race([answer.catch(() => null), late]);
  return first ?? await keptPage(url) ?? answer.catch(noNetwork);
};

const keptPage = async (url) => {
  const user = await who();
  if (!user) return undefined;
  return (await caches.open(pagesOf(user))).match(addressOf(url));
};

const noNetwork = async () => {
  const page = await (await caches.open(FILES)).match(NO_NETWORK);
  return page ?? Response.error();
};

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (event.request.mode === "navigate") {
    event.respondWith(openPage(event, url));
  } else if (url.pathname.startsWith("/static/")) {
    event.respondWith(caches.match(event.request, { cacheName: FILES })
      .then((file) => file ?? fetch(event.request)));
  }
});
