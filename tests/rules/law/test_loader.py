"""Do the four jurisdiction files become the values that they hold?"""

import re
from dataclasses import FrozenInstanceError
from decimal import Decimal
from pathlib import Path

import pytest

from litigation_app.core.language import LANGUAGES
from litigation_app.law import loader
from litigation_app.law.loader import COUNTRIES, CountryFileBroken, CountryUnknown, load, read
from litigation_app.law.macedonian import table
from litigation_app.law.script import to_cyrillic

FOLDER = Path(loader.__file__).parent / "jurisdictions"
SIZES = {"RS": (42, 20, 108, 247), "MK": (19, 15, 106, 232), "BA": (33, 19, 137, 327), "ME": (22, 14, 106, 238)}


@pytest.mark.parametrize("code", COUNTRIES)
def test_every_row_of_a_file_is_read(code: str) -> None:
    country = load(code)

    stages = sum(len(one.stages) for one in country.procedures)
    steps = sum(len(one.transitions) for one in country.procedures)

    assert (len(country.courts), len(country.offences), stages, steps) == SIZES[code]
    assert (len(country.heads), len(country.measures)) == (19, 14)


def test_a_country_is_found_in_any_letter_case_and_read_once() -> None:
    assert load("rs") is load("RS") is load("Rs")


def test_a_country_without_a_file_is_refused() -> None:
    with pytest.raises(CountryUnknown, match="RS, MK, BA, ME"):
        load("HR")


@pytest.mark.parametrize("code", COUNTRIES)
def test_no_file_claims_to_have_been_read_by_a_lawyer(code: str) -> None:
    assert load(code).reviewed_by_lawyer is False


def test_the_version_changes_with_any_byte_of_the_file() -> None:
    raw = (FOLDER / "me.toml").read_bytes()

    assert read(raw).version == load("ME").version
    assert read(raw + b"\n").version != load("ME").version


def test_names_follow_the_language_of_the_screen() -> None:
    stage = load("RS").procedure("criminal").stage("main_hearing")

    assert [stage.name(one) for one in ("en", "sr-Latn", "sr-Cyrl")] == [
        "Main hearing",
        "Glavni pretres",
        "Главни претрес",
    ]
    assert stage.local == "Glavni pretres"


def test_a_macedonian_stage_is_said_in_serbian_to_a_reader_of_serbian_and_keeps_its_local_name() -> None:
    stage = load("MK").procedure("criminal").stage("main_hearing")

    assert stage.name("sr-Latn") == "Glavni pretres"
    assert stage.name("mk") == stage.local == "Главна расправа"


def test_a_macedonian_stage_is_said_in_bosnian_and_montenegrin_too() -> None:
    claim = load("MK").procedure("property_claim")

    assert claim.name("bs") == claim.name("cnr") == "Imovinskopravni zahtjev u krivičnom postupku"


@pytest.mark.parametrize(
    ("country", "stage", "said"),
    [
        ("RS", "main_hearing", "Главна расправа"),
        ("RS", "plea_judgment", "Пресуда врз основа на спогодба за признавање вина"),
    ],
)
def test_a_stage_of_another_country_is_said_in_macedonian(country: str, stage: str, said: str) -> None:
    assert load(country).procedure("criminal").stage(stage).name("mk") == said


@pytest.mark.parametrize(
    ("country", "called", "filed", "way"),
    [
        ("RS", "Уставна жалба", "Поднесена уставна жалба", "Надомест на нематеријална штета – Уставен суд"),
        ("BA", "Апелација до Уставниот суд на БиХ", "Поднесена апелација", "Апелација"),
        ("ME", "Уставна жалба", "Поднесена уставна жалба", "Уставна жалба"),
        ("MK", "Барање до Уставниот суд", "Поднесено барање", "Барање до Уставниот суд"),
    ],
)
def test_only_north_macedonia_has_a_request_to_the_constitutional_court(
    country: str, called: str, filed: str, way: str
) -> None:
    law = load(country)
    complaint = law.procedure("constitutional")
    route = next(one for one in law.routes if one.id == "constitutional_award")

    assert (complaint.name("mk"), complaint.stage("filed").name("mk"), route.name("mk")) == (called, filed, way)


