"""Does the check page say what changed and what each indicator loses, who is asked to agree, and what is due?"""

import json
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from confirming import confirmed
from litigation_app.core import clock
from litigation_app.core.db import committing, db
from litigation_app.gate import checking, counting
from litigation_app.gate.comparing import changed
from litigation_app.gate.models import ReleaseDraft
from litigation_app.ledger.models import LedgerEntry
from litigation_app.statistics.releases import Row, Table, shelf, verify
from preparing import choose, crowd, prepare, renew

pytestmark = pytest.mark.thorough

WANTED = {"mode": "caseload", "title": "Serbia", "countries": ["RS"], "first_year": "2021", "last_year": "2023"}


@pytest.fixture
def caseload(app: Flask, make: Any) -> UUID:
    return crowd(app, make)


def drafted(person: Any, **changes: Any) -> str:
    answer = prepare(person, WANTED | changes)
    if "Go on with the earlier years" in words(answer):
        answer = choose(person, answer, 1)
    assert answer.status_code == 303, words(answer)
    return str(answer.headers["Location"]).split("?", maxsplit=1)[0]


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)))


def test_the_one_who_is_asked_finds_it_and_nobody_else_can_agree(
    caseload: UUID, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    elsewhere = make.office(country="MK", name="Office Skopje")
    asked, other = make.coordinator(office=elsewhere, name="Vesna Druga"), make.coordinator()
    analyst = client_as(make.analyst())
    path = drafted(analyst)

    before = client_as(asked).get("/publishing/")
    answer = analyst.post(f"{path}/second-person", {"second": str(make.user_id(asked))})
    queue, named = client_as(asked).get("/publishing/"), words(analyst.get(path))
    nobody, refused = client_as(other).get("/publishing/"), confirmed(client_as(other), f"{path}/approval")
    agreed = confirmed(client_as(asked), f"{path}/approval")

    assert answer.status_code == 303
    assert "Vesna Druga, Office Skopje" in named
    assert "Asked to agree Vesna Druga" in named
    assert "For you to agree" in words(before)
    assert "any coordinator" in words(before)
    assert "For you to agree" in words(queue)
    assert "any coordinator" not in words(queue)
    assert "For you to agree" not in words(nobody)
    assert re.search(r'<span class="badge-count">1</span>', queue.get_data(as_text=True))
    assert refused.status_code == 422
    assert "Somebody else was asked to agree to this." in words(refused)
    assert agreed.status_code == 303
    assert 'class="badge-count"' not in client_as(asked).get("/publishing/").get_data(as_text=True)
    with app.app_context():
        assert db.session.query(LedgerEntry).filter_by(act="name_second_person").count() == 1


def test_who_prepared_it_or_may_not_agree_cannot_be_asked(
    caseload: UUID, client_as: Callable[[str], Any], make: Any
) -> None:
    name, analyst, lawyer = make.coordinator(), make.analyst(), make.lawyer()
    person = client_as(name)
    path = drafted(person)

    for one in (name, analyst, lawyer):
        assert person.post(f"{path}/second-person", {"second": str(make.user_id(one))}).status_code == 422
    assert person.post(f"{path}/second-person", {"second": "x"}).status_code == 422
    assert person.post(f"{path}/second-person", {"second": ""}).status_code == 303


def test_who_prepares_it_anew_is_not_the_one_who_agrees(
    caseload: UUID, client_as: Callable[[str], Any], make: Any
) -> None:
    name, third = make.coordinator(), make.coordinator()
    analyst = client_as(make.analyst())
    path = drafted(analyst)
    analyst.post(f"{path}/second-person", {"second": str(make.user_id(name))})

    assert renew(client_as(name), path).status_code == 303

    assert confirmed(client_as(name), f"{path}/approval").status_code == 422
    assert confirmed(client_as(third), f"{path}/approval").status_code == 303


def test_what_is_due_fills_the_form_and_is_gone_once_it_is_drafted(
    caseload: UUID, client_as: Callable[[str], Any], make: Any
) -> None:
    analyst = client_as(make.analyst())
    last = clock.today().year - 1 if clock.today().month >= 3 else clock.today().year - 2

    listed = analyst.get("/publishing/").get_data(as_text=True)
    form = analyst.get("/publishing/new?due=caseload-RS").get_data(as_text=True)
    drafted(analyst, first_year=str(last - 4), last_year=str(last))
    after = analyst.get("/publishing/").get_data(as_text=True)

    assert "/publishing/new?due=caseload-RS" in listed
    assert "/publishing/new?due=judgments-RS" in listed
    assert "due=caseload-MK" not in listed
    assert f'<option selected value="{last - 4}">' in form
    assert f"Serbia: persons represented, {last - 4}–{last}" in form
    assert "due=caseload-RS" not in after
    assert analyst.get("/publishing/new?due=anything").status_code == 200


def test_the_page_says_what_each_indicator_loses(caseload: UUID, client_as: Callable[[str], Any], make: Any) -> None:
    analyst = client_as(make.analyst())

    page = words(analyst.get(drafted(analyst)))

    assert "What each indicator loses" in page
    assert all(name in page for name in ("ID-01", "CON-05", "CMP-01", "CMP-02", "CMP-03", "CMP-07"))
    assert re.search(r"Can be computed fully: \d+ figures\.", page)
    assert "SEN-01" not in page  # of judgments
    assert re.search(r"CMP-07 .{0,80} Nothing to count: each of its figures would be 0 of 0\.", page)
    assert "Money awarded and paid EUR" in page


@pytest.mark.parametrize(
    ("without", "last", "sheets", "indicator", "said"),
    [
        (
            ["months_to_judgment", "months_to_judgment_60"],
            2025,
            [],
            "DUR-01",
            "its table was not asked for, or is left out so that the others can stay.",
        ),
        (
            [],
            2025,
            [],
            "DUR-01",
            "these years, counted as they are, are too few for anybody in them to have been followed to the end.",
        ),
        (
            ["steps_claim"],
            2025,
            ["steps_criminal"],
            "CON-05",
            "of its tables this is left out: How far the claim came.",
        ),
    ],
)
def test_why_an_indicator_has_no_figure_is_true(
    without: list[str], last: int, sheets: list[str], indicator: str, said: str, app: Flask
) -> None:
    """`without` and `sheets`: the tables that a draft of 2021 up to `last` leaves out, and those that it prints."""
    proposal = {
        "losses": {indicator: [0, 0, 0, 0]},
        "sheets": {table: [] for table in sheets},
        "coarser": {"without": without, "instead": [] if without else ["months_to_judgment_60"]},
        "plan": {"version": "3"},
    }
    draft = ReleaseDraft(mode="caseload", countries="ME", first_year=2021, last_year=last, proposal=proposal)
    with app.test_request_context():
        [found] = checking.losses(draft)

    assert found.words == f"Cannot be computed: {said}"
    assert not found.is_whole


def test_hidden_numbers_of_trials_make_wider_intervals(app: Flask) -> None:
    """The share of hearings is there, its interval is of as many cases as those numbers leave."""
    printed = {
        "hearings_by_turn": [["2021", "_T", "40"], ["2021", "first", "10"]],
        "hearings_by_order": [["2021", "_T", "30"], ["2021", "2", None]],
    }

    def said(sheets: Any) -> Any:
        proposal = {"losses": {"DUR-07": [4, 0, 0, 0]}, "sheets": sheets}
        with app.test_request_context():
            [found] = checking.losses(ReleaseDraft(mode="observation", proposal=proposal))
        return found

    hidden, whole = said(printed), said({"hearings_by_turn": printed["hearings_by_turn"]})

    assert hidden.words == (
        "Can be computed fully: 4 figures. "
        "Its intervals will be wider, for numbers of hearings of one trial are hidden."
    )
    assert not hidden.is_whole
    assert whole.words == "Can be computed fully: 4 figures."
    assert whole.is_whole


def test_where_no_number_is_about_few_people_the_second_count_says_why_it_is_there(
    caseload: UUID, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    """ "Those" would be nobody: "hidden to protect someone" is 0."""
    analyst = client_as(make.analyst())
    path = drafted(analyst)
    with app.app_context(), committing() as session:
        row = session.query(ReleaseDraft).one()
        row.proposal = row.proposal | {"sealed": counting.sealed(row.id, counting.Hidden(0, 6))}

    page = words(analyst.get(path))

    assert "Hidden to protect someone: 0" in page
    assert "Hidden so that those" not in page
    assert "hidden because a small group could be worked out from them: 6" in page


def test_years_with_nobody_are_said(caseload: UUID, client_as: Callable[[str], Any], make: Any) -> None:
    analyst = client_as(make.analyst())

    page = words(analyst.get(drafted(analyst, last_year="2024")))

    assert "Nobody is counted in 2024: every number of these years is zero." in page


def test_what_changed_since_the_last_publication_is_said_table_by_table(
    caseload: UUID, client_as: Callable[[str], Any], make: Any
) -> None:
    analyst, coordinator = client_as(make.analyst()), client_as(make.coordinator())
    first = drafted(analyst, last_year="2022")
    assert "What changed since the last publication" not in words(analyst.get(first))
    assert confirmed(coordinator, f"{first}/approval").status_code == 303

    page = words(analyst.get(drafted(analyst, title="Serbia, one year more")))

    assert "What changed since the last publication" in page
    assert "Years added: 2023." in page
    assert re.search(r"Numbers that moved: .*All years, Total: 40 → 60", page)


def test_moved_hidden_and_printed_are_told_apart() -> None:
    rows = {("2021", "F"): 7, ("2021", "M"): None, ("2021", "_T"): 12, ("_T", "F"): 9}
    before = Table("victims_by_sex", "", "PERSON", "victim", ("YEAR", "SEX"), tuple(Row(k, v) for k, v in rows.items()))
    now = [["2021", "F", None], ["2021", "M", "5"], ["2021", "_T", "13"], ["_T", "F", "9"], ["2022", "F", "8"]]

    found = changed(before, now)

    assert [(then, later) for _place, then, later in found.moved] == [("12", "13")]
    assert (len(found.hidden), len(found.shown), found.years, found.is_same) == (1, 1, ["2022"], False)


def test_the_plan_and_its_version_are_printed(
    caseload: UUID, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    path = drafted(client_as(make.analyst()))
    confirmed(client_as(make.coordinator()), f"{path}/approval")
    [found] = shelf(app.extensions["shelf"])
    folder = app.extensions["shelf"] / found.id

    said = json.loads((folder / "datapackage.json").read_text())["plan"]
    release = verify(folder, app.extensions["trusted_keys"])

    assert said == {"id": "caseload-yearly", "version": "5"}
    assert release.plan is not None
    assert release.plan.id == "caseload-yearly"
