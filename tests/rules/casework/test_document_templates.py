"""Does every template say something in every language of the courts, and does no fact break a Word file? Without a database."""

import io
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework.documents.sandbox.office import _of_members
from litigation_app.casework.drafting import rules
from litigation_app.casework.drafting.rules import BLANK, Facts, Guardian, Look
from litigation_app.core.docx import docx
from litigation_app.law import script
from litigation_app.law.loader import COUNTRIES, load

ALL = [
    (id_, language)
    for id_, template in rules.templates().items()
    for languages in script.COURT_LANGUAGES.values()
    for language in languages
    if template.is_in(language)
]
facts = st.fixed_dictionaries({name: st.text() for name in sorted(rules.NAMES)})
NOMINATIVE = (": ", "(", "Ja, ", "Јас, ", "До ", "punomoćnik ", "полномошник ")  # what may stand before a name
PRESSED = "u zakonskom roku, pod pretnjom izvršenja."
rows = st.lists(st.tuples(st.text(), st.text(), st.text()), max_size=4)


def test_only_the_constitutional_complaint_is_missing_in_a_language_of_the_courts() -> None:
    """In Macedonia it protects other rights than those of a victim of this crime."""
    every = {(id_, one) for id_ in rules.templates() for many in script.COURT_LANGUAGES.values() for one in many}

    assert every - set(ALL) == {("constitutional", "mk")}


def test_every_stage_before_an_indictment_is_one_of_a_trial_and_none_is_at_court() -> None:
    graphs = [graph for country in COUNTRIES for graph in load(country).family("criminal")]
    stages = {stage.id for graph in graphs for stage in graph.stages}
    early = {one for one in stages if rules.is_before_indictment(one)}

    assert {"report", "investigation", "objection_republic"} <= early
    assert early.isdisjoint({"unknown", "plea_agreement", "indictment_filed", "main_hearing", "closed"})
    assert all(
        rules.prosecution(one).endswith(f": {BLANK}") for many in script.COURT_LANGUAGES.values() for one in many
    )


@pytest.mark.parametrize(("template", "language"), ALL)
def test_every_paper_is_there_in_every_language_of_the_courts(template: str, language: str) -> None:
    lines = rules.write(rules.templates()[template], Facts({}), language)

    assert lines[0].look is Look.MARK
    assert any(line.look is Look.TITLE for line in lines)
    text = " ".join(cell for line in lines for cell in line.cells)
    assert BLANK in text
    assert "{" not in text
    is_cyrillic = any("а" <= letter <= "я" for letter in text)
    assert is_cyrillic == (language in {"mk", script.CYRILLIC})


@pytest.mark.parametrize("template", rules.templates().values(), ids=list(rules.templates()))
def test_no_name_stands_where_it_would_need_another_ending(template: rules.Draft) -> None:
    lines = [line for text in (*template.texts.values(), *template.represented.values()) for line in text.splitlines()]
    found = [re.split(r"\{(?:client|accused|court|lawyer|guardian)\}", line)[:-1] for line in lines]

    before = [part for parts in found for part in parts]
    assert before
    assert [part for part in before if part and not part.endswith(NOMINATIVE)] == []


@pytest.mark.parametrize("template", rules.templates().values(), ids=list(rules.templates()))
def test_a_paper_ends_with_place_day_and_signature(template: rules.Draft) -> None:
    for text in (*template.texts.values(), *template.represented.values()):
        *_, before, signature = text.strip().splitlines()

        assert signature.endswith(f": {{lawyer}} {BLANK}")
        assert re.search(rf"^(U {BLANK}, dana|Во {BLANK}, на ден) \{{day\}} (godine|година)$", text, re.MULTILINE)
        assert before.startswith(("U ", "Во ", "Vlastodavac", "Властодавец"))


@pytest.mark.thorough
@given(st.sampled_from(ALL), facts, rows)
def test_whatever_the_file_says_comes_out_as_text(
    which: tuple[str, str], said: dict[str, str], of_claim: list[tuple[str, str, str]]
) -> None:
    lines = rules.write(rules.templates()[which[0]], Facts(said, of_claim), which[1])

    made = docx([(str(line.look), line.cells) for line in lines])

    with zipfile.ZipFile(io.BytesIO(made)) as container:
        assert container.testzip() is None
        assert b"<w:script" not in container.read("word/document.xml")
        assert not [name for name in container.namelist() if name.startswith("docProps")]
    assert "{" not in _of_members(made, "docx") or any("{" in one for one in [*said.values(), *sum(of_claim, ())])


