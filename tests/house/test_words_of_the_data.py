"""Has every word of the data files its Macedonian, and is no word left in Serbian that Bosnian or Montenegrin says otherwise?"""

import io
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

from litigation_app.law import macedonian
from litigation_app.law.ijekavian import bosnian, montenegrin
from litigation_app.law.loader import COUNTRIES, load

PACKAGE = Path(__file__).parents[2] / "litigation_app"
DATA = sorted(PACKAGE.glob("**/*.toml"))
PLACEHOLDER = re.compile(r"%\(\w+\)s")
WORD = re.compile(r"[^\W\d_]+")
MACEDONIAN = set("абвгдѓежзѕијклљмнњопрстќуфхцчџшѐѝ")


def rows(node: Any) -> Iterator[Mapping[str, Any]]:
    """The rows of a data file that the screens say: those with `en` and `sr`."""
    if isinstance(node, list):
        for one in node:
            yield from rows(one)
    elif isinstance(node, dict):
        if isinstance(node.get("en"), str) and isinstance(node.get("sr"), str):
            yield node
        yield from rows(list(node.values()))


WORDS = [row for path in DATA for row in rows(tomllib.loads(path.read_text("utf-8")))]


def sentences(folder: str) -> list[str]:
    path = PACKAGE / f"translations/{folder}/LC_MESSAGES/messages.po"
    found = [message.string for message in read_po(io.BytesIO(path.read_bytes()), locale=folder) if message.id]
    return [one for said in found for one in (said if isinstance(said, tuple) else (str(said),))]


def words(text: str) -> set[str]:
    return {word.lower() for word in WORD.findall(PLACEHOLDER.sub("", text))}


def named_by_countries() -> set[str]:
    """What the Serbian, Bosnian and Montenegrin files call their stages, procedures, routes and offences."""
    graphs = [graph for code in COUNTRIES for graph in load(code).procedures]
    routes = [route for code in COUNTRIES for route in load(code).routes]
    offences = [offence for code in COUNTRIES for offence in load(code).offences]
    return {one.local for one in [*graphs, *routes, *offences, *(stage for graph in graphs for stage in graph.stages)]}


def test_every_word_of_the_data_files_has_its_macedonian() -> None:
    assert {row["sr"] for row in WORDS if "mk" not in row} - macedonian.table().keys() == set()


def test_the_macedonian_list_has_no_word_that_nobody_says() -> None:
    assert macedonian.table().keys() - {row["sr"] for row in WORDS} - named_by_countries() == set()


def test_a_macedonian_word_has_macedonian_letters_or_is_a_foreign_word() -> None:
    said = {word for text in macedonian.table().values() for word in words(text)}

    assert {word for word in said if set(word) - MACEDONIAN and not word.isascii()} == set()


@pytest.mark.parametrize(("folder", "say"), [("bs", bosnian), ("sr_Latn_ME", montenegrin)])
def test_no_word_that_the_table_knows_is_left_in_serbian(folder: str, say: Any) -> None:
    assert [one for one in sentences(folder) if say(one) != one] == []


@pytest.mark.parametrize(("folder", "language"), [("sr_Latn", "sr"), ("mk", "mk")])
def test_a_source_has_one_name_where_it_is_entered_and_where_it_is_shown(folder: str, language: str) -> None:
    path = PACKAGE / f"translations/{folder}/LC_MESSAGES/messages.po"
    catalogue = read_po(io.BytesIO(path.read_bytes()), locale=folder)
    series = tomllib.loads((PACKAGE / "statistics/official/words.toml").read_text("utf-8"))["SERIES"]
    entered = {
        one["en"]: (catalogue[one["en"]].string, one[language]) for one in series.values() if one["en"] in catalogue
    }

    assert {"Press", "Prosecutor's office"} <= entered.keys()
    assert {english: both for english, both in entered.items() if both[0] != both[1]} == {}
