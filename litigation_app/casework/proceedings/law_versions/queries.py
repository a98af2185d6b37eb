"""By which version of a country's rules does a proceeding run? By the one under which it began, until somebody moves it on."""

from pathlib import Path

from flask import current_app

from litigation_app.law import kept, loader
from litigation_app.law.country import Jurisdiction


def law_of(country: str, version: str | None) -> Jurisdiction:
    """The rules of this version; today's where those were not kept."""
    return kept.law_of(folder(), country, version) or loader.load(country)


def kept_law(country: str, version: str) -> Jurisdiction | None:
    """The rules of this version; None where they were not kept."""
    return kept.law_of(folder(), country, version)


def folder() -> Path:
    """Where the earlier versions lie."""
    return Path(current_app.extensions["config"].law_versions)
