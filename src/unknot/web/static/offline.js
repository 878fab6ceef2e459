// Says what is not sent yet and what was said twice, sends when there is a network again, and clears
// this browser when its runner signs out.
"use strict";

(() => {
  const outbox = window.unknotOutbox;
  const user = () => document.body.dataset.user;
  const mayKeepPages = () => isSecureContext && "serviceWorker" in navigator;

  const copyOf = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);
  const list = (element, lines) => element.replaceChildren(...lines.map((line) => {
    const row = document.createElement("li");
    row.textContent = line;
    return row;
  }));

  const noteOf = (n) => {
    const note = copyOf(outbox.mustSignIn() ? "unsent-shut-out" : "unsent-waiting");
    note.querySelector("[data-count]").textContent = n > 1 ? ` (${n})` : "";
    note.querySelector("button")?.addEventListener("click", () => outbox.send());
    return note;
  };

  // The form of that day shows what stands now.
  const showDay = () => { if (document.querySelector("form[data-check-in]")) location.reload(); };

  const cardOf = (item) => {
    const card = copyOf(item.state === "conflict" ? "unsent-conflict" : "unsent-refused");
    card.querySelector("[data-said]").textContent = item.answer.said;
    if (item.state === "conflict") {
      list(card.querySelector("[data-mine]"), item.answer.mine);
      list(card.querySelector("[data-theirs]"), item.answer.theirs);
      card.querySelector("[data-keep=mine]").addEventListener(
        "click", () => outbox.sendAgain(item, { base: item.answer.base }).then(showDay));
    }
    card.querySelector("[data-keep=theirs]").addEventListener(
      "click", () => outbox.drop(item.id).then(showDay));
    return card;
  };

  const show = async () => {
    const place = document.getElementById("unsent");
    if (!place || !await outbox.isThere()) return;
    const every = await outbox.items();
    const waiting = every.filter((each) => each.state === "waiting").length;
    const cards = every.filter((each) => each.state !== "waiting").map(cardOf);
    const isOnItsWay = waiting > 0 && outbox.isOnItsWay();
    if (isOnItsWay) setTimeout(show, 500);
    place.replaceChildren(...(waiting && !isOnItsWay ? [noteOf(waiting)] : []), ...cards);
  };

  // What the page kept is from before: it says from when, and that it is not what stands now.
  const sayKept = () => {
    const { kept } = document.documentElement.dataset;
    const note = document.getElementById("kept-note");
    if (!kept || !note) return;
    const when = new Date(kept).toLocaleString(document.documentElement.lang,
      { weekday: "long", hour: "2-digit", minute: "2-digit", hour12: false });
    note.querySelector("[data-said]").textContent = note.dataset.said.replace("{when}", when);
    note.hidden = false;
  };

  const worker = async () => {
    if (!mayKeepPages()) {
      document.querySelectorAll("[data-offline-off]").forEach((each) => { each.hidden = false; });
      return;
    }
    const here = () => navigator.serviceWorker.controller?.postMessage({ kind: "here", user: user() });
    navigator.serviceWorker.addEventListener("controllerchange", here);
    await navigator.serviceWorker.register("/service-worker.js", { updateViaCache: "none" }).catch(() => {});
    if (user()) here();
    else await forgetPages();
  };

  const forgetPages = async () => {
    if (!mayKeepPages()) return;
    for (const name of await caches.keys()) {
      if (name.startsWith("unknot-pages-") || name === "unknot-who") await caches.delete(name);
    }
  };

  // Whoever signs out, or has everything deleted, leaves nothing here for the next; what cannot be sent any more is asked about.
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-signs-out]");
    if (!form || "cleared" in form.dataset) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const submitter = event.submitter;
    (async () => {
      if (await outbox.isThere()) {
        if (await outbox.waiting()) await outbox.send().catch(() => {});
        const { ask } = document.getElementById("unsent").dataset;
        if (await outbox.waiting() && !window.confirm(ask)) return;
        await outbox.clear(user());
      }
      await forgetPages();
      form.dataset.cleared = "";
      form.requestSubmit(submitter);
    })();
  }, true);

  document.addEventListener("outbox-changed", show);
  document.addEventListener("htmx:after:swap", show);
  const sendWaiting = async () => { if (await outbox.waiting()) await outbox.send(); };
  window.addEventListener("online", sendWaiting);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) sendWaiting(); });
  document.addEventListener("DOMContentLoaded", () => {
    sayKept();
    sendWaiting().finally(show);
  });
  // Keeping pages is for later: first the runner gets the one that was asked for.
  const SOON_MS = 1200;
  addEventListener("load", () => setTimeout(worker, SOON_MS));
})();
