"""Which publications lie on the shelf of a demonstration from the start? The official figures that came with the program, and its own."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from flask import Flask, g

from litigation_app.accounts import queries
from litigation_app.core.access import Actor
from litigation_app.core.db import committing
from litigation_app.core.jobs import Tell, quiet
from litigation_app.core.roles import Role
from litigation_app.core.toml_files import read_toml
from litigation_app.demo.sign_ins import SignIn
from litigation_app.gate import queries as drafts
from litigation_app.gate.drafts import actions as gate
from litigation_app.gate.drafts.presenters import sentence
from litigation_app.gate.models import ReleaseDraft
from litigation_app.gate.official import actions
from litigation_app.gate.official import queries as reads
from litigation_app.gate.protection.proposal import WouldReveal
from litigation_app.gate.regional import actions as adding
from litigation_app.gate.regional import queries as regional
from litigation_app.gate.regional.views import sentence as why_not_added
from litigation_app.gate.rules import Wish


def official_figures(app: Flask, people: Sequence[SignIn]) -> None:
    """Handed over by an invented analyst, checked by an invented coordinator, as in real work."""
    first, second = signed_in(people, Role.ANALYST), signed_in(people, Role.COORDINATOR)
    with app.test_request_context():
        with committing():
            handed = actions.propose_shipped(first, *_place(app).values())
        for draft in handed:
            with committing():
                seen = reads.stands(draft)
                actions.approve(second, draft, **_place(app), signer=app.extensions["release_signer"], seen=seen)


def ours(
    app: Flask, people: Sequence[SignIn], wanted: Sequence[Mapping[str, Any]], tell: Callable[[str], None], progress: Tell = quiet
) -> None:  # fmt: skip
    """Each of these (as `publications` says them) prepared by the analyst and, but for what waits, agreed to by a coordinator of
    its country, with every check of the desk. Where nothing is to be counted, of the people of another seed or day, nothing is
    published.
    """
    analyst = signed_in(people, Role.ANALYST)
    for done, said in enumerate(wanted):
        progress("publications", done, len(wanted))
        coordinator = signed_in(people, Role.COORDINATOR, country=said["country"])
        with app.test_request_context():
            try:
                draft = _drafted(app, said, analyst)
                name = "" if said.get("waits") else _agreed(app, draft, coordinator)
                tell(f"Published: {name}" if name else f"{said['title']}: waits for a second person")
            except (gate.DraftRefused, WouldReveal) as stop:
                tell(f"{said['title']}: {sentence(stop)}")


def region(app: Flask, people: Sequence[SignIn], tell: Callable[[str], None]) -> None:
    """The sum of what organisations of several countries have published: added up by the analyst, agreed to in the last of them."""
    said = _said()["region"]
    analyst = signed_in(people, Role.ANALYST)
    coordinator = signed_in(people, Role.COORDINATOR, country=said["countries"][-1])
    with app.test_request_context():
        try:
            tell(f"Published: {_added_up(app, said, analyst, coordinator)}")
        except adding.RegionRefused as stop:
            tell(f"{said['title']}: {why_not_added(stop)}")


def publications() -> Sequence[Mapping[str, Any]]:
    """Those of every demonstration, each with its `source`, `country`, `year` and `title`; and `waits`."""
    found: Sequence[Mapping[str, Any]] = _said()["publication"]
    return found


def _said() -> Mapping[str, Any]:
    return read_toml(__file__, "publications.toml")


def _drafted(app: Flask, said: Mapping[str, Any], analyst: Actor) -> ReleaseDraft:
    g.actor = analyst
    wish = Wish(said["source"], said["country"], said["year"])
    with committing():
        return gate.draft(analyst, title=said["title"], wish=wish, **_place(app))


def _agreed(app: Flask, draft: ReleaseDraft, coordinator: Actor) -> str:
    """The publication's name on the shelf."""
    g.actor = coordinator
    with committing():
        seen, signer = drafts.stands(draft), app.extensions["release_signer"]
        return gate.approve(coordinator, draft, **_place(app), signer=signer, seen=seen)


def _added_up(app: Flask, said: Mapping[str, Any], analyst: Actor, coordinator: Actor) -> str:
    """The publication's name on the shelf."""
    place = _place(app)
    look = partial(regional.national, place["on_shelf"], place["trusted"], ())
    there = look()
    fitting = {name: one for name, one in there.items() if one.release.mode == said["source"]}
    picked = [name for name, one in fitting.items() if one.country in said["countries"]]
    g.actor = analyst
    with committing():
        draft = adding.draft(analyst, title=said["title"], picked=picked, there=there)
    g.actor = coordinator
    with committing():
        seen, signer = regional.stands(draft), app.extensions["release_signer"]
        return adding.approve(coordinator, draft, look=look, on_shelf=app.extensions["shelf"], signer=signer, seen=seen)


def _place(app: Flask) -> dict[str, Any]:
    return {"on_shelf": app.extensions["shelf"], "trusted": app.extensions["trusted_keys"]}


def signed_in(people: Iterable[SignIn], role: Role, *, country: str | None = None, office: str | None = None) -> Actor:
    """The first of this role (and country, and office), as she signs in. Raises LookupError where nobody does."""
    hers = (one for one in people if country in {None, one.country} and office in {None, one.office})
    email = next(one.email for one in hers if one.role == role)
    found = queries.actor_by_email(email)
    if found is None:
        raise LookupError(f"nobody signs in as {email}")
    return found
