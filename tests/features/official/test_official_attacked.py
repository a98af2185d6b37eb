"""Official figures under attack: the machine stops, two type at once, files are bad, and titles are formulas."""

import csv
import io
from collections.abc import Callable
from typing import Any
from uuid import UUID
from xml.etree import ElementTree

import pytest
from flask import Flask

from confirming import confirmed
from lawyering import text
from litigation_app.core.db import committing
from litigation_app.gate.official import actions, queries
from litigation_app.statistics.official import reading
from officials import PAGE, begun, ids, newest, publish_shipped, state, typed

ClientAs = Callable[[str], Any]
HEAD = ",".join(reading.COLUMNS)
ROW = "rs,{year},identified_victims,total,{value},{source},high,{year}-01-01,{year}-12-31,calendar,CPTV,true,{note}"


def handed(app: Flask, make: Any, *rows: str) -> Any:
    """What became of a file of these rows: drafts, or a refusal."""
    with app.test_request_context(), committing():
        actor = make.actor(make.analyst())
        body = "\n".join([HEAD, *rows]) + "\n"
        return actions.from_file(actor, body.encode(), app.extensions["shelf"], app.extensions["trusted_keys"])


def test_the_second_of_two_typists_is_told_and_both_have_their_numbers(
    app: Flask, make: Any, client_as: ClientAs, typist: Any, checker: Any
) -> None:
    publish_shipped(app, typist, checker, "RS")
    other, draft = client_as(make.analyst()), begun(typist)
    with app.app_context():
        rest = [""] * (len(queries.lines(queries.get(UUID(draft.rsplit("/", 1)[1])))) - 2)
    assert typist.post(f"{draft}/figures", typed("71", "", *rest)).status_code == 303

    late = other.post(f"{draft}/figures", typed("", "5", *rest))
    again = other.post(f"{draft}/figures", typed("71", "5", *rest, version=2))

    body = late.get_data(as_text=True)
    assert late.status_code == 409
    assert "Somebody else saved these figures" in text(late)
    assert "Saved meanwhile: 71" in text(late)
    assert 'value="5"' in body
    assert 'name="row_version" type="hidden" value="2"' in body
    assert again.status_code == 303


def test_a_figure_added_meanwhile_stands_last_on_the_page_of_the_other(
    make: Any, client_as: ClientAs, typist: Any
) -> None:
    other, draft = client_as(make.analyst()), begun(typist)
    more = {"what": "convictions|PERSON|use_of_services"}
    assert typist.post(f"{draft}/lines", typed("71") | more).status_code == 303

    late = other.post(f"{draft}/figures", typed("72"))

    assert late.status_code == 409
    assert 'value="72"' in late.get_data(as_text=True)
    assert 'name="lines-1-value"' in late.get_data(as_text=True)


