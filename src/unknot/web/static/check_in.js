// The check-in without round trips: a touch opens a sheet, a number colours the muscle, and Save keeps
// it here first. Without this script the same buttons send the form.
"use strict";

(() => {
  const outbox = window.unknotOutbox;
  const formNow = () => document.querySelector("form[data-check-in]");
  const sheetOf = (code) => document.getElementById(`part-${code}`);
  const buttonOf = (code) => document.querySelector(`.regions button[value="${code}"]`);

  const colour = (code, level) => {
    document.querySelectorAll(`[data-region="${code}"]`).forEach((muscle) => {
      muscle.setAttribute("class", level === "0" ? "m" : `m s${level}`);
    });
  };
  const colourBy = (code) => {
    const chosen = sheetOf(code)?.querySelector("input:checked");
    colour(code, chosen?.dataset.level ?? "0");
  };

  // The part of the list says what the figure says.
  const mark = (code, isChosen) => {
    const button = buttonOf(code);
    button?.setAttribute("aria-pressed", String(isChosen));
    button?.setAttribute("name", isChosen ? "drop" : "add");
  };
  const sayWhatIsThere = () => {
    const isAny = document.querySelector("#sheets .sheet[id]") !== null;
    document.querySelectorAll("#sheets [data-when]").forEach((each) => {
      each.hidden = (each.dataset.when === "some") !== isAny;
    });
  };

  const filled = (code, name) => {
    const sheet = document.getElementById("sheet-blank").content.firstElementChild.cloneNode(true);
    const places = document.createTreeWalker(sheet, NodeFilter.SHOW_ALL);
    for (let node = sheet; node; node = places.nextNode()) {
      for (const each of node.attributes ?? []) {
        each.value = each.value.replace("CODE", code).replace("NAME", name);
      }
      if (node.nodeType === Node.TEXT_NODE) node.data = node.data.replace("NAME", name);
    }
    return sheet;
  };
  const add = (code) => {
    const button = buttonOf(code);
    if (!button) return;
    const sheet = filled(code, button.dataset.name);
    document.getElementById("sheets").prepend(sheet);
    mark(code, true);
    colourBy(code);
    sayWhatIsThere();
  };
  const drop = (code) => {
    sheetOf(code)?.remove();
    mark(code, false);
    colour(code, "0");
    sayWhatIsThere();
  };
  // The numbers come under the thumb without a scroll.
  const show = (code) => {
    const sheet = sheetOf(code);
    if (!sheet) return;
    sheet.querySelector("input:checked, input")?.focus({ preventScroll: true });
    const bar = document.querySelector(".nav")?.getBoundingClientRect();
    const bottom = bar && bar.top > innerHeight / 2 ? bar.top : innerHeight;
    const below = sheet.getBoundingClientRect().bottom + 8 - bottom;
    if (below > 0) scrollBy(0, below);
    else if (sheet.getBoundingClientRect().top < 0) sheet.scrollIntoView({ block: "start" });
  };

  // On a phone a calf is as wide as half a fingertip: a touch beside it means the nearest one, found
  // in rings around the touch.
  const NEAR_PX = 24;
  const muscleAt = (figure, x, y) => document.elementsFromPoint(x, y)
    .find((each) => each.matches("[data-region]") && figure.contains(each));
  const nearestMuscle = (figure, x, y) => {
    for (let far = 0; far <= NEAR_PX; far += 3) {
      const steps = far ? 24 : 1;
      for (let step = 0; step < steps; step += 1) {
        const turn = step * 2 * Math.PI / steps;
        const muscle = muscleAt(figure, x + far * Math.cos(turn), y + far * Math.sin(turn));
        if (muscle) return muscle;
      }
    }
    return null;
  };

  document.addEventListener("click", (event) => {
    const form = formNow();
    if (!form) return;
    const figure = event.target.closest(".map-card .body-map");
    const muscle = figure && (event.target.closest("[data-region]")
      ?? nearestMuscle(figure, event.clientX, event.clientY));
    if (muscle) {
      const code = muscle.dataset.region;
      if (!sheetOf(code)) add(code);
      show(code);
      return;
    }
    const button = event.target.closest("button[formaction='/check-in/parts']");
    if (!button) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const code = button.value;
    if (button.name === "add" && !sheetOf(code)) add(code);
    else if (button.name === "drop") {
      const hadFocus = sheetOf(code)?.contains(document.activeElement);
      drop(code);
      if (hadFocus) document.querySelector("#sheets input")?.focus();
    }
  }, true);

  document.addEventListener("change", (event) => {
    const level = event.target.closest("[data-level]");
    if (level) colour(level.dataset.part, level.dataset.level);
  });

  // What the form says, without the token: that is asked for when it is sent.
  const fieldsOf = (form) => [...new FormData(form)].filter(([name]) => name !== "csrf");
  const onOf = (item) => item.body.fields.find(([name]) => name === "on")?.[1];
  const lastKey = (on) => `unknot:${document.body.dataset.user}:check-in:${on}`;

  // A page kept since yesterday asks about today; what stood there for that day is not known.
  const moveToToday = (form) => {
    const { kept } = document.documentElement.dataset;
    if (!kept || !("today" in form.dataset)) return;
    const inZone = (style) => new Intl.DateTimeFormat(style.locale,
      { timeZone: form.dataset.zone, ...style.parts }).format(Date.now());
    const now = inZone({ locale: "sv-SE", parts: {} });
    if (now <= form.elements.on.value) return;
    form.elements.on.value = now;
    form.elements.base.value = "";
    form.elements.note.value = "";
    form.querySelectorAll("[data-of-the-day]").forEach((each) => { each.value = ""; });
    form.querySelectorAll(".before").forEach((each) => { each.textContent = ""; });
    const shown = { weekday: "long", day: "numeric", month: "long" };
    document.querySelector(".topbar .eyebrow").textContent =
      inZone({ locale: document.documentElement.lang, parts: shown });
  };

  // What was said here already and is not sent yet stands in the form again.
  const fillIn = (form, fields) => {
    document.querySelectorAll("#sheets .sheet[id]").forEach((each) => drop(each.id.slice(5)));
    for (const [name, value] of fields) {
      const [kind, code] = name.split(":");
      if (kind === "soreness" && !sheetOf(code)) add(code);
      if (["csrf", "on", "base", "started", "hurt"].includes(name)) continue;
      const field = form.elements[name];
      if (field instanceof RadioNodeList || field?.type === "radio") {
        const chosen = form.querySelector(`input[name="${name}"][value="${value}"]`);
        if (chosen) chosen.checked = true;
      } else if (field?.type === "checkbox") field.checked = true;
      else if (field) field.value = value;
      if (kind === "soreness") colourBy(code);
      if (field?.type === "range") field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };

  const save = async (form) => {
    const on = form.elements.on.value;
    const after = localStorage.getItem(lastKey(on)) ?? "";
    const id = await outbox.put("check-in",
      { base: form.elements.base.value, after, fields: fieldsOf(form) });
    localStorage.setItem(lastKey(on), id);
    const answers = await outbox.send().catch(() => []);
    const mine = answers.find((each) => each.id === id);
    if (mine?.outcome === "kept" || mine?.outcome === "already") {
      location.assign(form.dataset.then);
      return;
    }
    if (mine?.outcome === "refused") {
      await outbox.drop(id);
      const wrong = document.getElementById("not-kept");
      wrong.querySelector("span").textContent = mine.said;
      wrong.hidden = false;
      wrong.scrollIntoView({ block: "center" });
      return;
    }
    document.getElementById("unsent").scrollIntoView({ block: "center" });
  };

  let isThere = false;
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-check-in]");
    if (!form || !isThere || event.submitter?.hasAttribute("formaction")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    // Where nothing can be kept after all, the form goes the way it always could.
    save(form).catch(() => { isThere = false; form.submit(); });
  }, true);

  const begin = async () => {
    const form = formNow();
    if (!form) return;
    isThere = await outbox.isThere();
    moveToToday(form);
    if (!isThere) return;
    const unsent = (await outbox.items("check-in")).filter((each) => onOf(each) === form.elements.on.value);
    if (unsent.length) fillIn(form, unsent.at(-1).body.fields);
  };
  document.addEventListener("DOMContentLoaded", begin);
  document.addEventListener("htmx:after:swap", begin);
})();
