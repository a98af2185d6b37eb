"""The documents of runs as pages and as files: the study, the fiscal form, the study of the region."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from uuid import UUID

from flask import Blueprint, current_app, render_template, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from litigation_app.advocacy.feasibility import queries
from litigation_app.advocacy.feasibility.documents import presenters as printing
from litigation_app.advocacy.feasibility.documents.rules import Document
from litigation_app.advocacy.feasibility.presenters import Result
from litigation_app.advocacy.feasibility.regional.presenters import LEAST
from litigation_app.advocacy.figures import presenters as few_years
from litigation_app.advocacy.studies import queries as runs
from litigation_app.advocacy.studies.models import Study
from litigation_app.core import web
from litigation_app.core.access import May, needs
from litigation_app.core.clock import local
from litigation_app.core.language import LANGUAGES, speaking

FISCAL = {"pdf": printing.FORMS["pdf"], queries.WORKBOOK: printing.MEDIA, **printing.FORMS}
bp = Blueprint("feasibility", __name__, url_prefix="/fund")


@bp.get("/<uuid:study_id>/study")
@needs(May.READ_RELEASES)
def show(study_id: UUID) -> tuple[str, int] | str:
    return _chapter(study_id, None)


@bp.get("/<uuid:study_id>/study/<number>")
@needs(May.READ_RELEASES)
def chapter(study_id: UUID, number: str) -> tuple[str, int] | str:
    return _chapter(study_id, number)


@bp.get("/<uuid:study_id>/study/<language>/<form>")
@needs(May.READ_RELEASES)
def download(study_id: UUID, language: str, form: str) -> Response:
    run = runs.get(study_id)
    if language not in LANGUAGES or form not in printing.FORMS:
        raise NotFound
    try:
        with speaking(language):
            content = printing.printed(queries.study(run, _result(run)), form, local(run.run_at).date())
    except runs.ResultBroken as broken:
        raise NotFound from broken
    return _sent(content, form, f"{queries.file_name(run)}-{language}")


@bp.get("/<uuid:study_id>/fiscal")
@needs(May.READ_RELEASES)
def fiscal(study_id: UUID) -> tuple[str, int] | str:
    run = runs.get(study_id)
    try:
        document = queries.fiscal_document(run, _result(run))
    except runs.ResultBroken:
        return render_template("studies/broken.html", study=run), 409
    return _page(document, study=run, forms=FISCAL, is_fiscal=True)


@bp.get("/<uuid:study_id>/fiscal/<language>/<form>")
@needs(May.READ_RELEASES)
def download_fiscal(study_id: UUID, language: str, form: str) -> Response:
    run = runs.get(study_id)
    if language not in LANGUAGES or form not in FISCAL:
        raise NotFound
    try:
        with speaking(language):
            content = queries.form_file(run, _result(run), form)
    except runs.ResultBroken as broken:
        raise NotFound from broken
    return _sent(content, form, f"{queries.file_name(run, 'fiscal-form')}-{language}")


@bp.get("/regional")
@needs(May.READ_RELEASES)
def region() -> str:
    found = _members()
    if len(found) < LEAST:
        return render_template("feasibility/no_region.html")
    return _page(queries.region(found), study=None, forms=printing.FORMS, found=found)


@bp.get("/regional/<language>/<form>")
@needs(May.READ_RELEASES)
def download_region(language: str, form: str) -> Response:
    if language not in LANGUAGES or form not in printing.FORMS:
        raise NotFound
    found = _members()
    if len(found) < LEAST:
        raise NotFound
    with speaking(language):
        day = local(max(run.run_at for run, _result in found)).date()
        content = printing.printed(queries.region(found), form, day)
    return _sent(content, form, f"study-region-{language}")


def _chapter(study_id: UUID, number: str | None) -> tuple[str, int] | str:
    """One chapter with the way to all others; without a number the first, with what the study is. Raises NotFound."""
    run = runs.get(study_id)
    try:
        document = queries.study(run, _result(run))
    except runs.ResultBroken:
        return render_template("studies/broken.html", study=run), 409
    numbers = [one.number for one in document.chapters]
    if number is not None and number not in numbers[1:]:
        raise NotFound
    return _page(document, study=run, forms=printing.FORMS, at=numbers.index(number) if number else 0)


def _members() -> list[tuple[Study, Result]]:
    """The run of each country that the reader picked, or the desk; broken files are left out. Raises NotFound."""
    found = []
    for run in queries.members(request.args):
        with suppress(runs.ResultBroken):
            found.append((run, _result(run)))
    return found


def _result(run: Study) -> Result:
    return runs.result_of(run, current_app.extensions["studies_dir"])


def _page(
    document: Document,
    *,
    study: Study | None,
    forms: Mapping[str, str],
    found: Sequence[tuple[Study, Result]] = (),
    at: int | None = None,
    is_fiscal: bool = False,
) -> str:
    """A document, whole or its chapter `at` (0 is the first)."""
    return render_template(
        "feasibility/study.html",
        document=document,
        at=at,
        study=study,
        forms=forms,
        has_region=study is not None and len(queries.by_country()) >= LEAST,
        choices=queries.choices([run for run, _result in found]),
        picked={run.scenario_code: str(run.id) for run, _result in found},
        few={run.scenario_code: few_years.said(result) for run, result in found},
        heading=printing.heading,
        kind=printing.kind,
        is_fiscal=is_fiscal,
    )


def _sent(content: bytes, form: str, name: str) -> Response:
    answer = Response(content, content_type=FISCAL[form])
    answer.headers["Content-Disposition"] = web.disposition(f"{name}.{form}")
    return answer
