// Search in the texts of search-index.js, which is loaded when somebody wants to search.
(() => {
  "use strict";
  const box = document.querySelector(".site-search");
  if (!box) return;
  const root = box.dataset.root, whole = box.classList.contains("site-whole");
  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
  const input = make("input", { type: "search", placeholder: "Search all specifications", autocomplete: "off", spellcheck: false });
  input.setAttribute("aria-label", "Search all specifications");
  const key = make("kbd", { textContent: "/" });
  key.setAttribute("aria-hidden", "true");
  const count = make("p", { className: "site-count" });
  count.setAttribute("role", "status");
  const results = make("ul", { className: "site-results", hidden: true });
  results.setAttribute("aria-label", "Results");
  box.append(input, key, count, results);

  // Letters without marks, in lower case; as long as the text, so that places are the same.
  const plain = (text) => {
    const simple = text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
    return simple.length === text.length ? simple : text.toLowerCase();
  };
  let data = null, loading = false;
  const load = () => {
    if (loading) return;
    loading = true;
    window.specmillSearch = (loaded) => {
      data = loaded;
      for (const spec of data.specs) spec.title = plain(spec[0] + " " + spec[2]);
      for (const section of data.sections) {
        section.heading = plain(section[2]);
        section.text = plain(section[3]);
      }
      show();
    };
    document.head.append(make("script", { src: root + "site/search-index.js" }));
  };

  // Where WORD begins a word of TEXT, else where it stands at all, else -1.
  const place = (text, word) => {
    let at = text.indexOf(word), first = at;
    while (at > 0 && /[\p{L}\p{N}]/u.test(text[at - 1])) at = text.indexOf(word, at + 1);
    return at >= 0 ? [at, 1] : [first, 0.4];
  };
  const weigh = (text, word, weight) => {
    const [at, share] = place(text, word);
    return at < 0 ? 0 : weight * share;
  };
  // Every word must be found; titles weigh most, then headings, then the text.
  const search = (query) => {
    const words = plain(query).split(/\s+/).filter((word) => word);
    if (!words.length) return [];
    const found = [];
    data.sections.forEach((section, number) => {
      const spec = data.specs[section[0]];
      let score = 0, own = 0;
      for (const word of words) {
        const title = weigh(spec.title, word, 6);
        const inside = weigh(section.heading, word, 5) + weigh(section.text, word, 2);
        if (title + inside === 0) return;
        score += title + inside;
        own += inside;
      }
      const phrase = words.length > 1 && (section.text.includes(words.join(" ")) || section.heading.includes(words.join(" ")));
      found.push({ number, spec, section, own, score: score + (phrase ? 4 : 0) });
    });
    found.sort((a, b) => b.score - a.score || a.number - b.number);
    // Of a specification whose title alone says it, one result is enough.
    const named = new Set(), kept = [];
    for (const one of found) {
      if (one.own === 0) {
        if (named.has(one.spec)) continue;
        one.section = [one.section[0], "", "", ""];
      }
      named.add(one.spec);
      kept.push(one);
    }
    return kept;
  };

  // TEXT with the words marked, cut around the first of them.
  const marked = (text, query, most) => {
    const words = plain(query).split(/\s+/).filter((word) => word), low = plain(text);
    const places = words.map((word) => place(low, word)[0]).filter((at) => at >= 0);
    let from = places.length ? Math.max(0, Math.min(...places) - 40) : 0;
    while (from > 0 && text[from - 1] !== " ") from--;
    const to = Math.min(text.length, from + most), parts = [];
    let at = from;
    if (from > 0) parts.push("\u2026 ");
    while (at < to) {
      let next = to, length = 0;
      for (const word of words) {
        const hit = low.indexOf(word, at);
        if (hit >= 0 && hit < next) [next, length] = [hit, word.length];
      }
      parts.push(text.slice(at, next));
      if (length) parts.push(make("mark", { textContent: text.slice(next, next + length) }));
      at = next + length;
    }
    if (to < text.length) parts.push(" \u2026");
    return parts;
  };

  const item = ({ spec, section }, query) => {
    const link = make("a", { href: root + spec[1] + (section[1] ? "#" + section[1] : "") });
    const name = make("strong");
    name.append(...marked(section[2] || spec[0], query, 200));
    const where = make("small", { textContent: section[2] ? spec[0] + " \u00b7 " + spec[2] : spec[2] });
    link.append(name, where);
    if (section[3]) {
      const text = make("span");
      text.append(...marked(section[3], query, 180));
      link.append(text);
    }
    const entry = make("li");
    entry.append(link);
    return entry;
  };
  let shown = 0, found = [];
  const more = () => {
    results.append(...found.slice(shown, shown + 20).map((one) => item(one, input.value)));
    shown = Math.min(found.length, shown + 20);
  };
  const show = () => {
    const query = input.value.trim();
    results.hidden = true;
    results.replaceChildren();
    count.textContent = "";
    if (!query) return;
    if (!data) {
      count.textContent = "Loading \u2026";
      return;
    }
    found = search(query);
    shown = 0;
    count.textContent = found.length === 0 ? "Nothing found" : found.length === 1 ? "1 result" : found.length + " results";
    results.hidden = found.length === 0;
    more();
    results.scrollTop = 0;
    if (whole) history.replaceState(null, "", "?q=" + encodeURIComponent(query));
  };
  let waiting = 0;
  input.addEventListener("focus", load);
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 60);
  });
  const fill = (event) => {
    const bar = event.currentTarget === window ? document.documentElement : results;
    if (shown < found.length && bar.scrollTop + bar.clientHeight > bar.scrollHeight - 200) more();
  };
  results.addEventListener("scroll", fill, { passive: true });
  addEventListener("scroll", fill, { passive: true });

  // "/" begins, the arrows go through the results, Escape ends.
  addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
      input.select();
    }
  });
  box.addEventListener("keydown", (event) => {
    const links = [...results.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape") {
      if (document.activeElement === input) input.value = "";
      input.focus();
      if (!whole || !input.value) show();
    } else if (event.key === "ArrowDown" && links.length) {
      event.preventDefault();
      links[Math.min(at + 1, links.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (at === 0 ? input : links[at - 1]).focus();
    } else if (event.key === "Enter" && document.activeElement === input && links.length) {
      event.preventDefault();
      links[0].click();
    }
  });
  if (!whole) addEventListener("click", (event) => {
    if (!box.contains(event.target)) results.hidden = true;
    else if (event.target === input && found.length && input.value.trim()) results.hidden = false;
  });

  const asked = new URLSearchParams(location.search).get("q");
  if (whole && asked) {
    input.value = asked;
    load();
    show();
  }
})();
