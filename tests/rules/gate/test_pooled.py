"""Do durations and amounts stand in bands of all years together, and does nobody's step show when they are printed again?"""

from dataclasses import replace
from decimal import Decimal

import pytest

from litigation_app.casework.facts import VictimFacts
from litigation_app.disclosure import growth, policy
from litigation_app.disclosure.growth import Earlier
from litigation_app.disclosure.tables import TOTAL, key
from litigation_app.gate import caseload, pooled
from litigation_app.gate.proposal import propose, read_back

POOLED = ("time_to_judgment", "time_to_decision", "time_to_payment", "awards_by_amount")


def person(number: int, year: int, waited: str, award: str | None = None) -> VictimFacts:
    judged = year if waited.startswith("judged") else None
    return VictimFacts(
        victim=number, case=1000 + number, holder=number % 7, organisation=1, country="RS", first_contact_year=year,
        sex="FM"[number % 2], age_band="Y_GE18", form=("SEX", "LAB")[number // 2 % 2], status="FORMAL",
        citizenship_group="NATIONAL", reported=year, investigated=year, indicted=year, judged=judged, convicted=judged,
        filed=year, decided=judged, outcome="awarded_full" if award else "referred" if judged else None,
        judged_claim=judged, final_award_year=year if award else None, awarded_eur=Decimal(award) if award else None,
        paid_eur=Decimal(0), to_judgment=waited, to_decision="decided_24" if judged else "open_24",
        to_payment="open_24" if award else None,
    )  # fmt: skip


PEOPLE = [
    person(n, 2021 + n % 2, ("judged_6", "judged_12", "open_24")[n % 3], "900" if n % 9 == 1 else None)
    for n in range(120)
]


def test_they_are_printed_of_all_years_together_alone() -> None:
    design = caseload.design(2021, 2022)
    sheets = {sheet.id: sheet for sheet in design.sheets}

    assert all({codes[0] for codes, _key in sheets[name].rows} == {TOTAL} for name in POOLED)
    said = propose(design, caseload.system(PEOPLE, design)).sheets["time_to_judgment"]
    assert {code: value for _year, code, value in said if value not in {"0", None}} == {
        TOTAL: "120", "judged_6": "40", "judged_12": "40", "open_24": "40",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("amount", "band"),
    [("0.01", "up_to_1000"), ("1000", "up_to_1000"), ("1000.01", "up_to_2000"), ("20000.01", "over_20000")],
)
def test_an_award_stands_in_the_band_that_ends_at_its_amount(amount: str, band: str) -> None:
    said = pooled.found(person(1, 2021, "judged_6", amount), is_indicted=True, is_filed=True, is_awarded=True)

    assert said["BAND"] == band


def test_those_who_joined_since_are_told_apart_in_cells_that_nobody_prints() -> None:
    people = [*PEOPLE, *(person(200 + n, 2023, "open_6") for n in range(12))]
    plain, apart = caseload.design(2021, 2023), pooled.split(caseload.design(2021, 2023), [2022])
    whole = caseload.system(people, apart)
    newcomers = whole.by_key[key("ALL_INDICTED", "2023_2023", "TO_JUDGMENT", "open_6")]

    assert (newcomers.value, newcomers.published) == (12, False)
    assert [sheet.rows for sheet in apart.sheets] == [sheet.rows for sheet in plain.sheets]
    assert pooled.split(plain, []) == plain


def test_what_the_calendar_forbids_is_known_to_be_nobodys() -> None:
    apart = pooled.split(caseload.design(2021, 2023), [2022])
    whole = caseload.system([*PEOPLE, *(person(200 + n, 2023, "open_6") for n in range(12))], apart)
    known = pooled.impossible(apart, whole)

    def is_known(when: str, code: str) -> bool:
        return key("ALL_INDICTED", when, "TO_JUDGMENT", code) in known

    assert [is_known("2023_2023", code) for code in ("open_6", "open_12", "judged_12", "judged_24", "open_24")] == [
        False, False, False, True, True,
    ]  # fmt: skip
    assert [is_known("2021_2022", code) for code in ("open_6", "open_12", "judged_6", "judged_36", "judged_60")] == [
        True, False, False, False, True,
    ]  # fmt: skip
    assert set(known.values()) == {0}


@pytest.mark.parametrize(("moved", "is_safe"), [(0, True), (1, False), (3, False), (12, True)])
def test_a_judgment_since_does_not_show_unless_there_were_several(moved: int, is_safe: bool) -> None:
    """Of those who waited some were judged after twelve to twenty-four months: no newcomer can be among those."""
    rules, first = policy.public(), caseload.design(2021, 2022)
    before = caseload.system(PEOPLE, first)
    waiting = [one for one in PEOPLE if one.to_judgment == "open_24"]
    judged = {one.victim for one in waiting[:moved]}
    people = [replace(one, to_judgment="judged_24", judged=2023) if one.victim in judged else one for one in PEOPLE]
    people += [person(200 + n, 2023, ("open_6", "judged_6")[n % 2]) for n in range(24)]
    design = pooled.split(caseload.design(2021, 2023), [2022])
    whole = caseload.system(people, design)
    mine = {k for sheet in design.sheets if sheet.id == "time_to_judgment" for _codes, k in sheet.rows}

    def told(made: object, system: object, keys: set[str]) -> dict[str, object]:
        return {k: system.value(k) for k in keys if k in system.by_key}  # type: ignore[attr-defined]

    earlier = Earlier(growth.printed("then", before, told(first, before, mine)), frozenset(first.years))  # type: ignore[arg-type]
    said = told(design, whole, mine) | pooled.impossible(design, whole)
    found = growth.attack(whole, design.tables, said, [earlier], rules)  # type: ignore[arg-type]

    assert any("judged_24" in k for one in found.failures for k in one.keys if one.why == "change") is not is_safe
    assert read_back(first, before, propose(first, before).sheets)


def test_who_waits_for_longer_by_the_calendar_alone_stands_in_the_way_of_no_growth() -> None:
    """Two who waited for less than six months were withheld; a year later nobody of then can: that is time, not a step."""
    rules, first = policy.public(), caseload.design(2021, 2022)
    people = [*PEOPLE, *(person(300 + n, 2022, "open_6") for n in range(2))]
    before = caseload.system(people, first)
    later = [replace(one, to_judgment="open_24") if one.to_judgment == "open_6" else one for one in people]
    later += [person(200 + n, 2023, ("open_6", "judged_6")[n % 2]) for n in range(24)]
    design = pooled.split(caseload.design(2021, 2023), [2022])
    whole = caseload.system(later, design)
    known = pooled.impossible(design, whole)
    then = read_back(first, before, propose(first, before).sheets)
    assert key("ALL_INDICTED", TOTAL, "TO_JUDGMENT", "open_6") not in then

    earlier = Earlier(growth.printed("then", before, then), frozenset(first.years))
    found = growth.attack(whole, design.tables, known, [earlier], rules)

    assert found.ok
