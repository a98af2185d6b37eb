"""How is a Serbian, Bosnian or Montenegrin text in Latin letters written in Cyrillic ones?"""

import re

# In these stems the two letters belong to two syllables and stay two letters in Cyrillic.
_SPLIT = re.compile(r"(?i)(?<=kon)(?=jun[gk])|(?<=in)(?=jekc)|(?<=na[d])(?=ž)|(?<=po[d])(?=ž)|(?<=o[d])(?=žal)")
_MARK = "\u2060"
# Codes are the same in every script: of an indicator, of a currency, and of the yearly reports of that name.
_CODE = re.compile(r"\b([A-Z]{2,3}-\d{2}|EUR|RSD|BAM|MKD|TIP)\b")

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
    """Return the text in Serbian Cyrillic; signs, digits, foreign letters (q, w, x, y) and codes stay as they are."""
    return "".join(part if _CODE.fullmatch(part) else _spelled(part) for part in _CODE.split(text))


def _spelled(text: str) -> str:
    marked = _SPLIT.sub(_MARK, text)
    for latin, cyrillic in _PAIRS:
        marked = marked.replace(latin, cyrillic)
    return marked.translate(_LETTERS).replace(_MARK, "")