@pytest.mark.parametrize("title", ['=HYPERLINK("http://x")', "+1+1", "-1+1", "@SUM(1)"])
def test_a_title_is_no_formula_in_any_file_of_the_publication(
    title: str, app: Flask, typist: Any, checker: Any
) -> None:
    draft = begun(typist, title=title)
    typist.post(f"{draft}/figures", typed("71"))
    typist.post(f"{draft}/handing-over")
    assert confirmed(checker, f"{draft}/approval").status_code == 303

    found = newest(app, "RS")

    assert found is not None
    assert found.sources[0].title == title
    for name, content in found.files.items():
        if name.endswith(".csv"):
            cells = [cell for line in csv.reader(io.StringIO(content.decode())) for cell in line]
            assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))] == [], name


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\ufffe", "\uffff", "\u202e"])
def test_a_sign_that_no_document_can_hold_is_refused_in_a_file_and_left_out_of_a_form(
    sign: str, app: Flask, make: Any, typist: Any, checker: Any
) -> None:
    with pytest.raises(reading.FileRefused) as refused:
        handed(app, make, ROW.format(year=2030, value=7, source=f"a{sign}b", note=""))
    draft = begun(typist, title=f"Izvor{sign} A")
    typist.post(f"{draft}/figures", typed("71"))
    typist.post(f"{draft}/handing-over")
    assert confirmed(checker, f"{draft}/approval").status_code == 303

    found = newest(app, "RS")

    assert (refused.value.reason, refused.value.line, refused.value.of) == ("signs", 2, "source")
    assert found is not None
    assert found.sources[0].title == "Izvor A"
    ElementTree.fromstring(found.files["structure.xml"])  # noqa: S314  # our own


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (f"{HEAD}\n{ROW.format(year=2030, value=7, source='x' * 140_000, note='')}\n".encode(), "long"),
        (f"{HEAD}\n{ROW.format(year=2030, value=7, source='Izveštaj', note='')}\n".encode("cp1250"), "letters"),
        (b"x" * (reading.MOST_BYTES + 1), "large"),
        (b"country,year\n", "columns"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence_on_the_page(
    content: bytes, reason: str, app: Flask, typist: Any
) -> None:
    with pytest.raises(reading.FileRefused) as refused:
        reading.read(reading.decoded(content))
    answer = typist.post(f"{PAGE}files", {"figures": (io.BytesIO(content), "figures.csv")})

    assert refused.value.reason == reason
    assert answer.status_code == 422
    assert 'class="field-error"' in answer.get_data(as_text=True)
    assert ids(app, "RS") == []


def test_a_file_on_the_page_is_handed_over_and_checked_by_another(app: Flask, typist: Any, checker: Any) -> None:
    body = f"{HEAD}\n{ROW.format(year=2024, value=7, source='Izmišljen izvor', note='')}\n".encode()

    answer = typist.post(f"{PAGE}files", {"figures": (io.BytesIO(body), "figures.csv")})
    own = confirmed(typist, f"{PAGE}{ids(app, 'RS')[0]}/approval")
    by_another = confirmed(checker, f"{PAGE}{ids(app, 'RS')[0]}/approval")

    assert answer.status_code == 303, text(answer)
    assert own.status_code in {403, 404, 422}
    assert by_another.status_code == 303
    assert typist.post(f"{PAGE}files", {}).status_code == 422


def test_no_more_figures_are_taken_than_the_page_can_correct(app: Flask, make: Any, typist: Any, checker: Any) -> None:
    rows = [
        ROW.format(year=2000 + place % 25, value=place, source=f"src {place}", note="")
        for place in range(reading.MOST_FIGURES + 1)
    ]

    with pytest.raises(reading.FileRefused) as refused:
        handed(app, make, *rows)
    handed(app, make, *rows[:-1])
    address = f"{PAGE}{ids(app, 'RS')[0]}"
    checker.post(f"{address}/return", {"why": "x"})

    assert refused.value.reason == "many"
    assert typist.get(f"{address}/figures").status_code == 200
    full = typist.get(f"{address}/figures").get_data(as_text=True)
    assert full.count('-value"') >= reading.MOST_FIGURES


def test_another_countrys_office_does_not_discard_what_others_typed(app: Flask, make: Any, client_as: ClientAs) -> None:
    serbia, montenegro = make.office(country="RS", name="Beograd"), make.office(country="ME", name="Podgorica")
    typist, colleague = (client_as(make.analyst(office=serbia)) for _ in range(2))
    stranger = client_as(make.analyst(office=montenegro))
    draft = begun(typist)

    refused = stranger.post(f"{draft}/discarding")

    assert refused.status_code == 422
    assert "discards them" in text(refused)
    assert f"{draft}/discarding" not in stranger.get(draft).get_data(as_text=True)
    assert state(app, draft.rsplit("/", 1)[1]) == "typing"
    assert "nobody can go on with it" in text(colleague.get(draft))
    assert colleague.post(f"{draft}/discarding").status_code == 303


def test_how_sure_a_number_is_has_to_be_said(typist: Any) -> None:
    draft = begun(typist)

    answer = typist.post(f"{draft}/figures", typed("71") | {"lines-0-confidence": ""})

    assert answer.status_code == 422
    assert "Say how sure you are of it." in text(answer)
    assert "Row 1" in text(answer)


def test_what_was_new_in_an_edition_is_still_said_once_it_is_published(app: Flask, typist: Any, checker: Any) -> None:
    publish_shipped(app, typist, checker, "RS")

    page = text(checker.get(f"{PAGE}{ids(app, 'RS')[0]}"))

    assert "as in the last publication" not in page
    assert "new" in page


def test_the_sources_of_a_country_alone_are_offered_and_by_words(app: Flask, typist: Any, checker: Any) -> None:
    publish_shipped(app, typist, checker, "RS", "ME")
    with app.app_context():
        place = app.extensions["shelf"], app.extensions["trusted_keys"]
        mine, others = ({one.code for one in queries.known_sources(*place, code)} for code in ("RS", "ME"))

    page = typist.get(f"{PAGE}new?country=ME").get_data(as_text=True)

    assert all(f'value="{code}"' in page for code in others)
    assert not any(f'value="{code}"' in page for code in mine - others)
    assert "https://" not in page.partition('name="known"')[2].partition("</select>")[0]


def test_a_part_that_is_called_by_a_year_is_not_offered_for_another(app: Flask, typist: Any, checker: Any) -> None:
    publish_shipped(app, typist, checker, "RS")
    draft = begun(typist)

    page = text(typist.get(f"{draft}/figures"))

    assert "in 2023" not in page.replace("(2023)", "")
    assert "identified, reported in the same year" in page
    assert "_reports" not in page.partition("One more figure")[0]


def test_the_page_of_a_country_has_a_list_of_what_stands_on_it(app: Flask, typist: Any, checker: Any) -> None:
    publish_shipped(app, typist, checker, "RS")

    page = typist.get("/official/?country=RS").get_data(as_text=True)

    assert 'href="#official_identified_victims' in page or 'href="#identified_victims' in page
    assert 'id="editions"' in page
