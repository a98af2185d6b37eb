"""How does a run become a study? Twelve chapters and the annexes in one order; nothing here knows a file format."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from litigation_app.advocacy.feasibility import evidence, money, presenters, sensitivity, setting, summary
from litigation_app.advocacy.feasibility.documents.rules import Chapter, Document, Mark, Part, Table, Text, Verbatim
from litigation_app.advocacy.feasibility.fiscal import presenters as fiscal
from litigation_app.advocacy.feasibility.presenters import Bound
from litigation_app.advocacy.feasibility.summary import fixed_office, office
from litigation_app.advocacy.figures import citations, counted, rules, six_figures, words
from litigation_app.advocacy.figures import money as amounts
from litigation_app.advocacy.figures import presenters as backing
from litigation_app.advocacy.figures.grids import NONE
from litigation_app.core.language import _, current, format_date
from litigation_app.statistics.fund import fiscal_form
from litigation_app.statistics.fund.assumptions import is_handling_twice, unbacked
from litigation_app.statistics.releases.presenting import countries

FINGERPRINT = 12  # letters of a SHA-256 that people compare


@dataclass(frozen=True)
class Made:
    """What was run, by whom ("": not known) and when, in the reader's words."""

    scenario: str
    by: str
    on: date


def study(bound: Bound, *, scenario: str, digest: str, made: Made, other: presenters.Result | None = None) -> Document:
    """The document of a run in the language in force. `scenario`: its file; `digest`: the name of the result; `other`: what the same
    scenario gives on official figures, or on our own publication."""
    levels = fiscal_form.levels(bound.at("scenario_code"))
    chapters = (
        summary.summary(bound, other),
        setting.legal_basis(bound),
        setting.options(bound),
        evidence.data(bound, other),
        evidence.caseload(bound),
        evidence.amounts(bound),
        money.cost(bound),
        money.funding(bound),
        sensitivity.sensitivity(bound),
        sensitivity.comparison(bound),
        administration(bound),
        summary.recommendation(bound),
        method(bound),
        judgements(bound),
        verbatim(scenario),
        *(fiscal.chapter(bound, level, letter=_letter(at)) for at, level in enumerate(levels)),
    )
    return Document(
        title=_("Feasibility of a State compensation fund: %(country)s", country=named(bound.at("scenario_code"))),
        under=_("Draft for discussion; every number comes from the run named here."),
        language=current(),
        facts=tuple(facts(bound, digest, made)),
        chapters=chapters,
    )


def named(code: str) -> str:
    """The country in the reader's language."""
    return countries([code])


def facts(bound: Bound, digest: str, made: Made) -> list[tuple[str, str]]:
    """What stands under the title, so that a reader knows whose figures these are and finds the run again."""
    first = bound.at("first_year")
    return [
        *origin(made),
        (_("Years"), f"{first}–{first + bound.at('horizon') - 1}"),
        (_("Published data"), counted.publications(bound.result) or _("own counts of the scenario")),
        (_("Result, fingerprint"), digest[:FINGERPRINT]),
        (_("Assumptions, fingerprint"), str(bound.at("scenario_hash"))[:FINGERPRINT]),
    ]


def origin(made: Made) -> list[tuple[str, str]]:
    """Scenario, person and day of a run."""
    by = [(_("Made by"), made.by)] if made.by else []
    return [(_("Scenario"), made.scenario), *by, (_("Made on"), format_date(made.on))]


def _letter(at: int) -> str:
    """Of an annex behind A to C."""
    return chr(ord("D") + at)


def administration(bound: Bound) -> Chapter:
    """Chapter 11."""
    parts: tuple[Part, ...] = (
        Text(office(bound)),
        evidence.office(bound),
        *(Text(one) for one in fixed_office(bound)),
        _posts(bound),
    )
    return Chapter("11", _("Administration"), parts)


