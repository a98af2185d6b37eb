"""Official figures: typed in by one, checked by another, published edition by edition, and shown with all their sources."""

import csv
import io
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from at_once import at_once
from confirming import confirmed
from lawyering import text
from litigation_app.gate.official import queries
from litigation_app.gate.official.models import OfficialState
from litigation_app.statistics.official import figures, reading
from litigation_app.statistics.official import queries as shelves
from officials import PAGE, SOURCE, begun, ids, newest, publish_shipped, typed

ClientAs = Callable[[str], Any]


def test_what_came_with_the_program_is_published_whole_by_two_people(app: Flask, typist: Any, checker: Any) -> None:
    publish_shipped(app, typist, checker, "RS", "MK", "BA", "ME")

    rows = list(csv.DictReader(io.StringIO(reading.SHIPPED.read_text("utf-8"))))
    printed = {
        country: sorted(Decimal(row["value"]) for row in rows if row["country"].upper() == country)
        for country in reading.COUNTRIES
    }
    shelf = {country: newest(app, country) for country in reading.COUNTRIES}
    assert sum(len(values) for values in printed.values()) == 368
    for country, release in shelf.items():
        assert release is not None
        found = figures.of_release(release)
        assert sorted(one.value for one in found if one.value is not None) == printed[country]
        assert release.mode == "official"
        assert release.policy_hash == ""
        assert release.vintage is not None
        assert release.vintage.number == 1
        assert {one.source for one in found} == {one.code for one in release.sources}


def test_whoever_typed_a_figure_does_not_check_it(app: Flask, make: Any, client_as: ClientAs) -> None:
    one = client_as(make.coordinator())
    one.post(f"{PAGE}shipped")

    answer = confirmed(one, f"{PAGE}{ids(app, 'RS')[0]}/approval")

    assert answer.status_code == 422
    assert "You typed this in yourself" in text(answer)
    assert newest(app, "RS") is None


def test_a_new_year_goes_on_from_what_was_printed_last(app: Flask, typist: Any, checker: Any) -> None:
    publish_shipped(app, typist, checker, "RS")
    draft = begun(typist)

    page = text(typist.get(f"{draft}/figures"))

    assert "Identified victims: All (persons)" in page
    assert "printed last: 66 (2023)" in page
    assert "Outcomes of reports: pending at the end of the year" in page


def test_zero_blank_and_not_printed_are_three_things(app: Flask, typist: Any, checker: Any) -> None:
    publish_shipped(app, typist, checker, "RS")
    draft = begun(typist)
    with app.app_context():
        count = len(queries.lines(queries.get(UUID(draft.rsplit("/", 1)[1]))))
    typist.post(f"{draft}/figures", typed("71", "0", None, *[""] * (count - 3)))
    typist.post(f"{draft}/handing-over")
    assert confirmed(checker, f"{draft}/approval").status_code == 303

    release = newest(app, "RS")

    assert release is not None
    assert release.vintage is not None
    assert release.vintage.number == 2
    fresh = [one for one in figures.of_release(release) if one.key.period.year == "2024"]
    assert sorted((str(one.value), one.page) for one in fresh) == [
        ("0", "str. 7"),
        ("71", "str. 7"),
        ("None", "str. 7"),
    ]
    lines = [
        line
        for name, content in release.files.items()
        if name.startswith("data/")
        for line in content.decode().splitlines()
    ]
    assert sum(line.endswith(",,O,F") for line in lines) == 1
    assert not any(line.endswith(",Q,C") for line in lines)


def test_bad_input_is_refused_in_words_and_nothing_typed_is_lost(app: Flask, typist: Any, checker: Any) -> None:
    publish_shipped(app, typist, checker, "RS")
    draft = begun(typist)
    with app.app_context():
        count = len(queries.lines(queries.get(UUID(draft.rsplit("/", 1)[1]))))
    said = typed("71", "twelve", *[""] * (count - 2)) | {"lines-0-page": "strana sedam"}

    answer = typist.post(f"{draft}/figures", said)

    assert answer.status_code == 422
    assert "Write a whole number of zero or more." in text(answer)
    body = answer.get_data(as_text=True)
    assert all(f'value="{kept}"' in body for kept in ("71", "twelve", "strana sedam"))


def test_two_sources_of_the_same_year_stand_beside_each_other(app: Flask, typist: Any, checker: Any) -> None:
    publish_shipped(app, typist, checker, "RS", "BA")

    serbia, bosnia = (text(typist.get(f"/official/?country={code}")) for code in ("RS", "BA"))

    assert "Centre for Protection of Trafficking Victims: 46 (2021) · TIP reports (United States): 43 (2021)" in serbia
    assert "GRETA says 306; the single years of TIP reports (United States) add up to 320." in bosnia


def test_a_number_that_is_not_sure_says_so(app: Flask, typist: Any, checker: Any) -> None:
    publish_shipped(app, typist, checker, "MK")

    page = text(typist.get("/official/?country=MK"))

    assert "doubtful" in page
    assert "first ten months" in page


def test_a_second_draft_of_a_country_waits_for_the_first(app: Flask, typist: Any) -> None:
    begun(typist)

    answer = typist.post(PAGE, SOURCE)

    assert answer.status_code == 422
    assert "Figures of Serbia are being typed in already" in text(answer)
    assert 'value="Izmišljen izveštaj za 2024."' in answer.get_data(as_text=True)


def test_what_is_sent_back_says_why_and_can_be_typed_anew(app: Flask, typist: Any, checker: Any) -> None:
    draft = begun(typist)
    typist.post(f"{draft}/figures", typed("71"))
    typist.post(f"{draft}/handing-over")

    checker.post(f"{draft}/return", {"why": "U izvoru stoji 17."})

    assert "Sent back: U izvoru stoji 17." in text(typist.get(draft))
    with app.app_context():
        assert queries.drafts()[0].state == OfficialState.TYPING


