"""What do judgments analysed answer, and do the shares that were once published come out of their counts?"""

from collections.abc import Callable

import pytest

from feasible import speaking
from litigation_app.statistics import indicators
from litigation_app.statistics.indicators import compute, showing, telling
from litigation_app.statistics.releases import Release, ReleaseContents, RowOut, TableOut
from litigation_app.statistics.releases.series import with_totals
from packaged import invented

Read = Callable[[ReleaseContents], Release]


def of_judgments(read_contents: Read, name: str, by: str, counts: dict[str, int]) -> dict[str, str]:
    """The shares in percent, of a publication of judgments with this one table."""
    rows = [RowOut((year, code), count) for year in ("_T", "2015") for code, count in counts.items()]
    table = TableOut(name, "Table", "PERSON", "accused", ("YEAR", by), rows)
    values = compute(read_contents(invented("Judgments", [table], (2015, 2015), mode="judgments")))
    return {value.code: str(value.value) for value in values if value.year == "_T" and value.value is not None}


def test_the_published_shares_of_sentences_and_of_durations_come_out(read_contents: Read) -> None:
    """ASTRA printed 5/84/11 % of 19 convicted persons for 2015, and 56/19/25 % of 16 proceedings for 2019."""
    sentences = of_judgments(
        read_contents, "accused_by_sentence", "SENTENCE", {"_T": 19, "under_3": 1, "3_to_5": 16, "over_5": 2}
    )
    durations = of_judgments(
        read_contents, "judgments_by_duration", "DURATION", {"_T": 16, "up_to_1": 9, "1_to_3": 3, "over_3": 4}
    )

    assert sentences == {"under_3": "5.3", "3_to_5": "84.2", "over_5": "10.5"}
    assert durations == {"up_to_1": "56.2", "1_to_3": "18.8", "over_3": "25.0"}


def test_what_became_of_all_who_were_charged_adds_up_on_the_page(read_contents: Read) -> None:
    cells = {"_T": 70, "kept": 38, "lesser": 4, "other": 22, "not_known": 6}
    rows = [RowOut(("2024", code), number) for code, number in cells.items()]
    table = TableOut("accused_by_offence", "Table", "PERSON", "accused", ("YEAR", "OFFENCE"), rows)
    release = with_totals(read_contents(invented("Judgments", [table], (2024, 2024), mode="judgments")))

    with speaking("en"):
        page = showing.shown(indicators.get("CHG-02"), release, showing.asked(""))

    assert page.picture is not None
    assert list(page.picture.series) == ["Trafficking", "A lesser offence", "Another offence", "Not known"]
    assert [row[1:5] for row in page.grids[0].rows] == [["64", "38", "4", "22"]] * 2
    assert "Of the same persons: Trafficking: 38 (59.4\u00a0%); Another offence: 22 (34.4\u00a0%)." in page.more


def test_a_share_of_claims_in_judgments_is_read_from_its_own_table(read_contents: Read) -> None:
    shares = of_judgments(read_contents, "claim_by_judgment", "FILED", {"_T": 40, "filed": 30, "not_filed": 10})

    older = of_judgments(read_contents, "claim_by_judgment", "FILED", {"indicted": 40, "filed": 30, "not_filed": 10})

    assert shares == {"": "75.0"}
    assert older == {}, "version 5 of the plan called the injured parties persons in indicted cases"
    assert indicators.get("CMP-01").read_from("judgments").year_basis == "event:judgment_date"
    assert indicators.get("CMP-01").read_from("caseload") == indicators.get("CMP-01")


def test_final_convictions_are_counted_apart_from_those_of_the_first_instance(read_contents: Read) -> None:
    final = of_judgments(
        read_contents, "accused_by_finality", "FINAL", {"_T": 30, "final": 17, "not_final": 13, "unknown": 0}
    )
    first = of_judgments(
        read_contents, "accused_by_verdict", "VERDICT", {"_T": 40, "convicted": 21, "convicted_plea": 9}
    )

    assert final == {"": "17"}
    assert first[""] != final[""]
    assert indicators.get("CON-02").read_from("judgments").year_basis == "event:judgment_date"
    assert indicators.get("CON-02").year_basis == "event:final_date", "as the frames ask for it"


@pytest.mark.parametrize(("indicator", "name", "by", "codes"), [
    ("CON-04", "appeals_by_result", "RESULT", ("upheld", "modified", "quashed")),
    ("CON-03", "accused_by_verdict", "VERDICT", ("convicted", "convicted_plea", "acquitted", "rejected")),
])  # fmt: skip
def test_only_persons_are_in_judgments_of_first_instance(
    read_contents: Read, indicator: str, name: str, by: str, codes: tuple[str, ...]
) -> None:
    """Of fifteen decisions on appeals in a year with twelve first-instance judgments none is in one of the twelve."""
    counted = {name: (by, {"_T": 5 * len(codes), **dict.fromkeys(codes, 5)})}
    counted |= {"judgments_by_instance": ("INSTANCE", {"_T": 40, "first": 12, "second": 28})}
    tables = [
        TableOut(
            one, "Table", "PERSON", "accused", ("YEAR", by), [RowOut(("2015", code), n) for code, n in found.items()]
        )
        for one, (by, found) in counted.items()
    ]
    release = with_totals(read_contents(invented("Judgments", tables, (2015, 2015), mode="judgments")))
    with speaking("en"):
        said = telling.more(indicators.get(indicator), compute(release, indicator), release)

    assert ("First-instance judgments behind these" in said) is (indicator == "CON-03")
