"""Who could do what in an organisation of so many people, and what can it not do then?"""

from collections import Counter
from collections.abc import Iterator
from uuid import UUID, uuid5

from litigation_app.core.roles import Role
from litigation_app.operations.doctor.look_staff import Holder, missing

FEWEST, FEWEST_ALONE = 2, 3
_HERE = UUID(int=0)
_CLAIM = "file a claim for damages"
_BOTH = frozenset({Role.LAWYER, Role.COORDINATOR})
# With a co-signer of a partner organisation, whom they cannot do without.
_TWO = (frozenset({Role.ADMINISTRATOR}), _BOTH)
_IN_TURN = (  # the first three can work; each further one lets them do more
    frozenset({Role.ADMINISTRATOR}),
    frozenset({Role.ADMINISTRATOR}),
    _BOTH,
    _BOTH,
    frozenset({Role.AUDITOR}),
    frozenset({Role.LAWYER}),
    frozenset({Role.ANALYST}),
)
TOO_FEW = (
    "The desk takes two people: an administrator, who never reads files, and one who is lawyer and coordinator, with a co-signer of a "
    "partner organisation. One person is an office of a partner organisation's desk: its administrators add them, and they see their "
    "own cases alone."
)


def proposed(people: int) -> list[frozenset[Role]]:
    """The roles of each of so many people; whoever comes after the table ends is a lawyer."""
    if people == FEWEST:
        return list(_TWO)
    return [*_IN_TURN[:people], *[frozenset({Role.LAWYER})] * (people - len(_IN_TURN))]


def with_one_coordinator(people: int) -> list[frozenset[Role]]:
    """The same where each further lawyer is a lawyer alone."""
    given = proposed(people)
    only = given.index(_BOTH)
    return [roles - {Role.COORDINATOR} if number > only else roles for number, roles in enumerate(given)]


def lacking(given: list[frozenset[Role]], *, has_cosigner: bool = False) -> list[str]:
    """What people in these roles cannot do, at their one office with cases."""
    held = enumerate(given)
    holders = {Holder(uuid5(_HERE, str(number)), role, _HERE) for number, roles in held for role in roles}
    found = missing(holders, {_HERE: "it"}, has_cosigner=has_cosigner)
    return [what.removesuffix(" at it") for what in found]


def sentences(people: int) -> Iterator[str]:
    """What somebody who sets a desk up is told."""
    if people < FEWEST:
        yield TOO_FEW
        return
    given = proposed(people)
    counted = Counter(" and ".join(sorted(roles, reverse=True)) for roles in given)
    yield f"{people} people: " + ", ".join(f"{number} × {what}" for what, number in counted.items()) + "."
    if without := lacking(given):
        yield f"They cannot: {_listed(without)}. Each further person of the table in docs/guide.md changes that."
    if more := [what for what in lacking(with_one_coordinator(people)) if what not in without]:
        yield f"Where only one of them is coordinator and no co-signer of a partner organisation is named, nobody can {' or '.join(more)}."
    if (left := lacking(given, has_cosigner=True)) != without:
        yield f"With a co-signer of a partner organisation (docs/operations.md, Small organisations) they cannot: {_listed(left)}."


def _listed(acts: list[str]) -> str:
    """As the guide says it: a lawyer who is alone reviews their own claim a day later."""
    return "; ".join(acts).replace(_CLAIM, f"{_CLAIM} (but one's own, reviewed by oneself a day later)")
