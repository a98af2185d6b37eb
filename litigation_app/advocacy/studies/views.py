"""The pages of the fund model: runs so far, a new run, one run's answers."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, jsonify, redirect, render_template, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from litigation_app.accounts import queries as people
from litigation_app.advocacy.figures import citations, counted, narrative, parts, ranges, rules, six_figures, words
from litigation_app.advocacy.figures import presenters as backing
from litigation_app.advocacy.figures.grids import amount, amounts_rounded, chance, exact, share
from litigation_app.advocacy.studies import presenters, queries
from litigation_app.advocacy.studies.actions import StudyRefused
from litigation_app.advocacy.studies.forms import StudyForm
from litigation_app.advocacy.studies.models import Study
from litigation_app.advocacy.studies.scenarios import queries as scenarios
from litigation_app.advocacy.studies.scenarios.presenters import badge
from litigation_app.advocacy.studies.scenarios.runs import actions as runs
from litigation_app.advocacy.studies.scenarios.runs import presenters as running
from litigation_app.advocacy.studies.scenarios.runs import queries as run_queries
from litigation_app.advocacy.studies.scenarios.runs import views as run_views
from litigation_app.advocacy.studies.what_if import presenters as asking
from litigation_app.core.access import May, me, needs
from litigation_app.core.jobstore import Job
from litigation_app.core.uploads import is_short
from litigation_app.statistics.fund.inputs import CountsRefused
from litigation_app.statistics.fund.scenario import ScenarioRefused
from litigation_app.statistics.releases import ReleaseBroken, ReleaseUnknown

bp = Blueprint("studies", __name__, url_prefix="/fund")
Result = Mapping[str, Any]


@bp.get("/")
@needs(May.READ_RELEASES)
def index() -> str:
    found, may_run = queries.studies(), me().may(May.RUN_STUDY)
    names = people.names({study.run_by for study in found})
    lines = [running.line(job) for job in run_queries.unfinished(me())] if may_run else []
    return render_template(
        "studies/index.html",
        studies=found,
        names=names,
        called=words.scenario,
        published=queries.caller(),
        may_run=may_run,
        lines=lines,
    )


@bp.get("/new")
@needs(May.RUN_STUDY)
def new() -> str:
    return render_template("studies/new.html", form=presenters.opened(request.args.get("scenario", "")))


@bp.post("/")
@needs(May.RUN_STUDY)
@is_short
def run() -> tuple[str, int] | Response:
    form = presenters.form()
    if form.validate():
        try:
            return redirect(run_views.where(_ask(form)), code=303)
        except (StudyRefused, CountsRefused, ReleaseBroken, ReleaseUnknown) as refused:
            form.refuse("publication", running.of_refusal(refused))
        except (ScenarioRefused, NotFound) as refused:
            form.refuse("scenario", running.of_refusal(refused))
    return render_template("studies/new.html", form=form), 422


@bp.get("/<uuid:study_id>")
@needs(May.READ_RELEASES)
def show(study_id: UUID) -> str:
    study = queries.get(study_id)
    result, before, folder = _result(study), queries.before(study), current_app.extensions["studies_dir"]
    last = queries.result_before(before, folder)
    beside: dict[str, Any] = {
        "before": before if last else None,
        "other_series": counted.changed(result, last) if last else [],
    }
    other = queries.from_other_counts(study, result, folder)
    beside |= {"other": other[0] if other else None, "own_counts": rules.is_of_clients(result)}
    beside["both_answers"] = counted.both_answers(result, other[1]) if other else None
    return render_template("studies/show.html", **_shown(study, result, parts.FIRST), **beside)


@bp.get("/<uuid:study_id>/<part>")
@needs(May.READ_RELEASES)
def part(study_id: UUID, part: str) -> str:
    if part not in parts.PARTS[1:]:
        raise NotFound
    study = queries.get(study_id)
    return render_template("studies/part.html", **_shown(study, _result(study), part))


@bp.get("/<uuid:study_id>/what-if")
@needs(May.READ_RELEASES)
def what_if(study_id: UUID) -> tuple[str, int]:
    study = queries.get(study_id)
    result = _result(study)
    answer = asking.answer(result, request.args, me().id)
    here = _shown(study, result, asking.PART)
    return render_template("studies/what_if.html", answer=answer, **here), answer.status


@bp.get("/<uuid:study_id>/what-if.json")
@needs(May.READ_RELEASES)
def sliders(study_id: UUID) -> tuple[Response, int]:
    answer = asking.answer(_result(queries.get(study_id)), request.args, me().id)
    figures = {one.code: one.moved for one in answer.figures}
    return jsonify(said=answer.said, figures=figures), answer.status


@bp.get("/<uuid:study_id>.csv")
@needs(May.READ_RELEASES)
def download(study_id: UUID) -> Response:
    study = queries.get(study_id)
    return _file(study, parts.as_csv(_read(study)).encode(), "csv", "")


@bp.get("/<uuid:study_id>/tables.<form>")
@needs(May.READ_RELEASES)
def tables(study_id: UUID, form: str) -> Response:
    if form not in parts.MEDIA:
        raise NotFound
    study = queries.get(study_id)
    return _file(study, parts.written(_read(study), form), form, "-tables")


@bp.errorhandler(queries.ResultBroken)
def broken(stop: queries.ResultBroken) -> tuple[str, int]:
    return render_template("studies/broken.html", study=stop.study), 409


def _result(study: Study) -> Result:
    return queries.result_of(study, current_app.extensions["studies_dir"])


def _read(study: Study) -> Result:
    """For files: a result that was changed is as good as none."""
    try:
        return _result(study)
    except queries.ResultBroken as stop:
        raise NotFound from stop


def _file(study: Study, content: bytes, form: str, about: str) -> Response:
    answer = Response(content, content_type=parts.MEDIA[form])
    answer.headers["Content-Disposition"] = f'attachment; filename="fund-{study.result_digest[:8]}{about}.{form}"'
    return answer


def _ask(form: StudyForm) -> Study | Job:
    kept, release_id = scenarios.find(form.scenario.data or ""), form.publication.data or ""
    paths, seed = int(form.paths.data), int(form.seed.data or 0)
    return runs.ask(me(), kept, release_id, paths=paths, seed=seed, places=runs.here())


def _titled(study: Study) -> str:
    """The country, with the scenario where it is not the country's own: two runs of a country are told apart on every tab."""
    country, name = presenters.countries()[study.scenario_code], words.scenario(study.scenario_name)
    return country if name == country else f"{country}, {name}"


