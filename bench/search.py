"""How soon is a person found among 100,000 sealed names, how surely, and what does it cost to have them in memory?"""

import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from uuid import UUID, uuid4

from bench.caseload import Browser, desk, fill
from bench.measuring import Figure, beside, cpu, figure, resident
from bench.vault import bare_scan
from config import Config
from litigation_app import ledger, vault
from litigation_app.app import create_app
from litigation_app.casework.cases.models import Case
from litigation_app.core.db import db
from litigation_app.vault.name_search import index

PEOPLE = 100_000
ASKED = 600  # names looked up for the recall
MANY_SEARCHES = 1_000_000
REPEATS = 3
BATCH = 500
CYRILLIC = dict(zip("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш", strict=True))
BARE = str.maketrans("čćžšđ", "cczsd")
SYLLABLES = [c + v for c in "bvgdđžzjklmnprsštčćh" for v in "aeiou"]
ENDINGS = ("ić", "ović", "ski", "eva", "aj", "in")


class Called(NamedTuple):
    """An invented name in Serbian Latin."""

    given: str
    family: str


def figures(people: int = PEOPLE) -> Iterator[Figure]:
    """What a search costs over the page with its form, the load beside opening the sketches alone, the recall of ten answers."""
    with tempfile.TemporaryDirectory() as folder:
        app = desk(Path(folder))
        lawyer, coordinator = fill(app, people)
        with app.app_context():
            names = _draw(people)
        browser = Browser(app, coordinator)
        app.extensions["config"] = replace(app.extensions["config"], searches_per_hour=MANY_SEARCHES)
        chance = random.Random(5)
        typed = {"words": "", "purpose": "contact"}
        browser.post("/search", typed | {"words": "Nobody"})
        asked = [" ".join(name) for name in chance.sample(list(names.values()), ASKED)]
        taken = beside(
            lambda: browser.post("/search", typed | {"words": chance.choice(asked)}), lambda: browser.get("/search")
        )
        over = taken.value - taken.floor
        yield figure("name_search", over, "ms", taken.floor, 10, "value", "lower", taken.n)
        with app.app_context():
            yield from _held(names, people)
        held, bare = _memory(folder, lawyer, "Nobody"), _memory(folder, coordinator, "")
        yield figure("worker_memory_with_names", held, "MB", bare, 150, "value", "lower", people)


def _draw(people: int) -> dict[UUID, Called]:
    """A sketch of somebody in every case, half of them in Cyrillic; who is called how."""
    chance = random.Random(4)
    given = ["".join(chance.choices(SYLLABLES, k=chance.choice([2, 3]))) for _ in range(2_000)]
    family = [
        "".join(chance.choices(SYLLABLES, k=chance.choice([2, 3]))) + chance.choice(ENDINGS) for _ in range(12_000)
    ]
    names = [Called(chance.choice(given), chance.choice(family)) for _ in range(people)]
    places = [index.Place(*row) for row in db.session.execute(db.select(Case.id, Case.office_id).limit(people))]
    ids = [uuid4() for _ in names]
    for start in range(0, people, BATCH):
        some = slice(start, start + BATCH)
        _put(ids[some], places[some], names[some], chance)
    return dict(zip(ids, names, strict=True))


def _put(ids: Sequence[UUID], places: Sequence[index.Place], names: Sequence[Called], chance: random.Random) -> None:
    vault.new_subjects(ids)
    index.put_many(
        index.Drawn(one, place, index.Sketch(*_written(name, chance), birth_year=chance.randrange(1960, 2012)))
        for one, place, name in zip(ids, places, names, strict=True)
    )
    ledger.write(act="bench", by=None, of="bench")
    db.session.commit()


def _written(name: Called, chance: random.Random) -> Called:
    return Called(*map(_in_cyrillic, name)) if chance.random() < 0.5 else name


def _in_cyrillic(word: str) -> str:
    return "".join(CYRILLIC.get(letter, letter) for letter in word)


def _slipped(word: str, chance: random.Random) -> str:
    """One letter wrong, missing, too many, or two in the other order."""
    at = chance.randrange(1, len(word) - 1)
    before, here, after = word[:at], word[at], word[at + 1 :]
    wrong, missing, doubled = before + chance.choice("aeioknrst") + after, before + after, before + here * 2 + after
    return chance.choice([wrong, missing, doubled, before + after[:1] + here + after[1:]])


def _ways(chance: random.Random) -> dict[str, Callable[[Called], str]]:
    """How a name may come to be typed."""
    return {
        "script": lambda name: _in_cyrillic(" ".join(name)),
        "marks": lambda name: " ".join(name).translate(BARE),
        "djordje": lambda name: " ".join(name).replace("đ", "dj"),
        "order": lambda name: " ".join(reversed(name)),
        "typo": lambda name: f"{name.given} {_slipped(name.family, chance)}",
        "two typos": lambda name: f"{_slipped(name.given, chance)} {_slipped(name.family, chance)}",
    }


def _held(names: dict[UUID, Called], people: int) -> Iterator[Figure]:
    ticket = ledger.append_alone(act=index.LOAD, by=None, of="sketches", session_id=None)
    offices = set(db.session.scalars(db.select(Case.office_id).distinct()))
    sight = index.Sight(offices, (), ())
    path, loads, opens = Path(str(db.engine.url.database)), [], []
    for _ in range(REPEATS):  # in turn, so that a busy machine is as unkind to the one as to the other
        opens.append(cpu(lambda: bare_scan(path, "sketch"), repeats=1))
        loads.append(cpu(lambda: index._loaded(index.VICTIM, ticket), repeats=1))
    yield figure("sketch_load", min(loads), "s", min(opens), 2, "ratio", "lower", people)
    chance = random.Random(6)
    found = {way: _recall(names, sight, typed, chance) for way, typed in _ways(chance).items()}
    yield figure("name_recall_at_10", min(found.values()), "share", 1, 0.98, "value", "higher", ASKED * len(found))


def _recall(
    names: dict[UUID, Called], sight: index.Sight, typed: Callable[[Called], str], chance: random.Random
) -> float:
    """The share of names of which a bearer is among the first ten, however it was typed."""
    asked = chance.sample(list(names.values()), ASKED)
    hits = 0
    for name in asked:
        found = index.find(typed(name), sight, most=10)
        hits += any(names[match.subject] == name for match in found)
    return hits / ASKED


def _memory(folder: str, email: str, words: str) -> float:
    """Megabytes of a fresh worker after this search; without words after its form."""
    command = [sys.executable, "-m", "bench.search", folder, email, words]
    done = subprocess.run(command, cwd=Path(__file__).parents[1], capture_output=True, text=True, check=True)
    return float(done.stdout.split()[-1])


def _child(folder: str, email: str, words: str) -> None:
    app = create_app(Config(instance=Path(folder), database_url=f"sqlite:///{folder}/desk.db", password_hash_kib=64))
    browser = Browser(app, email)
    if words:
        browser.post("/search", {"words": words, "purpose": "contact"})
    else:
        browser.get("/search")
    print(resident())


if __name__ == "__main__":
    _child(*sys.argv[1:])
