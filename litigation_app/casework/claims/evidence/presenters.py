"""What does the page of a claim say of its evidence: how much while the file is closed, which papers while it stands open?"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from litigation_app import ledger
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims.evidence import queries
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.documents import actions as papers
from litigation_app.casework.documents import presenters as documents_shown
from litigation_app.casework.documents import queries as documents
from litigation_app.casework.documents.actions import ListedDocument
from litigation_app.core.access import Actor
from litigation_app.core.language import _


@dataclass(frozen=True)
class Exhibit:
    """A paper that proves something. `document`: its newest version; `evidence` None: it belongs to the claim, to no head."""

    document: UUID
    has_pages: bool
    name: str = field(repr=False)
    pages: str
    evidence: UUID | None


@dataclass(frozen=True)
class Proof:
    """What proves a claim. `counts`: how many papers each head of damage has; the rest is empty while the file is closed.

    `loose`: papers that belong to the claim and prove nothing that it claims.
    """

    counts: Mapping[str, int]
    of_heads: Mapping[str, list[Exhibit]] = field(default_factory=dict)
    loose: list[Exhibit] = field(default_factory=list)


def of(actor: Actor, case: Case, claim: Claim, heads: Collection[str], ticket: ledger.Ticket | None) -> Proof:
    """What proves this claim, which claims these heads; `ticket`: of the opened file of the case, None: it is closed."""
    lines, counts = queries.of([claim.id])[claim.id], defaultdict[str, int](int)
    for one in lines:
        counts[one.head] += 1
    if ticket is None:
        return Proof(counts)
    names, belonging = _named(actor, case, claim, ticket)
    of_heads = defaultdict[str, list[Exhibit]](list)
    for one in lines:
        of_heads[one.head].append(_exhibit(names[one.series], one.pages, one.id))
    rest = belonging - {one.series for one in lines if one.head in heads}
    return Proof(counts, of_heads, [_exhibit(names[series], "", None) for series in names if series in rest])


def choices(actor: Actor, case: Case, claim: Claim, ticket: ledger.Ticket) -> list[tuple[str, str]]:
    """The papers of the case as a form offers them, those that belong to the claim first."""
    names, belonging = _named(actor, case, claim, ticket)
    offered = [(str(series), _name(one)) for series, one in names.items()]
    return sorted(offered, key=lambda one: UUID(one[0]) not in belonging)


Named = dict[UUID, documents_shown.Shown]


def _named(actor: Actor, case: Case, claim: Claim, ticket: ledger.Ticket) -> tuple[Named, set[UUID]]:
    """The newest version of each paper of the case, by series, and which of them belong to this claim."""
    newest: dict[UUID, documents.Line] = {}
    for line in documents.of_case(case):
        if line.series not in newest or line.version > newest[line.series].version:
            newest[line.series] = line
    opened = papers.list_of(ticket, newest.values())
    return dict(documents_shown.named(actor, case, opened)), {one.line.series for one in opened if _is_of(one, claim)}


def _is_of(paper: ListedDocument, claim: Claim) -> bool:
    return paper.said.belongs == f"claim:{claim.id}"


def _exhibit(shown: documents_shown.Shown, pages: str, evidence: UUID | None) -> Exhibit:
    return Exhibit(shown.id, bool(shown.pages) and not shown.is_shut, _name(shown), pages, evidence)


def _name(shown: documents_shown.Shown) -> str:
    """What it is called; of one that is shut no more than its kind."""
    name = shown.name or shown.kind
    return _("Exhibit %(number)s, %(name)s", number=shown.exhibit, name=name) if shown.exhibit else name
