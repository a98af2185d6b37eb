"""The pictures of an estimate: do they show where their numbers stand, and say them to whoever does not see?"""

import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from litigation_app.core import charts
from litigation_app.core.charts import DotRow, Fall, Mark, Spot, Swing, narrow
from litigation_app.core.charts.heat import STEPS, level_of

CHANCES, VALUES = [0.99, 0.5, 0.1, 0.01, 0.001], [10.0, 20.0, 30.0, 45.0, 60.0]
ROWS, COLUMNS = [1000.0, 2000.0], [0.0, 50.0, 100.0]
MAP = [[0.4, 0.02, 0.00005], [0.9, 0.2, 0.003]]


SWINGS = [Swing("a & <b>", 80.0, 130.0, "low", "high"), Swing("turned", 110.0, 95.0, "low", "high")]
TWO = [DotRow("ours", 5.0, is_ours=True), DotRow("theirs", 7.0, 3.0, 9.0)]


def _exceedance() -> Markup:
    return charts.exceedance(CHANCES, VALUES, title="Curve & <more>", marks=[Mark("one in ten", 30.0)])


def _heat() -> Markup:
    return charts.heat(
        ROWS,
        COLUMNS,
        MAP,
        title="Map & <more>",
        contour=[60.0, 90.0],
        contour_label="1 %",
        spot=Spot("here", 1000.0, 50.0),
    )


def _tornado() -> Markup:
    return charts.tornado(SWINGS, 100.0, title="Tornado", base_label="base")


def _sideways() -> Markup:
    return charts.sideways(["a", "b"], ["alone", "together"], [[0.5, 0.6], [0.0, 0.1]], title="Shares")


def _dots() -> Markup:
    return charts.dots(TWO, title="Dots")


def _waterfall() -> Markup:
    falls = [Fall("start & <more>", 40.0, is_standing=True), Fall("in", 60.0), Fall("out", -130.0)]
    return charts.waterfall([*falls, Fall("left", -30.0, is_standing=True)], title="Waterfall")


def _narrow_tornado() -> Markup:
    return narrow.tornado(SWINGS, 100.0, title="Narrow tornado", base_label="base")


def _narrow_sideways() -> Markup:
    return narrow.sideways(["a", "b"], ["alone", "together"], [[0.5, 0.6], [0.0, 0.1]], title="Narrow shares")


def _narrow_dots() -> Markup:
    return narrow.dots(TWO, title="Narrow dots")


NARROW = [_narrow_tornado, _narrow_sideways, _narrow_dots]
DRAWN = [_exceedance, _heat, _tornado, _sideways, _dots, _waterfall, *NARROW]


def _elements(picture: Markup, name: str) -> list[ElementTree.Element]:
    root = ElementTree.fromstring(picture)  # noqa: S314 (our own picture)
    return [one for one in root.iter() if one.tag.endswith(f"}}{name}")]


@pytest.mark.parametrize(("row", "share"), [(500.0, 0.0), (750.0, 0.5), (1000.0, 1.0), (9e9, 1.5), (0.0, -0.5)])
def test_a_ring_stands_between_the_rows_that_hold_its_value(row: float, share: float) -> None:
    picture = charts.heat(
        [500.0, 1000.0], COLUMNS, [[0.1] * len(COLUMNS)] * 2, title="Map", spot=Spot("here", row, COLUMNS[0])
    )

    middles = [
        float(one.get("y", "")) - 17 + 12 for one in _elements(picture, "text") if one.get("class") == "tick end"
    ]
    ring = next(one for one in _elements(picture, "circle") if one.get("class") == "ring")
    assert float(ring.get("cy", "")) == pytest.approx(middles[0] + share * (middles[1] - middles[0]), abs=0.6)


