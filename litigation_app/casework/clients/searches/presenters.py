"""How is it said that there were too many searches?"""

from litigation_app.casework.clients.searches.actions import TooManySearches
from litigation_app.core.clock import local
from litigation_app.core.language import _
from litigation_app.core.text import format_time


def too_many(stop: TooManySearches) -> str:
    """Of a search."""
    return _(
        "You have made %(most)s searches within an hour, as many as the desk allows. The next one is possible at %(when)s.",
        most=stop.most,
        when=format_time(local(stop.until).time()),
    )


def too_many_saved(stop: TooManySearches) -> str:
    """Of a save, which compares a name or number that is new."""
    return _(
        "Each new name or number is compared and counts as a search, and %(most)s are allowed within an hour. What you typed "
        "stays here: save it at %(when)s.",
        most=stop.most,
        when=format_time(local(stop.until).time()),
    )
