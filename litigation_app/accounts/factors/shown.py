"""How does a second factor look on a page: the picture for an app, a sheet of codes, a refusal?"""

from typing import NamedTuple

from flask import render_template

from litigation_app.accounts.factors import rules
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
