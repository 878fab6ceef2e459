// Guides through a session: the machine knows the time, this shows it, says it and keeps it.
import * as machine from "./session_machine.js";
import { BUZZES, TONES, canVibrate, hasVoice, hush, letSleep, speak, stayAwake, tune } from "./session_senses.js";

const $ = (id) => document.getElementById(id);
const data = JSON.parse($("session-data").textContent);
const outbox = window.unknotOutbox;
// Under the name that is cleared when its runner signs out.
const KEPT = `unknot:${data.owner}:session`;
const DEVICE = "unknot-session-device";
const LOOK_EVERY_MS = 200;
const SAY_AT_S = 10;
const TONES_FROM_S = 3;

const fill = (said, words) => said.replace(/\{(\w+)\}/g, (_all, name) => words[name]);
const inWords = (seconds) => {
  const minutes = Math.floor(seconds / 60);
  return minutes ? fill(data.words.minutes, { minutes, seconds: seconds % 60 }) : fill(data.words.seconds, { n: seconds });
};
const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

// What the runner switched on, on this device.
const device = { voice: true, tones: true, vibration: true, dark: true, ...read(DEVICE) };
function read(key) {
  try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
}
const write = (key, value) => {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch { /* A private window keeps nothing; the session goes on without. */ }
};

let plan = data;
let state = null;
let shown = { at: -1, stage: "", second: -1 };
let ticking = 0;

const tell = (kind, text) => {
  if (device.tones) TONES[kind]();
  if (device.vibration && canVibrate()) navigator.vibrate(BUZZES[kind]);
  if (device.voice && text) speak(text, data.language);
};

// Begin, and go on.
const guide = (first) => {
  state = first;
  shown = { at: -1, stage: "", second: -1 };
  $("before").hidden = true;
  $("player").hidden = false;
  scrollTo(0, 0);
  tune();
  stayAwake();
  ticking ||= setInterval(tick, LOOK_EVERY_MS);
  tick();
  $("pl-where").focus({ preventScroll: true });
};
const tick = () => {
  if (!state) return;
  become(machine.look(state, plan, Date.now()));
};
const become = (next) => {
  const before = state;
  state = next;
  if (machine.isOver(state)) return finish();
  if (state.at !== shown.at) showStep();
  if (state.stage !== "asking" && (state.at !== shown.at || state.stage !== shown.stage)) enterStage();
  showClock();
  showHeld(before);
};

const showStep = () => {
  const step = plan.steps[state.at];
  const screen = document.querySelector(`template[data-screen="${state.at}"]`).content.cloneNode(true);
  const [pictures, hard, more] = screen.children;
  $("pl-scene").replaceChildren(pictures);
  $("pl-what").textContent = hard.textContent;
  $("pl-more").replaceChildren(more);
  $("pl-where").textContent = step.name;
  $("pl-step").textContent = fill(data.words.step, { n: state.at + 1, all: plan.steps.length });
  $("pl-all").max = plan.steps.length;
  $("pl-all").value = state.at;
  const after = plan.steps.find((_each, index) => index > state.at && state.ends[index] === null);
  $("pl-next").textContent = after ? fill(data.words.next, after) : data.words.last;
};
const enterStage = () => {
  const step = plan.steps[state.at];
  const isNew = state.at !== shown.at;
  const isWork = state.stage === "work";
  const isAfterWork = shown.stage === "work" && isNew;
  shown = { at: state.at, stage: state.stage, second: -1 };
  $("player").dataset.stage = state.stage;
  $("pl-cue").textContent = isWork ? step.direction : `${step.change} ${step.start}`.trim();
  const where = `${step.name}. ${step.change} ${isWork ? "" : step.start}`.trim();
  if (isNew) $("pl-said").textContent = `${$("pl-step").textContent}. ${where}`;
  const said = [isAfterWork ? data.words.over : "", isNew ? where : "", isWork ? step.direction : ""];
  tell(state.stage, said.filter(Boolean).join(" "));
};
const showClock = () => {
  const left = machine.left(state, Date.now());
  const second = Math.ceil(left / 1000);
  $("pl-ring").setAttribute("stroke-dashoffset", state.length ? 100 - (100 * left) / state.length : 100);
  if (second === shown.second) return;
  $("pl-left").textContent = clock(second);
  const isFirst = shown.second < 0;
  shown.second = second;
  keep();
  if (isFirst || state.stage !== "work" || machine.isHeld(state)) return;
  if (second === SAY_AT_S && state.length > 2 * SAY_AT_S * 1000) {
    $("pl-said").textContent = data.words.ten;
    if (device.voice) speak(data.words.ten, data.language);
  }
  if (second > 0 && second <= TONES_FROM_S) tell("last");
};
const showHeld = (before) => {
  const isHeld = machine.isHeld(state);
  const { words } = data;
  $("pl-stage").textContent = isHeld ? words.held : words[state.stage] ?? "";
  $("player").classList.toggle("held", isHeld);
  $("pl-pause").setAttribute("aria-label", isHeld ? words.resume : words.pause);
  if (isHeld && state.slept && !before?.slept) $("pl-said").textContent = `${words.held}. ${words.slept}`;
};

