// Papers that are added to a case.
(() => {
  "use strict";

  // Papers are sent one after another, each with its own bar; a refused one stops no other. Where the page locked itself the next waits.
  const sendPaper = (form, file, number, bar) =>
    new Promise((settled) => {
      const body = new FormData(form);
      body.set("papers", file);
      body.set("form_number", `${form.elements.form_number.value}-${number}`);
      const request = new XMLHttpRequest();
      request.upload.onprogress = (event) => (bar.value = event.loaded / event.total);
      request.onload = () => {
        const page = new DOMParser().parseFromString(request.responseText, "text/html");
        const said = [...page.querySelectorAll(".error-summary li, main .callout-bad")].map((one) => one.textContent.trim());
        settled({ isDone: /[?&]done=/.test(decodeURIComponent(request.responseURL)), address: request.responseURL, said: said.join(" "), page });
      };
      request.onerror = () => settled({ isDone: false, said: "" });
      request.open("POST", form.action);
      request.send(body);
    });
  // What is wrong with the form is wrong with every paper: the answer's summary and marked fields stand in, the files stay.
  const markForm = (form, box, page) => {
    const summary = page.querySelector(".error-summary");
    summary?.querySelector(`a[href='#${box.querySelector("input[type='file']").id}']`)?.closest("li").remove();
    if (!summary?.querySelector("li")) return false;
    const groups = (root) => [...root.querySelectorAll("form:has([data-upload]) .group")].filter((one) => !one.closest("[data-upload]"));
    const marked = groups(page);
    groups(document).forEach((one, place) => one.replaceWith(marked[place]));
    document.getElementById("errors")?.remove();
    form.closest(".desk-card").before(summary);
    summary.focus();
    return true;
  };
  const sendPapers = async (form, box) => {
    const [input, list] = [box.querySelector("input[type='file']"), box.querySelector(".uploads")];
    let [last, refused] = ["", 0];
    list.replaceChildren();
    for (const [number, file] of [...input.files].entries()) {
      const [line, bar, said] = ["li", "progress", "span"].map((name) => document.createElement(name));
      bar.value = 0;
      bar.setAttribute("aria-label", file.name);
      line.append(`${file.name} `, bar, said);
      list.append(line);
      while (document.body.classList.contains("locked")) await new Promise((later) => window.setTimeout(later, 1000));
      const answer = await sendPaper(form, file, number, bar);
      if (!answer.isDone && answer.page && markForm(form, box, answer.page)) {
        delete form.dataset.sent;
        return list.replaceChildren();
      }
      bar.remove();
      line.className = answer.isDone ? "done" : "field-error";
      said.textContent = answer.isDone ? box.dataset.done : answer.said || box.dataset.failed;
      if (answer.isDone) last = answer.address;
      else refused += 1;
    }
    if (!refused) return window.location.assign(last);
    list.scrollIntoView({ block: "center" });
    input.value = "";
    delete form.dataset.sent;
    form.elements.form_number.value += "-";
  };
  document.querySelectorAll("[data-upload]").forEach((box) => {
    const form = box.closest("form");
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented || !box.querySelector("input[type='file']").files.length) return;
      event.preventDefault();
      sendPapers(form, box);
    });
  });
})();
