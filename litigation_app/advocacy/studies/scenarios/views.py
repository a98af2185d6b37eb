"""The pages of scenarios: list, one, copy, edit by parts, whole text, compare, put aside."""

from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.datastructures import CombinedMultiDict
from werkzeug.wrappers import Response

from litigation_app.accounts import queries as people
from litigation_app.advocacy.figures.grids import share
from litigation_app.advocacy.studies import queries as studies
from litigation_app.advocacy.studies.scenarios import actions, editing, presenters, queries
from litigation_app.advocacy.studies.scenarios.comparisons import presenters as comparisons
from litigation_app.advocacy.studies.scenarios.fields import presenters as refusing
from litigation_app.advocacy.studies.scenarios.forms import FileRefused, NameForm, TakeForm, TextForm
from litigation_app.advocacy.studies.scenarios.queries import Kept
from litigation_app.core.access import May, me, needs
from litigation_app.core.uploads import is_short
from litigation_app.statistics.fund import scenario_text
from litigation_app.statistics.fund.scenario import Scenario, ScenarioRefused, Tree
from litigation_app.statistics.fund.scenario_reading import scenario_from
from litigation_app.statistics.fund.studies import GROUP

bp = Blueprint("scenarios", __name__, url_prefix="/fund/scenarios")
Answer = Response | tuple[str, int]


@bp.get("/")
@needs(May.READ_RELEASES)
def index() -> str:
    ours, aside = queries.own(), queries.own(archived=True)
    names = people.names({one.row.changed_by for one in (*ours, *aside) if one.row})
    said: dict[str, Any] = {"shipped": queries.shipped(), "ours": ours, "aside": aside, "names": names}
    return render_template("scenarios/index.html", **said, countries=editing.countries(), may_run=_may_run())


@bp.get("/<ref>")
@needs(May.READ_RELEASES)
def show(ref: str) -> str:
    return _page(queries.find(ref), NameForm())


@bp.post("/<ref>/copies")
@needs(May.RUN_STUDY)
@is_short
def copy(ref: str) -> Answer:
    kept, form = queries.find(ref), NameForm(request.form)
    if not form.validate():
        return _page(kept, form), 422
    row = actions.copy(me(), kept, form.name.data or "")
    return redirect(url_for("scenarios.show", ref=row.id, done="scenario-copied"), code=303)


@bp.get("/<ref>/scenario.toml")
@needs(May.READ_RELEASES)
def download(ref: str) -> Response:
    kept = queries.find(ref)
    answer = Response(kept.text, content_type="application/toml")
    answer.headers["Content-Disposition"] = f'attachment; filename="scenario-{kept.country}-{kept.hash[:8]}.toml"'
    return answer


@bp.get("/new")
@needs(May.RUN_STUDY)
def new() -> str:
    return render_template("scenarios/text.html", form=TakeForm(), kept=None)


@bp.post("/")
@needs(May.RUN_STUDY)
@is_short
def take() -> Answer:
    form = TakeForm(CombinedMultiDict([request.files, request.form]))
    if form.validate():
        try:
            row = actions.take(me(), scenario_text.tree_of(form.read()), form.name.data or "")
            return redirect(url_for("scenarios.show", ref=row.id, done="scenario-kept"), code=303)
        except FileRefused as stop:
            form.refuse("file", str(stop))
        except ScenarioRefused as stop:
            form.refuse("text", refusing.of_text(stop))
    return render_template("scenarios/text.html", form=form, kept=None), 422


@bp.get("/<ref>/text")
@needs(May.RUN_STUDY)
def text(ref: str) -> str:
    row = queries.get(ref)
    form = TextForm(data={"name": row.name, "text": row.text, "row_version": str(row.row_version)})
    return render_template("scenarios/text.html", form=form, kept=queries.kept(row))


