// One guided session as it goes on, without a screen: every function takes a state and gives the next.
//
// Nothing counts down. A stage has the instant it began at and how long it was held since, so the
// clock is right at the next look, however long a hidden page was not asked. Instants and lengths
// are milliseconds, given by the caller.

// Longer without a look, and the device was asleep: nobody was guided, so it counts as a pause.
// Browsers look after hidden pages once a minute.
export const ASLEEP_MS = 75_000;
// A clock that goes back so far was set anew.
const CLOCK_SET_MS = 2_000;
// Back within the first moments of a step means the one before it.
const JUST_BEGUN_MS = 3_000;
// Begun again, one is in place already.
const AGAIN_READY_MS = 5_000;

export const begin = (plan, now, id) => enter({
  id, plan: plan.id, startedAt: now, endedAt: null, pausedMs: 0, slept: false,
  done: plan.steps.map(() => 0), ends: plan.steps.map(() => null), pain: [],
}, plan, 0, now);

export const isHeld = (state) => state.heldAt !== null;
export const isOver = (state) => state.stage === "over";
export const passed = (state, now) => Math.max(0, (state.heldAt ?? now) - state.since - state.heldMs);
export const left = (state, now) => Math.max(0, state.length - passed(state, now));

// Time has gone by: as many stages end as have run out, each at its own instant.
export const look = (state, plan, now) => {
  if (isOver(state)) return state;
  if (isHeld(state)) return { ...state, seenAt: now };
  if (now - state.seenAt > ASLEEP_MS || state.seenAt - now > CLOCK_SET_MS) {
    return { ...hold(state, Math.min(state.seenAt, now)), seenAt: now, slept: true };
  }
  let next = state;
  while (!isOver(next) && left(next, now) === 0) next = stageOver(next, plan);
  return { ...next, seenAt: now };
};

// A page that was closed comes back held at the moment it was last seen.
export const wake = (state) => (isOver(state) || isHeld(state) ? state : hold(state, state.seenAt));

export const pause = (state, plan, now) => {
  const here = look(state, plan, now);
  return isOver(here) || isHeld(here) ? here : hold(here, now);
};

export const resume = (state, now) => (state.stage === "asking" ? state : goOn(state, now));

export const skip = (state, plan, now) => {
  const here = banked(state, plan, now);
  return isOver(here) ? here : enter(ended(here, plan, here.at), plan, nextOpen(here, here.at + 1), now);
};

export const back = (state, plan, now) => {
  const isJustBegun = state.stage === "ready" || passed(state, now) < JUST_BEGUN_MS;
  const here = banked(state, plan, now);
  if (isOver(here)) return here;
  const before = here.ends.findLastIndex((end, index) => index < here.at && end !== "hurt");
  if (isJustBegun && before >= 0) return enter(withEnd(here, before, null), plan, before, now);
  return enter(here, plan, here.at, now, Math.min(AGAIN_READY_MS, plan.steps[here.at].ready_s * 1000));
};

// "This hurts": whatever would press there again is over, and how much it hurts is asked.
export const hurts = (state, plan, now) => {
  const here = banked(state, plan, now);
  if (isOver(here)) return here;
  const places = plan.steps[here.at].places;
  const ends = here.ends.map((end, index) =>
    index === here.at || (index > here.at && meet(places, plan.steps[index].places)) ? "hurt" : end);
  return { ...here, ends, stage: "asking", since: now, length: 0, heldAt: now, heldMs: 0, seenAt: now };
};

// The answer, if there is one, for the part and the sides it was given for; then it goes on.
export const answer = (state, plan, now, pain = []) => {
  if (state.stage !== "asking") return state;
  const rest = state.pain.filter((each) => !pain.some((said) => isSame(each, said)));
  const told = { ...goOn(state, now), pain: [...rest, ...pain] };
  return enter(told, plan, nextOpen(told, told.at + 1), now);
};

export const finish = (state, plan, now) => {
  const here = banked(state, plan, now);
  return isOver(here) ? here : over(here, now);
};

// What is kept of it: whole seconds, and how each step ended.
export const record = (state, plan) => ({
  id: state.id,
  started_at: new Date(state.startedAt).toISOString(),
  ended_at: new Date(state.endedAt).toISOString(),
  phase: plan.phase,
  item_id: plan.item_id,
  paused_s: Math.round(state.pausedMs / 1000),
  steps: plan.steps.map((step, index) => ({
    technique: step.technique, region: step.region, side: step.side, tool: step.tool,
    pressure: step.pressure, planned_s: step.seconds,
    done_s: Math.round(state.done[index] / 1000), end: state.ends[index] ?? "not-reached",
  })),
  pain: state.pain.map(({ region, side, score }) => ({ part: { region, side }, score })),
});

const enter = (state, plan, at, when, readyMs) => {
  if (at >= plan.steps.length) return over(state, when);
  const ready = readyMs ?? plan.steps[at].ready_s * 1000;
  return stage({ ...state, at }, ready ? "ready" : "work", ready || plan.steps[at].seconds * 1000, when);
};

const stage = (state, name, length, when) => (
  { ...state, stage: name, length, since: when, heldAt: null, heldMs: 0, seenAt: when, slept: false });

const stageOver = (state, plan) => {
  const when = state.since + state.heldMs + state.length;
  if (state.stage === "ready") return stage(state, "work", plan.steps[state.at].seconds * 1000, when);
  const here = withEnd(withDone(state, state.length), state.at, "done");
  return enter(here, plan, nextOpen(here, here.at + 1), when);
};

const over = (state, when) => ({
  ...state, stage: "over", endedAt: when, length: 0, heldAt: null, seenAt: when,
  ends: state.ends.map((end, index) => end ?? (state.done[index] ? "skipped" : "not-reached")),
});

// Up to now, with what was done of the step put down and nothing held any more.
const banked = (state, plan, now) => {
  const here = look(state, plan, now);
  if (isOver(here)) return here;
  const going = goOn(here, now);
  const worked = going.stage === "work" ? passed(going, now) : 0;
  return { ...withDone(going, worked), since: now, heldMs: 0 };
};

const hold = (state, when) => ({ ...state, heldAt: when });
const goOn = (state, now) => {
  if (!isHeld(state)) return state;
  const held = Math.max(0, now - state.heldAt);
  return { ...state, heldAt: null, heldMs: state.heldMs + held, pausedMs: state.pausedMs + held, seenAt: now, slept: false };
};
const withDone = (state, ms) => ({ ...state, done: state.done.with(state.at, state.done[state.at] + ms) });
const withEnd = (state, at, end) => ({ ...state, ends: state.ends.with(at, end) });
const ended = (state, plan, at) => state.ends[at] ? state
  : withEnd(state, at, state.done[at] >= plan.steps[at].seconds * 1000 ? "done" : "skipped");
const nextOpen = (state, from) => {
  const found = state.ends.findIndex((end, index) => index >= from && end === null);
  return found < 0 ? state.ends.length : found;
};
const isSame = (one, other) => one.region === other.region && one.side === other.side;
const meet = (some, others) => some.some((one) => others.some((other) => isSame(one, other)));
