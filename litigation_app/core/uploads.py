"""Where does an uploaded file go while it arrives? Never into a file in the clear: into a sink that the app names, and out again."""

import io
from collections.abc import Callable
from typing import IO, Any, TypeVar, cast
from uuid import UUID

import wtforms
from flask import Flask, Request, current_app
from werkzeug.exceptions import RequestEntityTooLarge

from litigation_app.core.access import May, somebody

MOST_FILES = 50  # that one form can send
MOST_OF_A_STRANGER = 2**17  # bytes of a form that needs no sign-in: an address, a password, a passkey's answer
MOST_OF_A_LATE_FORM = (
    2**20
)  # bytes of any other form from a browser that is not signed in (any more): long texts come back
MOST_OF_A_FORM = 2**20  # bytes of a form that says it is short (`is_short`), whoever sends it
MOST_FIELDS = 10_000
MOST_FIELD_BYTES = 2**20  # of what is typed beside the files
BEGUN_UNDER = "desk.begun_under"  # in the environment: the sign-in that lived when a large body began to arrive
_NAME = "upload_sink"
_MARK, _SHORT = "takes_files", "is_short"
V = TypeVar("V", bound=Callable[..., Any])


class File(wtforms.FileField):
    """One file; what was chosen cannot be shown again."""

    raw_text = ""


def takes_files(view: V) -> V:
    """Mark a view, below `@needs`, whose form sends files: who has its permission may send much more than a form."""
    setattr(view, _MARK, True)
    return view


def is_short(view: V) -> V:
    """Mark a view, below `@needs`, whose form is short: a body of tens of megabytes is refused before it is read."""
    setattr(view, _SHORT, True)
    return view


def install(app: Flask, sink: Callable[[], io.RawIOBase]) -> None:
    """Let every uploaded file of `app` go into a sink made by `sink`, and tidy up when the request ends, however it ends."""
    app.extensions[_NAME] = sink
    app.request_class = DeskRequest


class DeskRequest(Request):
    """A request whose files never touch the disk in the clear (Werkzeug's own would, from 500 KB on)."""

    _sinks: list[io.RawIOBase] | None = None

    @property
    def max_content_length(self) -> int | None:
        if self._max_content_length is None and self._permission() is May.PUBLIC:
            return MOST_OF_A_STRANGER
        if self._max_content_length is None and self._is_a_strangers():
            return MOST_OF_A_LATE_FORM
        if self._max_content_length is None and self._is_upload():
            return int(current_app.extensions["config"].max_upload_bytes)
        if self._max_content_length is None and getattr(self._view(), _SHORT, False):
            return MOST_OF_A_FORM
        return super().max_content_length

    @max_content_length.setter
    def max_content_length(self, value: int | None) -> None:
        self._max_content_length = value

    @property
    def max_form_memory_size(self) -> int | None:
        return MOST_FIELD_BYTES if self._is_upload() else super().max_form_memory_size

    @max_form_memory_size.setter
    def max_form_memory_size(self, value: int | None) -> None:
        self._max_form_memory_size = value

    @property
    def begun_under(self) -> UUID | None:
        """Under which sign-in a form with files began to arrive; None: it is no such form, or a small one."""
        return self.environ.get(BEGUN_UNDER) if getattr(self._view(), _MARK, False) else None

    def _load_form_data(self) -> None:
        """Fields are counted before they are taken apart: a million of one letter would take gigabytes. Multipart ones are
        counted by Werkzeug.
        """
        if self.mimetype == "application/x-www-form-urlencoded" and self.get_data().count(b"&") > MOST_FIELDS:
            raise RequestEntityTooLarge
        super()._load_form_data()

    def _view(self) -> object:
        return current_app.view_functions.get(self.endpoint or "") if current_app else None

    def _permission(self) -> May | None:
        return cast(May | None, getattr(self._view(), "permission", None))

    def _is_a_strangers(self) -> bool:
        """Whether nobody is signed in to it; a partner's program (MACHINE) proves itself by what it sends."""
        return somebody() is None and self._permission() is not May.MACHINE

    def _is_upload(self) -> bool:
        actor, permission = somebody(), self._permission()
        return (
            getattr(self._view(), _MARK, False)
            and actor is not None
            and permission is not None
            and actor.may(permission)
        )

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        self._sinks = self._sinks or []
        if len(self._sinks) >= MOST_FILES:
            raise RequestEntityTooLarge
        sink: io.RawIOBase = current_app.extensions[_NAME]()
        self._sinks.append(sink)
        return cast(IO[bytes], sink)

    def close(self) -> None:
        """Throw away what nobody kept, also where the parsing broke off half-way."""
        super().close()
        for sink in self._sinks or ():
            sink.close()