@bp.post("/<ref>/text")
@needs(May.RUN_STUDY)
@is_short
def save_text(ref: str) -> Answer:
    row, form = queries.get(ref), TextForm(request.form)
    if form.validate():
        try:
            tree, version = scenario_text.tree_of(form.text.data or ""), editing.version(form.row_version.data)
            actions.save(me(), row, tree, row_version=version, name=form.name.data)
            return redirect(url_for("scenarios.show", ref=ref, done="scenario-kept"), code=303)
        except ScenarioRefused as stop:
            form.refuse("text", refusing.of_text(stop))
        except actions.ScenarioStale:
            return editing.stale_text(row, form), 409
    return render_template("scenarios/text.html", form=form, kept=queries.kept(row)), 422


@bp.get("/<ref>/parts/<code>")
@needs(May.RUN_STUDY)
def edit(ref: str, code: str) -> str:
    row = queries.get(ref)
    return editing.page(row, editing.section(code), sent=None)


@bp.post("/<ref>/parts/<code>")
@needs(May.RUN_STUDY)
@is_short
def save(ref: str, code: str) -> Answer:
    row, section = queries.get(ref), editing.section(code)
    part = editing.Part(row, section, request.form)
    try:
        if not part.wants_rows and part.is_saved_by(me()):
            return redirect(url_for("scenarios.show", ref=ref, _anchor=code, done="scenario-kept"), code=303)
    except actions.ScenarioStale:
        return part.page_of_stale(), 409
    return part.page(), 422


@bp.post("/<ref>/setting-aside")
@needs(May.RUN_STUDY)
@is_short
def put_aside(ref: str) -> Answer:
    row, is_away = queries.get(ref), request.form.get("back") != "yes"
    try:
        actions.archive(me(), row, is_away=is_away, row_version=editing.version(request.form.get("row_version")))
    except actions.ScenarioStale:
        return _page(queries.kept(row), NameForm(), editing.stale()), 409
    done = "scenario-archived" if is_away else "scenario-back"
    return redirect(url_for("scenarios.index", done=done), code=303)


@bp.get("/comparison")
@needs(May.READ_RELEASES)
def compare() -> str:
    refs = [request.args.get(name, "") for name in ("one", "other")]
    pair = [queries.find(ref) for ref in refs] if all(refs) else []
    return render_template("scenarios/compare.html", **comparisons.page_of(pair))


@bp.get("/comparison/estimates")
@needs(May.READ_RELEASES)
def compare_estimates() -> str:
    chosen = [request.args.get(name, "") for name in ("first", "second")]
    pair = [studies.find(one) for one in chosen] if all(chosen) else []
    return render_template("scenarios/estimates.html", **comparisons.page_of_estimates(pair))


@bp.errorhandler(studies.ResultBroken)
def broken(stop: studies.ResultBroken) -> tuple[str, int]:
    return render_template("studies/broken.html", study=stop.study), 409


def _page(kept: Kept, form: NameForm, refused: str = "") -> str:
    tree = scenario_text.tree_of(kept.text)
    said: dict[str, Any] = {"parts": presenters.parts(tree), "share": share} | _read(kept, tree, refused)
    said |= {"estimates": studies.of_scenario(kept.country, kept.name), "published": studies.caller()}
    said["copied_from"] = editing.copied_from(kept)
    names = people.names({kept.row.changed_by}) if kept.row else {}
    name = editing.name_of(kept)
    return render_template(
        "scenarios/show.html", kept=kept, name=name, form=form, names=names, **said, may_run=_may_run()
    )


def _read(kept: Kept, tree: Tree, refused: str) -> dict[str, Any]:
    """What only a scenario that can be read has; of one that an older desk took and this one does not, why."""
    try:
        scenario = scenario_from(tree)
    except ScenarioRefused as stop:
        return {"doubts": [], "covered": [], "served": None, "refused": refused or refusing.of_text(stop)}
    there = current_app.extensions
    return {
        "doubts": presenters.doubt_sentences(scenario),
        "covered": _covered(kept, scenario),
        "served": queries.served(scenario, there["shelf"], there["trusted_keys"]),
        "refused": refused,
    }


def _covered(kept: Kept, scenario: Scenario) -> list[queries.Covered]:
    there = current_app.extensions
    own = next((one for one in scenario.counts if one.group == GROUP), None)
    return queries.covered(kept.country, own, there["shelf"], there["trusted_keys"])


def _may_run() -> bool:
    return me().may(May.RUN_STUDY)
