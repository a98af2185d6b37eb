"""A walk through every page that can be reached, and what can be wrong with one: noise, weight, width, barriers, the keyboard."""

import os
import re
from collections import deque
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from selecting import is_one_in

NOWHERE = "/not-there"
WIDTHS = (1360, 680, 390)
MOST_REQUESTS, MOST_BYTES = 6, 150_000
MOST_TABS = 120
MARKED = {"cnr": "sr-Latn-ME"}  # no screen reader knows it
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],  # of what passes it would describe every element too, which takes as long again
    "preload": False,  # each style sheet would be fetched anew, for a rule about turned screens: no sheet of ours turns one
}
SAVED = re.compile(
    r"\.(csv|xlsx|zip|pdf|note|json|jsonl|toml|txt)(\?|$)|/papers/[0-9a-f-]{36}(/cleaned)?$"
    r"|/publications/.*/(exports|indicators)/[a-z-]+(\?|$)|/packs/[a-z]+/[A-Z]{2}/[a-z]+$"
    r"|/fund/.*/[A-Za-z-]+/(pdf|docx|html|xlsx)$|/indicators/countries/[a-z.]+(\?|$)"
)  # no page
HREF = re.compile(r'<a [^>]*href="(/[^"]*)"')
ONE_THING = re.compile(r"[0-9a-f-]{36}|[A-Z]{2}-\d{4}-\d{4}-[0-9a-f]{8}|(?:ID|CON|CMP|SEN|DUR)-\d\d")
TOO_WIDE = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  const scrolls = (one) => one && one !== document.body &&
    (getComputedStyle(one).overflowX !== "visible" || scrolls(one.parentElement));
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > room + 1 && !scrolls(one.parentElement))
    .map((one) => `${one.tagName}.${one.className} ${Math.round(one.getBoundingClientRect().right)}`).slice(0, 5);
}"""
FOCUS = """() => {
  const one = document.activeElement, look = getComputedStyle(one), box = one.getBoundingClientRect();
  return {
    name: `${one.tagName} ${(one.innerText || one.name || "").trim().slice(0, 40)}`,
    isShown: box.width > 0 && box.height > 0 && box.right > 0 && box.bottom > 0,
    isMarked: look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2,
    isMain: one.matches("main .btn-primary, main .btn-dark, main .btn-outline-primary"),
    isSkip: one.matches(".skip"),
  };
}"""


def speak(page: Page, language: str) -> None:
    """Choose this language at the top of the page; back when the page is in it."""
    page.locator(".languages summary").click()
    page.locator(f".languages button[value={language}]").click()
    expect(page.locator("html")).to_have_attribute("lang", MARKED.get(language, language))


def walk(page: Page, begin: list[str], known: set[str], *, one_in: int = 1) -> Iterator[str]:
    """The address of a page of every kind that can be reached, but for those `known` from an earlier walk; knows its kind from
    then on.

    `one_in`: of so many kinds one is given, by a hash of the kind, and all that it begins with.
    """

    def is_wanted(kind: str) -> bool:
        return kind not in known and is_one_in(one_in, kind)

    for path in reached(page, begin, first=is_wanted if one_in > 1 else None):
        if path in begin or is_wanted(_kind(path)):
            known.add(_kind(path))
            yield path


def reached(page: Page, begin: list[str], *, first: Callable[[str], bool] | None = None) -> Iterator[str]:
    """The addresses to which links lead, one of each kind, read without the browser; every one answers. `first`: the kinds that
    are waited for.
    """
    beginning, soon, later, kinds = deque(begin), deque[str](), deque[str](), set[str]()
    while line := beginning or soon or later:
        path = line.popleft()
        if _kind(path) in kinds:
            continue
        kinds.add(_kind(path))
        answer = page.request.get(path)
        assert answer.status == (404 if path == NOWHERE else 200), f"a link leads to {path}: {answer.status}"
        yield path
        hrefs = [unescape(href).split("#")[0] for href in HREF.findall(answer.text())]
        for href in hrefs:
            if not SAVED.search(href):
                (soon if first and first(_kind(href)) else later).append(href)


def address_of(page: Page, kind: str, begin: list[str]) -> str:
    """The first address of this kind, its ids as *, to which links lead."""
    return next(path for path in reached(page, begin, first=kind.startswith) if _kind(path) == kind)


def _kind(path: str) -> str:
    return ONE_THING.sub("*", urlsplit(path).path)


class Watch:
    """What a page asks for and complains of while it loads, as on a first visit: nothing comes from the cache."""

    def __init__(self, page: Page) -> None:
        page.goto("about:blank")  # nothing that an earlier page asked for is still on its way
        self.page = page
        self.asked: dict[str, str] = {}  # request, document that asked
        self.weights: dict[str, int] = {}  # request, bytes
        self.complaints: list[str] = []
        self.network = page.context.new_cdp_session(page)
        self.network.on(
            "Network.requestWillBeSent", lambda sent: self.asked.update({sent["requestId"]: sent["loaderId"]})
        )
        self.network.on("Network.loadingFinished", self._weigh)
        self.network.send("Network.enable")
        self.network.send("Network.setCacheDisabled", {"cacheDisabled": True})
        page.on("console", lambda said: self._hear(said.type, said.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("requestfailed", lambda failed: self.complaints.append(f"failed: {failed.url}"))

    def _weigh(self, done: Any) -> None:
        self.weights[done["requestId"]] = int(done["encodedDataLength"])

    def _hear(self, kind: str, text: str) -> None:
        is_status = "the server responded with a status of" in text  # a missing page is missing
        if kind in {"error", "warning"} and not is_status:
            self.complaints.append(text)

    def faults(self) -> list[str]:
        """Complaints, too many files, too much weight, of this page and not of the one before; then the slate is clean."""
        frame = self.network.send("Page.getFrameTree")["frameTree"]["frame"]
        shown = [asked for asked, document in self.asked.items() if document == frame["loaderId"]]
        weights = [self.weights.get(asked, 0) for asked in shown]
        files, weight = len([one for one in weights if one]), sum(weights)  # a data: address weighs nothing
        print(f"{files} files {weight:>7} bytes  {self.page.url}")
        found = list(self.complaints)
        found += [f"{files} requests"] if files > MOST_REQUESTS else []
        found += [f"{weight} bytes"] if weight > MOST_BYTES else []
        self.asked.clear()
        self.weights.clear()
        self.complaints.clear()
        return found


def too_wide(page: Page) -> list[str]:
    page.wait_for_load_state()  # a click waits for no more than the first byte
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{width} px: {one}" for one in page.evaluate(TOO_WIDE)]
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    return found


def barriers(page: Page, *, of_words: bool = False) -> list[str]:
    """What axe finds: the rule, the element, and what is wrong with it. `of_words`: without the contrast of colours, which no
    language changes and which takes longer than all the rest.
    """
    page.wait_for_load_state()
    answer = Axe().run(page, options=RULES | {"rules": {"color-contrast": {"enabled": not of_words}}}).response
    return [
        f"{rule['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for rule in answer["violations"]
        for node in rule["nodes"]
    ]


def unreachable(page: Page) -> list[str]:
    """What goes wrong on the way of the Tab key from the top of the page to its main button."""
    wanted = page.locator(
        "main :is(.btn-primary, .btn-dark, .btn-outline-primary):not(:disabled):not(details:not([open]) > *:not(summary) *)"
    )
    has_main = wanted.count() > 0
    found = []
    for tab in range(MOST_TABS):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if tab == 0 and not focus["isSkip"]:
            found.append(f"first is {focus['name']}")
        if focus["name"].startswith("BODY"):
            break
        if not (focus["isShown"] and focus["isMarked"]):
            found.append(f"not seen: {focus['name']}")
        if focus["isMain"]:
            return found
    return [*found, "the main button is not reached"] if has_main else found


def pictured(page: Any, path: str) -> None:
    """Kept for whoever looks, where the environment names a folder."""
    if "PICTURES" in os.environ:
        name = re.sub(r"\W+", "-", path.strip("/")) + f"-{page.viewport_size['width']}.png"
        page.screenshot(path=Path(os.environ["PICTURES"]) / name, full_page=True)
