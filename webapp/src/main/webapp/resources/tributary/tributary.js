/* What the pages do in the browser. Everything hangs on data attributes, nothing on inline script. */
(() => {
  "use strict";

  const root = document.documentElement;
  const YEAR = 31536000;

  const cookie = (name) =>
    document.cookie.split("; ").find((c) => c.startsWith(name + "="))?.slice(name.length + 1);
  const remember = (name, value) => {
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `${name}=${value}; Path=/; Max-Age=${YEAR}; SameSite=Lax${secure}`;
  };

  /* Times are shown in the zone of this browser: the server learns it once. */
  const zone = encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC");
  if (cookie("tributary-zone") !== zone) {
    remember("tributary-zone", zone);
  }

  const setTheme = (theme) => {
    root.dataset.theme = theme;
    remember("tributary-theme", theme);
    markTheme();
  };
  const markTheme = () =>
    document.querySelectorAll("[data-set-theme]").forEach((b) =>
      b.setAttribute("aria-pressed", String(b.dataset.setTheme === root.dataset.theme)));

  const setDrawer = (open) => {
    root.dataset.drawer = open ? "open" : "closed";
    document.querySelector(".drawer-button")?.setAttribute("aria-expanded", String(open));
    (open ? document.querySelector(".nav a") : document.querySelector(".drawer-button"))?.focus();
  };
  const setNav = (narrow) => {
    root.dataset.nav = narrow ? "narrow" : "wide";
    remember("tributary-nav", root.dataset.nav);
    document.querySelector(".nav-collapse")?.setAttribute("aria-expanded", String(!narrow));
  };

  /* A file goes as text in a field of its own, so that it takes the same way as the other settings. */
  const readFile = (input) => {
    const target = input.parentElement.querySelector("input[type=hidden]");
    const note = input.parentElement.querySelector("[data-file-note]");
    const file = input.files[0];
    target.value = "";
    if (!file) {
      note.textContent = "";
      return;
    }
    if (file.size > Number(input.dataset.maxBytes)) {
      note.textContent = `${file.name} has ${file.size.toLocaleString()} bytes; a certificate file has at most ${Number(input.dataset.maxBytes).toLocaleString()}. Choose another file.`;
      input.value = "";
      return;
    }
    const reader = new FileReader();
    reader.onload = () => {
      target.value = String(reader.result).replace(/^[^,]*,/, "");
      note.textContent = `${file.name} is chosen.`;
      window.lookIntoFiles?.();
    };
    reader.readAsDataURL(file);
  };

  /* Fields that are shown only while another field has a certain value. */
  const showFields = (form) => {
    form.querySelectorAll("[data-when-key]").forEach((field) => {
      const other = form.querySelector(`[data-field="${CSS.escape(field.dataset.whenKey)}"]`);
      const control = other?.querySelector("select, input[type=checkbox], input:not([type=hidden])");
      const value = control?.type === "checkbox" ? String(control.checked) : control?.value;
      field.hidden = Boolean(control) && (value !== field.dataset.whenValue || other.hidden);
    });
  };

  /* Cards are picked by tab and by search, both in the browser: there are never many. */
  const pickCards = (picker) => {
    const words = picker.querySelector("[data-pick-text]").value.trim().toLowerCase();
    const category = picker.querySelector("[data-pick][aria-pressed=true]").dataset.pick;
    let shown = 0;
    picker.querySelectorAll("[data-card]").forEach((card) => {
      const fits = card.dataset.card.toLowerCase().includes(words)
        && (category === "" || card.dataset.categories.split(" ").includes(category));
      card.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    picker.querySelector("[data-pick-none]").hidden = shown > 0;
    picker.querySelector("[data-pick-count]").textContent = shown === 1 ? "1 connector" : `${shown} connectors`;
  };

  /* Menus inside a scrolling table float over the page, at the place of their button. */
  const placePanel = (menu) => {
    const panel = menu.querySelector(".menu-panel");
    const at = menu.getBoundingClientRect();
    const left = menu.dataset.floating === "end" ? at.right - panel.offsetWidth : at.left;
    const below = at.bottom + 4;
    const fits = below + panel.offsetHeight <= innerHeight - 8;
    panel.style.top = `${fits ? below : Math.max(8, at.top - panel.offsetHeight - 4)}px`;
    panel.style.left = `${Math.max(8, Math.min(left, innerWidth - panel.offsetWidth - 8))}px`;
  };
  const closeMenus = (except) =>
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (menu !== except) menu.open = false;
    });

  const inDialog = () => document.querySelector(".ui-dialog-mask, .ui-widget-overlay") !== null;
  const dismiss = (toast) => toast.remove();
  /* The server hands messages over in a panel that each answer replaces; here they stay a while. */
  const showToasts = () => {
    const shown = document.querySelector("[data-toasts]");
    document.querySelectorAll(".toasts-inbox .toast").forEach((toast) => {
      shown.append(toast);
      const wait = () => setTimeout(() => (toast.matches(":hover, :focus-within") || inDialog() ? wait() : dismiss(toast)), 9000);
      if (!toast.matches(".bad")) wait();
    });
  };

  /* The address follows the list's filters, order and page, so that it can be kept and sent. */
  const followAddress = () => {
    const state = document.querySelector("[data-address]");
    if (state && state.dataset.address !== location.pathname.split("/").pop() + location.search) {
      history.pushState(null, "", state.dataset.address);
    }
  };
  addEventListener("popstate", () => location.reload());

  const focusFirst = () => document.querySelector("[data-focus-now]")?.focus();

  /* A plain select shows what the address says. */
  const markSelects = () =>
    document.querySelectorAll("select[data-value]").forEach((select) => {
      const wanted = [...select.options].find((option) => option.value === select.dataset.value.toLowerCase());
      if (wanted) wanted.selected = true;
    });

  /* On small screens the list is sorted with a select of PrimeFaces, which begins with its first order. */
  const markSorts = () =>
    document.querySelectorAll("select.ui-reflow-dropdown").forEach((select) => {
      const icon = select.closest(".ui-datatable").querySelector(".ui-sortable-column-icon:is(.ui-icon-triangle-1-n, .ui-icon-triangle-1-s)");
      if (icon) select.value = `${icon.closest("th").id}_${icon.matches(".ui-icon-triangle-1-n") ? 0 : 1}`;
    });

  /* A button that only opens once the right word stands in a field. */
  const lock = (field) => {
    const button = document.getElementById(field.dataset.unlocks);
    button.disabled = field.value.trim() !== field.dataset.mustEqual;
    button.classList.toggle("ui-state-disabled", button.disabled);
  };

  const refresh = () => {
    markTheme();
    document.querySelectorAll("[data-must-equal]").forEach(lock);
    showToasts();
    markSorts();
    document.querySelectorAll("form").forEach(showFields);
    document.querySelectorAll("[data-picker]").forEach(pickCards);
  };

  document.addEventListener("click", (event) => {
    const on = (selector) => event.target.closest(selector);
    closeMenus(on(".menu-item") ? null : on("details.menu"));
    const theme = on("[data-set-theme]");
    const copy = on("[data-copy]");
    const pick = on("[data-pick]");
    const press = on("[data-press]");
    if (theme) {
      setTheme(theme.dataset.setTheme);
    } else if (on("[data-toggle=drawer]")) {
      setDrawer(root.dataset.drawer !== "open");
    } else if (on("[data-toggle=nav]")) {
      setNav(root.dataset.nav !== "narrow");
    } else if (on("[data-dismiss]")) {
      dismiss(on(".toast"));
    } else if (copy) {
      navigator.clipboard.writeText(copy.dataset.copy).then(() => {
        copy.querySelector("[data-copied]").textContent = "Copied";
      });
    } else if (pick) {
      const picker = pick.closest("[data-picker]");
      picker.querySelectorAll("[data-pick]").forEach((tab) => tab.setAttribute("aria-pressed", String(tab === pick)));
      pickCards(picker);
    } else if (on("[data-reveal]")) {
      const button = on("[data-reveal]");
      const shown = document.getElementById(button.dataset.revealIn).classList.toggle(button.dataset.reveal);
      button.setAttribute("aria-expanded", String(shown));
    } else if (press) {
      document.getElementById(press.dataset.press)?.click();
    }
  });

  document.addEventListener("keydown", (event) => {
    const inMenu = event.target.closest?.("details.menu[open]");
    if (inMenu && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      const items = [...inMenu.querySelectorAll(".menu-item")];
      const at = items.indexOf(document.activeElement);
      if (items.length > 0 && (at >= 0 || event.target.matches("summary"))) {
        event.preventDefault();
        items[(at + (event.key === "ArrowDown" ? 1 : items.length - 1) + items.length) % items.length].focus();
      }
    }
    if (event.key === "Escape") {
      const menu = event.target.closest?.("details.menu[open]");
      closeMenus();
      menu?.querySelector("summary").focus();
      if (root.dataset.drawer === "open") setDrawer(false);
    }
  });

  document.addEventListener("toggle", (event) => {
    if (event.target.matches("details[data-floating][open]")) placePanel(event.target);
  }, true);
  addEventListener("scroll", () => document.querySelectorAll("details[data-floating][open]").forEach(placePanel), { capture: true, passive: true });

  document.addEventListener("input", (event) => {
    const { target } = event;
    if (target.matches("[data-pick-text]")) pickCards(target.closest("[data-picker]"));
    if (target.matches("[data-must-equal]")) lock(target);
    if (target.form) showFields(target.form);
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-file-into]")) readFile(event.target);
    /* A password may be the one of a file that was chosen before. */
    if (event.target.matches("input[type=password]") && event.target.form?.querySelector("[data-file-into]")) window.lookIntoFiles?.();
    if (event.target.matches("[data-param]")) {
      const address = new URL(location.href);
      const { dataset: { param }, value } = event.target;
      if (value) address.searchParams.set(param, value);
      else address.searchParams.delete(param);
      address.searchParams.delete("page");
      location.assign(address);
    }
    if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
  });

  /*
   * What was changed before a form is sent reaches the server before the form does: it waits until
   * the server has answered. A second click while the server works would only make it work twice.
   */
  const unanswered = () => window.PrimeFaces?.ajax?.Queue.isEmpty() === false;
  let held = null;
  const sendHeld = () => {
    if (held && !unanswered()) {
      const { form, submitter } = held;
      held = null;
      if (form.isConnected) form.requestSubmit(submitter?.isConnected ? submitter : null);
    }
  };
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.sent) {
      event.preventDefault();
      return;
    }
    if (unanswered()) {
      event.preventDefault();
      held = { form: event.target, submitter: event.submitter };
      event.submitter?.setAttribute("aria-busy", "true");
      return;
    }
    event.target.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-busy", "true");
  });
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

  /* While something is under way and somebody looks, the live parts of the page are asked for. */
  let asking = 0;
  setInterval(() => {
    const live = document.querySelector("[data-live]");
    if (live && document.visibilityState === "visible" && asking === 0 && !inDialog()) {
      window[live.dataset.live]?.();
    }
  }, 1500);

  if (window.jQuery) {
    jQuery(document)
      .on("pfAjaxSend", () => (asking += 1))
      .on("pfAjaxComplete", () => {
        asking = Math.max(0, asking - 1);
        refresh();
        followAddress();
        focusFirst();
        /* The queue forgets an answered question only after this. */
        setTimeout(sendHeld);
      });
  }

  document.addEventListener("DOMContentLoaded", () => {
    /* A file may have been chosen before this script could hear of it. */
    document.querySelectorAll("[data-file-into]").forEach((input) => input.files.length > 0 && readFile(input));
    markSelects();
    refresh();
    focusFirst();
  });
})();
