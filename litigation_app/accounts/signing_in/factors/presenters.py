"""How does a second factor look on a page: the picture for an app, a sheet of codes, a refusal?"""

from typing import Any, NamedTuple

from flask import current_app, render_template

from litigation_app.accounts import queries as accounts
from litigation_app.accounts.signing_in.factors import rules
from litigation_app.core import clock
from litigation_app.core.language import _, _n

DESK = "Litigation desk"


class AppShown(NamedTuple):
    """A secret for an authenticator app: as a picture (a data: address) and in letters."""

    picture: str
    letters: str


def for_app(secret: bytes, email: str) -> AppShown:
    """The secret to be read by her app, or typed into it."""
    import segno

    address = rules.address_for_app(secret, email=email, desk=DESK)
    picture = segno.make(address, error="m").svg_data_uri(scale=5, border=4, light="#fff")
    return AppShown(picture, rules.in_fours(rules.secret_text(secret)))


def sheet(codes: list[str]) -> list[str]:
    """Recovery codes in groups of four."""
    return [rules.in_fours(code) for code in codes]


def sheet_page(codes: list[str], *, is_new_here: bool) -> str:
    """The page that shows recovery codes this once, to be printed."""
    shown = {"codes": sheet(codes), "is_new_here": is_new_here, "made_on": clock.today()}
    return render_template("factors/sheet.html", **shown)


class DemoPerson(NamedTuple):
    """One of the demonstration's people, with the code that she could type now (None: wait for the next one)."""

    person: Any
    code: str | None


def demo_people() -> list[DemoPerson]:
    """Of the demonstration, with their codes, to be shown wherever one is asked for; nobody in a real copy."""
    people, now = current_app.extensions["demonstration"].shown(), clock.now()
    used = accounts.last_counters_of([person.email for person in people]) if people else {}
    counters = [rules.next_counter(used.get(person.email, 0), now) for person in people]
    return [
        DemoPerson(
            person, None if counter is None else rules.code_at(rules.secret_of_text(person.totp_secret), counter)
        )
        for person, counter in zip(people, counters, strict=True)
    ]


def demo_person(email: str) -> DemoPerson | None:
    """The one of these people with this address."""
    return next((one for one in demo_people() if one.person.email == email), None)


def refusal(reason: str) -> str:
    """Why a second factor was not changed, by the code of FactorRefused."""
    return {
        "wrong_code": _("This is not the code that the app shows now. Type the six digits again."),
        "passkey": _("The passkey was not added. Try again, or use an app."),
        "last_one": _("This is your last way to sign in. Add another one first."),
        "too_many": _("You have as many passkeys as can be kept. Remove one first."),
        "draft": _("This page stood open too long. Begin again."),
    }[reason]


def wait(seconds: int) -> str:
    """How long a door stays shut."""
    return _n(
        "Too many attempts. Try again in %(num)s second.", "Too many attempts. Try again in %(num)s seconds.", seconds
    )
