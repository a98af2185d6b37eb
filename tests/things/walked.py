"""A desk of one country through which everybody has walked, and what each page answered: the file open, and shut."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from flask import Flask

from furnished import PLACE, SIDE_WRITERS, Furnished, digest
from litigation_app.core.access import Role, permission_of, policy
from reading import MOST_OF_A_PATH, PageForm


class Where(NamedTuple):
    """Which desk is walked through; `is_whole`: by everybody and as far as the pages lead, else by a lawyer to those of her case."""

    country: str
    database: str
    is_whole: bool


ELSEWHERE = tuple(
    country for country in PLACE if country != "RS"
)  # where no other test goes through all pages of a case
DESKS = [
    *(pytest.param(Where(country, "sqlite", False), id=f"{country}-lawyer") for country in ELSEWHERE),
    *(
        pytest.param(Where(country, database, True), id=f"{country}-{database}", marks=pytest.mark.extensive)
        for country, database in (*((country, "sqlite") for country in PLACE), ("RS", "postgres"))
    ),  # what differs by country is words and law, which no database changes
]
A_FEW = 2  # of a kind
AS_OF_ALL = (
    "/fund/",
    "/packs/",
    "/publications/",
    "/indicators/",
    "/official/",
)  # the same page for whoever may see it
OF_A_FILE = (Role.LAWYER, Role.COORDINATOR)  # whose pages differ with what stands open


ID = re.compile(r'<(?![^>]*type="hidden")[^>]*\sid="([^"]+)"')  # nobody is told of a hidden field


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
    is_whole: bool
    visits: list[Visit] = field(default_factory=list)
    forms: list[tuple[Any, PageForm]] = field(default_factory=list)
    changed: dict[Role, list[str]] = field(default_factory=dict)
    twice: dict[str, list[str]] = field(default_factory=dict)  # path, ids that more than one element has

    def __post_init__(self) -> None:
        for role in self.roles:
            before = digest(self.app, without=SIDE_WRITERS)
            self._walk(role)
            after = digest(self.app, without=SIDE_WRITERS)
            self.changed[role] = [name for name in after if after[name] != before[name]]
        self._go_wrong()
        self.furnished.shut()
        for role in OF_A_FILE if self.is_whole else (Role.LAWYER,):
            self._walk(role, is_shut=True)

    @property
    def roles(self) -> list[Role]:
        """Who walks; the analyst first, since of what all read she is offered most."""
        return sorted(Role, key=lambda one: one is not Role.ANALYST) if self.is_whole else [Role.LAWYER]

    def there(self) -> set[str]:
        """The endpoints of all pages of the map that these walks must come to."""
        pages = {rule.endpoint for rule in self.app.url_map.iter_rules() if "GET" in (rule.methods or ())}
        return pages if self.is_whole else {one for one in pages if self._is_a_lawyers(one)}

    def _is_a_lawyers(self, endpoint: str) -> bool:
        return _is_of_cases(self.app, endpoint) and permission_of(self.app, endpoint) in policy().of(Role.LAWYER)

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

    def _walk(self, role: Role, *, is_shut: bool = False) -> None:
        """To what she alone is shown; while her file is shut, to what can differ by it."""
        of_a_kind = MOST_OF_A_PATH if self.is_whole else A_FEW
        for path, answer, read in self.furnished.walk(role, of_a_kind=of_a_kind, but=self._known(is_shut=is_shut)):
            self._note(role, path, answer, is_shut=is_shut)
            self._count_ids(path, answer)
            self.forms += [(self.furnished.people[role], form) for form in (read.forms if read else ())]

    def _count_ids(self, path: str, answer: Any) -> None:
        if answer.mimetype == "text/html":
            ids = Counter(ID.findall(answer.get_data(as_text=True)))
            if many := [one for one, count in ids.items() if count > 1]:
                self.twice[path] = many

    def _known(self, *, is_shut: bool) -> set[str]:
        """What need not be looked at again."""
        if is_shut:
            return {one.path for one in self._whole() if not _is_of_cases(self.app, self._endpoint(one.path))}
        known = {one.path for one in self._whole() if one.path.startswith(AS_OF_ALL)}
        return known if self.is_whole else known | self._beside()

    def _beside(self) -> set[str]:
        """The pages without an id that are not of cases."""
        rules = [rule for rule in self.app.url_map.iter_rules() if not rule.arguments]
        return {rule.rule for rule in rules if not _is_of_cases(self.app, rule.endpoint)}

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


def _is_of_cases(app: Flask, endpoint: str) -> bool:
    """Whether the page differs by what stands open, and by the law of a country."""
    return app.view_functions[endpoint].__module__.startswith("litigation_app.casework.")
