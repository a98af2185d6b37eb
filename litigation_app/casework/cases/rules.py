"""What is a case called? References that count, code names that say nothing about anybody. Pure."""

from collections.abc import Collection

# Neutral words only: no first name, no place, nothing that could be taken for a person.
TREES = (
    "Bagrem", "Bor", "Breza", "Brest", "Bukva", "Cer", "Dren", "Dud", "Glog", "Grab",
    "Hrast", "Jasen", "Jasika", "Javor", "Jela", "Jova", "Kesten", "Klen", "Kleka", "Kruška",
    "Leska", "Lipa", "Lovor", "Maklen", "Maslina", "Oskoruša", "Orah", "Omorika", "Platan", "Rujevina",
    "Sekvoja", "Smrča", "Tisa", "Topola", "Trešnja", "Tuja", "Vrba", "Zova", "Čempres", "Šimšir",
)  # fmt: skip
FEW, MANY = 99, 99_999  # numbers behind a tree: short ones while they last


def reference(country: str, year: int, number: int) -> str:
    """ "RS-2026-0007": four digits at least."""
    return f"{country}-{year}-{number:04d}"


def code_name(serial: int) -> str:
    """The code name with this serial number (0, 1, 2 …); no two serials share one."""
    count, tree = divmod(serial, len(TREES))
    return f"{TREES[tree]} {count + 1}"


def free_serials(taken: int) -> int:
    """From how many serials to draw at random when `taken` attempts met a name in use: a wider choice after a few."""
    return len(TREES) * (FEW if taken < 3 else MANY)


def as_reference(typed: str) -> str:
    """What was typed, as a reference is written."""
    return typed.strip().upper()


def as_code_name(typed: str) -> str:
    """What was typed, as a code name is written."""
    trimmed = " ".join(typed.split())
    return trimmed[:1].upper() + trimmed[1:].lower()


def court_problem(court_id: str, court_typed: str, listed: Collection[str]) -> str | None:
    """Why this pair names no court: "both", "unlisted", or None. Neither is fine: the court may not be known yet."""
    if court_id and court_typed:
        return "both"
    return "unlisted" if court_id and court_id not in listed else None
