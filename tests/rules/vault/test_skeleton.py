"""Do all spellings of one name come to one skeleton, and different names to different ones? Without a database."""

import itertools
import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.vault.name_search.folding import parts, skeleton

TO_LATIN = dict(zip("абвгдђежзијклљмнњопрстћуфхцчџш", (
    "a", "b", "v", "g", "d", "đ", "e", "ž", "z", "i", "j", "k", "l", "lj", "m", "n", "nj", "o", "p", "r", "s", "t", "ć",
    "u", "f", "h", "c", "č", "dž", "š",
), strict=True))  # fmt: skip
ONE_NAME = [
    ("Đorđević", "Djordjevic"),
    ("Đorđević", "Dordevic"),
    ("Đorđević", "Ђорђевић"),
    ("Ѓорѓи", "Gjorgji"),
    ("Снежана", "Snježana"),
    ("Љиљана", "Лилјана"),
    ("Љиљана", "Liljana"),
    ("Hodžić", "Hoxhic"),
    ("Џемал", "Xhemal"),
    ("Marija", "Maria"),
    ("Ќамил", "Ćamil"),
    ("Bijelić", "Belić"),
    ("Шекуларац", "Sekularac"),
    ("Живко", "Zhivko"),
    ("Aleksandra", "Alexandra"),
]
cyrillic = st.text(alphabet="".join(TO_LATIN), min_size=1, max_size=12)
names = st.text(max_size=30)


def latin(name: str) -> str:
    return "".join(TO_LATIN[letter] for letter in name)


@pytest.mark.parametrize(("one", "other"), ONE_NAME)
def test_spellings_of_one_name_are_equal(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other) != ""


@given(names)
def test_a_skeleton_of_a_skeleton_is_itself(name: str) -> None:
    assert skeleton(skeleton(name)) == skeleton(name)


@given(names)
def test_case_does_not_matter_nor_how_marks_are_encoded(name: str) -> None:
    assert skeleton(name.casefold()) == skeleton(name)
    assert skeleton(unicodedata.normalize("NFD", name)) == skeleton(unicodedata.normalize("NFC", name))


@given(cyrillic)
def test_script_does_not_matter(name: str) -> None:
    assert skeleton(name) == skeleton(latin(name)) == skeleton(latin(name).upper())


@given(cyrillic)
def test_marks_do_not_matter(name: str) -> None:
    bare = unicodedata.normalize("NFD", latin(name).replace("đ", "d"))
    bare = "".join(letter for letter in bare if not unicodedata.combining(letter))

    assert skeleton(bare) == skeleton(name)


@pytest.mark.thorough
@given(st.lists(cyrillic, min_size=1, max_size=4), st.randoms())
def test_order_matters_to_nobody_who_compares_parts(pieces: list[str], chance: random.Random) -> None:
    shuffled = chance.sample(pieces, len(pieces))

    assert sorted(parts(" ".join(shuffled))) == sorted(parts("-".join(pieces)))


def test_different_names_stay_apart() -> None:
    """Invented names of syllables that differ to the ear: not two of them may come to one skeleton."""
    syllables = ["ba", "vu", "go", "di", "za", "ko", "le", "mu", "ni", "po", "ra", "su", "te", "fa", "hi", "cu"]
    endings = ["", "n", "r", "vić", "ski", "ova", "aj", "man"]
    chance = random.Random(3)
    stems = {"".join(chance.choices(syllables, k=size)) for size in (2, 3, 4) for _ in range(1_500)}
    every = {stem + ending for stem, ending in itertools.product(stems, endings)}

    found = {skeleton(name) for name in every}

    assert len(every) > 10_000
    assert len(found) == len(every)
