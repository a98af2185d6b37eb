"""How do the judgements of experts stand on a page: each in a row, all of them in a picture with its table?"""

from typing import Any

import numpy as np
from flask import render_template

from litigation_app.advocacy.elicitations import queries, rules
from litigation_app.advocacy.elicitations.actions import ValueMoved
from litigation_app.advocacy.elicitations.forms import KINDS, JudgementForm
from litigation_app.advocacy.elicitations.models import Elicitation, Judgement
from litigation_app.advocacy.figures.words import named
from litigation_app.advocacy.studies.scenarios import editing
from litigation_app.advocacy.studies.scenarios import queries as scenarios
from litigation_app.advocacy.studies.scenarios.actions import ScenarioStale
from litigation_app.advocacy.studies.scenarios.fields import forms as typed
from litigation_app.advocacy.studies.scenarios.fields import presenters as refusing
from litigation_app.advocacy.studies.scenarios.fields.forms import Field
from litigation_app.advocacy.studies.scenarios.models import Scenario
from litigation_app.advocacy.studies.scenarios.sections.forms import SECTIONS
from litigation_app.core import charts
from litigation_app.core.db import db
from litigation_app.core.language import _, current
from litigation_app.statistics.fund import scenario_text
from litigation_app.statistics.fund.origins import at
from litigation_app.statistics.fund.param import Param
from litigation_app.statistics.fund.scenario import ScenarioRefused, Tree

__all__ = ["ScenarioStale", "field_of", "keys", "page", "refusal", "scenario_of", "source"]
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)


def keys(scenario: Scenario) -> list[tuple[str, str]]:
    """The values of a scenario that can be uncertain, by key."""
    tree = scenario_text.tree_of(scenario.text)
    fields = [(part, one) for part in SECTIONS for one in part.all_of(tree) if one.is_range]
    return [(one.key, f"{part.title}: {_in_its_row(one, tree)}") for part, one in fields]


def _in_its_row(field: Field, tree: Tree) -> str:
    """Its label, with the name of its row where there are several such values."""
    row = at(tree, field.key.rpartition(".")[0])
    name = row.get("group") or row.get("name") if isinstance(row, dict) else ""
    return f"{field.label} ({named(name)})" if name else str(field.label)


def field_of(question: Elicitation) -> Field:
    """The value that a question is about."""
    tree = scenario_text.tree_of(scenario_of(question).text)
    found = [one for part in SECTIONS for one in part.all_of(tree) if one.key == question.key]
    return found[0] if found else Field(question.key, question.key, "number")


def scenario_of(question: Elicitation) -> Scenario:
    return db.session.get_one(Scenario, question.scenario_id)


def source(question: Elicitation) -> str:
    """Who judged, and when: what stands as the source in the scenario."""
    named = [f"{one.expert} ({one.on.isoformat()})" for one in queries.judgements(question)]
    return _("Pooled judgement of %(names)s", names=", ".join(named))


def refusal(stop: Exception) -> str:
    """Why the scenario cannot say it."""
    if isinstance(stop, ValueMoved):
        return _(
            "Rows of the scenario were added or taken away since this was asked: another value stands in its place. "
            "Put the question anew."
        )
    return refusing.sentence(stop) if isinstance(stop, ScenarioRefused) else editing.stale()


def page(question: Elicitation, form: JudgementForm, refused: str = "") -> str:
    """A question with what was judged."""
    scenario, field = scenario_of(question), field_of(question)
    tree = scenario_text.tree_of(scenario.text)
    unit = {"share": "%", "money": str(at(tree, "model.currency"))}.get(field.kind, "")
    found = queries.judgements(question)
    said: dict[str, Any] = {"question": question, "about": field, "unit": unit, "form": form, "refused": refused}
    rows = [(one, [_words(field, x, unit) for x in (one.low, one.middle, one.high)]) for one in found]
    table = [[name, *values] for name, values in _levels(field, found, unit)] if found else []
    pictures = _pictures(field, found) if found else []
    more: dict[str, Any] = {"rows": rows, "levels": table, "pictures": pictures, "kept": scenarios.kept(scenario)}
    more |= {"kinds": dict(KINDS), "levels_said": [f"{100 * one:g} %" for one in LEVELS]}
    return render_template("elicitations/show.html", **said, **more)


def _words(field: Field, value: float, unit: str) -> str:
    text = typed.said(field.kind, _rounded(value), current())
    return f"{text}\u00a0{unit}" if unit else text


def _rounded(value: float) -> float:
    """To three figures: a judgement is not more exact."""
    return float(f"{value:.3g}")


def _laws(found: list[Judgement]) -> list[tuple[str, Param]]:
    said = queries.said(found)
    each = [(one.expert, rules.law(what)) for one, what in zip(found, said, strict=True)]
    return [*each, (_("All together"), rules.pooled(said))]


def _levels(field: Field, found: list[Judgement], unit: str) -> list[tuple[str, list[str]]]:
    """Mean and five levels of each and of all."""
    rows = []
    for name, law in _laws(found):
        values = [law.mean, *(float(x) for x in law.quantile(np.asarray(LEVELS)))]
        rows.append((name, [_words(field, one, unit) for one in values]))
    return rows


def _pictures(field: Field, found: list[Judgement]) -> list[dict[str, Any]]:
    """How likely each slice of the range is, for all together and for each; the slices are the same in all."""
    laws = _laws(found)
    factor = 100 if field.kind == "share" else 1
    slices = rules.edges(laws[-1][1])
    edges = [_rounded(factor * one) for one in slices]
    headings = (_("From"), _("To"), _("Chance in %"))
    pictures = []
    for name, law in reversed(laws):
        percent = [round(100 * one, 1) for one in rules.shares(law, slices)]
        table = charts.histogram_table(edges, percent, headings=headings, number=_number)
        picture = charts.histogram(edges, percent, title=name, unit=str(field.label), number=_number)
        pictures.append({"title": name, "picture": picture, "table": table})
    return pictures


def _number(value: float) -> str:
    return typed.number(value, current())
