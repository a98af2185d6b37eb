"""Is every sentence of the screens there in every language, with the same placeholders, in one script, in the words of the glossary?"""

import csv
import io
import re
import runpy
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from litigation_app.core.language import LANGUAGES

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "litigation_app"
FOLDERS = {"sr-Latn": "sr_Latn", "sr-Cyrl": "sr_Cyrl", "mk": "mk", "bs": "bs", "cnr": "sr_Latn_ME"}
PLACEHOLDER = re.compile(r"%\(\w+\)s")
WORD = re.compile(r"[^\W\d_]+")
LETTERS = {
    "sr_Cyrl": set("абвгдђежзијклљмнњопрстћуфхцчџш"),
    "mk": set("абвгдѓежзѕијклљмнњопрстќуфхцчџшѐѝ"),
}


@cache
def catalogue(folder: str) -> Catalog:
    path = PACKAGE / f"translations/{folder}/LC_MESSAGES/messages.po"
    return read_po(io.BytesIO(path.read_bytes()), locale=folder)


def forms(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, (list, tuple)) else (str(text),)


def sentences(folder: str) -> Iterator[Message]:
    return (message for message in catalogue(folder) if message.id)


def words_of(folder: str) -> set[str]:
    said = (PLACEHOLDER.sub("", one) for message in sentences(folder) for one in forms(message.string))
    return {word.lower() for one in said for word in WORD.findall(one)}


def is_cyrillic(letter: str) -> bool:
    return "\u0400" <= letter <= "\u04ff"


