"""Do yearly publications of the demonstration, one after the other, keep everybody hidden from whoever has them all?"""

from dataclasses import replace

import pytest

from bench import ten_years
from bench.ten_years import Desk, Step
from judge_of_tables import judged
from litigation_app.disclosure.model import System
from litigation_app.gate import growing, plan, proposal

pytestmark = pytest.mark.extensive

COUNTRIES, YEARS = ("BA", "RS"), range(2016, 2019)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory):
    """Two countries, three years; what the joint attack found; and for each publication what an outside judge says."""
    with ten_years.demonstration(tmp_path_factory.mktemp("ten") / "desk") as at:
        streams = {country: list(ten_years.stream(at, country, YEARS)) for country in COUNTRIES}
        found = {country: ten_years.attacked(at, steps) for country, steps in streams.items()}
        verdicts = [judge(at, step) for steps in streams.values() for step in steps if step.release]
    return streams, found, verdicts


def judge(at: Desk, step: Step):
    """Who is exposed by what one publication printed of its own time, without a line of the desk's attack."""
    mode, release = plan.MODES[plan.CASELOAD], step.release
    assert release is not None
    people = ten_years.people(at, step)
    design = mode.design(step.first_year, step.year, step.coarser)
    whole = growing.fresh(design, mode.system(people, design), release.carried_until)
    sheets = {table.id: [[*row.codes, row.value] for row in table] for table in release.tables}
    mine = {cell.key for cell in whole.cells if cell.published}
    said = proposal.read_back(design, whole, sheets).keys() & mine
    counts = tuple(cell for cell in whole.cells if cell.key not in whole.sums)
    system = System(counts, tuple(one for one in whole.relations if one.total not in whole.sums))
    return judged(system, {cell.key for cell in counts} - said)


def test_a_country_with_enough_people_grows_by_a_year(published) -> None:
    streams, _found, _verdicts = published

    assert [step.how for step in streams["BA"]] == ["first", "carried", "carried"]
    assert all(shown > 0.7 * cells for shown, cells in (step.shown for step in streams["BA"]))


def test_a_country_with_few_people_takes_what_the_plan_offers_and_goes_on_as_it_was_cut(published) -> None:
    streams, _found, _verdicts = published
    first, *later = streams["BA"]

    assert first.offered
    assert first.coarser == first.offered.coarser
    assert all(step.coarser == first.coarser for step in later)


def test_nothing_is_recoverable_from_all_of_them_together(published) -> None:
    _streams, found, verdicts = published

    assert all(one.ok for certificates in found.values() for one in certificates)
    assert sum(one.small for one in verdicts) > 0
    assert [one.narrowed for one in verdicts] == [0] * len(verdicts)


def test_a_row_says_what_is_kept(published) -> None:
    streams, _found, _verdicts = published
    first = streams["BA"][0]

    assert ten_years.in_words(first).startswith("| BA | 2016–2016 | first | ")
    assert "| nothing | – |" in ten_years.in_words(replace(first, how="nothing", release=None))


def test_the_region_adds_up_what_both_print_and_nobody_is_found_in_it(published) -> None:
    streams, _found, _verdicts = published
    last = [[step.release for step in steps if step.release][-1] for steps in streams.values()]

    row = ten_years.region(last)

    assert row.startswith("| BA, RS together | "), row
    assert "| 0 found | " in row
    assert "no common publication: few" in ten_years.region(last[:1])