@pytest.mark.parametrize("draw", DRAWN)
def test_every_picture_is_named_and_described_and_carries_no_style(draw: Callable[[], Markup]) -> None:
    picture = draw()

    root = ElementTree.fromstring(picture)  # noqa: S314
    named = {one.get("id") for one in root.iter()}
    assert set((root.get("aria-labelledby") or "").split()) <= named
    assert all(one.text for one in [*_elements(picture, "title"), *_elements(picture, "desc")])
    assert "style=" not in picture
    assert not re.search(r'="[^"]*([0-9]e-|nan|inf)"', picture.split("</desc>")[1])


@pytest.mark.parametrize("draw", DRAWN)
def test_nothing_leaves_the_picture(draw: Callable[[], Markup]) -> None:
    picture = draw()
    width = float((ElementTree.fromstring(picture).get("viewBox") or "").split()[2])  # noqa: S314

    boxes = [box for box in _elements(picture, "rect") if box.get("class")]
    assert boxes
    for box in boxes:
        x = float(box.get("x", 0))
        assert 0 <= x <= x + float(box.get("width", 0)) <= width


def test_a_curve_falls_and_its_mark_stands_on_it() -> None:
    picture = _exceedance()

    [line] = [one for one in _elements(picture, "polyline") if one.get("class") == "line"]
    points = [tuple(map(float, pair.split(","))) for pair in (line.get("points") or "").split()]
    assert [x for x, _y in points] == sorted(x for x, _y in points)
    assert [y for _x, y in points] == sorted(y for _x, y in points)
    [dot] = _elements(picture, "circle")
    assert (float(dot.get("cx", 0)), float(dot.get("cy", 0))) == pytest.approx(points[2])


@given(st.floats(0, 1))
def test_the_colour_of_a_cell_is_its_power_of_ten(value: float) -> None:
    level = level_of(value)

    assert level == 0 or value >= STEPS[level - 1]
    assert level == len(STEPS) or value < STEPS[level]


def test_a_map_says_each_cell_in_figures_and_not_by_colour_alone() -> None:
    words = [one.text for name in ("text", "tspan") for one in _elements(_heat(), name)]

    assert {"0.4", "0.02", "5e-05", "0.9", "0.2", "0.003"} <= set(words)
    assert "1 %" in words


@pytest.mark.parametrize(("value", "edge"), [(-9.0, 0), (0.0, 0), (10.0, 1), (50.0, 1), (60.0, 2), (90.0, 2), (9e9, 3)])
def test_the_line_of_a_map_stands_between_cells_and_runs_through_no_number(value: float, edge: int) -> None:
    picture = charts.heat(ROWS, COLUMNS, MAP, title="Map", contour=[value, value])

    [line] = [one for one in _elements(picture, "polyline") if one.get("class") == "contour"]
    xs = {float(pair.split(",")[0]) for pair in (line.get("points") or "").split()}
    places = {float(one.get("x", "")) for one in _elements(picture, "text") if one.get("class") == "tick middle"}
    first, second, _third = sorted(places)
    assert list(xs) == [pytest.approx(first + (second - first) * (edge - 0.5), abs=0.2)]


def test_the_name_of_another_line_stands_above_the_bands_of_a_fan() -> None:
    fan = charts.fan(
        [2026, 2027], {0.05: [1.0, 2.0], 0.5: [2.0, 3.0], 0.95: [3.0, 4.0]}, title="f", beside=[2.0, 9.0],
        beside_label="income",
    )  # fmt: skip

    [name] = [one for one in _elements(fan, "text") if one.text == "income"]
    drawn = [one.get("points", "") for one in _elements(fan, "polygon")]
    heights = [float(pair.split(",")[1]) for points in drawn for pair in points.split()]
    assert float(name.get("y", "")) < min(heights)


def test_cells_of_one_colour_are_one_rectangle() -> None:
    even = charts.heat(ROWS, COLUMNS, [[0.02] * 3, [0.03] * 3], title="even")

    assert len([one for one in _elements(even, "rect") if (one.get("class") or "").startswith("heat-")]) == 2


