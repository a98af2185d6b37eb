"""How is it said by which authority we act, what is lacking, and what was filed without? Rows in, words out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from litigation_app import ledger
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.victims import queries as victims
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.clients.victims.rules import Group
from litigation_app.casework.proceedings import presenters as dues
from litigation_app.casework.proceedings.lanes import Track
from litigation_app.casework.proceedings.powers_of_attorney import actions, queries, rules
from litigation_app.casework.proceedings.powers_of_attorney.forms import Origin
from litigation_app.casework.proceedings.powers_of_attorney.rules import Filing, Lack, Power
from litigation_app.core.clock import local, today
from litigation_app.core.language import _, _l, current, format_date
from litigation_app.law import loader
from litigation_app.law.graph import Procedure, Transition
from litigation_app.law.words import spoken

LACKS = {
    Lack.NONE: _l("no power of attorney is recorded"),
    Lack.OTHER: _l("the power of attorney is for other proceedings"),
    Lack.NOT_YET: _l("the power of attorney was given later"),
    Lack.REVOKED: _l("the power of attorney was revoked"),
    Lack.ENDED: _l("the power of attorney had ended"),
    Lack.UNCHECKED: _l("it was signed for her, and nobody has ruled out a conflict of interest"),
    Lack.SCOPE: _l("the power of attorney does not cover this"),
    Lack.SUBSTITUTED: _l("the power of attorney does not let another lawyer stand in"),
}


@dataclass(frozen=True)
class Row:
    """A power in words; `signed` (question, answer) where her record is open."""

    id: UUID
    victim: str
    where: str
    holds: str
    scope: str
    state: str
    chip: str
    by: str
    is_entered_in_error: bool
    is_live: bool
    version: int


@dataclass(frozen=True)
class Standing:
    """How it stands with the authority for one client today."""

    code_name: str
    state: str
    chip: str


@dataclass(frozen=True)
class FiledWithout:
    """Something filed without authority, in words. `is_mended`: a power that holds for it was recorded later."""

    text: str
    is_mended: bool


@dataclass(frozen=True)
class Card:
    """What the case page says: each client, what ends soon, what was filed without, and who is undecided before Strasbourg."""

    clients: list[Standing]
    ending: list[str]
    irregular: list[FiledWithout]
    undecided: list[str]


def why_not(case: Case, graph: Procedure, step: Transition, on: date) -> list[str]:
    """Why this step cannot be filed on this day: a sentence for each client and reason; none: nothing is lacking."""
    filed = rules.filing(family=graph.family, event=step.event, actor=step.actor, on=on)
    lacks = queries.lacking(case, filed) if filed else []
    found = [sentence(one.lack, on, one.code_name) for one in lacks]
    if rules.needs_anonymity(family=graph.family, event=step.event):
        found += [
            _("%(code_name)s: nobody has recorded whether anonymity is asked for.", code_name=name)
            for name in queries.undecided(case)
        ]
    return found


def why_not_at(case: Case, graph: Procedure, stage: str, on: date) -> list[str]:
    """The same for a stage that is recorded outside the usual order: it was filed if filing is the only way there."""
    ways = [one for one in graph.transitions if one.to == stage and not one.stays]
    filed = [one for one in ways if rules.filing(family=graph.family, event=one.event, actor=one.actor, on=on)]
    return why_not(case, graph, filed[0], on) if filed and filed == ways else []


def doubt() -> str:
    """How sure it is which steps need a power of attorney."""
    return dues.doubt(rules.table()["confidence"], current())


def undecided_before(case: Case, track: Track) -> list[str]:
    """The clients of whom anonymity must be decided before the next step of these proceedings."""
    return queries.undecided(case) if _is_before(track) else []


def sentence(lack: Lack, on: date, code_name: str) -> str:
    """ "Oak 12, on 3. 3. 2026: the power of attorney had ended." """
    day = format_date(on).rstrip(".")
    return _("%(code_name)s, on %(day)s: %(lack)s.", code_name=code_name, day=day, lack=str(LACKS[lack]))


def card(case: Case, tracks: Iterable[Track], clients: Iterable[victims.Line]) -> Card:
    """The card of the case page. `clients`: all that the case is about."""
    now, held = today(), queries.powers(case)
    people = [one for one in clients if one.erased_at is None]
    names = {one.id: one.code_name for one in people}
    filed = Filing("criminal", now)
    standing = [
        _standing(one.code_name, rules.lack(filed, [p for p in held if p.victim_id == one.id])) for one in people
    ]
    soon = [one for one in held if rules.ends_soon(one, now) and one.victim_id in names]
    ending = [
        _(
            "%(code_name)s: the power of attorney ends on %(day)s",
            code_name=names[one.victim_id],
            day=format_date(one.until_on),
        )
        for one in soon
    ]
    return Card(standing, ending, irregular(case), queries.undecided(case) if any(map(_is_before, tracks)) else [])


def _is_before(track: Track) -> bool:
    """Whether a step may follow before which anonymity is decided."""
    return any(
        rules.needs_anonymity(family=track.graph.family, event=one.event) for one in track.graph.leaving(track.at)
    )


def irregular(case: Case, claim_id: UUID | None = None) -> list[FiledWithout]:
    """What was filed without authority, in words."""
    return [_irregular(one) for one in queries.irregular(case, claim_id)]


def _irregular(one: queries.Irregular) -> FiledWithout:
    said = {"day": format_date(one.on).rstrip("."), "reason": _word("reason", one.reason), "who": one.by}
    text = _("Filed without authority on %(day)s: %(reason)s (%(who)s)", **said)
    if one.mended_at is not None:
        later = format_date(local(one.mended_at).date())
        text += ". " + _("A power of attorney valid on that day was recorded later, on %(day)s", day=later)
    return FiledWithout(text, one.mended_at is not None)


def rows(case: Case) -> list[Row]:
    """Every power of the case in words."""
    lines, names = queries.of_case(case), {one.id: one.code_name for one in victims.of_case(case)}
    return [_row(case, line, names) for line in lines]


def families(case: Case) -> list[tuple[str, str]]:
    """The families of proceedings of the country, as a power can be given for them."""
    found: dict[str, str] = {}
    for graph in loader.load(case.country).procedures:
        found.setdefault(graph.family, graph.name(current()))
    return list(found.items())


def origins(case: Case) -> list[Origin]:
    """The powers under which another lawyer may stand in."""
    names = {one.id: one.code_name for one in victims.with_records(case)}
    return [
        Origin(
            str(one.id),
            str(one.victim_id),
            f"{names[one.victim_id]}, {_family(case, one.family)}, {format_date(one.from_on)}",
        )
        for one in queries.powers(case)
        if rules.SUBSTITUTE in one.scope and one.of is None and one.victim_id in names
    ]


def signed(
    ticket: ledger.Ticket, victim: Victim, case: Case, groups: frozenset[Group]
) -> list[tuple[Row, list[tuple[str, str]]]]:
    """The powers of one client with who signed them, where her opening is of the legal part."""
    if Group.LEGAL not in groups:
        return []
    hers = [line for line in queries.of_case(case) if line.power.victim_id == victim.id]
    known = actions.read(ticket, [line.power.id for line in hers]) if hers else {}
    names = {victim.id: victim.code_name}
    return [(_row(case, line, names), _signed(known[line.power.id])) for line in hers]


def _signed(one: actions.Signed) -> list[tuple[str, str]]:
    said: list[tuple[Any, str]] = [
        (_l("Who signed it"), _word("signer", one.signer)),
        (_l("Conflict of interest of who signed for her"), _word("conflict", one.conflict) if one.conflict else ""),
        (_l("Name of who signed for her"), one.name),
        (_l("To whom it was given"), one.given_to),
        (_l("Note"), one.note),
    ]
    return [(str(what), text) for what, text in said if text]


def _standing(name: str, lack: Lack | None) -> Standing:
    return Standing(name, str(LACKS[lack]) if lack else _("valid power of attorney"), "bad" if lack else "ok")


def _row(case: Case, line: queries.Line, names: dict[UUID, str]) -> Row:
    one = line.power
    lack = None if line.is_entered_in_error else rules.lack(Filing(one.family or "criminal", today()), [one])
    holds = _("from %(day)s", day=format_date(one.from_on))
    if one.until_on:
        holds = _("%(first)s to %(last)s", first=format_date(one.from_on), last=format_date(one.until_on))
    state = _state(one, lack, is_entered_in_error=line.is_entered_in_error)
    return Row(
        id=one.id,
        victim=names.get(one.victim_id, ""),
        where=_where(case, one),
        holds=holds,
        scope=", ".join(_word("scope", code) for code in rules.words("scope") if code in one.scope),
        state=state,
        chip="info" if line.is_entered_in_error else "ok" if lack in {None, Lack.SUBSTITUTED} else "bad",
        by=line.by,
        is_entered_in_error=line.is_entered_in_error,
        is_live=not line.is_entered_in_error and one.revoked_on is None,
        version=line.version,
    )


def _state(one: Power, lack: Lack | None, *, is_entered_in_error: bool) -> str:
    if is_entered_in_error:
        return _("Entered in error")
    if one.revoked_on is not None:
        return _("Revoked on %(day)s", day=format_date(one.revoked_on))
    if lack is Lack.UNCHECKED:
        return _("Signed for her, conflict not ruled out")
    return _("Ended") if lack is Lack.ENDED else _("In force")


def _where(case: Case, one: Power) -> str:
    where = _family(case, one.family)
    return _("%(proceedings)s, as a substitute", proceedings=where) if one.of else where


def _family(case: Case, family: str) -> str:
    if family == rules.EVERYWHERE:
        return _("All proceedings of this country")
    return dict(families(case)).get(family, family)


def _word(listed: str, code: str) -> str:
    return spoken(rules.words(listed), code, current())
