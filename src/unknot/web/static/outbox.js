// Interim: a queue in localStorage.
const KEY = "unknot-outbox";
const all = () => JSON.parse(localStorage.getItem(KEY) ?? "[]");
const keep = (list) => {
  localStorage.setItem(KEY, JSON.stringify(list));
  document.dispatchEvent(new Event("outbox-changed"));
};
export const outbox = {
  put: async (kind, body) => { const id = Math.random().toString(36); keep([...all(), { id, kind, body }]); return id; },
  waiting: async () => all().length,
  send: async () => {
    for (const each of all()) {
      const answer = await fetch("/api/v1/sessions", { method: "POST", headers: { "content-type": "application/json", "x-unknot-request": "1" }, body: JSON.stringify(each.body) }).catch(() => null);
      if (!answer?.ok) return;
      keep(all().filter((other) => other.id !== each.id));
    }
  },
};
