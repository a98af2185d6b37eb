"""Has each thing one English word? `retired` in the glossary names those that nobody uses any more, on a screen or in the guides."""

import csv
import io
import re
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
GUIDES = (
    "awards calendar case claims client continuity courtwatch documents erasure grants guide lists operations proceedings records "
    "review search strategy tasks upgrading"
)
FILE = re.compile(r"\b(?:litigation_app|casework|vault|cli|core|accounts|gate)/|\b\w+\.py\b")


def retired() -> dict[re.Pattern[str], str]:
    """The words that are not used any more, and what is said today."""
    with (ROOT / "litigation_app/law/glossary.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["en"], word.strip()) for row in csv.DictReader(file) for word in row["retired"].split("/")]
    return {re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE): term for term, word in rows if word}


def sentences() -> list[str]:
    catalogue = read_po(
        io.BytesIO((ROOT / "litigation_app/translations/mk/LC_MESSAGES/messages.po").read_bytes()), locale="mk"
    )
    return [re.sub(r"%\(\w+\)s", "", one) for message in catalogue if message.id for one in _forms(message.id)]


def test_no_sentence_of_the_screens_uses_a_retired_word() -> None:
    assert [(said, term) for said in sentences() for word, term in retired().items() if word.search(said)] == []


def test_no_guide_uses_a_retired_word() -> None:
    guides = {page.name: page.read_text(encoding="utf-8") for page in (ROOT / "docs").glob("*.md")}

    assert len(guides) > 20
    assert [
        (name, term) for name, said in guides.items() for word, term in retired().items() if word.search(said)
    ] == []


def test_no_guide_names_a_file_of_the_program() -> None:
    """Who looks for one reads a page about the house: law.md, ledger.md, sealing.md and the like."""
    guides = {name: (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8") for name in GUIDES.split()}

    assert [(name, FILE.findall(said)) for name, said in guides.items() if FILE.search(said)] == []


def test_a_word_that_is_said_today_is_not_retired() -> None:
    today = set(retired().values())

    assert len(today) > 10
    assert [term for term in today if any(word.fullmatch(term) for word in retired())] == []


def _forms(said: object) -> tuple[str, ...]:
    return tuple(said) if isinstance(said, (list, tuple)) else (str(said),)