def test_the_bars_of_a_tornado_meet_at_the_base_and_both_ends_say_their_figure() -> None:
    picture = _tornado()

    [base] = [float(one.get("x1", 0)) for one in _elements(picture, "line") if one.get("class") == "base"]
    for bar in (one for one in _elements(picture, "rect") if (one.get("class") or "").startswith("series-")):
        left = float(bar.get("x", 0))
        assert base == pytest.approx(left, abs=0.1) or base == pytest.approx(left + float(bar.get("width", 0)), abs=0.1)
    words = {one.text for one in _elements(picture, "text")}
    assert {"low: 80", "high: 130", "high: 95", "low: 110", "base 100"} <= words


def test_ours_differs_in_shape_and_an_interval_is_said() -> None:
    picture = _dots()

    assert len([one for one in _elements(picture, "rect") if one.get("class") == "series-0"]) == 1
    assert len(_elements(picture, "circle")) == 1
    assert any("7 (3 – 9)" in (one.text or "") for one in _elements(picture, "text"))


def test_a_fan_carries_another_line_and_a_histogram_another_height() -> None:
    fan = charts.fan([2026, 2027], {0.05: [1.0, 2.0], 0.5: [2.0, 3.0], 0.95: [3.0, 4.0]}, title="f", beside=[2.0, 9.0])
    columns = charts.histogram([0, 1, 2], [3.0, 1.0], title="h", behind=[2.0, 8.0])

    assert [one.get("class") for one in _elements(fan, "polyline")] == ["median", "beside"]
    assert [one.get("class") for one in _elements(columns, "polyline")] == ["behind"]
    for picture in (fan, columns):  # the scale reaches to the other line
        heights = [
            float(pair.split(",")[1])
            for one in _elements(picture, "polyline")
            for pair in (one.get("points") or "").split()
        ]
        assert min(heights) >= 40


def test_each_step_of_a_waterfall_hangs_where_the_one_before_ended() -> None:
    picture = _waterfall()

    bars = [
        (float(one.get("x", "")), float(one.get("x", "")) + float(one.get("width", "")), one.get("class"))
        for one in _elements(picture, "rect")
        if (one.get("class") or "").startswith("series")
    ]
    (start, had, first), (at, top, second), (low, high, third), (left, zero, last) = bars
    assert [first, second, third, last] == ["series-0", "series-1", "series-2", "series-0"]
    assert had == pytest.approx(at, abs=0.02)
    assert high == pytest.approx(top, abs=0.02)
    assert (left, zero) == (pytest.approx(low, abs=0.02), pytest.approx(start, abs=0.02))
    assert (top - at) / (high - low) == pytest.approx(60 / 130, abs=1e-3)
    assert "out: −130" in picture
    assert "in: +60" in picture


def test_the_figure_of_a_dot_at_the_edge_does_not_leave_the_picture() -> None:
    picture = charts.dots(
        [DotRow("far", 299.0, 219.0, 299.0), DotRow("near", 1.0)], title="Dots", number=lambda v: f"{v:,.1f}"
    )

    far = next(one for one in _elements(picture, "text") if (one.text or "").startswith("299.0 ("))
    near = next(one for one in _elements(picture, "text") if one.text == "1.0" and "strong" in (one.get("class") or ""))
    assert "end" in (far.get("class") or "").split()
    assert float(far.get("x", "")) < 1000
    assert "end" not in (near.get("class") or "").split()


@pytest.mark.parametrize("draw", NARROW)
def test_a_narrow_picture_has_its_bars_within_half_the_width_of_the_other(draw: Callable[[], Markup]) -> None:
    bars = [one for one in _elements(draw(), "rect") if one.get("class")]

    assert bars
    for one in bars:
        left, width = (float(one.get(what, "0")) for what in ("x", "width"))
        assert 0 <= left <= left + width <= 500


@pytest.mark.parametrize(("wide", "small"), list(zip([_tornado, _sideways, _dots], NARROW, strict=True)))
def test_a_narrow_picture_says_the_same_as_the_other(wide: Callable[[], Markup], small: Callable[[], Markup]) -> None:
    said = [_elements(draw(), "desc")[0].text for draw in (wide, small)]

    assert said[0] == said[1]
    assert 'class="chart narrow"' in small()
