"""When are prosecution and claim time-barred by what was recorded, and which charge is graver?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework.proceedings.limitation import rules
from litigation_app.casework.proceedings.limitation.rules import Charge, Custody, Gravity, Stood
from litigation_app.law import loader
from litigation_app.law.limitation import Effect

LAW = loader.load("RS")
GRAPH = LAW.procedure("criminal")
TRAFFICKING, PROSTITUTION = LAW.offence("rs_388_1"), LAW.offence("rs_184_1")
DAYS = st.dates(date(2000, 1, 1), date(2020, 12, 31))
COMMITTED = date(2010, 3, 1)


def test_the_change_from_trafficking_to_mediation_is_lighter_and_back_is_graver() -> None:
    assert rules.gravity(PROSTITUTION, TRAFFICKING) is Gravity.LIGHTER
    assert rules.gravity(TRAFFICKING, PROSTITUTION) is Gravity.GRAVER
    assert rules.gravity(TRAFFICKING, TRAFFICKING) is Gravity.SAME
    assert rules.gravity(TRAFFICKING, None) is Gravity.FIRST


def test_the_day_of_the_offence_is_the_one_recorded_last() -> None:
    charges = [
        Charge(date(2011, 5, 1), "indicted", "rs_388_1", date(2010, 4, 1)),
        Charge(date(2011, 1, 1), "reported", "rs_388_1", COMMITTED),
        Charge(date(2012, 1, 1), "convicted", "rs_388_1", None),
    ]

    told_alone = Charge(date(2026, 11, 20), "", "", date(2009, 1, 1))

    assert rules.committed_on(charges) == rules.committed_on([*charges, told_alone]) == date(2010, 4, 1)
    assert rules.committed_on([told_alone]) == date(2009, 1, 1)
    assert rules.committed_on([]) is None


def test_an_act_of_the_prosecutor_starts_fifteen_years_anew_and_thirty_end_it() -> None:
    # KZ 103 and 104(3), (6): fifteen years from 1 March 2010, anew from the order of 5 May 2012, at most thirty
    steps = [
        Stood("report_filed", "unknown", "report", date(2011, 1, 10)),
        Stood("investigation_ordered", "report", "investigation", date(2012, 5, 5)),
    ]

    found = rules.of_prosecution(TRAFFICKING, COMMITTED, rules.acts(LAW, GRAPH, steps))

    assert found is not None
    assert (found.ends, found.absolute) == (date(2027, 5, 5), date(2040, 3, 1))


def test_what_a_party_does_interrupts_nothing() -> None:
    assert rules.acts(LAW, GRAPH, [Stood("report_filed", "unknown", "report", date(2011, 1, 10))]) == []


def test_a_pause_lets_it_stand_still_until_the_next_step() -> None:
    steps = [
        Stood("suspended", "investigation", "investigation_suspended", date(2013, 1, 1)),
        Stood("resumed", "investigation_suspended", "investigation", date(2014, 1, 1)),
    ]

    pauses = [one for one in rules.acts(LAW, GRAPH, steps) if one.effect is Effect.SUSPENDS]

    assert [(one.on, one.until) for one in pauses] == [(date(2013, 1, 1), date(2014, 1, 1))]


def test_a_flight_counts_only_where_the_law_is_believed() -> None:
    gone = rules.flights(LAW, [Custody(date(2013, 1, 1), "absconded"), Custody(date(2014, 1, 1), "detained")])

    assert [(one.on, one.until, one.is_sure) for one in gone] == [(date(2013, 1, 1), date(2014, 1, 1), False)]


def test_what_is_never_time_barred_has_no_day() -> None:
    assert LAW.offence("rs_184_2").no_limitation
    assert rules.of_prosecution(LAW.offence("rs_184_2"), COMMITTED, []) is None


def test_a_claim_filed_with_the_criminal_court_is_not_barred_while_it_is_pending() -> None:
    # ZOO 376(2): five years from 1 March 2010
    alone = rules.of_claim(LAW, COMMITTED, [])
    pending = rules.filed(LAW, [Stood("filed", "unknown", "claim_filed", date(2012, 3, 1))], frozenset({"final"}))
    during = rules.of_claim(LAW, COMMITTED, pending)

    assert alone is not None
    assert during is not None
    assert alone[1].ends == date(2015, 3, 1)
    assert during[1].ends is None
    assert during[1].earliest == date(2015, 3, 1)  # the law's effect is marked as doubtful


def test_of_the_shorter_and_the_longer_period_the_next_that_lies_ahead_counts() -> None:
    three, five = date(2027, 3, 1), date(2029, 3, 1)

    assert rules.next_bar(five, three, three) == three
    assert rules.next_bar(five, three, three + timedelta(days=1)) == five
    assert rules.next_bar(three, five, three) == three  # a prosecution may be barred sooner than any claim
    assert rules.next_bar(five, three, five + timedelta(days=1)) == five
    assert rules.next_bar(None, None, five) is None


def test_a_referral_that_was_quashed_leaves_the_claim_pending() -> None:
    steps = [
        Stood("filed", "unknown", "claim_filed", date(2012, 3, 1)),
        Stood("referred", "claim_filed", "referred_to_civil", date(2013, 3, 1)),
    ]
    quashed = [*steps, Stood("quashed_on_appeal", "referred_to_civil", "claim_quantified", date(2013, 9, 1))]
    ends = frozenset({"referred_to_civil"})

    assert [one.until for one in rules.filed(LAW, steps, ends)] == [date(2013, 3, 1)]
    assert [one.until for one in rules.filed(LAW, quashed, ends)] == [None]


@pytest.mark.thorough
@pytest.mark.parametrize("country", loader.COUNTRIES)
@given(DAYS, st.lists(st.integers(0, 9000), max_size=6))
def test_no_interruption_makes_it_end_earlier_and_none_moves_the_absolute_end(
    country: str, start: date, after: list[int]
) -> None:
    law = loader.load(country)
    graph = law.family("criminal")[0]
    steps = [
        Stood("investigation_ordered", "report", "investigation", start + timedelta(days=one)) for one in sorted(after)
    ]
    for offence in law.offences:
        bare = rules.of_prosecution(offence, start, [])
        found = rules.of_prosecution(offence, start, rules.acts(law, graph, steps))
        if bare is None or found is None:
            assert offence.criminal_limitation_years is None
            continue
        assert found.absolute == bare.absolute
        assert found.ends is not None
        assert bare.ends is not None
        assert bare.ends <= found.ends
        assert found.absolute is None or found.ends <= found.absolute
