"""What is an outside co-signer asked, word for word, and is a signed answer to be taken for this very proposal? Pure.

The text stands in a signed note (ledger/notes.py). It says what is asked by codes, by names of staff and by the title that a
publication will have: no client, no case, no number of either.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

FORMAT = "litigation-desk-cosigning/1"  # no log's name, so that no witness signs it as a state of a log
LIVES = timedelta(days=7)
MOST_BYTES = 8 * 1024
PUBLISH, ERASE, REVIEW = "publish", "erase", "review_emergency"  # the other acts are kinds of proposals about people
_CODE = re.compile(r"[a-z_]{1,30}")
_REFERENCE = re.compile(r"[a-z-]{1,30}:[0-9a-f-]{36}")
_SUM = re.compile(r"[0-9a-f]{64}")
_HEAD = ("desk", "act", "of", "sum", "asked-by", "cosigner", "until")
_MOST_ABOUT = 10


class RequestUnread(ValueError):
    """This is no request for a co-signature, or was written by another version of the program."""


@dataclass(frozen=True)
class Proposed:
    """What somebody is to agree to. `of`: as the access log names it; `stands`: the sum of all that is proposed; `about`: what a
    stranger may read of it, as pairs: codes, names of staff, a title.
    """

    act: str
    of: str
    stands: str
    about: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Request:
    """`desk`: the name of the log of who asks. `cosigner`: the address with which she signs in at her own desk."""

    desk: str
    proposed: Proposed
    asked_by: str
    cosigner: str
    until: datetime

    @property
    def text(self) -> str:
        """The text that both sides sign."""
        it = self.proposed
        said = (self.desk, it.act, it.of, it.stands, self.asked_by, self.cosigner, _written(self.until))
        pairs = [*zip(_HEAD, said, strict=True), *((f"about-{name}", value) for name, value in it.about)]
        return "".join(f"{line}\n" for line in (FORMAT, *(f"{name} {_plain(value)}" for name, value in pairs)))


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _plain(value: str) -> str:
    return " ".join("".join(one if one.isprintable() else " " for one in value).split()) or "-"


def read(text: str) -> Request:
    """The request of a text; raises RequestUnread. What is not written as this program writes it is none."""
    first, *lines = text.removesuffix("\n").split("\n")
    pairs = [(name, value) for name, _space, value in (line.partition(" ") for line in lines)]
    names = [name for name, _value in pairs]
    if first != FORMAT or names[: len(_HEAD)] != list(_HEAD) or len(pairs) > len(_HEAD) + _MOST_ABOUT:
        raise RequestUnread
    desk, act, of, stands, asked_by, cosigner, until = (value for _name, value in pairs[: len(_HEAD)])
    about = tuple((name.removeprefix("about-"), value) for name, value in pairs[len(_HEAD) :])
    known = _CODE.fullmatch(act) and _REFERENCE.fullmatch(of) and _SUM.fullmatch(stands)
    if not known or not all(_CODE.fullmatch(name) for name, _value in about):
        raise RequestUnread
    found = Request(desk, Proposed(act, of, stands, about), asked_by, cosigner, _moment(until))
    if found.text != text:
        raise RequestUnread
    return found


def _moment(written: str) -> datetime:
    try:
        return datetime.strptime(written, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        raise RequestUnread from None


def _read_by_her(it: Proposed) -> list[tuple[str, str]]:
    """But for the verdict on an access in an emergency: it is she who gives it."""
    return [(name, _plain(value)) for name, value in it.about if (it.act, name) != (REVIEW, "verdict")]


def objection(request: Request, proposed: Proposed, *, now: datetime) -> str | None:
    """Why this is no agreement to what is proposed here and now, as a code: nor is it one if she read anything else of it."""
    if (request.proposed.act, request.proposed.of) != (proposed.act, proposed.of):
        return "other_proposal"
    if (request.proposed.stands, _read_by_her(request.proposed)) != (proposed.stands, _read_by_her(proposed)):
        return "changed"
    return "expired" if now > request.until else None
