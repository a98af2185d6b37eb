"""Is all that the EU, GRETA and UNODC ask for offered to whoever types in a year, and nothing that only another body once printed?"""

import re
from typing import Any

from flask import Flask

from confirming import confirmed
from lawyering import text
from officials import begun, publish_shipped, typed

FOLD = "Persons by sex, age, citizenship or form"


def test_a_part_that_another_body_once_printed_is_not_offered(app: Flask, typist: Any, checker: Any) -> None:
    """GRETA once printed citizens of Taiwan in North Macedonia: whoever typed in a TIP report was asked for them."""
    publish_shipped(app, typist, checker, "MK")

    tip = text(typist.get(f"{begun(typist, country='MK', series='TIP')}/figures"))

    assert "citizens of Taiwan" not in tip
    assert "Property claims in criminal cases: filed" in tip


def test_a_part_goes_on_in_the_series_that_printed_it(app: Flask, typist: Any, checker: Any) -> None:
    publish_shipped(app, typist, checker, "MK")

    greta = text(typist.get(f"{begun(typist, country='MK', series='GRETA')}/figures"))

    assert "citizens of Taiwan" in greta


def test_persons_by_sex_age_citizenship_and_form_are_folded_and_can_be_added(typist: Any) -> None:
    draft = begun(typist)
    before = text(typist.get(f"{draft}/figures"))
    whole, _fold, apart = before.partition(FOLD)

    added = typist.post(f"{draft}/lines", typed("71") | {"apart": "convictions|PERSON|sex_male__age_adult"})
    after = text(typist.get(f"{draft}/figures"))

    for asked in ("declined by the person", "not eligible by law", "renewed", "own citizens exploited abroad"):
        assert asked in whole
    assert "suspects, citizens of other EU countries" in apart
    assert "suspects, citizens of other EU countries" not in whole
    assert added.status_code == 303
    assert "Persons convicted: men and boys, adults (persons)" in after.partition(FOLD)[0]


def test_one_figure_is_added_at_a_time(typist: Any) -> None:
    draft = begun(typist)
    both = {"what": "convictions|PERSON|persons", "apart": "convictions|PERSON|sex_male"}

    for more in ({}, both):
        answer = typist.post(f"{draft}/lines", typed("71") | more)
        assert answer.status_code == 422
        assert "Choose one figure, here or among those by sex, age, citizenship or form." in text(answer)


def test_that_there_can_be_none_is_typed_and_stays_through_the_publication(
    app: Flask, typist: Any, checker: Any
) -> None:
    draft = begun(typist, country="ME")
    typist.post(f"{draft}/lines", typed("71") | {"what": "convictions|PERSON|use_of_services"})
    both = typed("71", "0", version=2) | {"lines-1-is_impossible": "y"}
    ticked = typed("71", "", version=2) | {"lines-1-is_impossible": "y"}

    refused = typist.post(f"{draft}/figures", both)
    saved = typist.post(f"{draft}/figures", ticked)
    again = typist.get(f"{draft}/figures").get_data(as_text=True)
    typist.post(f"{draft}/handing-over")
    published = confirmed(checker, f"{draft}/approval")
    page = text(typist.get("/official/?country=ME"))

    assert refused.status_code == 422
    assert "or that there can be none" in text(refused)
    assert saved.status_code == 303
    assert re.search(r'<input[^>]*checked[^>]*name="lines-1-is_impossible"', again)
    assert not re.search(r'<input[^>]*checked[^>]*name="lines-1-is_absent"', again)
    assert published.status_code == 303
    assert "cannot exist" in page