// Kept at every second, so that a page that is closed in the middle can go on.
const keep = () => write(KEPT, { state, plan, href: location.pathname + location.search });

const act = {
  pause: () => {
    const now = Date.now();
    const isHeld = machine.isHeld(state);
    if (!isHeld) hush();
    become(isHeld ? machine.resume(state, now) : machine.pause(state, plan, now));
    $("pl-said").textContent = isHeld ? data.words.resume : data.words.held;
  },
  back: () => move(machine.back),
  skip: () => move(machine.skip),
  hurts: () => {
    hush();
    const step = plan.steps[state.at];
    become(machine.hurts(state, plan, Date.now()));
    keep();
    ask(step);
  },
  leave: () => {
    if (!machine.isHeld(state)) act.pause();
    $("leave").showModal();
  },
  sound: () => {
    const isOn = !(device.voice || device.tones);
    Object.assign(device, { voice: isOn, tones: isOn });
    if (!isOn) hush();
    keepDevice();
  },
};
const move = (how) => {
  hush();
  shown = { ...shown, stage: "", second: -1 };
  become(how(state, plan, Date.now()));
  if (state) keep();
};

// "This hurts".
const ask = (step) => {
  const dialog = $("hurts");
  dialog.querySelector("form").reset();
  $("hurts-where").textContent = fill($("hurts-where").dataset.said, step);
  $("hurts-side").hidden = step.side !== null || !step.region;
  $("hurts-level").hidden = !step.region;
  $("hurts-told").hidden = true;
  $("hurts-go").disabled = Boolean(step.region);
  dialog.returnValue = "";
  dialog.showModal();
  $("hurts-h").focus();
};
$("hurts-level").addEventListener("change", (event) => {
  const told = $("hurts-told");
  told.textContent = event.target.value > 5 ? told.dataset.strong : told.dataset.mild;
  told.hidden = false;
  $("hurts-go").disabled = false;
});
$("hurts").addEventListener("close", () => {
  const step = plan.steps[state.at];
  const form = new FormData($("hurts").querySelector("form"));
  const score = form.get("pain");
  const isSaid = $("hurts").returnValue === "answered" && step.region && score !== null;
  const chosen = step.side ?? form.get("side");
  const sides = chosen === "both" ? ["left", "right"] : [chosen];
  const pain = isSaid ? sides.map((side) => ({ region: step.region, side, score: Number(score) })) : [];
  become(machine.answer(state, plan, Date.now(), pain));
  if (state) keep();
});
$("leave").addEventListener("close", () => {
  if ($("leave").returnValue === "end") become(machine.finish(state, plan, Date.now()));
});

// After the last step: kept at once, and once more with how it feels now.
const finish = () => {
  const over = state;
  state = null;
  clearInterval(ticking);
  ticking = 0;
  letSleep();
  if (!$("player").hidden) tell("over", data.words.all_over);
  $("before").hidden = $("player").hidden = true;
  $("after").hidden = false;
  summarise(over);
  scrollTo(0, 0);
  $("after-h").focus({ preventScroll: true });
  put(over, []).then(() => write(KEPT, null), () => { $("after-said").textContent = data.words.not_kept; });
  const form = $("after-form");
  if (!form) return;
  form.hidden = plan.id !== data.id;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    form.querySelector(".actions").textContent = data.words.noted;
    put(over, [...new FormData(form)]);
  }, { once: true });
};
const put = async (over, answers) => {
  const now = new Map(answers.map(([name, score]) => [name, Number(score)]));
  const feelings = plan.sore.map(({ region, side, before }) => (
    { part: { region, side }, before, after: now.get(`now:${region}.${side}`) ?? null }));
  await outbox.put("session", { ...machine.record(over, plan), feelings });
  outbox.send();
};
document.addEventListener("outbox-changed", async () => {
  if ($("after").hidden) return;
  const [left] = await outbox.items("session");
  $("after-said").textContent = left?.answer?.said || (left ? data.words.kept : data.words.sent);
});

