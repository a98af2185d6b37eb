"""Do the pictures show what is published, and nothing about what is withheld?"""

import re
from collections.abc import Callable
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from litigation_app.core import charts
from litigation_app.core.charts import HALF, Block, CohortLane, Lane, Mark, Span, Step
from litigation_app.core.charts.lines import spread
from litigation_app.core.text import Hidden

GROUPS = ["2023", "2024", "2025"]
SERIES = ["Requested", "Granted & <applied>"]
COUNTS = st.none() | st.integers(0, 500).map(float)
YEARS = [2026, 2027]
QUANTILES = {0.05: [1.0, -2.0], 0.5: [1.0, 1.5], 0.95: [1.0, 4.0]}


def _bars(values: list[list[float | None]]) -> Markup:
    return charts.bars(GROUPS, SERIES, values, title="Bars & <more>")


def _stacked(values: list[list[float | None]]) -> Markup:
    return charts.stacked(GROUPS, SERIES, values, title="Stacked")


def _line(values: list[list[float | None]]) -> Markup:
    known = [row[0] for row in values]
    ends = [None if value is None else value + 1 for value in known]
    return charts.line(GROUPS, known, known, ends, title="Line")


def _funnel(values: list[list[float | None]]) -> Markup:
    lanes = [Lane("Criminal", "cases", [Step("a step", value) for value in row]) for row in values]
    return charts.funnel(lanes, title="Funnel")


def _histogram(values: list[list[float | None]]) -> Markup:
    return charts.histogram([0, 1, 2, 3], [row[0] for row in values], title="Histogram", marks=[Mark("mean", 1.5)])


def _horizontal(values: list[list[float | None]]) -> Markup:
    return charts.horizontal([Step("a step", value) for row in values for value in row], title="Horizontal")


def _cohorts(values: list[list[float | None]]) -> Markup:
    lanes = [CohortLane("RS", [Block(2020, 2020, row[0]), Block(2021, 2025, row[1])]) for row in values]
    return charts.cohorts(lanes, title="Cohorts")


PICTURES = [_bars, _stacked, _line, _funnel, _histogram, _horizontal, _cohorts]
Picture = Callable[[list[list[float | None]]], Markup]


def _elements(picture: Markup) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(picture).iter())  # noqa: S314 (our own picture)


def _bands(picture: Markup) -> list[ElementTree.Element]:
    return [element for element in _elements(picture) if "hatch)" in element.get("fill", "")]


@pytest.mark.thorough
@pytest.mark.parametrize("draw", PICTURES)
@given(values=st.lists(st.lists(COUNTS, min_size=2, max_size=2), min_size=3, max_size=3))
def test_every_picture_is_well_formed_named_and_free_of_inline_style(
    draw: Picture, values: list[list[float | None]]
) -> None:
    picture = draw(values)

    root, *parts = _elements(picture)
    assert root.get("role") == "img"
    names = {element.get("id") for element in parts}
    assert set(root.get("aria-labelledby", "").split()) <= names
    assert not re.search(r"style=|<style|<script|\son\w+=", picture)


@pytest.mark.thorough
@pytest.mark.parametrize("draw", [_bars, _line, _histogram])
@given(shown=st.lists(st.integers(1, 500).map(float), min_size=3, max_size=3))
def test_the_band_of_a_withheld_value_does_not_depend_on_any_value(draw: Picture, shown: list[float]) -> None:
    first: list[list[float | None]] = [[None, None], [7.0, 7.0], [7.0, 7.0]]
    other: list[list[float | None]] = [[None, None], [shown[0], shown[0]], [shown[1], shown[2]]]

    bands = [
        [{key: band.get(key) for key in ("x", "y", "width", "height")} for band in _bands(draw(one))]
        for one in (first, other)
    ]

    assert len(bands[0]) == 1
    assert bands[0] == bands[1]


def test_neighbouring_withheld_bars_share_one_band_and_one_sign() -> None:
    picture = _bars([[3.0, None], [None, None], [2.0, 5.0]])

    signs = [element for element in _elements(picture) if element.text == "…"]
    assert len(_bands(picture)) == 2
    assert len(signs) == 2


def test_no_link_is_drawn_to_or_from_a_withheld_step() -> None:
    picture = _funnel([[96.0, None], [37.0, 24.0]])

    links = [element for element in _elements(picture) if element.get("class") == "link"]
    assert len(links) == 1


def test_a_zero_is_a_base_line_and_a_number_not_a_bar() -> None:
    picture = _funnel([[4.0, 0.0]])

    looks = [element.get("class") for element in _elements(picture)]
    assert looks.count("step") == 1
    assert looks.count("zero") == 1


def test_words_are_escaped_and_read_back_as_they_were() -> None:
    picture = _bars([[1.0, 2.0]] * 3)

    assert "<applied>" not in picture
    assert _elements(picture)[1].text == "Bars & <more>"


def test_the_same_picture_has_the_same_ids_and_another_one_has_others() -> None:
    one, again, other = _bars([[1.0, 2.0]] * 3), _bars([[1.0, 2.0]] * 3), _bars([[1.0, 3.0]] * 3)

    assert one == again
    assert re.findall('id="([^"]+)', one)[0] != re.findall('id="([^"]+)', other)[0]


