"""What does the remark on an official figure say in the reader's language?"""

from collections.abc import Mapping

from litigation_app.core.language import current
from litigation_app.law.words import Table, tables_beside
from litigation_app.statistics.official import measures

_BETWEEN = "; "  # of how the source called a figure and the note on it, as reading.py joins them


def read(note: str) -> str:
    """The remark of an edition in words; what a person typed stays as she wrote it, "": there is nothing to say."""
    called, more = _parts(note)
    word, own = _words()["printed"].get(called), _words()["note"].get(more)
    said = [word.read_in(current()) if word else "", own.read_in(current()) if own else more]
    return _BETWEEN.join(part for part in said if part)


def _parts(note: str) -> tuple[str, str]:
    """How the source called the figure ("": it did not), and what else is said of it."""
    for called in sorted(measures.printed(), key=len, reverse=True):
        if note == called or note.startswith(f"{called}{_BETWEEN}"):
            return called, note[len(called) :].removeprefix(_BETWEEN)
    return "", note


def _words() -> Mapping[str, Table]:
    return tables_beside(__file__, "remarks.toml")