const summarise = (over) => {
  const kept = machine.record(over, plan);
  const seconds = kept.steps.reduce((sum, step) => sum + step.done_s, 0);
  const { said, nothing } = $("after-h").dataset;
  $("after-h").textContent = seconds ? fill(said, { length: inWords(seconds) }) : nothing;
  $("after-lede").hidden = !seconds;
  $("after-record").href = `/sessions/${over.id}`;
  $("did").replaceChildren(...kept.steps.map((step, index) => {
    const line = document.createElement("li");
    const name = document.createElement("strong");
    name.textContent = plan.steps[index].name;
    const length = document.createElement("span");
    length.className = "tag";
    length.textContent = inWords(step.done_s);
    const how = document.createElement("span");
    how.className = "xs muted";
    how.textContent = data.words[step.end] ?? "";
    const words = document.createElement("div");
    words.append(name, how);
    line.append(words, length);
    return line;
  }));
};

// The page before it begins.
const id = () => `g_${[...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
const keepDevice = () => {
  write(DEVICE, device);
  for (const box of $("device").querySelectorAll("input")) box.checked = device[box.name];
  document.documentElement.dataset.theme = device.dark ? "dark" : "";
  $("pl-sound").setAttribute("aria-pressed", device.voice || device.tones);
};
const offerToGoOn = () => {
  const kept = read(KEPT);
  if (!kept?.state || machine.isOver(kept.state)) return;
  const step = kept.plan.steps[kept.state.at];
  $("again-said").textContent = fill(data.words.went_on, { n: kept.state.at + 1, all: kept.plan.steps.length, name: step.name });
  $("again").hidden = false;
  const here = location.pathname + location.search;
  $("again-go").hidden = kept.plan.id !== data.id && kept.href === here;
  $("again-go").onclick = () => {
    if (kept.plan.id !== data.id) return location.assign(kept.href);
    const woken = machine.wake(kept.state);
    if (woken.stage === "asking") {
      guide(machine.answer(woken, plan, Date.now()));
    } else guide(machine.resume(woken, Date.now()));
  };
  $("again-keep").onclick = () => {
    plan = kept.plan;
    state = machine.finish(machine.wake(kept.state), plan, kept.state.seenAt);
    finish();
  };
  $("again-drop").onclick = () => {
    write(KEPT, null);
    $("again").hidden = true;
  };
};

$("device").addEventListener("change", ({ target }) => {
  device[target.name] = target.checked;
  keepDevice();
});
$("player").addEventListener("click", (event) => act[event.target.closest("[data-do]")?.dataset.do]?.());
document.addEventListener("keydown", (event) => {
  if (!state || event.ctrlKey || event.altKey || event.metaKey || document.querySelector("dialog[open]")) return;
  const isLeftToRight = getComputedStyle(document.body).direction !== "rtl";
  const keys = { " ": "pause", h: "hurts", H: "hurts", ArrowLeft: isLeftToRight ? "back" : "skip", ArrowRight: isLeftToRight ? "skip" : "back" };
  const wanted = keys[event.key];
  // A button that has the focus is pressed by the same key.
  if (!wanted || (wanted === "pause" && event.target.closest("button, summary, a"))) return;
  event.preventDefault();
  act[wanted]();
});
$("go").addEventListener("click", () => guide(machine.begin(plan, Date.now(), id())));
addEventListener("pagehide", () => { if (state) keep(); });

// Where the page for "no network" finds it again.
write(`unknot:${data.owner}:last-session`, location.pathname + location.search);
$("go").hidden = $("device").hidden = false;
if (!canVibrate()) $("device").querySelector("[name=vibration]").closest("label").hidden = true;
keepDevice();
offerToGoOn();
hasVoice(data.language).then((has) => { if (!has) $("device-note").textContent = data.words.no_voice; });
