"""Who walks through all that she is shown: the links, forms and fields of a page as a browser sees them."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from flask import Flask

MOST_PAGES = 900
MOST_OF_A_PATH = 30


@dataclass
class Field:
    """One field of a form: its kind, what it holds, and what may be chosen."""

    name: str
    kind: str
    value: str = ""
    choices: list[str] = field(default_factory=list)


@dataclass
class PageForm:
    """A form as a browser sees it."""

    page: str
    action: str
    method: str
    fields: list[Field] = field(default_factory=list)

    @property
    def is_unsafe(self) -> bool:
        return self.method == "post"

    def filled(self) -> dict[str, Any]:
        """What a browser would send if nothing were touched, with the first choice where one is asked for."""
        said: dict[str, Any] = {}
        for one in self.fields:
            if one.kind == "file" or not one.name:
                continue
            value = one.value or next((choice for choice in one.choices if choice), "")
            said.setdefault(one.name, []).append(value) if one.kind == "checkbox" else said.setdefault(one.name, value)
        return said


class Reader(HTMLParser):
    """The addresses and forms of one page."""

    def __init__(self, page: str, text: str) -> None:
        super().__init__()
        self.page, self.links, self.forms = page, list[str](), list[PageForm]()
        self._inside: PageForm | None = None
        self._select: Field | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "a" and said.get("href"):
            self.links.append(urljoin(self.page, said["href"]))
        elif tag == "img" and said.get("src"):
            self.links.append(urljoin(self.page, said["src"]))
        elif tag == "form":
            action = urljoin(self.page, said.get("action") or self.page)
            self._inside = PageForm(self.page, action, said.get("method", "get").lower())
            self.forms.append(self._inside)
        elif self._inside is not None and tag in {"input", "select", "textarea", "button"} and said.get("name"):
            found = Field(said["name"], said.get("type", tag), said.get("value", ""))
            self._inside.fields.append(found)
            self._select = found if tag == "select" else self._select
        elif tag == "option" and self._select is not None:
            self._select.choices.append(said.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = None
        elif tag == "select":
            self._select = None


def walk(
    person: Any, *seeds: str, of_a_kind: int = MOST_OF_A_PATH, but: Collection[str] = ()
) -> Iterator[tuple[str, Any, Reader | None]]:
    """Every page that leads on from her first ones: the address, the answer, and what is on it if it is a page."""
    waiting, seen, kinds, is_framed = [*seeds, "/"], set(but), Counter[str](), False
    while waiting and len(seen) < MOST_PAGES + len(but):
        path = waiting.pop(0)
        kind = re.sub(r"[^/]*\d[^/]*", "#", path.partition("?")[0])  # /indicators/CMP-01 and /indicators/CMP-02 are one
        kinds[kind] += path not in seen
        if path in seen or kinds[kind] > of_a_kind:  # a calendar has no last month
            continue
        seen.add(path)
        answer = person.get(path)
        read = _read(path, answer, is_framed=is_framed) if answer.mimetype == "text/html" else None
        is_framed = is_framed or read is not None
        led = [answer.headers["Location"]] if "Location" in answer.headers else []
        waiting += [one for one in map(_own, [*led, *(read.links if read else ())]) if one and one not in seen]
        yield path, answer, read
    assert len(seen) < MOST_PAGES + len(but), "the walk has no end"


def _read(path: str, answer: Any, *, is_framed: bool) -> Reader:
    """What is on the page, without the frame around it once that was read: it is the same on all of them."""
    page = answer.get_data(as_text=True)
    return Reader(path, page[max(page.find("<main"), 0) :] if is_framed else page)


def _own(address: str) -> str:
    """The address as a path of the desk; "" for another site."""
    parts = urlsplit(urldefrag(address)[0])
    is_ours = parts.netloc in {"", "localhost"} and parts.path.startswith("/") and not parts.path.startswith("/static")
    return parts.path + (f"?{parts.query}" if parts.query else "") if is_ours else ""


def bare_paths(app: Flask) -> list[str]:
    """Every address of the map that needs no id and is looked at."""
    return sorted(
        rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and not rule.arguments
    )
