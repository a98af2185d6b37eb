"""By which version of a country's rules does a proceeding run? By the one under which it began, until somebody moves it on."""

from pathlib import Path

from flask import current_app

from litigation_app.law import kept, loader
from litigation_app.law.country import Jurisdiction


def law_of(country: str, version: str | None) -> Jurisdiction:
    """The rules of this version; today's where those were not kept."""
    return kept.law_of(_folder(), country, version) or loader.load(country)


def kept_law(country: str, version: str) -> Jurisdiction | None:
    """The rules of this version; None where they were not kept."""
    return kept.law_of(_folder(), country, version)


def keep(country: str) -> None:
    """Keep today's rules of a country, because something begins under them."""
    kept.keep(_folder(), country)


def _folder() -> Path:
    return Path(current_app.extensions["config"].law_versions)
