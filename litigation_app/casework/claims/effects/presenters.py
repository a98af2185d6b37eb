"""What can a step, or what is written on a claim, be written on besides, and what does it change? Rows in, words out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from flask import request
from sqlalchemy import select
from wtforms import HiddenField

from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.models import NEVER, Case
from litigation_app.casework.claims import amounts
from litigation_app.casework.claims import presenters as claim_words
from litigation_app.casework.claims import queries as claims
from litigation_app.casework.claims import rules as claim_rules
from litigation_app.casework.claims.appeals import rules as appeals
from litigation_app.casework.claims.appeals.presenters import word as appeal_outcome_word
from litigation_app.casework.claims.effects import actions, queries
from litigation_app.casework.claims.effects.forms import LaneForm, OfferedClaim, Reach
from litigation_app.casework.claims.effects.queries import ClaimEntry
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.proceedings import actions as moves
from litigation_app.casework.proceedings import due_list, lanes
from litigation_app.casework.proceedings import queries as proceedings
from litigation_app.casework.proceedings import rules as graphs
from litigation_app.casework.proceedings.effects import queries as acts
from litigation_app.casework.proceedings.effects import rules
from litigation_app.casework.proceedings.effects.rules import Change, Kind, Stands, Taken, Written
from litigation_app.casework.proceedings.hearings import queries as hearings
from litigation_app.casework.proceedings.hearings import rules as hearing_rules
from litigation_app.casework.proceedings.hearings.presenters import moment
from litigation_app.casework.proceedings.lanes import Step, Ties, Track
from litigation_app.casework.proceedings.models import Deadline, Proceeding
from litigation_app.casework.proceedings.rules import Offer
from litigation_app.core.access import May, me
from litigation_app.core.clock import today
from litigation_app.core.db import db
from litigation_app.core.language import _, current, format_date
from litigation_app.core.money import format_amount
from litigation_app.law.graph import Procedure

AGAIN = "effects"  # what is sent by whoever asks what else it changes


def done_or_shown(case: Case, act: Callable[[], object], seen: HiddenField | None = None) -> list[Change] | None:
    """Do it (None), or say what else it would change: where she asks that, and where she has not `seen` just that.

    `seen`: the field by which a page says what it has shown; None: it need not show anything. Raises what the act raises.
    """
    asks = request.form.get("again") == AGAIN
    if seen is None and not asks:
        act()
        return None

    def is_agreed(found: list[Change]) -> bool:
        return not asks and (not found or (seen is not None and rules.mark(found) == seen.data))

    found = actions.tried(act, partial(standing, case), is_agreed)
    if seen is not None:
        seen.raw_data, seen.data = None, rules.mark(found or ())
    return found


def reach(case: Case, one: Proceeding, offers: Sequence[Offer]) -> Reach:
    """What else the steps that are offered in a proceeding may be written on."""
    ahead = queries.ahead(one, today()) if any(map(rules.leaves_no_hearing, _stages(one, offers))) else []
    standing_hearings = tuple((row.id, hearing_words(row)) for row in ahead)
    if one.family != graphs.CRIMINAL:
        said = [(offer.step.event, saying) for offer in offers for saying in _says(one.family, offer)]
        return Reach(tuple(_offered(case, one, said)), (), standing_hearings)
    lane = queries.claims_lane(case)
    of_claim = list(_of_claim(lane, _stages(one, offers))) if lane else []
    told = [(event, saying) for event, _words, saying in of_claim]
    heard = tuple(_offered(case, lane, told)) if lane else ()
    return Reach(heard, tuple((event, words) for event, words, _saying in of_claim), standing_hearings)


def _stages(one: Proceeding, offers: Iterable[Offer]) -> list[Any]:
    _law, graph = moves.graph_of(one)
    return [graph.stage(offer.step.to) for offer in offers]


def _says(family: str, offer: Offer) -> Iterator[Written]:
    """What an offered step may say of a claim, by its outcomes."""
    for outcome in ("", *offer.outcomes):
        said = rules.written(family, Taken(offer.step.event, outcome))
        if said is not None:
            yield said


def _of_claim(lane: Proceeding, stages: list[Any]) -> Iterator[tuple[str, str, Written]]:
    """Which steps of the claim's lane a criminal judgment may bring with it: the event, its words, what it says."""
    _law, graph = moves.graph_of(lane)
    last = proceedings.standing(proceedings.Found(lane, db.session.get_one(Case, lane.case_id)))
    for event, said in rules.of_judgments():
        if any(rules.may_say(stage, said) for stage in stages) and rules.way(graph, last.at, [Taken(event)]):
            yield event, _step_words(graph, event), said