def _shown(study: Study, result: Result, part: str) -> dict[str, Any]:
    return {
        "study": study,
        "result": result,
        "part": part,
        "figures": [] if part == asking.PART else parts.figures(result, part),
        "told": narrative.sentences(result, part),
        "pairs": rules.headline(result),
        "amount": amount,
        "amounts_rounded": amounts_rounded(),
        "chance": chance,
        "share": share,
        "assumed_name": words.assumed,
        "assumed_value": words.value,
        "exact": exact,
        "cited": citations.source,
        "stated_of": backing.stated_of,
        "named": words.named,
        "displaced": partial(backing.displaced, result),
        "missing_heads": words.missing_heads,
        "counts_see": lambda group, part: words.counts_see(group, share(part)),
        "handling_twice": backing.handling_twice,
        "unbacked": backing.sentence(result["assumptions"]),
        "one_rate": backing.one_rate(result),
        "scenario_name": words.scenario(study.scenario_name),
        "published": counted.publications(result),
        "is_one": rules.is_one(result),
        "rails": rules.rails(result),
        "badges": [badge(one["badge"]) for one in result["assumptions"]],
        "years": [result["first_year"] + t for t in range(result["horizon"])],
        "rate_day": _rate_day(result),
        "who": people.names({study.run_by}).get(study.run_by, ""),
        "country": _titled(study),
        "which_year": words.why_year(result),
        "prices": backing.prices(result),
        "unspent": words.unspent(result, chance(result["high"]["needs"]["dry_otherwise"])),
    } | _of_counts_and_figures(result)


def _of_counts_and_figures(result: Result) -> dict[str, Any]:
    """Whose counts they are, what ranges among them are called, and the six figures with their margins."""
    return {
        "printed_counts": partial(counted.of_others, result),
        "sources_differ": partial(counted.sources_differ, result),
        "unsure_counts": partial(counted.unsure_counts, result),
        "end_headings": [ranges.heading(result, name) for name in ("low", "high")],
        "warned": [*backing.said(result), *counted.unused(result)],
        "figures_take": ranges.figures_take(result),
        "futures_take": partial(ranges.futures_take, result),
        "figure_names": six_figures.names(result),
        "margin": partial(_margin, result),
        "margins_explained": six_figures.explained(),
    }


def _margin(result: Result, end: str, pair: rules.Pair) -> str:
    """In the currency that stands first."""
    fiscal = result["fiscal"] or {}
    if backing.one_rate(result):
        return six_figures.margin(result, end, pair, fiscal["rate"], fiscal["local_currency"])
    return six_figures.margin(result, end, pair, 1.0, result["currency"])


def _rate_day(result: Result) -> date | None:
    """The day of the exchange rate, where there is one."""
    said = (result["fiscal"] or {}).get("rate_date")
    return date.fromisoformat(said) if said else None