def test_numbers_are_written_by_the_callers_own_format() -> None:
    picture = charts.bars(["a"], ["b"], [[0.5]], title="t", number=lambda value: f"{value:.1f}".replace(".", ","))

    assert "0,5" in picture
    assert ">0.5<" not in picture


def test_a_fan_has_a_band_for_each_pair_and_names_its_edges() -> None:
    picture = charts.fan(YEARS, QUANTILES, title="Fund", zero_label="the fund is empty")

    looks = [element.get("class", "") for element in _elements(picture)]
    assert sum(look.startswith("band-") for look in looks) == 1
    assert "median" in looks
    assert "95 %" in picture
    assert "the fund is empty" in picture


def test_a_table_keeps_withheld_cells_as_none_and_hides_the_ends_of_their_interval() -> None:
    bars = charts.bars_table(GROUPS, ["a"], [[1.0], [None], [0.0]], corner="Year")
    line = charts.line_table(["x"], [None], [1.0], [2.0], headings=["a", "b", "c", "d"])

    assert bars.rows == [["a", "1", None, "0"]]
    assert line.rows == [["x", None, None, None]]


def test_a_label_of_three_lines_is_not_cut_off_above_its_block() -> None:
    steps = [Step("Тражено", 52.0), *(Step("Тражено, у одлученим захтевима", 50.0) for _place in range(6))]

    picture = charts.funnel([Lane("Износи", "хиљада", steps)], title="Funnel")

    lines = [float(y) for y in re.findall(r'<text[^>]* y="([\d.-]+)"', picture)]
    assert len(lines) > 3 * 6
    assert min(lines) >= 14  # px of a letter above its line


def test_a_long_name_stays_within_its_lane_and_a_range_at_the_top_below_its_label() -> None:
    steps = [Step("Represented", 335), Step("Investigated", Span(300, 335, Hidden("300 to 335")))]

    picture = charts.funnel(
        [Lane("How far the claim in the criminal case came in 36 months", "persons", steps)], title="F"
    )

    ends = {one.text: float(one.attrib["y"]) for one in _elements(picture) if one.tag.endswith("text")}
    assert max(ends.values()) < float(ElementTree.fromstring(picture).attrib["viewBox"].split()[3])  # noqa: S314  # ours
    assert ends["300 to 335"] - ends["Investigated"] > 17


def test_tables_of_a_funnel_and_a_histogram_have_a_cell_for_each_heading() -> None:
    lanes = [Lane("Criminal", "cases", [Step("Reported", 3), Step("Judged", None)])]
    tables = [
        charts.funnel_table(lanes, headings=["Lane", "Step", "Number"]),
        charts.histogram_table([0, 1, 2], [4, None], headings=["From", "To", "Runs"]),
    ]

    assert all(len(row) == len(table.headings) for table in tables for row in table.rows)


@given(st.lists(st.floats(0, 300), max_size=9))
def test_names_beside_a_fan_never_overlap(wished: list[float]) -> None:
    places = spread(sorted(wished), 17, 0, 300)

    assert all(after - before >= 17 - 1e-6 for before, after in pairwise(places))


def test_months_stand_as_far_apart_as_they_are() -> None:
    values = [0.1, 0.3, None, 0.5, 0.6]
    drawn = charts.line(["6", "12", "24", "36", "60"], values, values, values, title="Line", after=[6, 12, 24, 36, 60])
    x = [float(one) for one in re.findall(r'<circle cx="([\d.]+)"', drawn)]

    steps = [b - a for a, b in pairwise(x)]
    assert steps == pytest.approx([steps[0], 4 * steps[0], 4 * steps[0]], abs=0.3)  # 24 is withheld
    assert x[-1] < 984


def test_five_years_together_are_no_higher_than_one_with_a_fifth_of_their_people() -> None:
    picture = charts.cohorts([CohortLane("RS", [Block(2019, 2019, 10.0), Block(2020, 2024, 50.0)])], title="Cohorts")

    heights = [bar.get("height") for bar in _elements(picture) if bar.get("class") == "step"]
    assert len(heights) == 2
    assert heights[0] == heights[1]


def test_of_two_numbers_that_would_lie_over_each_other_the_range_is_kept() -> None:
    hidden = Span(2.0, 9.0, Hidden("2 to 9"))
    blocks = [Block(year, year, hidden if year == 2015 else 30.0) for year in range(2010, 2025)]

    picture = charts.cohorts([CohortLane("RS", blocks)], title="Cohorts")

    numbers = [one.text for one in _elements(picture) if one.get("class") == "middle strong halo"]
    assert "2 to 9" in numbers
    assert numbers.count("30") < len(blocks) - 1


def test_half_a_page_has_a_band_with_its_words_and_the_edges_that_people_quote() -> None:
    hidden = Span(2.0, 9.0, Hidden("2–9"))
    line = charts.line(["12", "24"], [hidden, 20.0], [2.0, 18.0], [9.0, 22.0], title="Line", width=HALF)
    quantiles = {q: [1.0, q] for q in (0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99)}
    fan = charts.fan(YEARS, quantiles, title="Fund", width=HALF)

    assert ">2–9</text>" in line
    assert [q for q in ("1 %", "5 %", "25 %", "50 %", "75 %", "95 %", "99 %") if f">{q}  " in fan] == [
        "5 %",
        "50 %",
        "95 %",
    ]