@pytest.mark.parametrize(
    ("is_minor", "known", "speaks"),
    [
        (False, [Guardian("parent", "Ana")], Guardian("parent", "Ana")),
        (False, [], None),
        (True, [], Guardian("other", "")),
        (True, [Guardian("parent", "Ana"), Guardian("ad_litem", "Eva")], Guardian("ad_litem", "Eva")),
        (True, [Guardian("centre", ""), Guardian("parent", "Ana")], Guardian("parent", "Ana")),
        (None, [Guardian("parent", "Ana")], Guardian("parent", "Ana")),
        (None, [], None),
    ],
)
def test_who_speaks_for_a_client(is_minor: bool | None, known: list[Guardian], speaks: Guardian | None) -> None:
    assert rules.guardian_of(known, is_minor=is_minor) == speaks


@pytest.mark.parametrize("language", [one for many in script.COURT_LANGUAGES.values() for one in many])
def test_a_power_of_somebody_who_may_be_a_minor_holds_both_texts(language: str) -> None:
    power, said = rules.templates()["power"], {"client": "Chen Zhou"}
    hers = rules.write(power, Facts(said), language)
    guardians = rules.write(power, Facts(said, is_represented=True, is_minor=True), language)

    both = rules.write(power, Facts(said, may_be_minor=True), language)

    mark, if_adult, *rest = both
    if_minor = rest[len(hers) - 1]
    assert [mark, *rest[: len(hers) - 1]] == hers
    assert [mark, *rest[len(hers) :]] == guardians
    assert if_adult.look is if_minor.look is Look.HEADING
    of_adult = rules.write(power, Facts(said, is_represented=True), language)
    assert rules.write(power, Facts(said, is_represented=True, may_be_minor=True), language) == of_adult != guardians


def test_no_telephone_of_a_guardian_stands_in_a_paper() -> None:
    typed = ("Ana Izmišljena, 060 000 0001", "Ana Izmišljena 060/000", "Ana Izmišljena (tetka)", "Ana Izmišljena")

    assert {rules.name_alone(one) for one in typed} == {"Ana Izmišljena"}


def test_markup_in_a_name_stays_a_name() -> None:
    made = docx([("text", ["<w:p>&amp;\0\x0b"])])

    assert _of_members(made, "docx").strip() == "<w:p>&amp;"


def test_facts_of_a_file_are_not_printed() -> None:
    with pytest.raises(TypeError):
        str(Facts({"client": "Izmišljena"}))
    assert "Izmišljena" not in repr(Facts({"client": "Izmišljena"}))


@pytest.mark.parametrize("language", [script.CYRILLIC, script.LATIN, "mk"])
def test_names_stand_as_they_were_typed_and_in_the_nominative(language: str) -> None:
    said = {"lawyer": "Ana Primerović", "office": "Beograd", "client": "Chen Zhou"}

    lines = rules.write(rules.templates()["power"], Facts(said), language)

    text = " ".join(cell for line in lines for cell in line.cells)
    assert ": Ana Primerović (Beograd), " in text
    assert "Chen Zhou" in text


@pytest.mark.parametrize(
    ("interest", "asked"),
    [
        ("none", "100,00 RSD i troškove postupka,"),
        (
            "filing",
            "100,00 RSD, sa zakonskom zateznom kamatom od dana podnošenja tužbe do isplate, i troškove postupka,",
        ),
        ("day", "100,00 RSD, sa zakonskom zateznom kamatom od 4. 3. 2026. do isplate, i troškove postupka,"),
        ("law", f"100,00 RSD, sa zakonskom zateznom kamatom od {BLANK} do isplate, i troškove postupka,"),
        ("", f"100,00 RSD, sa zakonskom zateznom kamatom od {BLANK} do isplate, i troškove postupka,"),
    ],
)
def test_an_action_asks_the_interest_that_is_asked_and_no_other(interest: str, asked: str) -> None:
    said = {"total": "100,00 RSD", "interest_from": "4. 3. 2026."}

    lines = rules.write(rules.templates()["civil_claim"], Facts(said, interest=interest), script.LATIN)

    assert any(line.cells[0].endswith(f"tužilji solidarno isplate ukupno {asked} {PRESSED}") for line in lines)
