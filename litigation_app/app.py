"""What is the desk made of? The table of contents: every room is wired here, and only here."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask, current_app, request
from jinja2 import Environment, PackageLoader, PrefixLoader, StrictUndefined
from werkzeug.exceptions import HTTPException, NotFound, TooManyRequests

from config import Config, ConfigRefused
from litigation_app import ledger, navigation, vault
from litigation_app.accounts import limits, stamps
from litigation_app.accounts import queries as account_queries
from litigation_app.accounts.anchors import views as anchors
from litigation_app.accounts.audit import views as audit
from litigation_app.accounts.integrity import views as integrity
from litigation_app.accounts.integrity.actions import note
from litigation_app.accounts.signing_in import login
from litigation_app.accounts.signing_in.enrolment import views as enrolment
from litigation_app.accounts.signing_in.factors import views as factors
from litigation_app.accounts.signing_in.sessions import views as sessions
from litigation_app.accounts.signing_in.unlocking import views as unlocking
from litigation_app.accounts.staff.cosigners import views as cosigners
from litigation_app.accounts.staff.offices import views as offices
from litigation_app.accounts.staff.people import views as people
from litigation_app.accounts.staff.proposals import views as proposals
from litigation_app.accounts.watching import views as watching
from litigation_app.advocacy.elicitations import views as elicitations
from litigation_app.advocacy.feasibility import views as feasibility
from litigation_app.advocacy.studies import views as studies
from litigation_app.advocacy.studies.scenarios import views as scenarios
from litigation_app.advocacy.studies.scenarios.runs import views as runs
from litigation_app.casework.casefile import views as casefile
from litigation_app.casework.casefile.client import views as victims
from litigation_app.casework.casefile.closing import views as closing
from litigation_app.casework.casefile.corrections import views as corrections
from litigation_app.casework.casefile.entered_in_error import views as strikes
from litigation_app.casework.casefile.proceeding import views as tracks
from litigation_app.casework.casefile.steps import views as proceedings
from litigation_app.casework.cases.emergencies import views as emergencies
from litigation_app.casework.cases.references import queries as references
from litigation_app.casework.claims import views as claims
from litigation_app.casework.claims.appeals import views as appeals
from litigation_app.casework.claims.awards import views as awards
from litigation_app.casework.claims.calculations import views as calculations
from litigation_app.casework.claims.corrections import views as mistakes
from litigation_app.casework.claims.evidence import views as evidence
from litigation_app.casework.claims.payments import views as paying
from litigation_app.casework.claims.portfolio import views as portfolio
from litigation_app.casework.claims.reviews import views as reviews
from litigation_app.casework.claims.reviews.answers import views as answers
from litigation_app.casework.claims.reviews.limits import views as review_limits
from litigation_app.casework.claims.routes import views as routes
from litigation_app.casework.claims.terms import views as terms
from litigation_app.casework.clients.access_report import views as openings
from litigation_app.casework.clients.identity import views as entries
from litigation_app.casework.clients.personal_records import views as particulars
from litigation_app.casework.courtwatch.judgments import views as judgments
from litigation_app.casework.courtwatch.observations import views as observations
from litigation_app.casework.courtwatch.reliability import views as reliability
from litigation_app.casework.documents import actions as document_actions
from litigation_app.casework.documents import views as documents
from litigation_app.casework.documents.details import views as details
from litigation_app.casework.documents.previews import views as previews
from litigation_app.casework.documents.texts import views as texts
from litigation_app.casework.drafting import views as templates
from litigation_app.casework.erasures import views as erasures
from litigation_app.casework.erasures.legal_holds import views as holds
from litigation_app.casework.grants import views as grants
from litigation_app.casework.lists.caselists import views as cases
from litigation_app.casework.lists.claimlists import views as claimlists
from litigation_app.casework.lists.search import views as search
from litigation_app.casework.planner.absences import views as absences
from litigation_app.casework.planner.calendar import views as calendar
from litigation_app.casework.planner.notes import views as notes
from litigation_app.casework.planner.reminders import views as reminders
from litigation_app.casework.planner.tasks import views as tasks
from litigation_app.casework.planner.team import views as team
from litigation_app.casework.planner.today import views as today
from litigation_app.casework.planner.week import views as digest
from litigation_app.casework.proceedings.courts import views as courtfiles
from litigation_app.casework.proceedings.deadlines import views as deadlines
from litigation_app.casework.proceedings.defendants import views as defendants
from litigation_app.casework.proceedings.hearings import views as hearings
from litigation_app.casework.proceedings.law_versions import views as lawversions
from litigation_app.casework.proceedings.powers_of_attorney import views as authority
from litigation_app.casework.proceedings.records import views as records
from litigation_app.casework.strategy import views as strategy
from litigation_app.casework.strategy.assessments import views as assessments
from litigation_app.casework.strategy.objectives import views as objectives
from litigation_app.casework.strategy.outcomes import views as outcomes
from litigation_app.casework.strategy.precedents import views as precedents
from litigation_app.casework.strategy.remedies import views as remedies
from litigation_app.casework.strategy.supervision import views as supervision
from litigation_app.core import csrf, db, jobs, jobstore, json_lines, language, uploads, web, weekdays
from litigation_app.core.access import STEP_UP_HOOK, May, me, require_declared_permissions
from litigation_app.core.blobs import Blobs
from litigation_app.core.money import format_amount, format_number
from litigation_app.demo import sign_ins
from litigation_app.gate.drafts import queries as calendar_of_publications
from litigation_app.gate.drafts import views as gate
from litigation_app.gate.drafts.preparations import views as preparations
from litigation_app.gate.external_figures import views as known
from litigation_app.gate.official import views as official
from litigation_app.gate.partners import queries as partner_queries
from litigation_app.gate.partners import views as partners
from litigation_app.gate.regional import queries as region_queries
from litigation_app.gate.regional import views as regional
from litigation_app.law.script import in_script_of
from litigation_app.overview import views as overview
from litigation_app.statistics.countries import views as countries
from litigation_app.statistics.exports import views as exports
from litigation_app.statistics.indicators import measured
from litigation_app.statistics.indicators import views as indicators
from litigation_app.statistics.official import views as official_figures
from litigation_app.statistics.packs import views as packs
from litigation_app.statistics.releases import views as publications
from litigation_app.vault.name_search import index

ROOMS = (
    sessions, enrolment, factors, unlocking, people, proposals, cosigners, offices, audit, integrity, anchors, watching, cases, casefile,
    closing, victims, entries, particulars, authority, erasures, holds, openings, proceedings, deadlines, corrections, strikes, tracks,
    lawversions, hearings, calendar, records, courtfiles, defendants, tasks, notes, today, reminders, digest, strategy, objectives,
    assessments, remedies, supervision, outcomes, precedents, grants, claims, claimlists, calculations, terms, evidence, routes, reviews,
    absences, answers, review_limits, portfolio, awards, paying, mistakes, appeals, team, emergencies, documents, details, previews,
    templates, texts, search, judgments, observations, reliability, gate, preparations, partners, known, official, regional, publications,
    exports, official_figures, packs, indicators, countries, studies, feasibility, scenarios, elicitations, runs, overview,
)  # fmt: skip


def create_app(config: Config) -> Flask:
    """The web application of one instance; raises RouteUnguarded if any route declares no permission."""
    app = desk_of(config)
    for room in ROOMS:
        app.register_blueprint(room.bp)
    app.add_url_rule("/", "home", navigation.home)
    app.context_processor(navigation.around)
    require_declared_permissions(app)
    return app


def desk_of(config: Config) -> Flask:
    """The same without its pages, as commands need it: to know the address of every page takes most of the time of a start."""
    app = Flask(__name__, static_folder=None, template_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=config.max_form_bytes, MAX_FORM_MEMORY_SIZE=config.max_form_bytes)
    app.extensions["config"] = config
    app.url_map.strict_slashes = False
    _templates(app)
    web.install(app)
    if config.log_requests:
        json_lines.install(app)
    db.install(app, config)
    language.install(app)
    vault.install(app, config)
    unlocking.install(app)
    ledger.install(app, vault.ledger_settings, folder=config.checkpoints, partners=_partners(config))
    jobs.install(app, config, jobstore.lost)
    app.extensions |= _published(config) | {
        "blobs": Blobs(config.files),
        "release_signer": vault.LateSigner(app, "release-sign"),
        stamps.KEYS: vault.stamp_key,
        stamps.SEALS: vault.is_sealed_for,
        index.NOTE_BROKEN: note,
        "trusted_keys": vault.LateKeys(app, "release-sign"),
        "cases_held": references.count_held_by,
        "case_references": references.references,
        "case_years": references.years_opened,
        "case_by_reference": references.id_of,
        "spend_export": _spend_export,
        web.REFUSAL_HOOK: _refuse,
        STEP_UP_HOOK: factors.ask_again,
    }
    sign_ins.install(app)
    login.install(app)
    uploads.install(app, document_actions.receive)
    csrf.install(app, vault.session_key)
    return app


def _published(config: Config) -> dict[str, Any]:
    """Where publications lie, our own and those of partners, and what is computed from them."""
    places = {"shelf": config.releases, "partner_releases": config.partner_releases, "studies_dir": config.studies}
    return places | {
        "settle_shelf": lambda: region_queries.settle(config.releases),
        "published_figures": measured.on_shelf,
        "becomes_ripe": calendar_of_publications.coming,
        "own_countries": lambda: {one.country for one in account_queries.offices_where(me(), May.READ_RELEASES)},
        "partner_shelves": lambda: partner_queries.shelves(config.partner_releases),
    }


def _partners(config: Config) -> tuple[ledger.Partner, ...]:
    """The partners' logs; raises ConfigRefused if a key is not one."""
    try:
        return tuple(ledger.Partner(ledger.VerifierKey.parse(one.key), one.url) for one in config.partners)
    except ledger.NoteRefused as refused:
        raise ConfigRefused(f"The key of a partner in config.toml cannot be read: {refused}.") from None


