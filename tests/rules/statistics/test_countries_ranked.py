"""Is a country ranked above another only beyond chance, does one axis hold all, and is the series that most countries have shown?"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.core.charts.periods import Frame, Side, Stroke, labelled, side
from litigation_app.core.charts.svg import LETTER, Span
from litigation_app.core.text import Hidden
from litigation_app.statistics.countries.rules import Candidate, Newest, Years, chosen, ranking, top, years_of

ENDS = st.integers(0, 1000).map(lambda tenths: Decimal(tenths) / 10)
SPANS = st.tuples(st.integers(2010, 2025), st.integers(0, 4)).map(lambda pair: Years(pair[0], pair[0] + pair[1]))


@st.composite
def figures(draw: st.DrawFn) -> list[Newest]:
    names = draw(st.lists(st.sampled_from(["RS", "MK", "BA", "ME"]), unique=True, max_size=4))
    return [Newest(name, draw(SPANS), *sorted([draw(ENDS), draw(ENDS)])) for name in names]


@given(figures())
def test_a_country_is_above_another_only_where_intervals_are_apart_and_years_are_shared(found: list[Newest]) -> None:
    by_name = {one.name: one for one in found}

    ranked = ranking(found)

    pairs = [(name, below) for name, those in ranked.higher for below in those]
    for name, below in pairs:
        assert by_name[name].low > by_name[below].high
        assert by_name[name].years.meets(by_name[below].years)
        assert (below, name) not in pairs
    assert ranked.has_rest == (2 * len(pairs) < len(found) * (len(found) - 1))


@pytest.mark.parametrize(
    ("high", "years", "expected"),
    [
        (Decimal(40), Years(2020, 2022), [("BA", ["RS"])]),
        (Decimal("44.5"), Years(2020, 2022), []),  # they touch
        (Decimal(40), Years(2014, 2019), []),  # other years
    ],
)
def test_touching_intervals_and_other_years_rank_nobody(
    high: Decimal, years: Years, expected: list[tuple[str, list[str]]]
) -> None:
    ours = [
        Newest("RS", years, Decimal(25), high),
        Newest("BA", Years(2020, 2022), Decimal("44.5"), Decimal(62)),
    ]

    found = ranking(ours)

    assert list(found.higher) == expected
    assert found.has_rest == (not expected)


@given(st.lists(st.floats(0, 100, allow_subnormal=False), max_size=12), st.booleans())
def test_the_axis_holds_every_end_and_no_share_above_all(ends: list[float], is_percent: bool) -> None:
    highest = top(ends, is_percent=is_percent)
    marks = Frame(2014, 2023, highest).scale.marks

    assert highest > 0
    assert marks[0] == 0
    assert all(end <= marks[-1] * (1 + 1e-9) for end in ends)
    assert not is_percent or highest <= 100


def test_the_years_of_a_code() -> None:
    assert years_of("2021") == Years(2021, 2021)
    assert years_of("2015_2019") == Years(2015, 2019)
    assert years_of("2015_2019").width == 5


def test_what_most_countries_count_is_shown_of_the_body_that_most_have() -> None:
    found = {
        "RS": [Candidate("victims", "Centre", 9), Candidate("victims", "Report", 7)],
        "BA": [Candidate("victims", "Report", 7)],
        "ME": [
            Candidate("potential", "Report", 5),
            Candidate("victims", "Report", 4),
            Candidate("victims", "Ministry", 1),
        ],
        "MK": [Candidate("potential", "Report", 2)],
    }

    assert chosen(found) == {"RS": 1, "BA": 0, "ME": 1, "MK": 0}


@st.composite
def strokes(draw: st.DrawFn) -> list[Stroke]:
    years = draw(st.lists(st.integers(2010, 2024), unique=True, min_size=1, max_size=15))
    values = [draw(st.one_of(st.none(), st.floats(0, 100))) for _year in years]
    return [Stroke(year, year, value, str(round(value or 0))) for year, value in zip(years, values, strict=True)]


@given(strokes())
def test_numbers_in_a_panel_touch_no_other_and_the_newest_always_stands(found: list[Stroke]) -> None:
    frame = Frame(2010, 2024, 100)

    kept = labelled(found, frame)

    assert max(found, key=lambda one: one.last) in kept
    for one in kept:
        for other in kept:
            room = (len(one.words) + len(other.words)) * LETTER / 2
            apart = abs(frame.beside(one, one.words) - frame.beside(other, other.words))
            assert one is other or apart >= room


def test_a_hidden_figure_is_hatched_from_its_low_end_to_its_high_one_and_an_official_one_is_no_band() -> None:
    frame = Frame(2015, 2019, 100)
    hidden = Stroke(2015, 2019, Span(25, 50, Hidden("25 to 50")), "25–50")

    ours = side(Side("Own", [hidden], "none"), frame, "Invented")
    theirs = side(Side("Official", [Stroke(2016, 2016, 40, "40")], "none", is_official=True), frame, "Invented")

    scale = frame.scale
    assert f'y="{scale.at(50):g}"' in ours
    assert f'height="{scale.at(25) - scale.at(50):g}"' in ours
    assert 'class="own-stroke"' not in ours
    assert "25–50" in ours
    assert 'class="official-ground"' in theirs
    assert 'class="interval"' not in theirs
