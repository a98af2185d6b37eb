"""How are charges and limitation said: gravity, what became of a charge, and the days on which all is over? Rows in, words out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from litigation_app.casework.cases.models import Case
from litigation_app.casework.proceedings.defendants import queries as defendants
from litigation_app.casework.proceedings.lanes import Track
from litigation_app.casework.proceedings.limitation import rules
from litigation_app.casework.proceedings.limitation.rules import Charge, Custody, Gravity, Stood
from litigation_app.casework.proceedings.presenters import doubt
from litigation_app.casework.proceedings.records import queries as records
from litigation_app.casework.proceedings.records.presenters import accused
from litigation_app.casework.proceedings.records.rules import Told, catalogue
from litigation_app.casework.proceedings.rules import CLAIM, CRIMINAL
from litigation_app.core.language import _, _n, format_date
from litigation_app.law import words
from litigation_app.law.citations import cited
from litigation_app.law.country import Jurisdiction, LimitationEvent, LimitationRule, Offence
from litigation_app.law.limitation import TimeBar

OVER = frozenset({"granted_full", "granted_part", "referred_to_civil", "settled", "withdrawn", "final"})


@dataclass(frozen=True)
class Charged:
    """One qualification in words. `gravity`: how it compares with the one before; `ranges`: both, where it changed."""

    when: str
    step: str
    offence: str
    penalty: str
    category: str
    gravity: Gravity
    change: str
    doubt: str


@dataclass(frozen=True)
class Bar:
    """A limitation in words: of what, by which law, the days, and how sure. `is_over`: its earliest day has passed.

    `may_be_over`: the same of a claim which the prosecution may still keep alive, or where it may not have run yet.
    `perhaps`: that of a claim only the shorter period may have passed, by when she knew; "": it has not, or both have.
    """

    what: str
    law: str
    days: list[tuple[str, str]]
    note: str
    doubt: str
    is_over: bool
    may_be_over: bool = False
    perhaps: str = ""


@dataclass(frozen=True)
class Accused:
    """What one accused is charged with, and until when he can be prosecuted."""

    name: str
    charges: list[Charged]
    bar: Bar | None


@dataclass(frozen=True)
class Teller:
    """Says charges and limitation of one proceeding by its rules, as of a day, in one language."""

    law: Jurisdiction
    language: str
    today: date

    def of_accused(self, name: str, charges: Sequence[Charge], custody: Iterable[Custody], track: Track) -> Accused:
        """One accused: every qualification, and the limitation of the last one."""
        offences = {one.id: one for one in self.law.offences}
        told = sorted((one for one in charges if one.offence in offences), key=lambda one: one.on)
        said, before = [], None
        for one in told:
            said.append(self._charged(one, offences[one.offence], before))
            before = offences[one.offence]
        bar = self._prosecution(before, charges, custody, track) if before else None
        return Accused(name, said, bar)

    def of_claim(self, charges: Sequence[Charge], claims: Sequence[Track], prosecution: Sequence[Bar]) -> Bar | None:
        """The limitation of the claim for damages, from the day of the offence."""
        start = rules.committed_on(charges)
        if start is None:
            return None
        happenings = [one for track in claims for one in rules.filed(self.law, stood(track), OVER)]
        found = rules.of_claim(self.law, start, happenings)
        if found is None:
            return None
        rule, bar = found
        extension = rules.rule_of(self.law, rules.EXTENSION)
        note = ""
        if extension is not None:
            note = _(
                "Against the offender also as long as prosecution is possible (%(law)s).",
                law=cited(extension.law, self.language, self.law.code),
            )
        has_passed = _has_passed(bar, self.today)
        shorter = rules.of_claim(self.law, start, happenings, rules.SUBJECTIVE)
        return Bar(
            _("Claim for damages, from the damage"),
            cited(rule.law, self.language, self.law.code),
            [*(self._from_knowledge(*shorter) if shorter else []), *days_of(bar)],
            note,
            doubt(rule.confidence, self.language),
            is_over=has_passed and bool(prosecution) and all(one.is_over for one in prosecution),
            may_be_over=has_passed,
            perhaps=perhaps_over(bar.earliest, shorter[1].earliest if shorter else None, self.today),
        )

    def _from_knowledge(self, rule: LimitationRule, bar: TimeBar) -> list[tuple[str, str]]:
        """The first end of the shorter period: nobody records the day of her knowledge, which is not before the damage."""
        if bar.earliest is None:
            return []
        what = _n(
            "At the earliest: %(num)s year from her knowledge of the damage and of who is liable (%(law)s)",
            "At the earliest: %(num)s years from her knowledge of the damage and of who is liable (%(law)s)",
            rule.years or 0,
            law=cited(rule.law, self.language, self.law.code),
        )
        return [(what, format_date(bar.earliest))]

    def _charged(self, one: Charge, offence: Offence, before: Offence | None) -> Charged:
        gravity = rules.gravity(offence, before)
        change = ""
        if before is not None and before.id != offence.id:
            change = _("%(before)s → %(now)s", before=self._penalty(before), now=self._penalty(offence))
        return Charged(
            when=format_date(one.on),
            step=catalogue().lists["charge_step"][one.step].read_in(self.language) if one.step else "",
            offence=f"{offence.name(self.language)}, {cited(_article(offence), self.language, self.law.code)}",
            penalty=self._penalty(offence),
            category=words.say("offence_category", offence.category, self.language),
            gravity=gravity if change else Gravity.SAME,
            change=change,
            doubt=doubt(offence.confidence, self.language),
        )

    def _penalty(self, offence: Offence) -> str:
        return f"{_from(offence.min_months)} {_to(offence.max_months)}"

    def _prosecution(
        self, offence: Offence, charges: Sequence[Charge], custody: Iterable[Custody], track: Track
    ) -> Bar:
        what, law = _("Prosecution of this offence"), cited(_article(offence), self.language, self.law.code)
        sure = doubt(offence.limitation_confidence or offence.confidence, self.language)
        if offence.no_limitation:
            return Bar(what, law, [], _("It is never time-barred."), sure, is_over=False)
        start = rules.committed_on(charges)
        if start is None:
            missing = _("The day of the offence is not recorded: enter it with the charge.")
            return Bar(what, law, [], missing, sure, is_over=False)
        happenings = [*rules.acts(self.law, track.graph, stood(track)), *rules.flights(self.law, custody)]
        bar = rules.of_prosecution(offence, start, happenings)
        if bar is None:
            return Bar(what, law, [], _("Nobody has worked it out for this offence yet."), sure, is_over=False)
        act = rules.event_of(self.law, rules.ACT, "criminal")
        note = _(
            "Counted from %(day)s; each recorded act of a prosecutor or court starts it anew (%(law)s).",
            day=format_date(start),
            law=cited((act.legal_basis if act else None) or "", self.language, self.law.code) or _("article not known"),
        )
        waits, has_passed = rules.minority(self.law, offence), _has_passed(bar, self.today)
        if waits is None:
            return Bar(what, law, days_of(bar), note, sure, is_over=has_passed)
        note = f"{note} {self._of_a_child(waits)}"
        return Bar(what, law, days_of(bar), note, sure, is_over=False, may_be_over=has_passed)

    def _of_a_child(self, waits: LimitationEvent) -> str:
        """Her age is sealed, so no day is made of it."""
        return _(
            "She was a minor: it does not run until she is eighteen (%(law)s), so these days may be too early; "
            "on the last of them courts differ.",
            law=cited(waits.legal_basis or "", self.language, self.law.code),
        )


def of_track(case: Case, track: Track, tracks: Sequence[Track], teller: Teller) -> tuple[list[Accused], Bar | None]:
    """Charges and limitation as far as a proceeding is criminal, or the claim that is heard with it."""
    if track.graph.family not in {CRIMINAL, CLAIM}:
        return [], None
    letters = {one.id: one.letter for one in defendants.of_case(case)}
    return of_told(records.standing(records.of_case(case)), letters, track, tracks, teller)


def of_told(
    told: Sequence[Told], letters: Mapping[UUID, str], track: Track, tracks: Sequence[Track], teller: Teller
) -> tuple[list[Accused], Bar | None]:
    """The same of what was read already; `letters`: of the accused, by id."""
    people = [
        teller.of_accused(accused(letter), charges_of(told, track, id_), custody_of(told, id_), track)
        for id_, letter in letters.items()
    ]
    charged = [one for one in people if one.charges]
    claims = [one for one in tracks if one.graph.family == CLAIM]
    bars = [one.bar for one in charged if one.bar]
    claim = teller.of_claim(charges_of(told, track, None), claims, bars)
    return (charged, claim) if track.graph.family == CRIMINAL else ([], claim)


def of_claim(told: Sequence[Told], track: Track, tracks: Sequence[Track], teller: Teller) -> Bar | None:
    """The limitation of the claim for damages alone, whatever keeps the prosecution alive; None: the damage has no day."""
    claims = [one for one in tracks if one.graph.family == CLAIM]
    return teller.of_claim(charges_of(told, track, None), claims, [])


def charges_of(told: Sequence[Told], track: Track, defendant_id: UUID | None) -> list[Charge]:
    """The charges of one accused (None: of all) in this proceeding, or in none that was named, and the day of the offence.

    `told` is newest first; of one day the charge that was recorded last comes last here, and counts.
    """
    return [
        Charge(one.on, one.told.get("step", ""), one.told.get("offence", ""), _day(one.told.get("committed")))
        for one in reversed(told)
        if one.kind == rules.OFFENCE
        or (
            one.kind == rules.CHARGE
            and defendant_id in (None, one.defendant_id)
            and (one.proceeding_id in (None, track.id) or track.graph.family == CLAIM)
        )
    ]


def custody_of(told: Iterable[Told], defendant_id: UUID) -> list[Custody]:
    mine = (one for one in told if one.kind == rules.CUSTODY and one.defendant_id == defendant_id)
    return [Custody(one.on, one.told.get("event", "")) for one in mine]


def stood(track: Track) -> list[Stood]:
    return [Stood(one.event, one.from_stage, one.to_stage, one.on) for one in track.steps]


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def days_of(bar: TimeBar) -> list[tuple[str, str]]:
    """The days of a limitation in words; one row where nothing that was recorded moved the end."""
    earliest, ends = (
        format_date(day) if day else _("not while something stops it") for day in (bar.earliest, bar.ends)
    )
    if bar.earliest == bar.ends:
        found = [(_("Earliest date, all interruptions counted"), ends)]
    else:
        found = [(_("Earliest date"), earliest), (_("With all interruptions"), ends)]
    if bar.absolute is not None:
        found.append((_("Absolute limitation date"), format_date(bar.absolute)))
    return found


def perhaps_over(outer: date | None, from_knowledge: date | None, today: date) -> str:
    """That the claim may be time-barred already, by when she knew; "": the shorter period has not ended, or both have."""
    if outer is None or from_knowledge is None or not from_knowledge < today <= outer:
        return ""
    return _("May be time-barred already, by when she knew; otherwise after %(day)s", day=format_date(outer))


def _has_passed(bar: TimeBar, today: date) -> bool:
    return bar.earliest is not None and bar.earliest < today


def _article(offence: Offence) -> str:
    return f"{offence.law} {offence.article}({offence.paragraph})"


def _from(months: int) -> str:
    """The lower end of a range, whole: after "from" a number has other cases than alone."""
    years, rest = divmod(months, 12)
    if rest or not years:
        return _n("from %(num)s month", "from %(num)s months", months)
    return _n("from %(num)s year", "from %(num)s years", years)


def _to(months: int) -> str:
    """The upper end of a range, whole."""
    years, rest = divmod(months, 12)
    if rest or not years:
        return _n("to %(num)s month", "to %(num)s months", months)
    return _n("to %(num)s year", "to %(num)s years", years)
