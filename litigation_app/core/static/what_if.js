// The figures of "what if" follow a slider while it is dragged; without this file the button of the form asks.
(() => {
  "use strict";
  const form = document.querySelector("[data-what-if]");
  const said = document.getElementById("what-if-said");
  let [busy, again] = [false, false];
  const pause = (ms) => new Promise((done) => window.setTimeout(done, ms));
  const show = (told) => {
    said.textContent = told?.said ?? "";
    for (const [code, words] of Object.entries(told?.figures ?? {})) document.querySelector(`[data-figure='${code}']`).textContent = words;
  };
  // One question at a time: what was moved meanwhile is asked when the answer is there.
  const ask = async () => {
    again = true;
    if (busy) return;
    busy = true;
    while (again) {
      again = false;
      const answer = await fetch(`${form.dataset.whatIf}?${new URLSearchParams(new FormData(form))}`).catch(() => null);
      show(await answer?.json().catch(() => null));
      if (answer?.status === 429) again = (await pause(2000), true);
    }
    busy = false;
  };
  // A box is written as the reader writes numbers ("80.000,5"), a range as machines do ("80000.5").
  const mark = form.dataset.decimal;
  const follow = (range, box) => { range.value = box.value.replace(mark === "," ? /[.\s]/g : /[,\s]/g, "").replace(mark, "."); };
  form.querySelectorAll("input[type='range']").forEach((range) => {
    const box = document.getElementById(range.dataset.of);
    follow(range, box);
    range.hidden = false;
    range.addEventListener("input", () => { box.value = range.value.replace(".", mark); ask(); });
    box.addEventListener("input", () => { follow(range, box); ask(); });
  });
})();
