"""Who could do what in an organisation of so many people, and what can it not do then?"""

from collections import Counter
from collections.abc import Iterator
from uuid import UUID, uuid5

from litigation_app.cli.continuity.look_staff import Holder, missing
from litigation_app.core.roles import Role

FEWEST = 3
_HERE = UUID(int=0)
_BOTH = frozenset({Role.LAWYER, Role.COORDINATOR})
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
    "The desk takes three people: two administrators, who never read files, and one who is lawyer and coordinator. "
    "Fewer are an office of a partner organisation's desk: its administrators bring them in, and they see their own cases alone."
)


def proposed(people: int) -> list[frozenset[Role]]:
    """The roles of each of so many people; whoever comes after the table ends is a lawyer."""
    return [*_IN_TURN[:people], *[frozenset({Role.LAWYER})] * (people - len(_IN_TURN))]


def lacking(people: int) -> list[str]:
    """What so many people cannot do, in roles as proposed, at their one office with cases."""
    given = enumerate(proposed(people))
    holders = {Holder(uuid5(_HERE, str(number)), role, _HERE) for number, roles in given for role in roles}
    return [what.removesuffix(" at it") for what in missing(holders, {_HERE: "it"})]


def sentences(people: int) -> Iterator[str]:
    """What somebody who sets a desk up is told."""
    if people < FEWEST:
        yield TOO_FEW
        return
    counted = Counter(" and ".join(sorted(roles, reverse=True)) for roles in proposed(people))
    yield f"{people} people: " + ", ".join(f"{number} {what}" for what, number in counted.items()) + "."
    if without := lacking(people):
        yield f"They cannot: {'; '.join(without)}. Each further person of the table in docs/guide.md changes that."
