
"use strict";
(function () {
  const NAMES = ["theme", "band", "department", "kind"];
  const form = document.getElementById("filters");
  const shown = document.getElementById("shown");
  const counted = document.getElementById("counted");
  const map = document.getElementById("map");
  const select = (name) => document.getElementById("filter-" + name);
  const words = (text) => (text ? text.split(" ") : []);
  const rows = (name) => Array.from(document.querySelectorAll("#" + name + " tbody tr"));
  const interventions = rows("interventions").map((row) => ({
    row: row,
    fields: words(row.dataset.fields).map((field) => field.split(":")),
    department: words(row.dataset.department),
    kind: row.dataset.kind,
  }));
  const pairs = rows("pairs");
  const fields = Array.from(map.querySelectorAll("td a")).map((link) => ({
    link: link,
    text: link.lastChild,
    own: link.lastChild.data,
    tone: link.parentElement.className,
  }));

  function chosen() {
    const found = {};
    for (const name of NAMES) found[name] = select(name).value;
    return found;
  }

  function belongs(one, want) {
    return (!want.department || one.department.includes(want.department)) && (!want.kind || one.kind === want.kind);
  }

  function stands(one, want) {
    if (!want.theme && !want.band) return true;
    return one.fields.some((at) => (!want.theme || at[0] === want.theme) && (!want.band || at[1] === want.band));
  }

  function number(theme, band, role, want) {
    const has = (one) => one.fields.some((at) => at[0] === theme && at[1] === band && at[2] === role);
    return interventions.filter((one) => belongs(one, want) && has(one)).length;
  }

  function recount(want) {
    const all = !want.department && !want.kind;
    counted.hidden = all;
    for (const field of fields) {
      const data = field.link.dataset;
      if (all) {
        field.text.data = field.own;
        field.link.parentElement.className = field.tone;
      } else {
        const main = number(data.theme, data.band, "p", want);
        const other = number(data.theme, data.band, "s", want);
        const text = main ? String(main) : map.dataset.nobody;
        field.text.data = other ? map.dataset.extra.replace("{text}", text).replace("{secondary}", other) : text;
        field.link.parentElement.className = main ? "covered" : "outside";
      }
      const here = data.theme === want.theme && data.band === want.band;
      if (here) field.link.setAttribute("aria-current", "true");
      else field.link.removeAttribute("aria-current");
    }
  }

  function apply() {
    const want = chosen();
    let first = 0;
    let second = 0;
    for (const one of interventions) {
      const fits = belongs(one, want) && stands(one, want);
      one.row.hidden = !fits;
      first += fits ? 1 : 0;
    }
    for (const row of pairs) {
      const fits = NAMES.every((name) => !want[name] || words(row.dataset[name]).includes(want[name]));
      row.hidden = !fits;
      second += fits ? 1 : 0;
    }
    for (const row of map.querySelectorAll("tbody tr[data-theme]")) {
      row.hidden = Boolean(want.theme) && row.dataset.theme !== want.theme;
    }
    for (const head of map.querySelectorAll("tbody .group")) {
      head.hidden = !head.parentElement.querySelector("tr[data-theme]:not([hidden])");
    }
    for (const name of ["interventions", "pairs"]) {
      const empty = document.getElementById(name + "-none");
      empty.hidden = Boolean(document.querySelector("#" + name + " tbody tr:not([hidden])"));
    }
    recount(want);
    const named = { interventions: first, all_interventions: interventions.length, pairs: second, all_pairs: pairs.length };
    shown.textContent = shown.dataset.text.replace(/\{(\w+)\}/g, (all, name) => named[name]);
    const state = NAMES.filter((name) => want[name]).map((name) => name + "=" + want[name]).join("&");
    const here = state ? "#" + state : location.href.split("#")[0];
    if (state || location.hash.includes("=")) history.replaceState(null, "", here);
  }

  function recall() {
    const asked = new URLSearchParams(location.hash.slice(1));
    for (const name of NAMES) {
      const value = asked.get(name) || "";
      const known = Array.from(select(name).options).some((option) => option.value === value);
      select(name).value = known ? value : "";
    }
    apply();
  }

  form.hidden = false;
  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply, 0));
  map.addEventListener("click", (event) => {
    const link = event.target.closest("td a");
    if (!link) return;
    event.preventDefault();
    select("theme").value = link.dataset.theme;
    select("band").value = link.dataset.band;
    apply();
    const heading = document.getElementById("interventions-heading");
    heading.focus();
    heading.scrollIntoView();
  });
  window.addEventListener("hashchange", () => { if (location.hash.includes("=")) recall(); });
  recall();
})();
