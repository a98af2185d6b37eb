"""How is a Serbian, Bosnian or Montenegrin text in Latin letters written in Cyrillic ones?"""

import re

# In these stems the two letters belong to two syllables and stay two letters in Cyrillic.
_SPLIT = re.compile(r"(?i)(?<=kon)(?=jun[gk])|(?<=in)(?=jekc)|(?<=na[d])(?=ž)|(?<=po[d])(?=ž)|(?<=o[d])(?=žal)")
_MARK = "\u2060"
# The same in every script: codes of an indicator, of a series, of a currency, of the reports and questionnaires of that name; Roman
# numbers; addresses of the web and of mail (a label has 63 letters at most, the name of a mailbox 64: RFC 1035, 5321); a word with a
# letter that is not of these alphabets (q, w, x, y) or with a ch, for it is no word of these languages.
_STAYS = re.compile(
    r"((?:https?://|www\.)\S+|(?<![^\s@])[^\s@]{1,64}@\S+|(?<![\w-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.(?:com|eu|int|net|org|ba|me|mk|rs)\b"
    r"|\b[A-Z]{2,3}-\d{2}\b|\b(?:EUR|RSD|BAM|MKD|TIP|COVID|UNODC|GLOTIP|HTCDS)\b|\b[A-Z]+(?:_[A-Z]+)+\b|\b[IVX]+/\d+\b|\b[IVX]{2,}\b|\b(?:(?![cC][hH])[^\WqwxyQWXY])*(?:[qwxyQWXY]|[cC][hH])\w*)"
)

_PAIRS = (
    ("DŽ", "Џ"),
    ("Dž", "Џ"),
    ("dž", "џ"),
    ("LJ", "Љ"),
    ("Lj", "Љ"),
    ("lj", "љ"),
    ("NJ", "Њ"),
    ("Nj", "Њ"),
    ("nj", "њ"),
)
_LETTERS = str.maketrans(
    "ABVGDĐEŽZIJKLMNOPRSTĆUFHCČŠabvgdđežzijklmnoprstćufhcčš",
    "АБВГДЂЕЖЗИЈКЛМНОПРСТЋУФХЦЧШабвгдђежзијклмнопрстћуфхцчш",
)


IN_CYRILLIC = frozenset({"sr-Cyrl", "mk"})  # the languages of the screens that are read in it


def in_script_of(language: str, text: str) -> str:
    """The text in the letters that the reader of this language reads."""
    return to_cyrillic(text) if language in IN_CYRILLIC else text


def to_cyrillic(text: str) -> str:
    """Return the text in Serbian Cyrillic; signs, digits, codes, addresses and foreign words stay as they are."""
    return "".join(part if at % 2 else _spelled(part) for at, part in enumerate(_STAYS.split(text)))


def _spelled(text: str) -> str:
    marked = _SPLIT.sub(_MARK, text)
    for latin, cyrillic in _PAIRS:
        marked = marked.replace(latin, cyrillic)
    return marked.translate(_LETTERS).replace(_MARK, "")


_MACEDONIAN = {
    "Ѓ": "Đ", "ѓ": "đ", "Ќ": "Ć", "ќ": "ć", "Ѕ": "Dz", "ѕ": "dz", "ѐ": "e", "ѝ": "i",
    "Љ": "Lj", "љ": "lj", "Њ": "Nj", "њ": "nj", "Џ": "Dž", "џ": "dž",
}  # fmt: skip
_TO_LATIN = str.maketrans(
    {cyrillic: chr(latin) for latin, cyrillic in ((a, chr(b)) for a, b in _LETTERS.items())} | _MACEDONIAN
)


def to_latin(text: str) -> str:
    """Return a Serbian or Macedonian text in Latin letters; signs, digits and Latin letters stay as they are."""
    return text.translate(_TO_LATIN)


CYRILLIC, LATIN = "sr-Cyrl", "sr-Latn"  # of a paper for a court
COURT_LANGUAGES = {"RS": (CYRILLIC, LATIN), "MK": ("mk",), "BA": ("bs",), "ME": ("cnr",)}
# What no name of these languages holds as they write it: a letter or mark of another alphabet, an apostrophe, a letter twice (but
# for "bb", a house without a number), the spellings of other languages (Schmidt, Zhou, Đinh); dj, gj, kj, and ic at the end, are a name
# that was typed without its marks (Djokic, Gjorgji).
_FOREIGN = re.compile(
    r"[qwxy'’\u0300-\u036f]|(?-i:(?![A-Za-zČĆĐŠŽčćđšž\u0400-\u04ff])[^\W\d_])"
    r"|(?!\bbb\b)([^\W\d_])\1|[cgknpstz]h|ck|[dgk]j|ic\b",
    re.IGNORECASE,
)
_IN_MACEDONIAN = str.maketrans("ћЋђЂ", "ќЌѓЃ")


def in_script(said: str, language: str) -> str:
    """A name, of which somebody has said that it is of these languages, in the script of a paper in this one ("": as typed).

    What is evidently foreign, or typed without its marks, stays: Latin letters are no mistake in a paper, *Сцхмидт* is.
    """
    if language not in IN_CYRILLIC or _FOREIGN.search(said):
        return said
    written = to_cyrillic(said)
    return written.translate(_IN_MACEDONIAN) if language == "mk" else written
