"""What can become of a decision, and what is it then?"""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework.claims.appeals import rules
from litigation_app.casework.claims.appeals.rules import Fault, Happened

DAY = date(2025, 3, 4)
HERS, HIS = Happened("appealed", "victim", DAY), Happened("appealed", "defendant", DAY + timedelta(days=3))
LATER = DAY + timedelta(days=90)


def said(what: str, side: str = "", on: date = LATER) -> Happened:
    return Happened(what, side, on)


def test_before_an_appeal_it_is_appealed_or_becomes_final() -> None:
    assert set(rules.offered([], is_final=False)) == {"appealed", "no_appeal"}
    assert rules.offered([], is_final=True) == ()


def test_the_last_appeal_that_is_withdrawn_makes_it_final() -> None:
    one_left = [HERS, HIS, said("withdrawn", "defendant")]
    none_left = [*one_left, said("withdrawn", "victim")]

    assert rules.now(one_left) == rules.Now(appealed_on=DAY, final_on=None)
    assert rules.now(none_left) == rules.Now(appealed_on=None, final_on=LATER)


def test_what_contradicts_itself_is_said() -> None:
    def faults(before: list[Happened], one: Happened) -> list[Fault]:
        return rules.faults(before, one, decided_on=DAY, is_final=False)

    assert faults([], said("upheld")) == [Fault.NOT_NOW]
    assert faults([], said("appealed")) == [Fault.NO_SIDE]
    assert faults([HERS], said("appealed", "victim")) == [Fault.SAME_SIDE]
    assert faults([HERS], said("withdrawn", "prosecutor")) == [Fault.NOT_APPEALED_BY]
    assert faults([HERS, HIS], said("upheld", on=DAY)) == [Fault.TOO_EARLY]
    assert faults([HERS], said("appealed", "defendant")) == []


_SAID = st.tuples(st.sampled_from([*rules.words()["what"]]), st.sampled_from([*rules.words()["side"]]))


@given(st.lists(_SAID, max_size=12))
def test_it_is_never_appealed_and_final_and_nothing_follows_what_is_final(tried: list[tuple[str, str]]) -> None:
    before: list[Happened] = []
    for place, (what, side) in enumerate(tried):
        now = rules.now(before)
        one = Happened(what, side, DAY + timedelta(days=place))
        if not rules.faults(before, one, decided_on=DAY, is_final=now.final_on is not None):
            assert now.final_on is None
            before.append(one)

    now = rules.now(before)
    assert now.appealed_on is None or now.final_on is None