def glossary() -> list[dict[str, str]]:
    with (PACKAGE / "law/glossary.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def terms(cell: str) -> set[str]:
    """What a cell of the glossary allows: "a / b" is one or the other, "a (b)" is a with an explanation."""
    said = cell.lower()
    return {said, re.sub(r" \(.*\)", "", said), *(one.strip() for one in said.split("/"))}


def test_the_catalogues_are_complete_and_current() -> None:
    run = subprocess.run(
        [sys.executable, ".ci/translations.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert run.returncode == 0, run.stdout + run.stderr


def test_a_word_form_that_nobody_has_approved_is_named() -> None:
    """A word that is new, and one that means two things (*dela*: of a deed, of a part): `make translations` fails on both."""
    unread = runpy.run_path(str(ROOT / ".ci/translations.py"))["unread"]
    said = Catalog()
    said.add("An offence", "Razlog dela krivičnog dela")
    said.add("A scarecrow", "Razlog strašila")

    assert unread(said) == {"dela = =": "An offence", "strašila = =": "A scarecrow"}


def test_every_language_that_is_offered_has_a_catalogue() -> None:
    assert set(LANGUAGES) - {"en"} == set(FOLDERS)
    assert {path.parents[1].name for path in PACKAGE.glob("translations/*/*/messages.po")} == set(FOLDERS.values())


@pytest.mark.parametrize("folder", FOLDERS.values())
def test_a_translation_keeps_the_placeholders_and_has_every_plural(folder: str) -> None:
    several = catalogue(folder).num_plurals
    for message in sentences(folder):
        asked, said = forms(message.id), forms(message.string)
        assert len(said) == (several if len(asked) > 1 else 1), message.id
        for sentence in filter(None, said):
            needed = set(PLACEHOLDER.findall(asked[-1]))
            assert needed - {"%(num)s"} <= set(PLACEHOLDER.findall(sentence)) <= needed | {"%(num)s"}, message.id


@pytest.mark.parametrize("folder", LETTERS)
def test_a_cyrillic_word_has_no_letter_of_another_alphabet(folder: str) -> None:
    mixed = {word for word in words_of(folder) if len({is_cyrillic(letter) for letter in word}) > 1}
    foreign = {word for word in words_of(folder) if {one for one in word if is_cyrillic(one)} - LETTERS[folder]}

    assert (mixed, foreign) == (set(), set())


@pytest.mark.parametrize("folder", sorted(FOLDERS.values()))
def test_what_is_typed_or_named_as_it_stands_is_in_no_other_script(folder: str) -> None:
    """File formats and the literal words of files are the same in every language."""
    as_it_stands = re.compile(
        r"\b(?:CSV|JSON|PDF|SDMX|TOML|UTF-8|XLSX|Word)\b|\.toml\b|\b(?:true or false|high, medium)"
    )
    lost = [
        (message.id, found)
        for message in sentences(folder)
        for found in as_it_stands.findall(forms(message.id)[0])
        for literal in re.findall(r"[\w.-]+", found.replace(" or ", " "))
        if literal not in forms(message.string)[0]
    ]
    assert lost == []


@pytest.mark.parametrize("folder", sorted(FOLDERS.values()))
def test_a_heading_that_a_sentence_quotes_is_quoted_as_it_stands_on_the_page(folder: str) -> None:
    said = {forms(message.id)[0]: forms(message.string)[0] for message in sentences(folder)}
    typed = {"not printed"}  # into a file, in English
    other = [
        (english, quoted)
        for english, own in said.items()
        for quoted in set(re.findall("“([^”]+)”", english)) & said.keys() - typed
        if f"„{said[quoted]}“" not in own
    ]
    assert other == []


@pytest.mark.parametrize("folder", ["sr_Latn", "bs", "sr_Latn_ME"])
def test_a_latin_catalogue_holds_no_cyrillic_letter(folder: str) -> None:
    assert {word for word in words_of(folder) if any(map(is_cyrillic, word))} == set()


@pytest.mark.parametrize(
    ("column", "folder"),
    [("sr_Latn", "sr_Latn"), ("sr_Cyrl", "sr_Cyrl"), ("mk", "mk"), ("bs", "bs"), ("cnr", "sr_Latn_ME")],
)
def test_a_term_of_the_glossary_is_said_as_the_glossary_says(column: str, folder: str) -> None:
    said = {forms(message.id)[0]: forms(message.string)[0].lower() for message in sentences(folder)}
    agreed = {re.sub(r" \[.*\]", "", row["en"]): terms(row[column]) for row in glossary()}
    shown = {term: agreed[term] for term in agreed if term in said}
    shown |= {term.capitalize(): agreed[term] for term in agreed if term.capitalize() in said}

    assert len(shown) > 20
    assert {term: said[term] for term in shown if said[term] not in shown[term]} == {}


@pytest.mark.parametrize("folder", ["sr_Cyrl", "mk"])
def test_to_record_is_one_verb_and_in_the_short_form(folder: str) -> None:
    said = {forms(message.id)[0]: forms(message.string)[0] for message in sentences(folder)}
    buttons = {key: text for key, text in said.items() if re.match(r"Record( |$)", key) and not key.endswith(".")}

    assert len(buttons) > 8
    assert {key: text for key, text in buttons.items() if not text.startswith("Евидентирај")} == {}


@pytest.mark.parametrize("folder", ["sr_Cyrl", "mk"])
def test_what_is_not_recorded_agrees_with_what_it_stands_beside(folder: str) -> None:
    """*Датум подношења: још није евидентиран*; beside a step of any gender there is no participle at all."""
    said = {forms(message.id)[0]: forms(message.string)[0] for message in sentences(folder)}

    assert {said["Advice given on"].split()[0], said["Filed on"].split()[0]} == {"Датум"}
    assert said["not recorded yet"].endswith("евидентиран")
    assert "евидентиран" not in said["recorded outside the usual order"]


@pytest.mark.parametrize("folder", FOLDERS.values())
def test_no_sentence_stands_twice_in_a_message(folder: str) -> None:
    """A sentence glued to itself without a space, as a merge of two catalogues left it."""
    said = [one for message in sentences(folder) for one in forms(message.string)]

    assert [one for one in said if len(one) > 1 and one[: len(one) // 2] == one[len(one) // 2 :]] == []


@pytest.mark.parametrize("folder", ["sr_Cyrl", "mk"])
def test_what_is_coded_is_not_said_to_be_encrypted(folder: str) -> None:
    coded = [message for message in sentences(folder) if re.search(r"\bcoded\b", forms(message.id)[0])]

    assert coded
    assert [one for message in coded for one in forms(message.string) if "шифрован" in one or "шифриран" in one] == []
