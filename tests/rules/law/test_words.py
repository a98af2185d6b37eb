"""Has every code of the four files and of the code lists words in English and in both Serbian scripts?"""

import re

import pytest

from litigation_app.core.language import LANGUAGES
from litigation_app.law import codes
from litigation_app.law.loader import COUNTRIES, load
from litigation_app.law.words import WordMissing, due_word, say

COUNTRY = [load(code) for code in COUNTRIES]
GRAPHS = [one for country in COUNTRY for one in country.procedures]
STEPS = [step for one in GRAPHS for step in one.transitions]
STAGES = [stage for one in GRAPHS for stage in one.stages]
RULES = [step.rule for step in STEPS if step.rule is not None]
NEEDED = {
    "actor": {one.actor for one in STEPS},
    "side": {str(one.side) for one in RULES},
    "deadline_kind": {str(one.kind) for one in RULES},
    "roll_over": {str(one.roll_over) for one in RULES},
    "runs_from": {one.runs_from for one in RULES},
    "confidence": {one.confidence for one in STEPS},
    "outcome": {outcome for one in STAGES for outcome in one.outcomes},
    "offence_category": {one.category for country in COUNTRY for one in country.offences},
    "event": {one.event for one in STEPS} - {"referred"} | {"property_claim.referred", "echr.referred", "referred"},
}
LISTS = (
    "special",
    "sex",
    "age_band",
    "age_group",
    "form",
    "status",
    "citizenship_group",
    "payer",
    "purpose",
    "register_purpose",
    "return_reason",
)
LATIN = re.compile(r"[A-Za-z]")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", NEEDED)
def test_every_code_of_the_files_has_words(kind: str, language: str) -> None:
    assert all(say(kind, code, language) for code in NEEDED[kind])


def test_a_code_without_words_is_an_error_not_a_blank() -> None:
    with pytest.raises(WordMissing):
        say("event", "moon_landed", "en")


@pytest.mark.parametrize("list_", LISTS)
def test_every_code_of_a_list_has_words_and_no_two_are_alike(list_: str) -> None:
    for language in LANGUAGES:
        said = [words for _, words in codes.options(list_, language)]

        assert all(said)
        assert len(set(said)) == len(said)


def test_cyrillic_words_hold_no_latin_letter() -> None:
    said = [say(kind, code, "sr-Cyrl") for kind, needed in NEEDED.items() for code in needed]
    said += [words for list_ in LISTS for _, words in codes.options(list_, "sr-Cyrl")]

    assert [one for one in said if LATIN.search(one)] == []


def test_a_total_has_words_in_every_list() -> None:
    assert codes.label("form", "_T", "en") == "Total"
    assert codes.label("sex", codes.UNKNOWN, "en") == "Unknown or not stated"


@pytest.mark.parametrize(("list_", "code"), [("form", "MOON"), ("moon", "F")])
def test_an_unknown_list_or_code_is_an_error(list_: str, code: str) -> None:
    with pytest.raises(WordMissing):
        codes.label(list_, code, "en")


def test_words_for_the_screen_never_use_the_words_of_the_code() -> None:
    said = [say(kind, code, "en") for kind, needed in NEEDED.items() for code in needed]
    said += [words for list_ in LISTS for _, words in codes.options(list_, "en")]
    forbidden = re.compile(r"\b(opening|gate|sealed|ledger|bundle)\b", re.IGNORECASE)

    assert [one for one in said if forbidden.search(one)] == []


@pytest.mark.parametrize(
    ("years", "band", "group"),
    [
        (None, "_U", "_U"),
        (-1, "_U", "_U"),
        (0, "Y0T8", "Y_LT18"),
        (8, "Y0T8", "Y_LT18"),
        (17, "Y9T17", "Y_LT18"),
        (18, "Y18T20", "Y_GE18"),
        (47, "Y39T47", "Y_GE18"),
        (48, "Y_GE48", "Y_GE18"),
        (99, "Y_GE48", "Y_GE18"),
    ],
)
def test_an_age_falls_into_its_band(years: int | None, band: str, group: str) -> None:
    assert (codes.age_band(years), codes.age_group(years)) == (band, group)
    assert band in codes.known("age_band")
    assert group in codes.known("age_group")


@pytest.mark.parametrize(
    ("country", "language", "said"),
    [
        ("RS", "sr-Latn", "Prigovor na odluku tužioca"),
        ("RS", "bs", "Prigovor na odluku tužioca"),
        ("RS", "cnr", "Prigovor na odluku tužioca"),
        ("BA", "sr-Latn", "Pritužba na odluku tužioca"),
        ("BA", "sr-Cyrl", "Притужба на одлуку тужиоца"),
        ("BA", "bs", "Pritužba na odluku tužioca"),
        ("ME", "sr-Latn", "Pritužba na odluku tužioca"),
        ("ME", "cnr", "Pritužba na odluku tužioca"),
    ],
)
def test_a_complaint_is_called_as_the_law_of_its_country_calls_it(country: str, language: str, said: str) -> None:
    found = due_word("criminal", "victim_complained", country)

    assert found is not None
    assert found.read_in(language) == said


@pytest.mark.parametrize(
    ("country", "language", "said"),
    [
        ("RS", "mk", "Уставна жалба"),
        ("RS", "bs", "Ustavna žalba"),
        ("BA", "mk", "Апелација до Уставниот суд"),
        ("BA", "sr-Latn", "Apelacija Ustavnom sudu"),
        ("ME", "mk", "Уставна жалба"),
        ("MK", "mk", "Барање до Уставниот суд"),
        ("MK", "sr-Latn", "Zahtev Ustavnom sudu"),
        ("MK", "bs", "Zahtjev Ustavnom sudu"),
    ],
)
def test_a_constitutional_complaint_is_called_as_its_country_calls_it(country: str, language: str, said: str) -> None:
    found = due_word("constitutional", "filed", country)

    assert found is not None
    assert found.read_in(language) == said


def test_complaint_and_objection_of_republika_srpska_have_two_names_for_a_serbian_reader() -> None:
    """Pritužba to the chief prosecutor, prigovor to that of the Republic."""
    graph = load("BA").procedure("criminal_entity", "ba-rs")
    steps = {one.event: one.label("sr-Latn") for one in graph.transitions}

    assert (steps["no_complaint"], steps["no_objection"]) == ("Pritužba nije podneta", "Prigovor nije podnet")
    assert (steps["complaint_rejected"], steps["objection_dismissed"]) == ("Pritužba odbijena", "Prigovor odbijen")
