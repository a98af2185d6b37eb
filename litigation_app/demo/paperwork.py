"""Which papers and which lines of a decision has the case that guides show? Everything in them is invented."""

import struct
import zlib
from datetime import date
from decimal import Decimal
from typing import BinaryIO, cast

from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims.awards import actions as awards
from litigation_app.casework.claims.awards import queries as decisions
from litigation_app.casework.claims.awards.rules import Line
from litigation_app.casework.documents import actions as papers
from litigation_app.casework.documents.actions import Sent
from litigation_app.casework.documents.inspection import Budget
from litigation_app.casework.documents.rules import Said
from litigation_app.core import docx
from litigation_app.core.access import Actor, May
from litigation_app.core.db import committing
from litigation_app.core.pdf import pdf
from litigation_app.demo.moneybook import claim_and_convicted

_DECIDED = date(2023, 10, 3)
_INVENTED = "Izmišljen dokument demonstracije: niko u njemu ne postoji."
_SIDE = 160  # dots of the picture
_WALL, _DOOR = (214, 221, 230), (122, 79, 40)


def write(case: Case, lawyer: Actor) -> None:
    """Three papers, and what the court said of each kind of damage, written by the lawyer of this case."""
    with committing():
        _add(lawyer, case, "Presuda K-1-23.pdf", _judgment(), Said("judgment", _DECIDED, _INVENTED, "court", "1"))
        _add(lawyer, case, "Fotografija vrata.png", picture(), Said("evidence", date(2022, 3, 14), _INVENTED, "police"))
        _add(lawyer, case, "Podnesak o zaradi.docx", _motion(), Said("motion", date(2023, 2, 8), _INVENTED, "us"))
        _itemise(lawyer, case)


def _add(lawyer: Actor, case: Case, name: str, content: bytes, said: Said) -> None:
    incoming = papers.receive()
    incoming.write(content)
    papers.add(lawyer, case, [papers.look_at(Sent(name, cast(BinaryIO, incoming)), Budget())], said)


def _judgment() -> bytes:
    sentences = [
        _INVENTED,
        "Okrivljenom B se izriče kazna po sporazumu o priznanju krivičnog dela.",
        "Oštećenoj se dosuđuje 400.000 RSD: 250.000 za strah i 150.000 za psihološku rehabilitaciju.",
        "O dostojanstvu i slobodi i o neisplaćenoj zaradi oštećena se upućuje na parnicu.",
    ]
    return pdf("demo/letter.typ", {"title": "Presuda", "under": "Viši sud u Beogradu", "sentences": sentences})


def _motion() -> bytes:
    lines = ["Oštećena predlaže veštačenje o zaradi koju nije primila.", "Dokaz: evidencija o radu (izmišljena)."]
    return docx.docx([("title", ["Podnesak oštećene"]), ("text", [_INVENTED]), *(("text", [one]) for one in lines)])


def picture() -> bytes:
    """A wall with a door, as PNG (RFC 2083): drawn here, so that it shows nobody and tells no place or device."""
    rows = b"".join(b"\0" + b"".join(_dot(x, y) for x in range(_SIDE)) for y in range(_SIDE))
    header = struct.pack(">IIBBBBB", _SIDE, _SIDE, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _dot(x: int, y: int) -> bytes:
    is_door = _SIDE // 3 < x < _SIDE * 2 // 3 and y > _SIDE // 4
    return bytes(_DOOR if is_door else _WALL)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _itemise(lawyer: Actor, case: Case) -> None:
    """Two kinds awarded with interest against the one who was convicted, two referred to the civil court."""
    claim, convicted = claim_and_convicted(case)
    decision = decisions.in_force(claim)
    if decision is None:
        return
    owed_by = frozenset({str(convicted)})
    lines = (
        Line("fear", "awarded", Decimal(250_000), _DECIDED, owed_by),
        Line("psych_rehab", "awarded", Decimal(150_000), _DECIDED, owed_by),
        Line("dignity_freedom", "referred", reason="expert_needed"),
        Line("unpaid_wages", "referred", reason="not_proven"),
    )
    awards.record(lawyer, decisions.get(lawyer, decision.id, May.RECORD_DECISION), lines, version=0)