def _posts(bound: Bound) -> Part:
    """As the scenario assumes them, or left to the proposer: never invented."""
    stated = [(i, one) for i, one in enumerate(bound.at("assumptions")) if one["code"] == "post"]
    if not stated:
        return Text(
            _(
                "The scenario gives one amount for the office. How many posts it pays, and how much of it is pay,"
                " the proposer must fill in; this study does not invent them."
            )
        )
    rows = [
        (
            one["name"],
            bound.said(f"assumptions.{i}.values.0", "rate"),
            bound.each(f"assumptions.{i}.values.1"),
            bound.said(f"assumptions.{i}.values.2", "rate_share"),
        )
        for i, one in stated
    ]
    rows.append(
        (_("All posts, with contributions"), bound.said("derived.posts", "rate"), bound.each("derived.payroll"), "")
    )
    headings = (_("Post"), _("How many"), _("Gross pay of one in a year"), _("Employer's contributions on top"))
    return Table(_("Posts and pay (prices of %(year)s)", year=backing.price_year(bound.result)), headings, tuple(rows))


def method(bound: Bound) -> Chapter:
    """Annex A."""
    rows = (
        (_("Simulations"), bound.count("paths")),
        (_("Random seed"), str(bound.at("seed"))),
        (_("Version of the computation"), str(bound.at("code"))),
        (_("Expected cost by simulation"), bound.said("high.check.simulated", "digits")),
        (_("The same, computed exactly"), bound.said("high.check.exact", "digits")),
        (_("Apart, in standard errors"), bound.tenths("high.check.standard_errors")),
        (_("Assumptions, fingerprint"), str(bound.at("scenario_hash"))),
        *_rate(bound),
    )
    text = Text(
        _(
            "The number of victims is drawn from the published counts with their uncertainty; "
            "applications, decisions, awards, office, recoveries and income follow year by year. A "
            "figure said to be exceeded by one in a hundred is the smallest amount that ninety-nine "
            "in a hundred simulations do not exceed."
        )
    )
    parts = [text, Table(_("Method and checks"), (_("Checks"), _("Value")), rows, 2), *_six(bound)]
    return Chapter("A", _("Method and checks"), tuple(parts))


def _six(bound: Bound) -> Iterator[Part]:
    """What the number of futures leaves open of each of the six figures."""
    rows = []
    for end in amounts.ends(bound.result):
        for pair in rules.headline(bound.result):
            form = "digits" if pair.unit == "money" else pair.unit
            name = amounts.titled(presenters.figure(pair.code, bound), amounts.at_end(bound.result, end))
            places = [
                f"{end}.{'.'.join(map(str, pair.place))}",
                *(f"{end}.drawn.{pair.code}.{side}" for side in (0, 1)),
            ]
            rows.append((name, *(bound.said(one, form) if bound.has(one) else NONE for one in places)))
    title = _("What the number of simulations leaves open (amounts in %(currency)s)", currency=bound.at("currency"))
    yield Table(title, tuple(six_figures.headings()), tuple(rows))
    yield Mark(six_figures.interval_only())


def _rate(bound: Bound) -> list[tuple[str, str]]:
    if not bound.local:
        return []
    fiscal = bound.at("fiscal")
    rate = f"{bound.said('fiscal.rate', 'rate')} {fiscal['local_currency']}/{bound.at('currency')}, {bound.rate_day.rstrip('.')}"
    return [(_("Rate of exchange"), f"{rate}. {citations.source(fiscal['rate_source'])}")]


def judgements(bound: Bound) -> Chapter:
    """Annex B: every assumption with its source, or said to have none."""
    rows = tuple(
        (
            backing.about(one),
            words.value(one, bound.at("currency")),
            str(words.BADGE_WORDS[one["badge"]]),
            backing.stated_of(one),
        )
        for one in bound.at("assumptions")
    )
    headings = (_("Assumption"), _("Value"), _("Kind"), _("Source"))
    parts: list[Part] = [Table(_("Assumptions and their sources"), headings, rows, 4)]
    if unbacked(bound.at("assumptions")):
        parts.append(Mark(backing.sentence(bound.at("assumptions"))))
    if is_handling_twice(bound.at("assumptions")):
        parts.append(Mark(backing.handling_twice()))
    return Chapter("B", _("Judgements and sources"), tuple(parts))


def verbatim(scenario: str) -> Chapter:
    """Annex C."""
    return Chapter("C", _("Scenario file"), (Text(_("The file of the scenario, as it was run.")), Verbatim(scenario)))
