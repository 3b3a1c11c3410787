// Keys that save the mouse a way; everything works without them. They act only outside of fields.
"use strict";
document.addEventListener("keydown", (event) => {
  const field = event.target.closest("input, select, textarea");
  if (field || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") {
    event.preventDefault();
    document.getElementById("q").focus();
  }
});
