"""What are the published data called on which an estimate of a list stands?"""

from collections.abc import Callable

from flask import current_app

from litigation_app.advocacy.studies.models import Study
from litigation_app.core.language import _
from litigation_app.statistics.releases import shelf
from litigation_app.statistics.releases.presenting import title


def caller() -> Callable[[Study], str]:
    """Titles in the reader's language, for which the shelf is read once; what does not lie there any more is called by its id."""
    titles = {one.id: title(one) for one in shelf(current_app.extensions["shelf"])}

    def called(study: Study) -> str:
        return titles.get(study.release_id, study.release_id) or _("the scenario's own counts")

    return called
