"""Has each thing one English word? `retired` in the glossary names those that nobody uses any more, on a screen, in a guide or in a
command."""

import ast
import csv
import io
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from parsed import nodes

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "litigation_app"
GUIDES = (
    "awards calendar case claims client continuity courtwatch documents erasure grants guide lists operations proceedings records "
    "review search strategy tasks upgrading"
)
PAGES = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "deploy/README.md")
FILE = re.compile(r"\b(?:litigation_app|casework|vault|cli|core|accounts|gate)/|\b\w+\.py\b")
CODE = re.compile(r"`[^`]*`|\]\([^)]*\)")  # and addresses of links
ENDINGS = "(?:e|s|es|d|ed|t?ing)?"
PARTICLES = {"aside", "back", "in", "off", "out"}  # up to three words may stand before one: put the hearing off
TEXTS_OF_PACKS = ("source", "title", "note")
ANOTHER_SENSE = {  # how a sentence begins that uses such a word rightly, and what it means there
    "Take back keys, laptop and telephone, and printed papers.": "sheets of paper",
    "This person does not hold this role": "has no such role",
    "citizens and residents, or every victim of a crime": "without papers: without a permit to stay",
}
NAMED = re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)")
STRESSED = {"proposes", "agrees", "how to hand them over"}  # of the guide, and no name
SHE = re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE)


@cache
def retired() -> dict[re.Pattern[str], str]:
    """The words that are not used any more, and what is said today. Each may have a regular ending: walls off, walled off."""
    with (PROGRAM / "law/glossary.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["en"], phrase.split()) for row in csv.DictReader(file) for phrase in row["retired"].split("/")]
    return {_any_form(words): term for term, words in rows if words}


def sentences() -> Iterator[tuple[str, str]]:
    """Where it stands, and the sentence."""
    catalogue = read_po(io.BytesIO((PROGRAM / "translations/mk/LC_MESSAGES/messages.po").read_bytes()), locale="mk")
    for message in catalogue:
        yield from (("screens", re.sub(r"%\(\w+\)s", "", one)) for one in _forms(message.id))
    for file in PROGRAM.rglob("*.toml"):
        yield from (
            (str(file.relative_to(PROGRAM)), said)
            for said in _english(tomllib.loads(file.read_text(encoding="utf-8")), file.parent.name == "packs")
        )
    for page in [*(ROOT / "docs").glob("*.md"), *(ROOT / name for name in PAGES)]:
        yield from ((page.name, CODE.sub("", line)) for line in page.read_text(encoding="utf-8").split("\n\n"))
    for folder in ("cli", "operations"):
        yield from commands(folder)
    yield from texts(PROGRAM / "statistics/releases/readme.py")


def test_no_sentence_uses_a_retired_word() -> None:
    said = [one for one in sentences() if not one[1].startswith(tuple(ANOTHER_SENSE))]

    assert len({place for place, _sentence in said}) > 100
    assert [
        (place, found[0], term)
        for place, one in said
        for word, term in retired().items()
        if (found := word.search(one))
    ] == []


def test_a_retired_word_is_found_in_every_form() -> None:
    forms = [
        "wall off",
        "She walls off",
        "is walled off",
        "by walling off",
        "put\noff",
        "striking out",
        "put the hearing off",
        "putting a scenario aside",
    ]

    assert [form for form in forms if not any(word.search(form) for word in retired())] == []


def test_no_command_calls_a_colleague_she() -> None:
    assert [(file, said) for file, said in commands("cli") if SHE.search(said)] == []


def test_no_guide_names_a_file_of_the_program() -> None:
    """Who looks for one reads a page about the house: law.md, ledger.md, sealing.md and the like."""
    guides = {name: (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8") for name in GUIDES.split()}

    assert [(name, FILE.findall(said)) for name, said in guides.items() if FILE.search(said)] == []


def test_the_guide_calls_buttons_and_tabs_as_the_screens_do() -> None:
    said = {one.strip(" .:,").lower() for place, one in sentences() if not place.endswith(".md")}
    guide = (ROOT / "docs/guide.md").read_text(encoding="utf-8")

    named = {one.strip(" .:,").lower() for names in NAMED.findall(guide) for one in names.split(" → ")} - STRESSED

    assert len(named) > 30
    assert named - said == set()


def test_a_word_that_is_said_today_is_not_retired() -> None:
    today = set(retired().values())

    assert len(today) > 10
    assert [term for term in today if any(word.fullmatch(term) for word in retired())] == []


def commands(folder: str) -> Iterator[tuple[str, str]]:
    """What the commands in this folder say: every text of more than one word in it, and the docstrings that are their help."""
    for file in (PROGRAM / folder).rglob("*.py"):
        yield from texts(file)


def texts(file: Path) -> Iterator[tuple[str, str]]:
    said = [node for node in nodes(file) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    silent = {id(text) for node in nodes(file) if (text := _docstring(node)) and not _is_command(node)}
    yield from ((file.name, str(text.value)) for text in said if id(text) not in silent and " " in str(text.value))


def _any_form(words: list[str]) -> re.Pattern[str]:
    said = [re.escape(word.removesuffix("e")) + ENDINGS for word in words]
    if len(words) > 1 and words[1] in PARTICLES:
        said[0] += r"(?:\s+\w+){0,3}"
    forms = r"\s+".join(said)
    return re.compile(rf"(?<!\w){forms}(?!\w)", re.IGNORECASE)


def _english(told: object, is_pack: bool, key: str = "") -> Iterator[str]:
    """Every text under a key `en`, or `name`, as an export and a command call a thing; of a pack its own English texts too."""
    if isinstance(told, dict):
        for name, value in told.items():
            yield from _english(value, is_pack, "en" if "en" in (key, name) else name)
    elif isinstance(told, list):
        for one in told:
            yield from _english(one, is_pack, key)
    elif key in ("en", "name") or (is_pack and key in TEXTS_OF_PACKS):
        yield str(told)


def _docstring(node: ast.AST) -> ast.expr | None:
    if not isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)):
        return None
    first = node.body[0] if node.body else None
    return first.value if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) else None


def _is_command(node: ast.AST) -> bool:
    return any(re.search(r"\.(command|group)\(", ast.unparse(one)) for one in getattr(node, "decorator_list", []))


def _forms(said: object) -> tuple[str, ...]:
    return tuple(said) if isinstance(said, (list, tuple)) else (str(said),)
