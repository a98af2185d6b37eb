"""Are exactly those told who may agree to official figures that wait?"""

from collections.abc import Callable
from typing import Any

from flask import Flask

from officials import PAGE, begun, ids, typed

ClientAs = Callable[[str], Any]
BADGE = '<span class="badge-count">1</span>'


def source(person: Any, path: str = "/publishing/") -> str:
    return str(person.get(path).get_data(as_text=True))


def test_official_figures_wait_for_whoever_may_look_them_up_and_for_nobody_else(client_as: ClientAs, make: Any) -> None:
    typist, analyst, checker = client_as(make.coordinator()), client_as(make.analyst()), client_as(make.coordinator())
    draft = begun(typist)
    before = source(checker)

    typist.post(f"{draft}/figures", typed("71"))
    typist.post(f"{draft}/handing-over")
    hers = source(checker)

    assert "badge-count" not in before
    assert "For you to agree" in hers
    assert f'href="{draft}"' in hers
    assert BADGE in hers
    assert BADGE in source(checker, "/today")
    for one in (typist, analyst):
        assert "For you to agree" not in source(one)
        assert "badge-count" not in source(one)


def test_figures_that_are_sent_back_wait_no_longer(app: Flask, client_as: ClientAs, make: Any) -> None:
    typist, checker = client_as(make.analyst()), client_as(make.coordinator())
    typist.post(f"{PAGE}shipped")
    page = source(checker)

    checker.post(f"{PAGE}{ids(app, 'RS')[0]}/return", {"why": "str. 7"})

    assert '<span class="badge-count">4</span>' in page
    assert '<span class="badge-count">3</span>' in source(checker)