def test_a_step_in_montenegro_is_said_there_as_montenegro_writes() -> None:
    claims = [graph for graph in load("ME").procedures if graph.family == "property_claim"]

    said = {step.local for graph in claims for step in graph.transitions if step.event == "filed"}

    assert said == {"Podnijet imovinskopravni zahtjev"}


@pytest.mark.parametrize(
    ("country", "language", "order", "remedy"),
    [
        ("MK", "sr-Latn", "Nalog za izvršenje", "Prigovor"),
        ("MK", "bs", "Nalog za izvršenje", "Prigovor"),
        ("MK", "mk", "Налог за извршување", "Приговор"),
        ("RS", "mk", "Решение за извршување", "Жалба на решението за извршување"),
        ("BA", "mk", "Решение за извршување", "Приговор / жалба на решението"),
        ("ME", "mk", "Решение за извршување", "Приговор на решението"),
    ],
)
def test_order_and_remedy_in_enforcement_are_those_of_the_country(
    country: str, language: str, order: str, remedy: str
) -> None:
    graph = load(country).procedure("enforcement")

    assert (graph.stage("order").name(language), graph.stage("objection").name(language)) == (order, remedy)


@pytest.mark.parametrize("language", ["sr-Cyrl", "mk"])
def test_a_court_of_macedonia_is_never_translated(language: str) -> None:
    court = load("MK").court("okss")

    assert court.name(language) == court.local == "Основен кривичен суд Скопје"


@pytest.mark.parametrize("language", ["sr-Latn", "bs", "cnr"])
def test_a_reader_of_latin_letters_reads_no_name_of_macedonia_in_cyrillic_ones(language: str) -> None:
    law = load("MK")
    rows = [*law.laws, *law.institutions, *law.courts, *law.offences, *law.routes, *law.procedures]
    rows += [stage for graph in law.procedures for stage in graph.stages]

    assert [one.id for one in rows if re.search("[\u0400-\u04ff]", one.name(language))] == []
    assert law.court("ogss").name(language) == "Osnoven građanski sud Skopje"


def test_a_court_of_serbia_is_written_in_cyrillic_for_a_reader_of_macedonian() -> None:
    assert load("RS").court("vs_beograd").name("mk") == "Виши суд у Београду"


def test_a_bosnian_name_is_written_in_cyrillic_for_a_reader_of_cyrillic() -> None:
    assert load("BA").court("sud_bih").name("sr-Cyrl") == "Суд Босне и Херцеговине"


@pytest.mark.parametrize("code", COUNTRIES)
def test_every_country_is_named_in_every_screen_language(code: str) -> None:
    country = load(code)

    assert all(country.name(one) for one in LANGUAGES)
    assert country.name("sr-Cyrl") == to_cyrillic(country.name("sr-Latn"))


def test_cyrillic_made_from_latin_equals_every_cyrillic_name_of_the_serbian_file() -> None:
    country = load("RS")
    rows = [*country.courts, *country.offences, *country.heads, *country.measures, *country.procedures]
    rows += [stage for procedure in country.procedures for stage in procedure.stages]

    assert [row.id for row in rows if to_cyrillic(row.name("sr-Latn")) != row.name("sr-Cyrl")] == []


def test_two_letters_of_two_syllables_stay_two_letters_in_cyrillic() -> None:
    assert to_cyrillic("konjunktura, nadživeti, injekcija, Njegoš, DŽEP, Ljiljana") == (
        "конјунктура, надживети, инјекција, Његош, ЏЕП, Љиљана"
    )


def test_codes_are_the_same_in_every_script() -> None:
    assert (
        to_cyrillic("Izveštaji TIP, naknada (DUR-03), EUR; TIPIČNO") == "Извештаји TIP, накнада (DUR-03), EUR; ТИПИЧНО"
    )
    assert to_cyrillic("UNODC, upitnik GLOTIP (HTCDS), serija VC_HTF_DETVR") == (
        "UNODC, упитник GLOTIP (HTCDS), серија VC_HTF_DETVR"
    )
    assert to_cyrillic("Glava VII, čl. 6 (paragraf.rs, www.sud.rs/delo, info@astra.rs)") == (
        "Глава VII, чл. 6 (paragraf.rs, www.sud.rs/delo, info@astra.rs)"
    )


