// Without a network: the session that was opened last is kept in this browser, and can be had again,
// by whoever opened it.
"use strict";

(async () => {
  const who = await globalThis.caches?.match("/who", { cacheName: "unknot-who" });
  const last = who && localStorage.getItem(`unknot:${await who.text()}:last-session`);
  if (!last) return;
  const link = document.getElementById("last-session");
  link.href = JSON.parse(last);
  link.hidden = false;
})();
