/* What the page does beyond being read: colours as its reader wants them, the filter of the findings with its state in
   the address, and the section at hand marked in the contents. Without it everything is shown. */
(() => {
  "use strict";
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const kept = (value) => {
    try {
      if (value === undefined) return localStorage.getItem("cxadvisor-theme");
      if (value) localStorage.setItem("cxadvisor-theme", value);
      else localStorage.removeItem("cxadvisor-theme");
    } catch { /* a page opened as a file may keep nothing */ }
    return null;
  };
  const chosen = kept();
  if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;
  root.classList.add("scripted");

  const folded = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ł", "l").replace(/\s+/g, " ").trim();

  function theme() {
    const button = document.getElementById("theme");
    const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
    const show = () => button.setAttribute("aria-pressed", String(isDark()));
    button.addEventListener("click", () => {
      const wanted = isDark() ? "light" : "dark";
      const own = (wanted === "dark") !== system.matches;
      if (own) root.dataset.theme = wanted;
      else delete root.dataset.theme;
      kept(own ? wanted : "");
      show();
    });
    system.addEventListener("change", show);
    button.hidden = false;
    show();
  }

  function filter() {
    const form = document.getElementById("filter");
    if (!form) return;
    const told = form.querySelector("output");
    const clear = form.querySelector("button");
    const boxes = [...form.querySelectorAll("input[type=checkbox]")];
    const block = form.elements.block;
    const entries = [...document.querySelectorAll("article.entry")].map((at) => ({
      at, facets: at.querySelector(".meta").dataset, words: null,
    }));
    const sections = [...new Set(entries.map((entry) => entry.at.parentElement))].map((at) => {
      const note = document.createElement("p");
      note.className = "none-shown";
      note.textContent = form.dataset.none;
      note.hidden = true;
      at.querySelector("article.entry").before(note);
      return { at, note };
    });
    let linked = null; /* the finding that an address leads to is shown whatever the filter says */
    let waiting = 0;

    const checked = (name) => boxes.filter((box) => box.name === name && box.checked).map((box) => box.value);
    const state = () => ({
      severity: checked("severity"), kind: checked("kind"), block: block ? block.value : "", q: form.elements.q.value,
    });
    const fits = (entry, { severity, kind, block }, words) => {
      const { facets } = entry;
      if (severity.length && !severity.includes(facets.severity)) return false;
      if (kind.length && !kind.includes(facets.kind)) return false;
      if (block && block !== facets.block) return false;
      if (!words.length) return true;
      entry.words ??= folded(entry.at.textContent);
      return words.every((word) => entry.words.includes(word));
    };
    const address = (now) => {
      const parts = ["severity", "kind"].filter((name) => now[name].length).map((name) => `${name}=${now[name].join(",")}`);
      if (now.block) parts.push(`block=${now.block}`);
      if (now.q.trim()) parts.push(`q=${encodeURIComponent(now.q.trim())}`);
      if (linked) parts.push(parts.length ? `at=${linked.id}` : linked.id);
      return parts.join("&");
    };

    function apply() {
      const now = state();
      const words = folded(now.q).split(" ").filter(Boolean);
      let shown = 0;
      for (const entry of entries) {
        const fit = entry.at === linked || fits(entry, now, words);
        if (entry.at.hidden === fit) entry.at.hidden = !fit;
        shown += fit;
      }
      for (const section of sections)
        section.note.hidden = section.at.querySelector(":scope > article.entry:not([hidden])") !== null;
      const active = Boolean(now.severity.length || now.kind.length || now.block || words.length);
      form.classList.toggle("active", active);
      clear.hidden = !active;
      const text = form.dataset.shown.replace("{n}", shown).replace("{of}", entries.length);
      if (told.textContent !== text) told.textContent = text;
    }
    function remember() {
      const part = address(state());
      history.replaceState(null, "", part ? `#${part}` : location.pathname + location.search);
    }
    function changed() {
      link(null);
      apply();
      remember();
    }
    function link(entry) {
      linked?.classList.remove("linked");
      linked = entry;
      linked?.classList.add("linked");
    }
    const entryAt = (id) => {
      const found = id && document.getElementById(id);
      return found && found.matches("article.entry") ? found : null;
    };
    function read() {
      let part = location.hash.slice(1);
      const isFilter = /^(severity|kind|block|q|at)=/.test(part);
      if (!isFilter) {
        try { part = decodeURIComponent(part); } catch { /* as it is */ }
        link(entryAt(part));
        const hidden = linked && linked.hidden;
        apply();
        if (hidden) linked.scrollIntoView();
        if (linked && form.classList.contains("active")) remember();
        return;
      }
      const wanted = new URLSearchParams(part.replaceAll("+", "%2B"));
      const values = (name) => (wanted.get(name) ?? "").split(",");
      for (const box of boxes) box.checked = values(box.name).includes(box.value);
      if (block) block.value = [...block.options].some((option) => option.value === wanted.get("block")) ? wanted.get("block") : "";
      form.elements.q.value = wanted.get("q") ?? "";
      link(entryAt(wanted.get("at")));
      apply();
      (linked ?? form).scrollIntoView();
    }

    form.addEventListener("change", (event) => event.target.type !== "search" && changed());
    form.addEventListener("input", (event) => {
      if (event.target.type !== "search") return;
      clearTimeout(waiting);
      waiting = setTimeout(changed, 150);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(waiting);
      changed();
    });
    form.addEventListener("reset", () => setTimeout(() => {
      changed();
      form.elements.q.focus();
    }));
    addEventListener("hashchange", read);
    form.hidden = false;
    if (location.hash) read();
    else apply();
  }

  function contents() {
    const links = new Map();
    for (const at of document.querySelectorAll(".contents a")) {
      const section = document.getElementById(decodeURIComponent(at.hash.slice(1)));
      if (section) links.set(section, at);
    }
    const inView = new Set();
    const watcher = new IntersectionObserver((changes) => {
      for (const { target, isIntersecting } of changes) inView[isIntersecting ? "add" : "delete"](target);
      const first = [...links.keys()].find((section) => inView.has(section));
      for (const [section, at] of links)
        if (section === first) at.setAttribute("aria-current", "true");
        else at.removeAttribute("aria-current");
    }, { rootMargin: "-15% 0px -75% 0px" });
    for (const section of links.keys()) watcher.observe(section);
  }

  document.addEventListener("DOMContentLoaded", () => {
    theme();
    filter();
    contents();
  });
})();