def unindented(source: str) -> str:
    """A template with one space for the indentation of a line, which is for those who write it: a tenth of a page's weight.

    One stays: after a block the end of the line is gone, and nothing else would keep two words apart.
    """
    return re.sub(r"^[ \t]+", " ", source, flags=re.MULTILINE)


class _Pages(PackageLoader):
    """The templates as they are sent."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool] | None]:
        source, name, is_fresh = super().get_source(environment, template)
        return unindented(source), name, is_fresh


def _templates(app: Flask) -> None:
    """A feature's templates stand beside it: "claims/show.html" is casework/claims/pages/show.html."""
    here = Path(__file__).parent
    folders = {"core": "core/pages"} | {
        room.bp.name: str(Path(room.__file__ or "").parent.relative_to(here) / "pages") for room in ROOMS
    }
    there = {name: path for name, path in folders.items() if (here / path).is_dir()}
    app.jinja_loader = PrefixLoader({name: _Pages("litigation_app", path) for name, path in there.items()})
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        weekday=weekdays.weekday,
        money=lambda amount, currency: format_amount(amount, currency, language.current()),
        in_script=lambda text: in_script_of(language.current(), text),
        number=lambda amount, decimals=0: format_number(amount, language.current(), decimals),
    )


def _spend_export() -> None:
    """For rooms that know no people; raises TooManyRequests."""
    limits.spend(me(), limits.EXPORTS, current_app.extensions["config"].exports_per_hour)


def _refuse() -> HTTPException:
    """A thing that is hidden and one that is missing leave the same entry; whoever asks for many of them must wait."""
    if not limits.take(me(), limits.REFUSALS, current_app.extensions["config"].refusals):
        return TooManyRequests()
    what = next((str(value) for value in (request.view_args or {}).values() if isinstance(value, UUID)), "page")
    kind = (request.endpoint or "none").split(".", 1)[0]
    ledger.append_alone(act="denied", by=me().id, of=f"{kind}:{what}", session_id=me().session_id, outcome="denied")
    return NotFound()