def test_one_more_figure_is_added_and_keeps_what_was_typed(app: Flask, typist: Any) -> None:
    draft = begun(typist)

    answer = typist.post(f"{draft}/lines", typed("71") | {"what": "convictions|PERSON|use_of_services"})

    assert answer.status_code == 303, text(answer)
    page = typist.get(f"{draft}/figures").get_data(as_text=True)
    assert 'value="71"' in page
    assert "for using the services of a victim" in page


def test_nobody_but_those_who_publish_types_figures_in_and_all_readers_see_them(
    app: Flask, make: Any, client_as: ClientAs, typist: Any, checker: Any
) -> None:
    publish_shipped(app, typist, checker, "RS")
    draft = begun(typist)

    for person in (client_as(make.lawyer()), client_as(make.auditor()), client_as(make.administrator())):
        for path in (PAGE, f"{PAGE}new", draft, f"{draft}/figures"):
            assert person.get(path).status_code == 404
        for path in (f"{PAGE}shipped", PAGE, f"{draft}/figures", f"{draft}/handing-over", f"{draft}/approval"):
            assert person.post(path, {}).status_code == 404
    typist.post(f"{draft}/figures", typed("71"))
    typist.post(f"{draft}/handing-over")
    assert confirmed(client_as(make.analyst()), f"{draft}/approval").status_code == 404
    assert client_as(make.lawyer()).get("/official/").status_code == 200
    assert client_as(make.administrator()).get("/official/").status_code == 404


def test_of_two_who_check_at_the_same_moment_one_publishes(
    app: Flask, make: Any, client_as: ClientAs, typist: Any
) -> None:
    people = [client_as(make.coordinator()), client_as(make.coordinator())]
    typist.post(f"{PAGE}shipped")
    address = f"{PAGE}{ids(app, 'ME')[0]}/approval"

    answers = at_once(*(partial(confirmed, person, address) for person in people))

    assert answers == [303, 422]
    with app.app_context():
        assert len(shelves.vintages(app.extensions["shelf"], app.extensions["trusted_keys"], "ME")) == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"known": "S0000000000"}, "Choose one of the list."),
        ({"title": ""}, "Fill this in, or choose a source that is known already."),
        ({"published_on": ""}, "Fill this in, or choose a source that is known already."),
        ({"first_day": "1. 4. 2024."}, "Write both days, or neither."),
        ({"first_day": "1. 4. 2024.", "last_day": "1. 3. 2024."}, "The last day cannot be before the first day."),
        ({"series": "NOBODY"}, "Choose one of the list."),
        ({"year": "²"}, "Choose one of the list."),
        ({"country": "XX"}, "Choose one of the list."),
        ({"published_on": "1. 3. 2099."}, "This day lies in the future."),
        ({"address": "javascript:alert(1)"}, "begins with https:// or http://, or leave it empty."),
        ({"address": "nije adresa"}, "begins with https:// or http://, or leave it empty."),
        ({"address": "https://"}, "begins with https:// or http://, or leave it empty."),
        ({"retrieved_on": "28. 2. 2025."}, "You cannot have looked it up before the day of publication."),
    ],
)
def test_a_source_that_cannot_be_is_refused_beside_its_field(
    changes: dict[str, str], sentence: str, typist: Any
) -> None:
    answer = typist.post(PAGE, SOURCE | changes)

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert f'value="{(SOURCE | changes)["address"]}"' in answer.get_data(as_text=True)


def test_whoever_checks_sees_where_the_source_lies(typist: Any, checker: Any) -> None:
    address = "https://izvor.example/2024/str?p=7"
    draft = begun(typist, address=address)
    typist.post(f"{draft}/figures", typed("71"))
    typist.post(f"{draft}/handing-over")

    assert all(address in text(person.get(page)) for person, page in ((checker, draft), (typist, f"{draft}/figures")))


def test_a_list_that_is_not_that_of_the_draft_changes_nothing(app: Flask, typist: Any) -> None:
    draft = begun(typist)
    typist.post(f"{draft}/figures", typed("71"))

    answers = [
        typist.post(f"{draft}/figures", {"row_version": "2"}),
        typist.post(f"{draft}/figures", typed("1", "2", "3", version=2)),
        typist.post(f"{draft}/figures", typed("5", version=2) | {"lines-0-is_absent": "y"}),
        typist.post(f"{draft}/figures", typed("5", version=2) | {"lines-0-confidence": "certain"}),
        typist.post(f"{draft}/figures", typed("9" * 13, version=2)),
        typist.post(f"{draft}/lines", typed("71", version=2) | {"what": "nothing|PERSON|_T"}),
    ]

    assert {answer.status_code for answer in answers} == {422}
    assert "Either write the number, or tick that the source does not print it, or that there can be none." in text(
        answers[2]
    )
    assert 'value="71"' in typist.get(f"{draft}/figures").get_data(as_text=True)


def test_an_edition_is_titled_in_the_readers_language(app: Flask, typist: Any, checker: Any) -> None:
    publish_shipped(app, typist, checker, "RS")
    release = newest(app, "RS")
    assert release is not None
    assert "also where a mistake is found later" not in text(checker.get(f"/publications/{release.id}"))
    checker.post("/language", {"language": "sr-Latn", "next": "/"})

    pages = [checker.get(path) for path in ("/official/?country=RS", "/publications/", f"/publications/{release.id}")]

    assert release.title == "Official figures, Serbia, edition 1"
    said = [" ".join(page.get_data(as_text=True).split()) for page in pages]
    assert all("Zvanični podaci, Srbija, izdanje 1" in page for page in said)
    assert not any(release.title in page for page in said)
