"""Which sentences are there, and what are they in Serbian? Renews both catalogues; the Latin one is made from the Cyrillic one.

Prints how many sentences still lack a translation; `--check` changes nothing and exits 1 if anything is missing or dated.
"""

import io
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "litigation_app"
CYRILLIC = PACKAGE / "translations/sr_Cyrl/LC_MESSAGES/messages.po"
LATIN = PACKAGE / "translations/sr_Latn/LC_MESSAGES/messages.po"
KEYWORDS = {"_": None, "_l": None, "_n": (1, 2), "ngettext": (1, 2), "gettext": None}
METHODS = [("**.py", "python"), ("**/pages/**.html", "jinja2")]
OPTIONS = {"**/pages/**.html": {"trimmed": "true"}}
_CYRILLIC = "абвгдђежзијклљмнњопрстћуфхцчџш"
_LATIN = [
    "a",
    "b",
    "v",
    "g",
    "d",
    "đ",
    "e",
    "ž",
    "z",
    "i",
    "j",
    "k",
    "l",
    "lj",
    "m",
    "n",
    "nj",
    "o",
    "p",
    "r",
    "s",
    "t",
]
_LATIN += ["ć", "u", "f", "h", "c", "č", "dž", "š"]
LETTERS = dict(zip(_CYRILLIC, _LATIN, strict=True))
LETTERS |= {cyrillic.upper(): said.capitalize() for cyrillic, said in LETTERS.items()}
PLACEHOLDER = re.compile(r"(%\(\w+\)s)")
DATED = re.compile(
    rb'"(Project-Id-Version|POT-Creation-Date|PO-Revision-Date|Generated-By'
    rb"|Report-Msgid-Bugs-To|Last-Translator|Language-Team).*\n"
)


def latin(text: str) -> str:
    """Serbian Cyrillic to Serbian Latin, letter by letter; placeholders stay."""
    parts = PLACEHOLDER.split(text)
    return "".join(part if PLACEHOLDER.fullmatch(part) else _letters(part) for part in parts)


def _letters(text: str) -> str:
    return "".join(LETTERS.get(letter, letter) for letter in text)


def extracted() -> Catalog:
    """Every sentence of code and templates."""
    found = Catalog(project="litigation-desk", charset="utf-8")
    for name, line, message, _comments, context in extract_from_dir(str(PACKAGE), METHODS, OPTIONS, KEYWORDS):
        found.add(message, locations=[(f"litigation_app/{name}", line)], context=context)
    return found


def renewed(template: Catalog) -> tuple[Catalog, Catalog]:
    """Both catalogues with today's sentences; what nobody uses any more is dropped."""
    cyrillic = (
        read_po(io.BytesIO(CYRILLIC.read_bytes()), locale="sr_Cyrl") if CYRILLIC.exists() else Catalog(locale="sr_Cyrl")
    )
    cyrillic.update(template, no_fuzzy_matching=True, update_header_comment=False)
    cyrillic.obsolete.clear()
    made = Catalog(locale="sr_Latn")
    for catalogue, script in (
        (cyrillic, "Cyrillic script"),
        (made, "Latin script, made from the Cyrillic catalogue by make translations"),
    ):
        catalogue.fuzzy, catalogue.header_comment = False, f"# The litigation desk in Serbian ({script})."
    for message in cyrillic:
        if message.id:
            said = message.string
            text = tuple(latin(one) for one in said) if isinstance(said, tuple) else latin(str(said))
            made.add(message.id, text, locations=message.locations, flags=message.flags, context=message.context)
    return cyrillic, made


def missing(catalogue: Catalog) -> list[str]:
    """Sentences without a translation, in every plural form."""
    return [
        str(m.id)
        for m in catalogue
        if m.id and not (all(m.string) if isinstance(m.string, (list, tuple)) else m.string)
    ]


def as_po(catalogue: Catalog) -> bytes:
    out = io.BytesIO()
    write_po(out, catalogue, width=120, omit_header=False, sort_output=True, no_location=True)
    return DATED.sub(b"", out.getvalue())


def main() -> int:
    cyrillic, made = renewed(extracted())
    lacking = missing(cyrillic)
    if "--check" in sys.argv:
        dated = CYRILLIC.read_bytes() != as_po(cyrillic) or LATIN.read_bytes() != as_po(made)
        print(
            f"{len(lacking)} sentences lack a translation"
            + ("; the catalogues are dated: make translations" if dated else "")
        )
        return 1 if lacking or dated else 0
    for path, catalogue in ((CYRILLIC, cyrillic), (LATIN, made)):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_po(catalogue))
    print(f"{len(list(cyrillic)) - 1} sentences, {len(lacking)} lack a translation")
    return 0


if __name__ == "__main__":
    sys.exit(main())
