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

// A level chosen colours the muscle at once; a muscle touched opens its levels.
document.addEventListener("change", (event) => {
  const level = event.target.closest("[data-level]");
  if (!level) return;
  document.querySelectorAll(`use[data-region="${level.dataset.part}"]`).forEach((muscle) => {
    muscle.setAttribute("class", level.dataset.level === "0" ? "m" : `m s${level.dataset.level}`);
  });
});
document.addEventListener("click", (event) => {
  const muscle = event.target.closest(".map-card use[data-region]");
  if (!muscle) return;
  const sheet = document.getElementById(`part-${muscle.dataset.region}`);
  if (sheet) sheet.querySelector("input:checked, input")?.focus();
  else document.querySelector(`button[name=add][value="${muscle.dataset.region}"]`)?.click();
});

// Files dropped anywhere on the drop zone are files chosen.
document.addEventListener("dragover", (event) => {
  const zone = event.target.closest?.(".drop");
  if (!zone) return;
  event.preventDefault();
  zone.classList.add("over");
});
document.addEventListener("dragleave", (event) => event.target.closest?.(".drop")?.classList.remove("over"));
document.addEventListener("drop", (event) => {
  const zone = event.target.closest?.(".drop");
  if (!zone) return;
  event.preventDefault();
  zone.classList.remove("over");
  const input = zone.querySelector("input[type=file]");
  input.files = event.dataTransfer.files;
  input.form.requestSubmit();
});
document.addEventListener("submit", (event) => {
  const progress = event.target.querySelector("progress");
  if (!progress || !event.target.querySelector("input[type=file]")?.files.length) return;
  progress.hidden = false;
  event.target.querySelectorAll("button").forEach((button) => button.setAttribute("aria-disabled", "true"));
});

document.addEventListener("DOMContentLoaded", () => prepare(document));
document.addEventListener("htmx:after:swap", () => prepare(document));
if (document.readyState !== "loading") prepare(document);
