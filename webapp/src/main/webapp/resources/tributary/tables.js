/*
 * The Table details. All tables of the source are in the page, and some of them are drawn: to find
 * one, the server is not asked. What a person chooses stands at once, and is told to the server in
 * the background, in order; a form is only sent once all of it has arrived (tributary.js).
 */
(() => {
  "use strict";

  const PAGE = 50;
  const count = (number) => number.toLocaleString("en");
  const counted = (number, one, many) => `${count(number)} ${number === 1 ? one : many}`;
  const say = (element, words) => {
    if (element.textContent !== words) element.textContent = words;
  };

  const start = (panel) => {
    const part = (name) => panel.querySelector(`[data-part="${name}"]`);
    const { first, choices, tables } = JSON.parse(part("tables").dataset.document);
    const body = panel.querySelector("tbody");
    const pattern = part("row").content.firstElementChild;
    const rows = new Map();
    let problems = new Map();
    let heard = null;
    let shown = tables;
    let selectedOnly = false;
    let page = Math.floor(first / PAGE);

    const searched = (table) => {
      table.words = `${table.file}\n${table.entity}`.toLowerCase();
    };
    tables.forEach(searched);

    /* Each control says what it sets of its table. */
    const value = (table, what) => {
      if (what === "selected") return String(table.selected);
      if (what === "purpose" || what === "entity") return table[what];
      return table.options[what];
    };
    const keep = (table, what, given) => {
      if (what === "selected") table.selected = given === "true";
      else if (what === "purpose" || what === "entity") table[what] = given;
      else table.options[what] = given;
    };
    const tell = (changed, what, given) =>
      window.changeTables([
        { name: "tables", value: changed.map((table) => table.at).join(",") },
        { name: "what", value: what },
        { name: "value", value: given },
      ]);

    /* A name that does not fit into its field is seen whole on pointing at it. */
    const FITS = 24;
    const showEntity = (entity, table) => {
      entity.value = table.entity;
      entity.title = table.entity.length > FITS ? table.entity : "";
    };

    const markRow = (row, table) => {
      row.className = table.readable ? (table.selected ? "" : "off") : "unreadable";
      row.querySelector("[data-set=selected]").checked = table.selected;
      const problem = problems.get(table.at);
      const entity = row.querySelector("[data-set=entity]");
      const words = row.querySelector(".entity-problem");
      showEntity(entity, table);
      entity.setAttribute("aria-invalid", String(Boolean(problem)));
      words.id = `problem-${table.at}`;
      words.replaceChildren();
      if (!problem) return;
      entity.setAttribute("aria-describedby", words.id);
      const message = part("problem").content.cloneNode(true);
      const [told, remedy] = message.children;
      told.dataset.testid = `entity-problem-${table.at}`;
      told.firstElementChild.textContent = problem.message;
      remedy.dataset.testid = `entity-suggestion-${table.at}`;
      remedy.textContent = `Use ${problem.suggestion}`;
      if (!problem.suggestion) remedy.remove();
      words.append(message);
    };

    const fillChoices = (select, table) =>
      (choices[table.choices[select.dataset.set]] ?? []).forEach((choice) =>
        select.add(new Option(choice.label, choice.value)));

    const make = (table) => {
      const row = pattern.cloneNode(true);
      row.dataset.testid = `table-${table.at}`;
      row.querySelectorAll("[data-says]").forEach((it) =>
        it.setAttribute("aria-label", it.dataset.says.replace("{}", () => table.file)));
      row.querySelectorAll("[data-id]").forEach((it) => {
        it.dataset.testid = `${it.dataset.id}-${table.at}`;
      });
      row.querySelectorAll("[data-set]").forEach((control) => {
        const what = control.dataset.set;
        const has = value(table, what);
        if (has === undefined) {
          control.remove();
          return;
        }
        if (control.matches("[data-choices]")) fillChoices(control, table);
        if (control.type === "checkbox") control.checked = has === "true";
        else control.value = has;
        control.disabled = what === "selected" ? !table.selectable : !table.readable;
      });
      row.querySelector("[data-do=advanced]").disabled = !table.readable;
      row.querySelectorAll("[data-changes]").forEach((it) => {
        if (!table.readable || it.dataset.changes !== table.changes) it.remove();
      });
      const opener = row.querySelector("[data-do=columns]");
      const closed = row.querySelector(".closed");
      if (table.readable) {
        opener.textContent = table.file;
        closed.remove();
      } else {
        opener.remove();
        closed.querySelector(".name").textContent = table.file;
        closed.querySelector(".why").textContent = table.unreadable;
        closed.querySelector(".pi").classList.add(table.selectable ? "pi-question-circle" : "pi-lock");
      }
      row.table = table;
      markRow(row, table);
      return row;
    };
    const rowOf = (table) => {
      if (!rows.has(table.at)) rows.set(table.at, make(table));
      return rows.get(table.at);
    };

    const sayChosen = () =>
      say(part("chosen"), `${count(tables.filter((table) => table.selected).length)} of ${counted(tables.length, "table", "tables")} selected`);

    const draw = () => {
      const pages = Math.max(1, Math.ceil(shown.length / PAGE));
      page = Math.max(0, Math.min(page, pages - 1));
      const from = page * PAGE;
      const drawn = shown.slice(from, from + PAGE).map(rowOf);
      /* Most keys of a search leave the same tables on the page. */
      const same = drawn.length === body.children.length && drawn.every((row, at) => body.children[at] === row);
      if (!same) body.replaceChildren(...drawn);
      part("none").hidden = shown.length > 0;
      say(part("none-words"), tables.length === 0
        ? "The source has no tables here. Go back and choose another place."
        : "No table fits. Change the search, or show all tables.");
      part("pager").hidden = pages === 1;
      say(part("report"), `${count(from + 1)} - ${count(from + drawn.length)} of ${counted(shown.length, "table", "tables")}`);
      say(part("page"), `Page ${count(page + 1)} of ${count(pages)}`);
      panel.querySelector("[data-do=previous]").disabled = page === 0;
      panel.querySelector("[data-do=next]").disabled = page + 1 >= pages;
      sayChosen();
    };

    const find = () => {
      const words = part("search").value.trim().toLowerCase();
      shown = tables.filter((table) => table.words.includes(words) && (!selectedOnly || table.selected));
      say(part("found"), words === "" ? "" : `${counted(shown.length, "table fits", "tables fit")}`);
      draw();
    };
    const findFromStart = () => {
      page = 0;
      find();
      panel.querySelector(".table-scroll").scrollTop = 0;
    };

    const select = (selected) => {
      const changed = shown.filter((table) => table.selectable && table.selected !== selected);
      if (changed.length === 0) return;
      changed.forEach((table) => {
        table.selected = selected;
        const row = rows.get(table.at);
        if (row) markRow(row, table);
      });
      sayChosen();
      tell(changed, "selected", String(selected));
    };

    const showSelected = (only) => {
      selectedOnly = only;
      panel.querySelector("[data-do=show-all]").setAttribute("aria-current", String(!only));
      panel.querySelector("[data-do=show-selected]").setAttribute("aria-current", String(only));
      findFromStart();
    };

    const setEntity = (row, given) => {
      keep(row.table, "entity", given);
      showEntity(row.querySelector("[data-set=entity]"), row.table);
      searched(row.table);
      tell([row.table], "entity", given);
    };

    const turn = (by) => {
      page += by;
      draw();
      panel.scrollIntoView({ block: "nearest" });
    };

    const acts = {
      "show-all": () => showSelected(false),
      "show-selected": () => showSelected(true),
      "select-all": () => select(true),
      "clear-all": () => select(false),
      previous: () => turn(-1),
      next: () => turn(1),
      columns: (row) => window.openColumns([{ name: "table", value: row.table.at }]),
      advanced: (row) => window.openAdvanced([{ name: "table", value: row.table.at }]),
      suggestion: (row) => {
        const entity = row.querySelector("[data-set=entity]");
        entity.focus();
        setEntity(row, problems.get(row.table.at).suggestion);
      },
    };

    panel.addEventListener("click", (event) => {
      const button = event.target.closest("[data-do]");
      if (!button) return;
      acts[button.dataset.do](button.closest("tr"));
      if (button.matches(".menu-item")) button.closest("details").querySelector("summary").focus();
    });

    panel.addEventListener("change", (event) => {
      const control = event.target.closest("[data-set]");
      if (!control) return;
      const row = control.closest("tr");
      const what = control.dataset.set;
      const given = control.type === "checkbox" ? String(control.checked) : control.value;
      if (what === "entity") {
        setEntity(row, given);
        return;
      }
      keep(row.table, what, given);
      tell([row.table], what, given);
      if (what === "selected") {
        markRow(row, row.table);
        sayChosen();
      }
    });

    part("search").addEventListener("input", findFromStart);

    /* The Enter key takes a name or a search; it does not leave the page. */
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !event.target.matches("input")) return;
      event.preventDefault();
      if (event.target.matches("[data-set=entity]") && event.target.value !== event.target.closest("tr").table.entity) {
        setEntity(event.target.closest("tr"), event.target.value);
      }
    });

    const hearProblems = () => {
      const said = part("problems").dataset.problems;
      if (said === heard) return;
      heard = said;
      problems = new Map(JSON.parse(said).map((problem) => [problem.at, problem]));
      rows.forEach((row) => markRow(row, row.table));
    };
    jQuery(document).on("pfAjaxComplete", hearProblems);
    hearProblems();
    find();
  };

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-tables]").forEach(start));
})();
