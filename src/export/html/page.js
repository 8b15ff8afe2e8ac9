(() => {
  "use strict";
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const root = document.documentElement;
  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
  const button = (className, textContent, onclick) =>
    make("button", { type: "button", className, textContent, onclick });
  // As the page says it, when it is not in English.
  const [copyWord, copiedWord, notCopied, light, dark, filterRows, filterWord] = (document.body.dataset.words ??
    "Copy|Copied|Not copied|Light theme|Dark theme|Filter rows|Filter").split("|");
  // Pages opened as files may have no storage.
  const remembered = () => { try { return localStorage.getItem("specmill-theme"); } catch { return null; } };
  const remember = (value) => { try { localStorage.setItem("specmill-theme", value); } catch { } };

  // Light or dark, against what the system prefers.
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme || (prefersDark.matches ? "dark" : "light")) === "dark";
  const theme = button("theme", "", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    remember(root.dataset.theme);
    label();
  });
  const label = () => { theme.textContent = isDark() ? light : dark; };
  if (/^(light|dark)$/.test(remembered())) root.dataset.theme = remembered();
  prefersDark.addEventListener("change", label);
  label();
  all("header.title")[0]?.prepend(theme);

  // Code to the clipboard.
  if (navigator.clipboard)
    for (const code of all(".code")) {
      const copy = button("copy", copyWord, async () => {
        try {
          await navigator.clipboard.writeText(code.querySelector("pre").textContent);
          copy.textContent = copiedWord;
        } catch {
          copy.textContent = notCopied;
        }
        setTimeout(() => { copy.textContent = copyWord; }, 1500);
      });
      code.append(copy);
    }

  // The section being read, in the contents; on a phone the contents stay at
  // the top, tell where one is, and close after a choice.
  const links = new Map(all(".contents a").map((a) => [decodeURIComponent(a.hash.slice(1)), a]));
  const narrow = matchMedia("(max-width: 67.99rem)");
  let current = null;
  const contents = all(".contents")[0], fold = contents?.querySelector("details");
  const show = () => {
    const box = current?.getBoundingClientRect(), height = contents.clientHeight;
    if (box && contents.scrollHeight > height && (box.top < 0 || box.bottom > height))
      contents.scrollTop += box.top - height / 2;
  };
  const mark = (link) => {
    current?.removeAttribute("aria-current");
    current = link;
    link.setAttribute("aria-current", "true");
    fold.firstElementChild.dataset.here = [...link.children].map((part) => part.textContent).join(" ");
    show();
  };
  const headings = all("main :is(h2, h3, h4, h5, h6)[id]").filter((h) => links.has(h.id));
  const top = (heading) => heading.getBoundingClientRect().top;
  const follow = () => {
    // Where headings come to lie that are linked to; at its end the page goes no further.
    const end = scrollY + innerHeight > root.scrollHeight - 2;
    const line = end ? innerHeight : parseFloat(getComputedStyle(root).scrollPaddingTop) + 8;
    let low = 0, high = headings.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (top(headings[middle]) < line) low = middle + 1;
      else high = middle;
    }
    const target = end ? headings.find((heading) => heading.matches(":target") && top(heading) > 0) : null;
    const link = low > 0 ? links.get((target ?? headings[low - 1]).id) : null;
    if (link && link !== current) mark(link);
  };
  let waiting = 0;
  addEventListener("scroll", () => {
    waiting ||= requestAnimationFrame(() => { waiting = 0; follow(); });
  }, { passive: true });
  addEventListener("hashchange", follow);
  follow();
  contents?.classList.add("pinned");
  contents?.addEventListener("toggle", show, true);
  contents?.addEventListener("click", (event) => {
    if (event.target.closest("a") && narrow.matches) fold.open = false;
  });
  contents?.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !narrow.matches || !fold.open) return;
    fold.open = false;
    fold.firstElementChild.focus();
  });

  // Long tables: a filter, and sorting by a column: up, down, as it was.
  const collator = new Intl.Collator(root.lang, { numeric: true, sensitivity: "base" });
  const levels = ["low", "medium", "high", "critical"];
  const level = (cell) => levels.findIndex((name) => cell.classList.contains(name));
  const compare = (a, b) => level(a) - level(b) || collator.compare(a.textContent, b.textContent);
  const sortable = (table, heading, column, written) => {
    const sort = button("sort", "", () => {
      const before = heading.getAttribute("aria-sort");
      for (const other of all("th[aria-sort]", table)) other.removeAttribute("aria-sort");
      const rows = [...written];
      if (before !== "descending") {
        heading.setAttribute("aria-sort", before ? "descending" : "ascending");
        rows.sort((a, b) => compare(a.cells[column], b.cells[column]) * (before ? -1 : 1));
      }
      table.tBodies[0].append(...rows);
    });
    sort.append(...heading.childNodes);
    heading.append(sort);
  };
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  for (const region of all(".table")) {
    const table = region.querySelector("table"), rows = [...(table.tBodies[0]?.rows ?? [])];
    if (rows.length < 8 || !table.tHead) continue;
    const filter = make("input", { type: "search", className: "filter", placeholder: filterRows });
    filter.setAttribute("aria-label", filterWord + ": " + region.getAttribute("aria-label"));
    let texts;
    filter.oninput = () => {
      const wanted = plain(filter.value);
      if (!texts) texts = rows.map((row) => plain(row.textContent));
      for (const [i, row] of rows.entries()) row.hidden = !texts[i].includes(wanted);
    };
    region.before(filter);
    for (const heading of all("th", table.tHead))
      if (!heading.querySelector("a")) sortable(table, heading, heading.cellIndex, rows);
  }
})();
