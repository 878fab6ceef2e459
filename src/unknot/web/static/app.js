// Behaviour on top of plain forms and links; every page works without it.
"use strict";

const fill = (range) => {
  const share = (range.value - range.min) / (range.max - range.min);
  range.style.setProperty("--v", `${share * 100}%`);
  const words = (range.dataset.words || "").split("|");
  const output = document.querySelector(`output[for="${range.id}"]`);
  if (!output) return;
  const word = words.length > 1 ? words[range.value - range.min] : "";
  output.textContent = word || (range.dataset.unit || "{n}").replace("{n}", range.value);
};

const prepare = (root) => {
  root.querySelectorAll("input[type=range]").forEach(fill);
};

document.addEventListener("input", (event) => {
  if (event.target.matches("input[type=range]")) fill(event.target);
});

// Files dropped anywhere on the drop zone are files chosen, and a folder is all the files in it.
const filesIn = async (entry) => {
  if (entry.isFile) return [await new Promise((found, failed) => { entry.file(found, failed); })];
  if (entry.name.startsWith(".")) return [];
  const reader = entry.createReader();
  const files = [];
  for (;;) {
    // A browser tells of a hundred at a time, and of none at the end.
    const some = await new Promise((found, failed) => { reader.readEntries(found, failed); });
    if (!some.length) return files;
    for (const each of some) files.push(...await filesIn(each));
  }
};
const filesDropped = async (dropped) => {
  const entries = [...dropped.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.some((entry) => entry.isDirectory)) return dropped.files;
  const chosen = new DataTransfer();
  for (const entry of entries) for (const file of await filesIn(entry)) chosen.items.add(file);
  return chosen.files;
};
document.addEventListener("dragover", (event) => {
  const zone = event.target.closest?.(".drop");
  if (!zone) return;
  event.preventDefault();
  zone.classList.add("over");
});
document.addEventListener("dragleave", (event) => event.target.closest?.(".drop")?.classList.remove("over"));
document.addEventListener("drop", async (event) => {
  const zone = event.target.closest?.(".drop");
  if (!zone) return;
  event.preventDefault();
  zone.classList.remove("over");
  const input = zone.querySelector("input[type=file]");
  const plain = event.dataTransfer.files;
  input.files = await filesDropped(event.dataTransfer).catch(() => plain);
  if (input.files.length) input.form.requestSubmit();
});
// While files are on their way the bar tells how much has been sent; reading is told of afterwards.
document.addEventListener("submit", (event) => {
  const form = event.target.closest(".drop");
  if (!form?.querySelector("input[type=file]").files.length || event.defaultPrevented) return;
  event.preventDefault();
  const [bar, said, button] = ["progress", "[data-said]", "button"].map((each) => form.querySelector(each));
  const failed = () => {
    said.textContent = said.dataset.failed;
    bar.hidden = true;
    button.disabled = false;
  };
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.upload.onprogress = (sent) => {
    bar.hidden = false;
    bar.max = sent.total;
    bar.value = sent.loaded;
    said.textContent = said.dataset.said.replace("{percent}", Math.floor(100 * sent.loaded / sent.total));
  };
  request.onload = () => {
    if (request.status < 400) location.assign(request.responseURL);
    else {
      const page = new DOMParser().parseFromString(request.responseText, "text/html");
      failed();
      said.textContent = page.querySelector("[role=alert], .error p")?.textContent.trim() || said.dataset.failed;
    }
  };
  request.onerror = failed;
  button.disabled = true;
  request.send(new FormData(form));
});

// How far an import is, as it goes on; at its end the page shows what became of the files.
const watchImport = () => {
  const card = document.querySelector("[data-events]");
  if (!card || card.dataset.watched) return;
  card.dataset.watched = "1";
  const events = new EventSource(card.dataset.events);
  events.onmessage = ({ data }) => {
    if (!card.isConnected) return events.close();
    const { percent, said, last } = JSON.parse(data);
    card.querySelector("progress").value = percent;
    card.querySelector("[data-said]").textContent = said;
    card.querySelector("[data-last]").textContent = last.split("/").pop();
  };
  events.addEventListener("done", () => {
    events.close();
    if (card.isConnected) location.reload();
  });
};

// A form pressed twice in a hurry is sent once.
const TWICE_MS = 2000;
const sentAt = new WeakMap();
document.addEventListener("submit", (event) => {
  const now = performance.now();
  const last = sentAt.get(event.target);
  if (last && last.by === event.submitter && now - last.at < TWICE_MS) {
    event.preventDefault();
    event.stopImmediatePropagation();
  } else sentAt.set(event.target, { at: now, by: event.submitter });
}, true);

// While a plan is being made: wait for it, then show it, but never under somebody's finger.
const QUIET_MS = 1200;
let lastTouch = -QUIET_MS;
let isWaiting = false;
["pointerdown", "pointermove", "pointerup", "keydown", "wheel", "touchmove"].forEach((name) =>
  document.addEventListener(name, () => { lastTouch = performance.now(); }, { passive: true }));
const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });

// Someone reads an open fold or stands on a control: the page waits to be asked.
const isInUse = (main) => performance.now() - lastTouch < QUIET_MS
  || (main.contains(document.activeElement) && document.activeElement !== main)
  || main.querySelector("details[open]") !== null;

const showPlan = async (note) => {
  const main = document.getElementById("main");
  const mayShow = () => main.contains(note) && ("first" in note.dataset || !isInUse(main));
  if (!mayShow()) return;
  const answer = await fetch(location.href);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#main");
  if (!fresh || !mayShow()) return;
  const isScrolledPast = note.getBoundingClientRect().bottom < 0;
  const place = () => main.querySelector(".two").getBoundingClientRect().top;
  const before = place();
  main.replaceChildren(...fresh.childNodes);
  if (isScrolledPast) scrollBy(0, place() - before);
  window.htmx?.process(main);
  prepare(main);
};

const waitForPlan = async () => {
  if (isWaiting) return;
  isWaiting = true;
  for (let note; (note = document.getElementById("planning"));) {
    const state = await fetch(note.dataset.state).catch(() => null);
    if (state?.status !== 204) {
      if (state?.status !== 202) await pause(3000);
      continue;
    }
    const said = note.querySelector("[data-ready]");
    if (!("first" in note.dataset) && said.textContent !== said.dataset.ready) {
      said.textContent = said.dataset.ready;
      note.querySelector("a").href = location.href;
      note.querySelector("a").hidden = false;
    }
    // It is ready and stays so: who reads on is waited for here, and the server is not asked again.
    while (note.isConnected) {
      await showPlan(note).catch(() => pause(3000));
      if (note.isConnected) await pause(300);
    }
  }
  isWaiting = false;
};

// What was just done is said once: neither a reload nor the way back says it again.
const forgetSaid = () => {
  const here = new URL(location.href);
  if (!here.searchParams.has("said")) return;
  here.searchParams.delete("said");
  history.replaceState(history.state, "", here);
};

const begin = () => {
  forgetSaid();
  prepare(document);
  watchImport();
  waitForPlan();
};
document.addEventListener("DOMContentLoaded", () => {
  begin();
  document.querySelector("[aria-invalid]")?.focus();
});
document.addEventListener("htmx:after:swap", begin);
document.addEventListener("htmx:after:history:update", forgetSaid);
