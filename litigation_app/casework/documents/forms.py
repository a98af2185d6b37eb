"""Which papers are added, and what is said of them?"""

from typing import Any

import wtforms
from werkzeug.datastructures import CombinedMultiDict, FileStorage

from litigation_app.casework.documents.actions import Said
from litigation_app.casework.documents.rules import Caution, Why
from litigation_app.core.clock import today
from litigation_app.core.forms import Choice, Form, Text, TextDate
from litigation_app.core.language import _, _l

KIND_NAMES = {
    "indictment": _l("Indictment"),
    "judgment": _l("Judgment or decision"),
    "record": _l("Record of a hearing or statement"),
    "motion": _l("Motion, claim or appeal"),
    "finding": _l("Expert finding or medical paper"),
    "evidence": _l("Photograph, recording or other evidence"),
    "power": _l("Power of attorney or consent"),
    "letter": _l("Letter"),
    "other": _l("Other"),
}
CAUTIONS = {
    Caution.MACROS: _l("Holds macros: do not run them."),
    Caution.MAY_HOLD_MACROS: _l("An old office file, which can hold macros: do not run them."),
    Caution.SCRIPTS: _l("Holds scripts: open it in a reader that does not run them."),
    Caution.PLACE: _l("Tells where it was taken. Remove the place before you pass it on."),
    Caution.DEVICE: _l("Tells with which device it was made, and perhaps when."),
    Caution.AUTHOR: _l("Names whoever wrote it. Look before you pass it on."),
}


_REFUSED = {
    Why.EMPTY: _l("%(name)s is empty. Choose the file again."),
    Why.UNKNOWN_KIND: _l(
        "%(name)s is of a kind that the desk does not take. It takes PDF, Word, Excel, OpenDocument and text files, "
        "pictures (JPEG, PNG, TIFF, HEIC), sound (MP3, M4A, WAV, OGG) and film (MP4, MOV, 3GP)."
    ),
    Why.OTHER_KIND: _l("%(name)s is not what the end of its name says. Save it anew in its own kind."),
    Why.DAMAGED: _l("%(name)s is damaged: it does not open. Ask for it again."),
    Why.BOMB: _l("%(name)s unpacks to far more than an office file holds. Do not open it."),
    Why.FOREIGN: _l("%(name)s was not written by an office program. Save it anew from one."),
    Why.INFECTED: _l("The virus scanner warns of %(name)s. Do not open it, and tell whoever sent it."),
    Why.UNSCANNED: _l(
        "The virus scanner could not look at %(name)s, so it was not taken. Try again later, or tell your administrator."
    ),
    Why.CASE_FULL: _l("There is no more room for papers in this case. Ask your administrator."),
    Why.DESK_FULL: _l("There is no more room for papers on this desk. Ask your administrator."),
}


def sentence(name: str, why: Why) -> str:
    """Why a file is not taken, and what to do."""
    return str(_REFUSED[why]) % {"name": name}


class MultipleFiles(wtforms.MultipleFileField):
    """Several files; what was chosen cannot be shown again."""

    raw_text = ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = [sent for sent in valuelist if isinstance(sent, FileStorage) and sent.filename]


class PapersForm(Form):
    """Papers of one kind."""

    papers = MultipleFiles(_l("Files"))
    kind = Choice(_l("What it is"), needed=True)
    written_on = TextDate(_l("Date of the paper"), latest=today)
    note = Text(_l("Note"), most=2_000)

    def __init__(self, typed: CombinedMultiDict[str, Any] | None = None) -> None:
        super().__init__(typed)
        self.papers.flags.required = True
        self.kind.offer(list(KIND_NAMES.items()), blank=_("Choose"))

    def said(self) -> Said:
        return Said(self.kind.data or "", self.written_on.data, self.note.data or "")
