"""Which documents are added, what is said of them, and of those that may not be taken?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import wtforms
from flask import current_app
from werkzeug.datastructures import FileStorage

from litigation_app.accounts import limits
from litigation_app.casework.cases.forms import Versioned
from litigation_app.casework.documents import actions, rules
from litigation_app.casework.documents.actions import Looked, Sent
from litigation_app.casework.documents.inspection import Budget
from litigation_app.casework.documents.rules import (
    KIND,
    NORMAL,
    ORIGIN,
    SENSITIVITY,
    Caution,
    Described,
    Refused,
    Said,
    Why,
    options,
)
from litigation_app.core.access import me
from litigation_app.core.clock import today
from litigation_app.core.forms import Choice, Form, Line, Text, TextDate
from litigation_app.core.language import _, _l, current

CAUTIONS = {
    Caution.MACROS: _l("Holds macros: do not run them."),
    Caution.MAY_HOLD_MACROS: _l("An old office file, which can hold macros: do not run them."),
    Caution.SCRIPTS: _l("Holds scripts: open it in a reader that does not run them."),
    Caution.PLACE: _l("Tells where it was taken. Remove the place before you pass it on."),
    Caution.DEVICE: _l("Tells with which device it was made, and perhaps when."),
    Caution.MAIL: _l(
        "An e-mail: read it here. A mail program may load pictures that tell its sender; nobody looked into its attachments."
    ),
    Caution.AUTHOR: _l("Names whoever wrote it. Look before you pass it on."),
}


_REFUSED = {
    Why.EMPTY: _l("%(name)s is empty. Choose the file again."),
    Why.UNKNOWN_KIND: _l(
        "%(name)s is of a kind that the desk does not take. It takes PDF, Word, Excel, OpenDocument and text files, e-mails (EML, MSG), "
        "pictures (JPEG, PNG, TIFF, HEIC), sound (MP3, M4A, WAV, OGG) and film (MP4, MOV, 3GP)."
    ),
    Why.OTHER_KIND: _l("The content of %(name)s is of another kind than its name says. Save it anew in its own kind."),
    Why.DAMAGED: _l("%(name)s is damaged: it does not open. Ask for it again."),
    Why.BOMB: _l("%(name)s unpacks to far more than an office file holds. Do not open it."),
    Why.FOREIGN: _l("%(name)s was not written by an office program. Save it anew from one."),
    Why.INFECTED: _l("The virus scanner warns of %(name)s. Do not open it, and tell whoever sent it."),
    Why.UNSCANNED: _l(
        "The virus scanner could not look at %(name)s, so it was not taken. Try again later, or tell your administrator."
    ),
    Why.CASE_FULL: _l("There is no more room for documents in this case. Ask your administrator."),
    Why.DESK_FULL: _l("There is no more room for documents on this desk. Ask your administrator."),
}


def sentence(name: str, why: Why) -> str:
    """Why a file is not taken, and what to do."""
    return str(_REFUSED[why]) % {"name": name}


class MultipleFiles(wtforms.MultipleFileField):
    """Several files; what was chosen cannot be shown again."""

    raw_text = ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = [sent for sent in valuelist if isinstance(sent, FileStorage) and sent.filename]


@dataclass(frozen=True)
class Offered:
    """Whom a document of this case can be about, and to what it can belong: (value, words)."""

    people: list[tuple[str, str]]
    things: list[tuple[str, str]]


class AboutForm(Form):
    """What is said of a document, besides its name."""

    kind = Choice(_l("What it is"), needed=True)
    written_on = TextDate(_l("Date of the document"), latest=today)
    origin = Choice(_l("From whom"))
    exhibit = Line(_l("Exhibit number"), most=40)
    about = Choice(_l("Whom it is about"))
    belongs = Choice(_l("Belongs to"))
    sensitivity = Choice(_l("How sensitive it is"), default=NORMAL)
    note = Text(_l("Note"), most=2_000)

    def __init__(self, typed: Any, offered: Offered, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(typed, data=data)
        self.kind.offer(options(KIND, current()), blank=_("Choose"))
        self.origin.offer(options(ORIGIN, current()), blank=_("Not said"))
        self.sensitivity.offer(options(SENSITIVITY, current()))
        self.about.offer(offered.people, blank=_("Nobody in particular"))
        self.belongs.offer(offered.things, blank=_("The case as a whole"))

    def said(self) -> Said:
        return Said(
            kind=self.kind.data or "",
            written_on=self.written_on.data,
            note=self.note.data or "",
            origin=self.origin.data or "",
            exhibit=self.exhibit.data or "",
            sensitivity=self.sensitivity.data or NORMAL,
            belongs=self.belongs.data or "",
        )

    def of_whom(self) -> UUID | None:
        return UUID(self.about.data) if self.about.data else None


class DocumentsForm(AboutForm):
    """Documents of one kind."""

    papers = MultipleFiles(_l("Files"))

    def __init__(self, typed: Any, offered: Offered, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(typed, offered, data)
        self.papers.flags.required = True


class DetailsForm(Versioned, AboutForm):
    """What one document is called, and what is said of it."""

    name = Line(_l("Name"), needed=True)

    def described(self) -> Described:
        return Described(self.name.data or "", self.of_whom(), self.said())


class VersionForm(Form):
    """A newer version of a document; what was said of it stays."""

    papers = MultipleFiles(_l("File"))
    written_on = TextDate(_l("Date of the document"), latest=today)
    note = Text(_l("Note"), most=2_000)

    def said(self, before: Said) -> Said:
        return replace(before, written_on=self.written_on.data, note=self.note.data or "")


def look_at_all(form: DocumentsForm | VersionForm) -> tuple[list[Looked], list[rules.Refusal]]:
    """The files that may be taken, and those that may not. A form that is refused, or all of whose files are, says so itself."""
    found, refusals, said, budget = list[Looked](), list[rules.Refusal](), list[str](), Budget()
    for number, sent in enumerate(_counted(form), 1):
        try:
            found.append(actions.look_at(Sent(sent.filename or "", sent.stream), budget))
        except Refused as refused:
            refusals.append(rules.Refusal(number, refused.why))
            said.append(sentence(rules.name_of(sent.filename or ""), refused.why))
    if not form.papers.data:
        form.refuse("papers", _("Choose at least one file."))
    elif form.is_refused or not found:
        again = [_("Choose the files again: nothing was saved.")] if len(said) != 1 or found else []
        form.refuse("papers", " ".join([*said, *again]))
    return found, refusals


def _counted(form: DocumentsForm | VersionForm) -> list[Any]:
    """The files that were sent, each of which counts towards what one person may add in an hour."""
    sent = list(form.papers.data or ())
    for _one in sent:
        limits.spend(me(), limits.ADDED, current_app.extensions["config"].added_per_hour)
    return sent


class SearchForm(Form):
    """Words that all stand on one page."""

    words = Line(
        _l("Words"),
        needed=True,
        most=200,
        render_kw={"autocomplete": "off", "spellcheck": "false"},  # a name neither stays in the browser nor is sent on
        description=_l(
            "In either script, with or without marks. The beginning of a word is enough; all words stand on one page."
        ),
    )