def _step_words(graph: Procedure, event: str) -> str:
    return next(one.label(current()) for one in graph.transitions if one.event == event)


def _offered(case: Case, lane: Proceeding, said: Sequence[tuple[str, Written]]) -> Iterator[OfferedClaim]:
    """The claims that are heard there and on which any of this can be written; `said`: by the event that says it."""
    permits = claims.permits(me(), case) if said else frozenset()
    for found in queries.claims_in(case, lane) if said else ():
        view = claims.view(found.claim, case)
        able = [(event, one) for event, one in said if _can(found.claim, view, one, permits)]
        if able:
            amount = format_amount(amounts.total(view.parts), found.claim.currency, current())
            yield OfferedClaim(
                found.claim.id,
                f"{found.victim} ({amount})",
                found.claim.currency,
                {event: _words(found.claim, one) for event, one in able},
                frozenset(one.kind for _event, one in able),
                is_approved=view.is_approved,
            )


def _can(claim: Claim, view: claim_rules.ClaimView, said: Written, permits: frozenset[May]) -> bool:
    if queries.NEEDS[said.kind] not in permits:
        return False
    match said.kind:
        case Kind.ADVICE:
            return claim.advised_on is None
        case Kind.FILING:
            return claim.filed_on is None
        case Kind.DECISION:
            return not claim_rules.blockers_of_decision(view)
        case Kind.APPEAL_OUTCOME:
            return queries.may_become(claim, said)[0] is not None


def _words(claim: Claim, said: Written) -> str:
    return _said(
        said.kind, said.outcome, queries.may_become(claim, said)[1] if said.kind is Kind.APPEAL_OUTCOME else ""
    )


def _said(kind: Kind, outcome: str, what: str) -> str:
    match kind:
        case Kind.ADVICE:
            return _("Advice given")
        case Kind.FILING:
            return str(claim_words.STATES["filed"])
        case Kind.DECISION:
            return str(claim_words.OUTCOMES[outcome])
        case Kind.APPEAL_OUTCOME:
            return appeal_outcome_word("what", what)


def entry_words(entry: ClaimEntry) -> str:
    """What an act wrote on a claim."""
    outcome, what = (
        entry.decision.outcome if entry.decision else "",
        entry.appeal_outcome.what if entry.appeal_outcome else "",
    )
    return f"{_('Claim of %(client)s', client=entry.found.victim)}: {_said(entry.kind, outcome, what)}"


def filed(typed: Any, found: claims.Found) -> LaneForm:
    """Whether the filing of a claim is a step of its lane too."""
    return lane_form(typed, found, [("", rules.FILED[0])])


def advice_step(case: Case, route: str | None) -> str:
    """Which step of which lane says that she was advised, in words; "" where none can be taken now. `route` None: not chosen yet."""
    lane = queries.lane_of(case, route) if route else queries.claims_lane(case)
    way = _ways(case, lane, [("", rules.ADVISED[0])]) if lane else ""
    return _("%(step)s. Only of a claim that is heard there.", step=way) if way and not route else way


def decided(typed: Any, found: claims.Found) -> LaneForm:
    """Whether a decision on a claim is a step of its lane too, by what is decided."""
    said = [(str(words), Written(Kind.DECISION, outcome)) for outcome, words in claim_words.OUTCOMES.items()]
    return lane_form(typed, found, said, asks_service=True)


def became(typed: Any, found: claims.Found, offered: Sequence[str]) -> LaneForm:
    """Whether what became of a decision is a step of the lane too, by what happened and whose appeal it was."""
    said = [
        (appeal_outcome_word("what", what), Written(Kind.APPEAL_OUTCOME, what=(what,), side=side))
        for what in offered
        for side in (appeals.words()["side"] if what in appeals.OF_A_SIDE else ("",))
    ]
    return lane_form(typed, found, said, asks_service=True)


def lane_form(
    typed: Any, found: claims.Found, said: Iterable[tuple[str, Written]], *, asks_service: bool = False
) -> LaneForm:
    """Whether it is a step of the claim's lane too. `said`: what may be written, each with its words ("": it is the only one)."""
    one = queries.lane_of(found.case, found.claim.route)
    return LaneForm(typed, _ways(found.case, one, said) if one else "", asks_service=asks_service)


def _ways(case: Case, one: Proceeding, said: Iterable[tuple[str, Written]]) -> str:
    """What would be taken as which steps of this lane; "": nothing can be, or not by her."""
    ways = [f"{words}: {way}" if words else way for words, written in said if (way := _way(case, one, written))]
    if not ways or not cases.may(me(), case, May.RECORD_STEP):
        return ""
    _law, graph = moves.graph_of(one)
    return f"{graph.name(current())} · {'; '.join(ways)}"


