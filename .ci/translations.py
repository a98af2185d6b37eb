"""Which sentences are there, and what are they in each language? Renews the catalogues.

People write two: Serbian (Cyrillic) and Macedonian. Serbian in Latin letters is made from the first, Bosnian and Montenegrin
from that by law/ijekavian.toml and translations/own_sentences.toml.
Prints how many sentences still lack a translation, and exits 1 for a word form of Bosnian or Montenegrin that nobody has
approved in word_forms.txt; `--check` changes nothing and exits 1 also if anything is missing or dated.
"""

import io
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir, extract_python
from babel.messages.pofile import read_po, write_po

from litigation_app.law.ijekavian import bosnian, dialects, montenegrin

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "litigation_app"
TRANSLATIONS = PACKAGE / "translations"
OWN_SENTENCES = TRANSLATIONS / "own_sentences.toml"
WORD_FORMS = Path(__file__).with_name("word_forms.txt")
DIALECTS = ("bosnian", "montenegrin")
SERBIAN, LATIN, MACEDONIAN, BOSNIAN, MONTENEGRIN = "sr_Cyrl", "sr_Latn", "mk", "bs", "sr_Latn_ME"
TITLES = {
    SERBIAN: "Serbian (Cyrillic script)",
    LATIN: "Serbian (Latin script, made from the Cyrillic catalogue by make translations)",
    MACEDONIAN: "Macedonian",
    BOSNIAN: "Bosnian (made from the Serbian catalogue by make translations)",
    MONTENEGRIN: "Montenegrin (made from the Serbian catalogue by make translations)",
}
KEYWORDS = {"_": None, "_l": None, "_n": (1, 2), "ngettext": (1, 2), "gettext": None}
SAYS = re.compile(rb"\b(?:_[ln]?|n?gettext)\(")
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
    methods = [("**.py", of_code), ("**/pages/**.html", "jinja2")]
    for name, line, message, _comments, context in extract_from_dir(str(PACKAGE), methods, OPTIONS, KEYWORDS):
        found.add(message, locations=[(f"litigation_app/{name}", line)], context=context)
    return found


def of_code(file: BinaryIO, *how: Any, **more: Any) -> Iterable[Any]:
    """The sentences of a file of code: word by word only where there is any."""
    if not SAYS.search(file.read()):
        return ()
    file.seek(0)
    return extract_python(file, *how, **more)


def renewed(template: Catalog) -> dict[str, Catalog]:
    """Every catalogue with today's sentences; what nobody uses any more is dropped."""
    own = tomllib.loads(OWN_SENTENCES.read_text(encoding="utf-8"))
    serbian = written(SERBIAN, template)
    in_latin = made(LATIN, serbian, latin, {})
    return {
        SERBIAN: serbian,
        LATIN: in_latin,
        MACEDONIAN: written(MACEDONIAN, template),
        BOSNIAN: made(BOSNIAN, in_latin, bosnian, own["bs"]),
        MONTENEGRIN: made(MONTENEGRIN, in_latin, montenegrin, own["cnr"]),
    }


def written(folder: str, template: Catalog) -> Catalog:
    """A catalogue that people translate."""
    catalogue = read_po(io.BytesIO(place(folder).read_bytes()), locale=folder)
    catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    return titled(catalogue, folder)


def made(folder: str, source: Catalog, say: Callable[[str], str], own: Mapping[str, str | list[str]]) -> Catalog:
    """A catalogue made from another one, sentence by sentence. `own` sentences win, by their English."""
    catalogue = titled(Catalog(locale=folder), folder)
    unused = set(own)
    for message in source:
        if message.id:
            english = message.id[0] if isinstance(message.id, tuple) else str(message.id)
            text = own.get(english) or said(message.string, say)
            unused.discard(english)
            catalogue.add(message.id, tuple(text) if isinstance(text, list) else text, flags=message.flags)
    if unused:
        sys.exit(f"{OWN_SENTENCES.name} has sentences that no page says: {sorted(unused)}")
    return catalogue


