// Small comforts on top of pages that work without any of this.
(() => {
  "use strict";
  const narrow = window.matchMedia("(max-width: 900px)");

  // On a phone the menu starts closed; on a wide screen it stands open, also where the browser is too old for the style sheet to say so.
  const sideMenu = document.querySelector(".side-menu");
  const fitMenu = () => { if (sideMenu) sideMenu.open = !narrow.matches; };
  fitMenu();
  narrow.addEventListener("change", fitMenu);

  // Where the lanes are wider than the page, the present stands in sight; the past is a scroll away.
  document.querySelectorAll(".lanes").forEach((lanes) => (lanes.scrollLeft = lanes.scrollWidth));

  // After a refused form, the keyboard and the screen reader start at what must be corrected.
  document.getElementById("errors")?.focus();

  // The summary's links put the cursor into the field itself, also where the target is a group.
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".error-summary a[href^='#']");
    const target = link && document.getElementById(link.hash.slice(1));
    const control = target?.matches("fieldset, ul, div") ? target.querySelector("input, select, textarea") : target;
    if (!control) return;
    event.preventDefault();
    control.focus();
    control.scrollIntoView({ block: "center" });
  });

  // One menu open at a time; Escape and a click elsewhere close it.
  const menus = document.querySelectorAll("details.menu, details.languages");
  const closeMenus = (except) => menus.forEach((menu) => menu !== except && (menu.open = false));
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu, details.languages")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = document.querySelector("details.menu[open], details.languages[open]");
    closeMenus(null);
    open?.querySelector("summary").focus();
  });

  // A typed day says its weekday and gets its year; a button opens the browser's own calendar, for a keyboard too.
  const readDay = (typed) => {
    const found = typed.match(/^\s*(\d{1,2})\s*\.\s*(\d{1,2})\s*\.?\s*(\d{4})?\s*\.?\s*$/);
    return found && { day: +found[1], month: +found[2], year: +found[3] };
  };
  const dated = ({ day, month, year }) => new Date(year, month - 1, day, 12);
  const nearest = (found, isPast) => {
    const years = [-1, 0, 1].map((more) => ({ ...found, year: new Date().getFullYear() + more }));
    const distance = (one) => Math.abs(dated(one) - Date.now());
    return years.filter((one) => !isPast || dated(one) <= new Date().setHours(23)).sort((a, b) => distance(a) - distance(b))[0];
  };
  document.querySelectorAll(".with-day").forEach((box) => {
    const [text, button, pick, said] = ["[data-day]", "button", "input[type='date']", "output"].map((one) => box.querySelector(one));
    const say = () => {
      const found = readDay(text.value);
      said.textContent = found?.year ? dated(found).toLocaleDateString(document.documentElement.lang, { weekday: "short" }) : "";
    };
    const write = ({ day, month, year }) => { text.value = `${day}. ${month}. ${year}.`; say(); };
    text.addEventListener("input", say);
    text.addEventListener("change", () => {
      const found = readDay(text.value);
      if (found && !found.year) write(nearest(found, text.dataset.day === "past"));
    });
    button.hidden = false;
    button.addEventListener("click", () => pick.showPicker());
    pick.addEventListener("change", () => {
      const [year, month, day] = pick.value.split("-").map(Number);
      if (year) write({ day, month, year });
      text.dispatchEvent(new Event("input", { bubbles: true }));
      text.focus();
    });
  });

  // A double click must not record a step twice; Back gives the button back, and a form that is answered by a file waits a second.
  document.querySelectorAll("form[method='post']").forEach((form) => {
    form.addEventListener("submit", (event) => {
      if (event.timeStamp < Number(form.dataset.sent)) return event.preventDefault();
      form.dataset.sent = form.matches(".again") ? event.timeStamp + 1000 : Infinity;
    });
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  });

  // Long work: its bar moves on by itself, and the page follows to what came of it.
  const follow = async () => {
    const answer = await fetch(window.location.pathname).catch(() => null);
    if (answer?.redirected) return window.location.replace(answer.url);
    const page = answer && new DOMParser().parseFromString(await answer.text(), "text/html");
    if (answer?.ok && !page.querySelector("[data-work]")) return window.location.reload();
    for (const now of page ? page.querySelectorAll("[data-work]") : []) {
      const shown = document.querySelector(`[data-work='${now.dataset.work}']`);
      if (shown.innerHTML !== now.innerHTML) shown.innerHTML = now.innerHTML;
    }
    window.setTimeout(follow, 1500);
  };
  if (document.querySelector("[data-work]")) window.setTimeout(follow, 1000);

  // A sheet is printed by its own button; without JavaScript the browser's menu does it.
  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });

  // Leave at once: hide the page, end the sign-in, go to a harmless site that "Back" does not undo. Also Escape three times.
  const exit = document.querySelector(".quick-exit");
  let [asksNothing, title] = [false, document.title];
  const hide = (how, isHidden = true) => {
    document.body.classList.toggle(how, isHidden);
    document.title = isHidden ? "" : title;
  };
  const leave = () => {
    asksNothing = true;
    hide("leaving");
    const signOut = document.getElementById("sign-out");
    if (signOut) fetch(signOut.action, { method: "POST", body: new URLSearchParams(new FormData(signOut)), keepalive: true, redirect: "manual" });
    window.location.replace(exit.href);
  };
  exit?.addEventListener("click", (event) => { event.preventDefault(); leave(); });
  let escapes = [];
  document.addEventListener("keydown", (event) => {
    if (!exit || event.key !== "Escape" || document.body.classList.contains("locked")) return;
    escapes = [...escapes.filter((time) => event.timeStamp - time < 2000), event.timeStamp];
    if (escapes.length < 3) return;
    escapes = [];
    hide("leaving");
    if (!isWritten() || window.confirm(exit.dataset.asks)) leave();
    else hide("leaving", false);
  });

  // Whatever else leads away asks first where words of a form are not saved; after a refusal what stands there is not either.
  const isRefused = document.getElementById("errors");
  const boxes = "main form[method='post'] :is(textarea, input[type='text'])"; // rows are added to some
  const isWritten = () => [...document.querySelectorAll(boxes)].some((one) => !one.form.dataset.sent && one.value !== (isRefused ? "" : one.defaultValue));
  window.addEventListener("beforeunload", (event) => { if (!asksNothing && isWritten()) event.preventDefault(); });

  // A passkey answers the desk's question; its answer goes into a hidden field, and the form is sent as any other.
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
  const letters = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const readQuestion = (asked) => {
    asked.challenge = bytes(asked.challenge);
    if (asked.user) asked.user.id = bytes(asked.user.id);
    for (const known of asked.allowCredentials ?? asked.excludeCredentials ?? []) known.id = bytes(known.id);
    return asked;
  };
  const writeAnswer = (passkey) => {
    const response = {};
    for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
      if (passkey.response[part]) response[part] = letters(passkey.response[part]);
    return JSON.stringify({ id: passkey.id, rawId: letters(passkey.rawId), type: passkey.type, response });
  };
  const offerPasskey = (box) => {
    const form = box.closest("form");
    const [button, failed] = [box.querySelector("button"), box.querySelector(".field-error")];
    box.hidden = !window.PublicKeyCredential;
    button.addEventListener("click", async () => {
      button.disabled = true;
      failed.hidden = true;
      try {
        const body = new URLSearchParams({ csrf_token: form.elements.csrf_token.value });
        const question = await fetch(box.dataset.question, { method: "POST", body });
        const publicKey = readQuestion(await question.json());
        form.elements[box.dataset.answer].value = writeAnswer(await navigator.credentials[box.dataset.passkey]({ publicKey }));
        if (form.dispatchEvent(new Event("submit", { cancelable: true }))) HTMLFormElement.prototype.submit.call(form);
      } catch {
        failed.hidden = false;
        button.disabled = false;
      }
    });
  };
  document.querySelectorAll("[data-passkey]").forEach(offerPasskey);

  // It locks: who does not use the desk for so long finds the page covered, and it asks again in place. Typing in any tab is use.
  const cover = document.querySelector(".lock");
  const isLocked = () => document.body.classList.contains("locked");
  const tokenOf = (page) => page?.querySelector(".lock > [name='csrf_token']")?.value;
  const LAST = `last-used-${tokenOf(document)?.slice(0, 8)}`;
  const [AT_ONCE, SOON] = [60_000, 120_000];
  const box = document.createElement("div");
  let [told, ending] = [Date.now(), null]; // `ending`: the desk was told, or is, to end the sign-in; where one is alive a page uncovers
  const use = () => {
    localStorage.setItem(LAST, Date.now());
    if (Date.now() - told < AT_ONCE) return;
    told = Date.now();
    fetch("/sign-in", { method: "HEAD", redirect: "manual" });
  };
  const lock = () => fetch("/lock", { method: "POST", body: new URLSearchParams({ csrf_token: tokenOf(document) }), keepalive: true });
  const end = () => (ending ??= lock().then((done) => done.status < 500 || Promise.reject(done)).catch((failed) => { ending = null; throw failed; }));
  const knock = () => unlock(end().then(() => fetch("/sign-in")));
  const unlock = async (asked) => {
    const answer = await asked.catch(() => null);
    const page = answer && new DOMParser().parseFromString(await answer.text(), "text/html");
    const door = page?.querySelector("form[action^='/sign-in']");
    const failed = cover.querySelector("p:has(button)");
    failed.hidden = Boolean(door || (answer?.ok && tokenOf(page)));
    if (!failed.hidden) return box.replaceChildren();
    if (!door) {
      if (tokenOf(page) !== tokenOf(document)) return window.location.reload(); // somebody else has signed in
      hide("locked", false);
      ending = null;
      cover.close();
      return use();
    }
    box.replaceChildren(...page.querySelectorAll(".error-summary, main .field-error[role]"), door, ...page.querySelectorAll("main .buttons > a"));
    box.querySelectorAll("[data-passkey]").forEach(offerPasskey);
    box.querySelectorAll("a[href^='/sign-in']").forEach((link) => link.addEventListener("click", (event) => { event.preventDefault(); knock(); }));
    door.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!door.dataset.sent) unlock(fetch(door.action, { method: "POST", body: new URLSearchParams(new FormData(door)) }));
      door.dataset.sent = "yes";
    });
    box.querySelector("input:not([type='hidden'])")?.focus();
  };
  const watch = () => {
    const rest = cover.dataset.locksIn * 60_000 - (Date.now() - Number(localStorage.getItem(LAST)));
    const words = document.querySelector(".locks span");
    if (words) words.textContent = words.textContent.replace(/\d+/, Math.max(1, Math.ceil(rest / 60_000)));
    words?.parentElement.classList.toggle("near", rest < SOON);
    if (isLocked() && rest > 0) ending = Promise.resolve(); // she has signed in again in another tab
    else if (isLocked() ? ending : rest > 0) return;
    hide("locked");
    if (!cover.open) cover.showModal();
    knock();
  };
  if (cover) {
    cover.append(box);
    cover.querySelector("button").addEventListener("click", knock);
    if (localStorage.getItem(LAST) === "0") watch(); // locked while this page was loading
    else localStorage.setItem(LAST, Date.now());
    window.addEventListener("storage", (event) => event.key === LAST && event.newValue === "0" && watch());
    ["keydown", "pointerdown"].forEach((kind) => document.addEventListener(kind, () => isLocked() || use()));
    cover.addEventListener("keydown", (event) => event.key === "Escape" && event.preventDefault());
    cover.addEventListener("close", () => isLocked() && cover.showModal());
    window.setInterval(watch, 5_000);
    document.addEventListener("visibilitychange", watch);
    const lockNow = (event) => { event.preventDefault(); localStorage.setItem(LAST, 0); watch(); }; // in all tabs, as if long unused
    document.getElementById("lock-now")?.addEventListener("click", lockNow);
    document.addEventListener("keydown", (event) => event.ctrlKey && event.shiftKey && !event.altKey && event.code === "KeyL" && lockNow(event)); // whatever the script
  } else if (document.querySelector("form[action^='/sign-in']")) Object.keys(localStorage).forEach((key) => key.startsWith("last-used-") && localStorage.removeItem(key)); // it has ended

  // A page brought back from the browser's memory after signing out must not show what it showed.
  window.addEventListener("pageshow", (event) => { if ((asksNothing = event.persisted)) window.location.reload(); });
})();