def _way(case: Case, one: Proceeding, written: Written) -> str:
    """The steps that say this, in words; "" where none can be taken from where the lane stands."""
    at = proceedings.standing(proceedings.Found(one, case))
    steps = rules.way(at.graph, at.at, rules.steps_of(one.family, written))
    return ", ".join(_step_words(at.graph, step.event) for step in steps)


def standing(case: Case) -> dict[Any, Stands]:
    """How everything of a case stands that an act can change: lanes, claims, deadlines, hearings, the next date."""
    tracks = proceedings.tracks(case)
    known, found = Ties.among(tracks, current()), dict[Any, Stands]()
    on_the_way = acts.on_the_way(case)
    for track in tracks:
        found[track.id] = Stands(known.numbered(track.id), lanes.stage_name(track.graph, track.at, current()))
        found |= {one.id: _taken_on_the_way(one, track, known) for one in track.steps if one.id in on_the_way}
    found |= _claims(case) | _deadlines(case)
    for row in hearings.of_case(case):
        found[row.id] = Stands(hearing_words(row), hearing_rules.say("state", row.state, current()))
    next_on = db.session.scalar(select(Case.next_on).where(Case.id == case.id))
    found["next"] = Stands(_("Next date of the case"), _("none") if next_on in {None, NEVER} else format_date(next_on))
    return found


def _taken_on_the_way(step: Step, track: Track, known: Ties) -> Stands:
    """A step that nobody recorded by itself: another one could not be without it."""
    name = lanes.step_name(track.graph, step.from_stage, step.event, step.to_stage, current())
    how = _("its day is not known") if step.is_found else step.shown
    return Stands(f"{known.numbered(track.id)}: {name}", how)


def _claims(case: Case) -> dict[Any, Stands]:
    wanted = select(Claim.id, Claim.advised_on).where(Claim.case_id == case.id)
    advised = {row.id: row.advised_on for row in db.session.execute(wanted)}
    return {
        line.id: Stands(
            _("Claim of %(client)s", client=line.victim), _claim(line, advised[line.id], _unfiled(case, line))
        )
        for line in claims.of_case(case)
    }


def _unfiled(case: Case, line: claims.Line) -> str:
    """Who still records that an approved claim is filed, where a step of its lane says so already; "": nobody has to."""
    waits = line.state == claim_rules.APPROVED and line.view.filed_on is None
    lane = queries.lane_of(case, line.route) if waits else None
    if lane is None or not queries.is_filed(lane):
        return ""
    if May.DRAFT_CLAIM in claims.permits(me(), case):
        return _("the step says that it was filed, but the claim does not yet")
    return _("the step says that it was filed, but the claim does not yet: the lawyer of the case records it there")


def _claim(line: claims.Line, advised_on: Any, unfiled: str) -> str:
    said = [word for _kind, word in claim_words.standing(line.view)]
    if unfiled:
        said.append(unfiled)
    last = amounts.last_decision(line.view)
    if last is not None:
        amount = format_amount(last.amount, line.currency, current()) if last.amount else ""
        words = (str(claim_words.OUTCOMES[last.outcome]), amount, format_date(last.on))
        said.append(", ".join(word for word in words if word))
    if last is not None and last.final_on is not None:
        said.append(_("final since %(day)s", day=format_date(last.final_on)))
    if line.view.filed_on is not None:
        said.append(_("filed on %(day)s", day=format_date(line.view.filed_on)))
    if advised_on is not None:
        said.append(_("advice given on %(day)s", day=format_date(advised_on)))
    return " · ".join(said)


def _deadlines(case: Case) -> dict[Any, Stands]:
    ended = {
        row.id: row
        for row in db.session.execute(
            select(Deadline.id, Deadline.met_on, Deadline.lapsed_on).where(Deadline.case_id == case.id)
        )
    }
    return {
        line.id: Stands(f"{line.what} ({line.whose_text})", _deadline(line.on, ended[line.id]))
        for line in due_list.lines(Deadline.case_id == case.id, current(), *due_list.order())
    }


def _deadline(on: str, row: Any) -> str:
    if row.met_on is not None:
        return f"{on} · " + _("kept on %(day)s", day=format_date(row.met_on))
    return f"{on} · " + _("ended on %(day)s", day=format_date(row.lapsed_on)) if row.lapsed_on is not None else on


def hearing_words(row: Any) -> str:
    """A hearing by its kind and day."""
    return f"{hearing_rules.say('kind', row.kind, current())}, {moment(row.on, row.at)}"
