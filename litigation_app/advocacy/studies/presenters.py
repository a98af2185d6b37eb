"""Which published data and which scenarios can an estimate be made of?"""

from contextlib import suppress

from flask import current_app, request
from werkzeug.exceptions import NotFound

from litigation_app.advocacy.studies.forms import StudyForm
from litigation_app.advocacy.studies.scenarios import queries as scenarios
from litigation_app.core.language import _
from litigation_app.statistics.fund import scenario_files
from litigation_app.statistics.fund.studies import CASELOAD
from litigation_app.statistics.official import queries as official
from litigation_app.statistics.releases.presenting import title
from litigation_app.statistics.releases.queries import whole


def form(chosen: str = "") -> StudyForm:
    """What can be chosen, and what was."""
    found = StudyForm(request.form, scenario=chosen)
    none = _("None: the counts that the scenario names itself")
    found.publication.offer([*_of_clients(), *_of_others()], blank=none)
    ours, names = scenarios.own(), countries()
    kept = [(one.ref, names.get(one.ref, one.name)) for one in scenarios.shipped()]
    found.scenario.offer([*kept, *((one.ref, one.name) for one in ours)], blank=_("Choose a scenario"))
    return found


def opened(chosen: str) -> StudyForm:
    """The empty form; where the scenario picks a series of official figures, on the edition that has it."""
    found = form(chosen)
    with suppress(NotFound):
        there = current_app.extensions
        found.publication.data = scenarios.edition_of(scenarios.find(chosen), there["shelf"], there["trusted_keys"])
    return found


def _of_clients() -> list[tuple[str, str]]:
    """Publications of our own clients, the newest of each country with all before it."""
    there = current_app.extensions
    found = [one for one in whole(there["shelf"], there["trusted_keys"]) if one.mode == CASELOAD]
    return [(one.id, f"{title(one)} ({one.id})") for one in found]


def _of_others() -> list[tuple[str, str]]:
    """The newest edition of each country's official figures, which has all that was known."""
    there = current_app.extensions
    codes = (scenario_files.load(name).code for name in scenario_files.names())
    found = (official.latest(there["shelf"], there["trusted_keys"], code) for code in codes)
    return [(one.id, f"{title(one)} ({one.id})") for one in found if one]


def countries() -> dict[str, str]:
    """Code to name of the country whose assumptions ship with the desk."""
    loaded = [scenario_files.load(name) for name in scenario_files.names()]
    words = {
        "RS": _("Serbia"),
        "MK": _("North Macedonia"),
        "BA": _("Bosnia and Herzegovina"),
        "ME": _("Montenegro"),
    }
    return {one.code: words.get(one.code, one.name) for one in loaded}
