// What makes pages quicker with a script. Everything works without it; nothing here is stored but one setting.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // the error summary is read first
  document.querySelector("[data-focus]")?.focus();

  // a form is sent once; the button comes back when the page is shown again out of the browser's memory
  const busy = (form, on) =>
    all("button", form).forEach((button) => (on ? button.setAttribute("aria-busy", "true") : button.removeAttribute("aria-busy")));
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) return event.preventDefault();
    if (form.method !== "post" || event.defaultPrevented) return;
    form.dataset.sent = "yes";
    busy(form, true);
    if (form.matches("[data-upload]") && hasFile(form)) {
      event.preventDefault();
      upload(form, event.submitter);
    }
  });
  addEventListener("pageshow", () =>
    all("form[data-sent]").forEach((form) => {
      delete form.dataset.sent;
      busy(form, false);
    }),
  );

  // files with a progress bar; the answer takes the place of this page
  const hasFile = (form) => all("input[type=file]", form).some((input) => input.files.length > 0);
  function upload(form, submitter) {
    const place = document.createElement("div");
    place.className = "sending";
    place.setAttribute("role", "status");
    const words = document.createElement("p");
    words.textContent = form.dataset.upload || "…";
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.setAttribute("aria-label", words.textContent);
    place.append(words, bar);
    (all("input[type=file]", form).find((input) => input.files.length > 0) || form).after(place);
    const request = new XMLHttpRequest();
    request.open("POST", submitter?.getAttribute("formaction") || form.action);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) bar.value = event.loaded / event.total;
    };
    request.onload = () => {
      history.replaceState(null, "", request.responseURL || location.href);
      document.open();
      document.write(request.responseText);
      document.close();
      scrollTo(0, 0);
    };
    // the network failed: let the browser send it, with its own message if that fails too
    request.onerror = () => form.submit();
    request.send(new FormData(form, submitter));
  }

  // questions that depend on another answer
  const conditional = all("[data-when]");
  function reveal() {
    for (const field of conditional) {
      const form = field.closest("form");
      const wanted = field.dataset.is.split("|");
      const chosen = all("input,select,textarea", form).filter(
        (input) => input.name === field.dataset.when && (!/radio|checkbox/.test(input.type) || input.checked),
      );
      field.hidden = !chosen.some((input) => wanted.includes(input.value));
    }
  }
  if (conditional.length) {
    document.addEventListener("change", reveal);
    reveal();
  }

  // characters left
  for (const area of all("textarea[data-most]")) {
    const line = document.createElement("p");
    line.className = "left";
    line.setAttribute("aria-live", "polite");
    area.after(line);
    const count = () => {
      const left = area.dataset.most - [...area.value].length;
      line.textContent = (left < 0 ? area.dataset.over : area.dataset.left).replace("#", Math.abs(left));
      line.classList.toggle("over", left < 0);
    };
    area.addEventListener("input", count);
    count();
  }

  // the document in the viewer is marked in the list
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[target=paper]");
    if (!link) return;
    all(".papers [aria-current]").forEach((other) => other.removeAttribute("aria-current"));
    all(".papers a").filter((other) => other.href === link.href).forEach((other) => other.setAttribute("aria-current", "true"));
  });

  // where the phone is
  for (const button of all("[data-locate]")) {
    if (!navigator.geolocation) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      const put = (part, value) => {
        button.form.elements[`${button.dataset.locate}.${part}`].value = value.toFixed(6);
      };
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          put("lat", coords.latitude);
          put("long", coords.longitude);
        },
        () => button.replaceWith(button.dataset.failed),
        { enableHighAccuracy: true, timeout: 15000 },
      );
    });
  }

  // printing is a button only where a script can press it
  for (const button of all("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  // on a case: on to the next of the list, back to the one before, with the same keys as in the list
  const ways = all("[data-go]");
  if (ways.length) {
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem("keys") === "off") return;
      if (event.target.closest("input,select,textarea,[contenteditable]")) return;
      ways.find((way) => way.dataset.go === event.key)?.click();
    });
  }

  // the desk by keyboard: j, k, o, slash; can be switched off (WCAG 2.1.4)
  const list = document.querySelector("[data-keys]");
  if (list) {
    const store = { get: () => localStorage.getItem("keys") !== "off", set: (on) => localStorage.setItem("keys", on ? "on" : "off") };
    const bar = document.createElement("p");
    bar.className = "keys";
    const toggle = document.createElement("button");
    toggle.type = "button";
    toggle.className = "button quiet small";
    const show = () => {
      toggle.textContent = store.get() ? list.dataset.keysOn : list.dataset.keysOff;
      toggle.setAttribute("aria-pressed", store.get());
    };
    toggle.addEventListener("click", () => {
      store.set(!store.get());
      show();
    });
    show();
    bar.append(list.dataset.keysHelp, toggle);
    list.after(bar);
    const rows = all("[data-row] a:first-of-type", list);
    const step = (by) => {
      const at = rows.findIndex((link) => link.closest("[data-row]").contains(document.activeElement));
      rows[Math.min(Math.max(at + by, 0), rows.length - 1)]?.focus();
    };
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !store.get()) return;
      if (event.target.closest("input,select,textarea,[contenteditable]")) return;
      if (event.key === "j") step(1);
      else if (event.key === "k") step(-1);
      else if (event.key === "o") document.activeElement.closest("[data-row]")?.querySelector("a")?.click();
      else if (event.key === "/") document.querySelector("input[type=search]")?.focus();
      else return;
      event.preventDefault();
    });
  }
})();
