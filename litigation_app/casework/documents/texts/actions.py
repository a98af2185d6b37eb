"""Search the documents and notes of a case whose file stands open. The words are written down nowhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from litigation_app import ledger, vault
from litigation_app.casework.cases.models import Case
from litigation_app.casework.documents import actions as papers
from litigation_app.casework.documents import queries
from litigation_app.casework.documents.queries import Sight
from litigation_app.casework.documents.texts import rules
from litigation_app.casework.documents.texts.rules import Hit, Text
from litigation_app.casework.proceedings import actions as proceedings
from litigation_app.casework.proceedings import queries as steps
from litigation_app.casework.proceedings.records import actions as records
from litigation_app.casework.proceedings.records import queries as kept
from litigation_app.core.access import Actor
from litigation_app.core.text import Unprintable
from litigation_app.vault.name_search import folding


@dataclass(frozen=True, repr=False)
class Found(Unprintable):
    """Documents with the pages on which the words stand, and notes in which they stand."""

    papers: list[tuple[papers.ListedDocument, list[Hit]]]
    notes: list[Hit]
    unsearched: int  # documents without any text that can be searched


def plain_words(typed: str) -> list[str]:
    """What is looked for, in plain letters."""
    return rules.words_of(folding.in_plain_letters(typed))


def search(actor: Actor, case: Case, words: list[str], *, file: ledger.Ticket, sight: Sight) -> Found:
    """Where the words stand, under the ticket of the open file. That she searched is on record first; for what is not.

    Highly sensitive documents are left out unless `sight` has them.
    """
    every = papers.list_of(file, queries.of_case(case))
    hers = {one.line.id: one for one in every if not one.said.is_guarded or sight.of(one.line.victim_id, one.said.kind)}
    ledger.append_alone(
        act="search_papers",
        by=actor.id,
        of=f"case:{case.id}",
        session_id=actor.session_id,
        case_id=case.id,
        facts={"papers": len(hers)},
    )
    found, searched = {}, 0
    for row, text in vault.open_many(file, table=papers.TABLE, capsule=papers.TEXT, rows=hers):
        searched += 1
        if hits := rules.hits(Text(text["pages"], text["plain"], is_paged=hers[row].pages > 0), words):
            found[row] = hits
    in_order = [(one, found[row]) for row, one in hers.items() if row in found]
    return Found(in_order, _in_notes(case, words, file), len(every) - searched)


def _in_notes(case: Case, words: list[str], file: ledger.Ticket) -> list[Hit]:
    noted = [step.id for track in steps.tracks(case) for step in track.steps if step.has_note]
    said = [f"{note.text} {note.reason}" for note in proceedings.read_notes(file, noted).values()]
    rows: Iterable[UUID] = [line.told.id for line in kept.of_case(case) if line.has_note]
    said += records.read_notes(file, rows).texts.values()
    texts = [" ".join(one.split()) for one in said]
    return [hit for text in texts for hit in rules.hits(Text([text], [folding.in_plain_letters(text)], False), words)]
