"""What is meant by what is typed into the box above every page, besides cases that are named so?"""

from collections.abc import Collection, Sequence
from uuid import UUID

from flask import url_for

from litigation_app.casework.cases import rules
from litigation_app.casework.lists.caselists.forms import courts
from litigation_app.casework.lists.caselists.queries import offices
from litigation_app.casework.lists.search import queries as search
from litigation_app.casework.proceedings.upcoming.queries import Line
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.law import loader
from litigation_app.vault.name_search.folding import in_plain_letters

_SHORTEST, _MOST = 3, 8  # letters of a court's name, courts that are offered


def clients(actor: Actor, typed: str) -> list[search.Line]:
    """The client whom she may open and whose whole code name this is, or was."""
    return search.by_code_name(actor, typed) if rules.is_whole_code_name(rules.as_code_name(typed)) else []


def only(
    typed: str, cases: Sequence[Line], clients: Sequence[search.Line], numbered: Collection[UUID] = ()
) -> str | None:
    """The address of the only one whose whole name or number at a court this is; None: nothing is, or several are."""
    names = {rules.as_reference(typed), rules.as_code_name(typed), *rules.references(typed, clock.today().year)}
    named = [one for one in cases if one.id in numbered or {one.reference, one.code_name} & names]
    found = [url_for("casefile.show", case_id=one.id) for one in named]
    found += [url_for("victims.door", victim_id=one.victim_id) for one in clients]
    return found[0] if len(found) == 1 else None


def courts_named(actor: Actor, typed: str) -> list[tuple[str, str]]:
    """The courts of her countries in whose name each typed word begins a word: (code, name)."""
    words = in_plain_letters(typed).split()
    if len("".join(words)) < _SHORTEST:
        return []
    laws = [loader.load(one) for one in sorted({country for _id, _name, country in offices(actor)})]
    return [one for one in courts(laws) if _begin(words, one[1])][:_MOST]


def _begin(words: Sequence[str], name: str) -> bool:
    its = in_plain_letters(name).split()
    return all(any(one.startswith(word) for one in its) for word in words)
