// Without a network: the session that was opened last is kept in this browser, and can be had again.
"use strict";

for (const key of Object.keys(localStorage)) {
  if (!key.endsWith(":last-session")) continue;
  const link = document.getElementById("last-session");
  link.href = JSON.parse(localStorage.getItem(key));
  link.hidden = false;
}
