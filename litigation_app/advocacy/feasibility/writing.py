"""How does a run become a study? Twelve chapters and the annexes in one order; nothing here knows a file format."""

from dataclasses import dataclass
from datetime import date

from litigation_app.advocacy.feasibility import annexes, doubts, evidence, fiscal, money, setting, summary
from litigation_app.advocacy.feasibility.presenters import Bound
from litigation_app.advocacy.feasibility.tree import Document
from litigation_app.advocacy.figures import counted
from litigation_app.core.language import _, current, format_date
from litigation_app.statistics.fund import fiscal_form
from litigation_app.statistics.releases.presenting import countries

FINGERPRINT = 12  # letters of a SHA-256 that people compare


@dataclass(frozen=True)
class Made:
    """What was run, by whom ("": not known) and when, in the reader's words."""

    scenario: str
    by: str
    on: date


def study(bound: Bound, *, scenario: str, digest: str, made: Made) -> Document:
    """The document of a run in the language in force. `scenario`: its file; `digest`: the name of the result."""
    levels = fiscal_form.levels(bound.at("scenario_code"))
    chapters = (
        summary.summary(bound),
        setting.legal_basis(bound),
        setting.options(bound),
        evidence.data(bound),
        evidence.caseload(bound),
        evidence.amounts(bound),
        money.cost(bound),
        money.funding(bound),
        doubts.sensitivity(bound),
        doubts.comparison(bound),
        annexes.administration(bound),
        summary.recommendation(bound),
        annexes.method(bound),
        annexes.judgements(bound),
        annexes.verbatim(scenario),
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
