"""With which part of a client's record open is a highly sensitive paper read?"""

from uuid import UUID

from litigation_app.casework.clients.victims.rules import Group
from litigation_app.casework.documents.queries import NOTHING, Sight, group_of
from litigation_app.casework.documents.rules import KIND, options

SHE, OTHER = UUID(int=1), UUID(int=2)


def test_every_kind_of_paper_belongs_to_a_part_of_the_record() -> None:
    groups = {code: group_of(code) for code, _words in options(KIND, "en")}

    assert (groups["medical"], groups["judgment"], groups["identity"]) == (Group.HEALTH, Group.LEGAL, Group.IDENTITY)


def test_a_paper_is_read_with_the_part_that_fits_and_no_other() -> None:
    sight = Sight(people={SHE: frozenset({Group.HEALTH}), OTHER: frozenset({Group.LEGAL})})

    assert sight.of(SHE, "medical")
    assert not sight.of(SHE, "judgment")
    assert sight.of(None, "judgment")
    assert not sight.of(None, "identity")
    assert not NOTHING.of(SHE, "medical")
    assert Sight(all=True).of(SHE, "identity")
