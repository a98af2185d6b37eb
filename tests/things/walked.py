"""A desk of one country through which everybody has walked, and what each page answered: the file open, and shut."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from flask import Flask

from furnished import PLACE, SIDE_WRITERS, Furnished, digest
from litigation_app.core.access import Role
from reading import PageForm

DESKS = [
    pytest.param((country, database), id=f"{country}-{database}", marks=marks)
    for database, marks in (("sqlite", ()), ("postgres", pytest.mark.extensive))
    for country in PLACE
]
FULLY, A_FEW = "RS", 2  # in `make test`
AS_OF_ALL = (
    "/fund/",
    "/packs/",
    "/publications/",
    "/indicators/",
    "/official/",
)  # the same page for whoever may see it
OF_A_FILE = (Role.LAWYER, Role.COORDINATOR)  # whose pages differ with what stands open


class Visit(NamedTuple):
    """What somebody was shown at an address. `who`: her role, or what goes wrong there."""

    who: str
    path: str
    is_shut: bool
    status_code: int
    mimetype: str
    content_type: str
    headers: Any


@dataclass
class Walked:
    """The walks of all roles, written down, so that whatever is done at this desk later changes no answer."""

    furnished: Furnished
    of_a_kind: int
    visits: list[Visit] = field(default_factory=list)
    forms: list[tuple[Any, PageForm]] = field(default_factory=list)
    changed: dict[Role, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for role in sorted(Role, key=lambda one: one is not Role.ANALYST):  # of what all read, she is offered most
            before = digest(self.app, without=SIDE_WRITERS)
            self._walk(role)
            after = digest(self.app, without=SIDE_WRITERS)
            self.changed[role] = [name for name in after if after[name] != before[name]]
        self._go_wrong()
        self.furnished.shut()
        for role in OF_A_FILE:
            self._walk(role, is_shut=True)

    @property
    def app(self) -> Flask:
        return self.furnished.app

    @property
    def is_on_sqlite(self) -> bool:
        return bool(self.app.extensions["config"].database_url.startswith("sqlite"))

    def shown(self) -> set[str]:
        """The endpoints of all pages that somebody was shown."""
        return {self._endpoint(one.path) for one in self._whole()}

    def _whole(self) -> list[Visit]:
        return [one for one in self.visits if one.status_code < 400]

    def _endpoint(self, path: str) -> str:
        return str(self.app.url_map.bind("localhost", url_scheme="https").match(urlsplit(path).path)[0])

    def _is_of_a_case(self, path: str) -> bool:
        return self.app.view_functions[self._endpoint(path)].__module__.startswith("litigation_app.casework.")

    def _walk(self, role: Role, *, is_shut: bool = False) -> None:
        """To what she alone is shown; while her file is shut, to what can differ by it."""
        again = (lambda path: not self._is_of_a_case(path)) if is_shut else (lambda path: path.startswith(AS_OF_ALL))
        known = {one.path for one in self._whole() if again(one.path)}
        for path, answer, read in self.furnished.walk(role, of_a_kind=self.of_a_kind, but=known):
            self._note(role, path, answer, is_shut=is_shut)
            self.forms += [(self.furnished.people[role], form) for form in (read.forms if read else ())]

    def _note(self, who: str, path: str, answer: Any, *, is_shut: bool = False) -> None:
        said = (answer.status_code, answer.mimetype, answer.content_type, answer.headers)
        self.visits.append(Visit(who, path, is_shut, *said))

    def _go_wrong(self) -> None:
        for who, path, answer in self._wrong():
            self._note(who, path, answer)

    def _wrong(self) -> Iterator[tuple[str, str, Any]]:
        lawyer, stranger = self.furnished.lawyer, self.app.test_client()
        yield "not there", "/cases/nothing", lawyer.get("/cases/nothing")
        yield "forbidden", "/people/", lawyer.get("/people/")
        yield "the look", "/static/desk.css", lawyer.get("/static/desk.css")
        yield "none", "/static/none.css", lawyer.get("/static/none.css")
        yield "stale", "/cases/", lawyer.post("/cases/", {"csrf_token": "none"})
        yield "refused", "/cases/", lawyer.post("/cases/", {"opened_on": "x"})
        said = {"csrf_token": lawyer.token}
        yield "method", "/cases/", lawyer.client.delete("/cases/", data=said, base_url="https://localhost")
        yield "stranger", "/sign-in", stranger.get("/sign-in", base_url="https://localhost")