def said(string: str | tuple[str, ...] | None, say: Callable[[str], str]) -> str | tuple[str, ...]:
    return tuple(say(one) for one in string) if isinstance(string, tuple) else say(string or "")


def titled(catalogue: Catalog, folder: str) -> Catalog:
    catalogue.fuzzy, catalogue.header_comment = False, f"# The litigation desk in {TITLES[folder]}."
    return catalogue


def place(folder: str) -> Path:
    return TRANSLATIONS / folder / "LC_MESSAGES/messages.po"


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


def unread(latin_catalogue: Catalog) -> dict[str, str]:
    """What nobody has approved of the words that Bosnian and Montenegrin are made of: the line that word_forms.txt lacks, and where
    the word stands."""
    lines = (line.split() for line in WORD_FORMS.read_text("utf-8").splitlines() if not line.startswith("#"))
    approved = {word: read or ["=", "="] for word, *read in lines}
    found = {}
    for where, text, made_of_it in [*of_the_screens(latin_catalogue), *of_the_data_files()]:
        for name in made_of_it:
            for word, made_of in dialects()[name].forms(text):
                if approved.get(word, ["", ""])[DIALECTS.index(name)] != sign(word, made_of):
                    found[" ".join([word, *(sign(word, say(word)) for say in (bosnian, montenegrin))])] = where
    return found


def sign(word: str, made_of: str) -> str:
    """What stands for it in word_forms.txt."""
    return "=" if made_of == word else made_of.replace(" ", "_")


def of_the_screens(latin_catalogue: Catalog) -> Iterator[tuple[str, str, list[str]]]:
    """Each Serbian sentence, with what is made of it."""
    own = tomllib.loads(OWN_SENTENCES.read_text(encoding="utf-8"))
    for message in latin_catalogue:
        if message.id:
            english = message.id[0] if isinstance(message.id, tuple) else str(message.id)
            text = " ".join(message.string) if isinstance(message.string, tuple) else str(message.string)
            yield (
                english,
                text,
                [name for name, code in zip(DIALECTS, ("bs", "cnr"), strict=True) if english not in own[code]],
            )


def of_the_data_files() -> Iterator[tuple[str, str, list[str]]]:
    """Each Serbian text of a data file, with what is made of it when somebody reads it."""
    for path in sorted(PACKAGE.glob("**/*.toml")):
        for row in serbian_rows(tomllib.loads(path.read_text("utf-8"))):
            yield (
                path.name,
                row["sr"],
                [name for name, code in zip(DIALECTS, ("bs", "cnr"), strict=True) if not row.get(code)],
            )


def serbian_rows(node: Any) -> Iterator[Mapping[str, Any]]:
    """The rows of a data file that have a Serbian text."""
    if isinstance(node, dict) and isinstance(node.get("sr"), str):
        yield node
    for one in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from serbian_rows(one)


def main() -> int:
    catalogues = renewed(extracted())
    lacking = {folder: len(missing(catalogues[folder])) for folder in (SERBIAN, MACEDONIAN)}
    print("sentences that lack a translation: " + ", ".join(f"{folder} {count}" for folder, count in lacking.items()))
    new = unread(catalogues[LATIN])
    if new:
        print(f"word forms that nobody has approved; its head says how to add them to .ci/{WORD_FORMS.name}:")
        print("\n".join(f"{line}    # {where}" for line, where in sorted(new.items())))
    if "--check" in sys.argv:
        dated = [one for one, catalogue in catalogues.items() if read(one) != as_po(catalogue)]
        print(f"dated: {', '.join(dated)}; run make translations" if dated else "the catalogues are current")
        return 1 if any(lacking.values()) or dated or new else 0
    for folder, catalogue in catalogues.items():
        place(folder).parent.mkdir(parents=True, exist_ok=True)
        place(folder).write_bytes(as_po(catalogue))
    return 1 if new else 0


def read(folder: str) -> bytes:
    return place(folder).read_bytes() if place(folder).exists() else b""


if __name__ == "__main__":
    sys.exit(main())