def test_a_foreign_word_is_not_written_half_in_cyrillic() -> None:
    assert to_cyrillic("presude Chowdury i Krachunova, COVID-19, Brexit") == (
        "пресуде Chowdury и Krachunova, COVID-19, Brexit"
    )


def test_bosnia_has_two_criminal_graphs_and_a_forum_chooses_between_them() -> None:
    country = load("BA")

    assert [one.id for one in country.family("criminal")] == ["criminal_state", "criminal_entity"]
    assert [one.id for one in country.family("criminal", "ba-rs")] == ["criminal_entity"]
    assert [one.id for one in country.family("civil", "ba-rs")] == ["civil"]


def test_money_and_rates_are_decimals() -> None:
    assert load("BA").eur_rate == Decimal("1.95583")
    assert load("RS").benchmarks[0].amount == Decimal(1000000)


def test_values_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        load("RS").reviewed_by_lawyer = True  # type: ignore[misc]


@pytest.mark.parametrize(
    "raw",
    [
        b"\xff",
        b"code = ",
        b'code = "xx"',
        (FOLDER / "me.toml").read_bytes().replace(b'event = "report_filed"', b'event = "nonsense"'),
        (FOLDER / "me.toml").read_bytes().replace(b'side = "ours"', b'side = "nobody"'),
    ],
    ids=["not utf-8", "not toml", "keys missing", "an event without words", "an unknown side"],
)
def test_a_broken_file_is_refused_with_a_reason(raw: bytes) -> None:
    with pytest.raises(CountryFileBroken):
        read(raw)


@pytest.mark.parametrize("code", ["RS", "BA", "ME"])
def test_every_offence_is_said_in_macedonian(code: str) -> None:
    for offence in load(code).offences:
        said = offence.name("mk")
        assert said != to_cyrillic(offence.local) or table().get(offence.local) == said, offence.id


def test_the_law_of_serbia_is_said_in_the_jat_of_whoever_reads_it() -> None:
    route = load("RS").routes[0]

    assert [route.name(one) for one in ("sr-Latn", "bs", "cnr")] == [
        "Imovinskopravni zahtev",
        "Imovinskopravni zahtjev",
        "Imovinskopravni zahtjev",
    ]


@pytest.mark.parametrize("code", COUNTRIES)
def test_a_note_that_a_page_shows_is_said_in_every_language(code: str) -> None:
    """Shown are those of a period and of a limitation, before whichever courts."""
    law = load(code)
    periods = [rule for _name, graph in law.graphs() for step in graph.transitions for rule in step.rules]
    notes = [one.note for one in [*periods, *law.limitation_rules] if one.note]

    assert notes
    for note in notes:
        assert note.sr_latn != note.en, note.en
        assert note.mk != note.sr_cyrl, note.en


def test_a_note_is_one_text_before_every_court_of_a_country() -> None:
    notes = {
        step.note
        for (id_, _forum), graph in load("BA").by_forum.items()
        for step in graph.leaving("appeal")
        if id_ == "criminal_entity" and step.event == "reply_to_appeal"
    }

    assert [note.read_in("bs").partition(";")[0] for note in notes if note] == [
        "neblagovremen odgovor ne mora da se uzme u obzir"
    ]


def test_a_note_of_an_earlier_file_in_english_alone_is_still_read() -> None:
    earlier = FOLDER.joinpath("rs.toml").read_text(encoding="utf-8")
    begins = earlier.index("note = { en = ")
    note = earlier[begins : earlier.index(" }", begins) + 2]

    found = read(earlier.replace(note, 'note = "in English alone"').encode())

    said = [one.note for one in found.limitation_rules if one.note]
    said += [one.note for _name, graph in found.graphs() for one in graph.transitions if one.note]
    assert "in English alone" in {one.read_in("sr-Latn") for one in said}
