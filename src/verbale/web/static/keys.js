// Keys that save the mouse a way; everything works without them. They act only outside of fields, and those that
// decide only while the question has the focus. Which key does what is kept in this browser.
"use strict";
(() => {
  const NAMES = { accept: "a", reject: "x", skip: " ", edit: "e", undo: "Backspace", next: "j", previous: "k" };
  const kept = () => {
    try {
      return { ...NAMES, ...JSON.parse(localStorage.getItem("keys") || "{}") };
    } catch {
      return { ...NAMES };
    }
  };
  const keep = (keys) => localStorage.setItem("keys", JSON.stringify(keys));
  const spelled = (key) => (key === " " ? "Space" : key || "–");
  const card = document.querySelector("[data-card]");
  if (card) card.focus({ preventScroll: true });

  const act = (name) => {
    if (name === "next") name = "skip";
    const scope = name === "undo" || name === "skip" || name === "previous" ? document : card;
    const found = scope.querySelector(`[data-key="${name}"]`);
    if (!found) return false;
    if (found.tagName === "DETAILS") {
      found.open = true;
      found.querySelector("select, input:not([type=hidden])").focus();
    } else {
      found.click();
    }
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, kbd")) return;
    if (event.key === "/") {
      event.preventDefault();
      document.getElementById("q").focus();
      return;
    }
    if (event.key === "?") {
      const help = document.querySelector(".keys");
      if (help) {
        help.open = !help.open;
        help.scrollIntoView();
      }
      return;
    }
    if (!card || !card.contains(event.target) || event.target.closest("button, a, summary")) return;
    const keys = kept();
    if (keys.off) return;
    const name = Object.keys(NAMES).find((n) => keys[n] === event.key);
    if (name && act(name)) event.preventDefault();
  });

  const table = document.querySelector("[data-keys]");
  if (!table) return;
  const show = () => {
    const keys = kept();
    for (const kbd of table.querySelectorAll("kbd")) {
      kbd.textContent = spelled(keys[kbd.dataset.name]);
      kbd.tabIndex = 0;
      kbd.setAttribute("role", "button");
    }
    off.checked = Boolean(keys.off);
  };
  const label = document.createElement("label");
  const off = document.createElement("input");
  off.type = "checkbox";
  off.addEventListener("change", () => keep({ ...kept(), off: off.checked }));
  label.append(off, " ", table.dataset.off);
  table.after(label);
  table.addEventListener("keydown", (event) => {
    const kbd = event.target.closest("kbd");
    if (!kbd || ["Tab", "Shift", "Enter", "Escape"].includes(event.key)) return;
    event.preventDefault();
    keep({ ...kept(), [kbd.dataset.name]: event.key });
    show();
  });
  show();
})();
