"""What is the desk made of? The table of contents: every room is wired here, and only here."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask, current_app, redirect, request
from jinja2 import PackageLoader, PrefixLoader, StrictUndefined
from werkzeug.wrappers import Response

from config import Config
from litigation_app import ledger, vault
from litigation_app.accounts import login
from litigation_app.accounts.audit import views as audit
from litigation_app.accounts.people import views as people
from litigation_app.accounts.people.forms import ROLE_NAMES
from litigation_app.accounts.sessions import views as sessions
from litigation_app.advocacy.studies import views as studies
from litigation_app.casework.casefile import views as casefile
from litigation_app.casework.cases import views as cases
from litigation_app.casework.claims import queries as claim_queries
from litigation_app.casework.claims import views as claims
from litigation_app.casework.proceedings import views as proceedings
from litigation_app.casework.victims import views as victims
from litigation_app.core import csrf, db, language, text, web
from litigation_app.core.access import May, me, needs, require_declared_permissions, somebody
from litigation_app.core.clock import local
from litigation_app.core.language import _l, current
from litigation_app.core.money import format_amount, format_number
from litigation_app.gate import views as gate
from litigation_app.statistics.indicators import views as indicators
from litigation_app.statistics.releases import views as publications

ROOMS = (
    sessions,
    people,
    audit,
    cases,
    casefile,
    victims,
    proceedings,
    claims,
    gate,
    publications,
    indicators,
    studies,
)


@dataclass(frozen=True)
class Door:
    """An entry of the navigation: shown to whoever has the permission."""

    permission: May
    endpoint: str
    label: Any
    icon: str


DOORS = (
    Door(May.LIST_CASES, "cases.index", _l("Cases"), "folder"),
    Door(May.REVIEW_CLAIM, "claims.index", _l("Claims to review"), "clipboard-check"),
    Door(May.LIST_CASES, "proceedings.deadlines", _l("Deadlines"), "calendar3"),
    Door(May.READ_LEDGER, "audit.index", _l("Access log"), "journal-check"),
    Door(May.DRAFT_RELEASE, "gate.index", _l("Publishing"), "box-arrow-up-right"),
    Door(May.READ_RELEASES, "publications.index", _l("Published data"), "globe2"),
    Door(May.READ_RELEASES, "indicators.index", _l("Indicators"), "bar-chart"),
    Door(May.READ_RELEASES, "studies.index", _l("Fund model"), "graph-up"),
    Door(May.MANAGE_USERS, "people.index", _l("People"), "people"),
    Door(May.VERIFY_LEDGER, "audit.verification", _l("Check the access log"), "shield-check"),
)


OF_A_CASE = frozenset({"casefile", "victims", "claims", "proceedings"})


def create_app(config: Config) -> Flask:
    """The web application of one instance; raises RouteUnguarded if any route declares no permission."""
    app = Flask(__name__, static_folder=None, template_folder=None)
    app.config.update(
        MAX_CONTENT_LENGTH=config.max_form_bytes,
        MAX_FORM_MEMORY_SIZE=config.max_form_bytes,
        SQLALCHEMY_ENGINE_OPTIONS={"hide_parameters": True},  # an error must not print what was being saved
    )
    app.extensions["config"] = config
    app.url_map.strict_slashes = False
    _templates(app)
    web.install(app)
    db.install(app, config)
    language.install(app)
    keys = vault.install(app, config).keyring
    ledger.install(app, keys.secret("audit-mac"), instance=keys.instance)
    signer = keys.signer("release-sign")
    app.extensions |= {
        "shelf": config.releases,
        "studies_dir": config.studies,
        "release_signer": signer,
        "trusted_keys": {signer.public_key()},
        "demo_sign_ins": _demo_sign_ins(config),
        web.REFUSAL_HOOK: _note_refusal,
    }
    login.install(app)
    csrf.install(app, keys.secret("session"))
    for room in ROOMS:
        app.register_blueprint(room.bp)
    app.add_url_rule("/", "home", home)
    app.context_processor(_around)
    require_declared_permissions(app)
    return app


def _templates(app: Flask) -> None:
    """A feature's templates stand beside it: "claims/show.html" is casework/claims/pages/show.html."""
    folders = {"core": "core/pages"} | {room.bp.name: _pages_of(room) for room in ROOMS}
    app.jinja_loader = PrefixLoader(
        {name: PackageLoader("litigation_app", path) for name, path in folders.items() if _is_there(path)}
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        day=text.format_date,
        moment=lambda at: f"{text.format_date(local(at).date())}{text.NBSP}{local(at):%H.%M}" if at else "",
        money=lambda amount, currency: format_amount(amount, currency, current()),
        number=lambda amount, decimals=0: format_number(amount, current(), decimals),
    )


def _pages_of(room: Any) -> str:
    return str(Path(room.__file__).parent.relative_to(Path(__file__).parent) / "pages")


def _is_there(path: str) -> bool:
    return (Path(__file__).parent / path).is_dir()


def _demo_sign_ins(config: Config) -> list[Any]:
    """The sign-ins that the demonstration shows beside the form; empty in every real copy."""
    from litigation_app.demo.sign_ins import shown

    return shown(config.instance)


@needs(May.SIGNED_IN)
def home() -> Response:
    """To the first page of her work."""
    first = next(door for door in DOORS if me().may(door.permission))
    return redirect(app_url(first.endpoint))


def app_url(endpoint: str) -> str:
    return current_app.url_for(endpoint)


def _note_refusal() -> None:
    """A thing that is hidden and one that is missing leave the same entry."""
    what = next((str(value) for value in (request.view_args or {}).values() if isinstance(value, UUID)), "page")
    kind = (request.endpoint or "none").split(".", 1)[0]
    ledger.append_alone(act="denied", by=me().id, of=f"{kind}:{what}", session_id=me().session_id, outcome="denied")


def _around() -> dict[str, Any]:
    """What base.html shows around every page."""
    actor = somebody()
    demo = bool(current_app.extensions["demo_sign_ins"])
    if actor is None:
        return {"nav": [], "whoami": None, "demo": demo, "locks_in": None}
    roles = sorted({held.role for held in actor.held})
    line = " · ".join([*(str(ROLE_NAMES[role]) for role in roles), actor.office_name])
    whoami = {
        "name": actor.name,
        "line": line,
        "initials": text.initials(actor.name),
        "may_search": actor.may(May.LIST_CASES),
    }
    return {"nav": _nav(), "whoami": whoami, "demo": demo, "locks_in": current_app.extensions["config"].idle_minutes}


def _nav() -> list[dict[str, Any]]:
    """Her doors; the one through which she came to this page is marked."""
    hers = [door for door in DOORS if me().may(door.permission)]
    here = _here({door.endpoint for door in hers})
    return [
        {
            "endpoint": door.endpoint,
            "label": door.label,
            "icon": door.icon,
            "badge": claim_queries.count_awaiting(me()) if door.permission is May.REVIEW_CLAIM else None,
            "current": door.endpoint == here,
        }
        for door in hers
    ]


def _here(hers: set[str]) -> str:
    endpoint = request.endpoint or ""
    room = endpoint.split(".", 1)[0]
    if endpoint in hers:
        return endpoint
    return f"{room}.index" if f"{room}.index" in hers else "cases.index" if room in OF_A_CASE else ""
