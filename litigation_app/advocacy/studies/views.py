"""The pages of the fund model: runs so far, a new run, one run's answers."""

import csv
import io
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from litigation_app.accounts import queries as people
from litigation_app.advocacy.studies import actions, queries, rules
from litigation_app.advocacy.studies.forms import StudyForm
from litigation_app.advocacy.studies.models import Study
from litigation_app.core import charts
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _, current
from litigation_app.core.money import format_number
from litigation_app.statistics.fund import scenario_files
from litigation_app.statistics.fund.inputs import CountsRefused
from litigation_app.statistics.releases import Release, ReleaseBroken, ReleaseUnknown, load, shelf

CASELOAD = "caseload"  # the model counts clients: judgments and hearings are no awards of theirs
bp = Blueprint("studies", __name__, url_prefix="/fund")
Result = Mapping[str, Any]
FAN_SHOWN = ("0.01", "0.05", "0.25", "0.5", "0.75", "0.95", "0.99")


@bp.get("/")
@needs(May.READ_RELEASES)
def index() -> str:
    found = queries.studies()
    names = people.names({study.run_by for study in found})
    return render_template(
        "studies/index.html", studies=found, names=names, scenarios=_scenarios(), may_run=me().may(May.RUN_STUDY)
    )


@bp.get("/new")
@needs(May.RUN_STUDY)
def new() -> str:
    return render_template("studies/new.html", form=_form())


@bp.post("/")
@needs(May.RUN_STUDY)
def run() -> tuple[str, int] | Response:
    form = _form()
    if form.validate():
        try:
            made = actions.run(me(), **_asked(form), folder=current_app.extensions["studies_dir"])
            return redirect(url_for("studies.show", study_id=made.id, done="estimate-made"), code=303)
        except (actions.StudyRefused, CountsRefused, ReleaseBroken, ReleaseUnknown) as refused:
            form.refuse("publication", _sentence(refused))
    return render_template("studies/new.html", form=form), 422


@bp.get("/<uuid:study_id>")
@needs(May.READ_RELEASES)
def show(study_id: UUID) -> tuple[str, int] | str:
    study = queries.get(study_id)
    try:
        result = queries.result_of(study, current_app.extensions["studies_dir"])
    except queries.ResultBroken:
        return render_template("studies/broken.html", study=study), 409
    return render_template("studies/show.html", study=study, result=result, **_shown(study, result))


@bp.get("/<uuid:study_id>.csv")
@needs(May.READ_RELEASES)
def download(study_id: UUID) -> Response:
    study = queries.get(study_id)
    try:
        content = as_csv(queries.result_of(study, current_app.extensions["studies_dir"]))
    except queries.ResultBroken as broken:
        raise NotFound from broken
    answer = Response(content, mimetype="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="fund-{study.result_digest[:8]}.csv"'
    return answer


def as_csv(result: Result) -> str:
    """A row for each year and variant: plain numbers in the scenario's currency, so that no cell is a formula."""
    out = io.StringIO()
    sheet = csv.writer(out, lineterminator="\r\n")
    sheet.writerow(["year", "withheld_counts_at", "currency", "mean", "q50", "q75", "q90", "q95", "q99", "dry_so_far"])
    for name, words in (("low", "lowest"), ("high", "highest")):
        for t, cost in enumerate(result[name]["cost_by_year"]):
            amounts = [f"{cost[k]:.2f}" for k in ("mean", "q50", "q75", "q90", "q95", "q99")]
            dry = f"{result[name]['dry_by_year'][t]:.6f}"
            sheet.writerow([result["first_year"] + t, words, result["currency"], *amounts, dry])
    return out.getvalue()


def _form() -> StudyForm:
    form = StudyForm(request.form)
    there = [one for one in shelf(current_app.extensions["shelf"]) if one.mode == CASELOAD]
    form.publication.offer([(one.id, f"{one.title} ({one.id})") for one in there], blank=_("Choose published data"))
    form.scenario.offer(list(_scenarios().items()), blank=_("Choose a country's assumptions"))
    return form


def _scenarios() -> dict[str, str]:
    """Code to name of the country whose assumptions ship with the desk."""
    loaded = [scenario_files.load(name) for name in scenario_files.names()]
    words = {
        "RS": _("Serbia"),
        "MK": _("North Macedonia"),
        "BA": _("Bosnia and Herzegovina"),
        "ME": _("Montenegro"),
    }
    return {one.code: words.get(one.code, one.name) for one in loaded}


def _asked(form: StudyForm) -> dict[str, Any]:
    keys = current_app.extensions["trusted_keys"]
    release: Release = load(current_app.extensions["shelf"], form.publication.data or "", keys)
    scenario = scenario_files.load(form.scenario.data or "")
    return {"release": release, "scenario": scenario, "paths": int(form.paths.data), "seed": int(form.seed.data or 0)}


def _sentence(refused: Exception) -> str:
    if isinstance(refused, actions.StudyRefused) and refused.reason == "other_country":
        return _("This published data does not speak of the country whose assumptions you chose.")
    if isinstance(refused, CountsRefused):
        return _("This published data hides a year's count so well that the estimate cannot say how high it may be.")
    return _("This published data cannot be read as it was signed. Open it under Published data to see why.")


def _shown(study: Study, result: Result) -> dict[str, Any]:
    is_one = rules.is_one(result)
    years = [result["first_year"] + t for t in range(result["horizon"])]
    fans = [_fan(result, name, is_one, years) for name in (("low",) if is_one else ("low", "high"))]
    return {
        "pairs": rules.headline(result),
        "is_one": is_one,
        "rails": rules.rails(result),
        "fans": fans,
        "years": years,
        "rate_day": _rate_day(result),
        "who": people.names({study.run_by}).get(study.run_by, ""),
        "country": _scenarios().get(study.scenario_code, study.scenario_code),
    }


def _rate_day(result: Result) -> date | None:
    """The day of the exchange rate, where there is one."""
    said = (result["fiscal"] or {}).get("rate_date")
    return date.fromisoformat(said) if said else None


def _fan(result: Result, name: str, is_one: bool, years: list[int]) -> dict[str, Any]:
    titles = {
        "low": _("What is left in the fund, hidden counts at their lowest"),
        "high": _("What is left in the fund, hidden counts at their highest"),
    }
    title = _("What is left in the fund at the end of each year") if is_one else titles[name]
    quantiles = {float(q): [x / 1000 for x in result[name]["balance_fan"][q]] for q in FAN_SHOWN}
    unit = _("thousand %(currency)s", currency=result["currency"])
    table = charts.fan_table(years, quantiles, corner=_("Year"), number=_thousands, quantile_label=_share)
    picture = charts.fan(
        years,
        quantiles,
        title=title,
        unit=unit,
        zero_label=_("nothing left"),
        number=_thousands,
        quantile_label=_share,
    )
    return {"title": title, "picture": picture, "table": table}


def _thousands(value: float) -> str:
    return format_number(Decimal(round(value)), current(), 0)


def _share(level: float) -> str:
    return f"{100 * level:g} %"
