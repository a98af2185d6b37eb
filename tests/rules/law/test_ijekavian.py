"""Is a Serbian sentence said in Bosnian and in Montenegrin as people there write it, and is nothing else of it changed?"""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.law import ijekavian
from litigation_app.law.ijekavian import bosnian, montenegrin

TABLE = tomllib.loads((Path(ijekavian.__file__).parent / "ijekavian.toml").read_text("utf-8"))
OWN = [TABLE, TABLE["bosnian"], TABLE["montenegrin"]]
KNOWN = sorted({one for part in OWN for kind in ("phrases", "words", "stems") for one in part[kind]})
PLACEHOLDER = re.compile(r"%\(\w+\)s")


@pytest.mark.parametrize(
    ("serbian", "said", "in_montenegrin"),
    [
        ("Zahtev nije podnet", "Zahtjev nije podnesen", "Zahtjev nije podnijet"),
        ("Krivično delo", "Krivično djelo", "Krivično djelo"),
        ("Plaćeno, delom ili u celosti", "Plaćeno, dijelom ili u cjelosti", "Plaćeno, dijelom ili u cjelosti"),
        ("Veće nije bilo potpuno", "Vijeće nije bilo potpuno", "Vijeće nije bilo potpuno"),
        ("Ovo je veće od toga", "Ovo je veće od toga", "Ovo je veće od toga"),
        ("Procenat je promenjen", "Procenat je promijenjen", "Procenat je promijenjen"),
        ("Izmena i izmeni", "Izmjena i izmijeni", "Izmjena i izmijeni"),
        ("pogrešno rešenje", "pogrešno rješenje", "pogrešno rješenje"),
        ("privremeno vreme", "privremeno vrijeme", "privremeno vrijeme"),
        ("Predlozi nisu predati", "Prijedlozi nisu predani", "Predlozi nijesu predati"),
        ("To zahteva aproprijaciju", "To zahtijeva aproprijaciju", "To zahtijeva aproprijaciju"),
        ("Ne prosleđujte, prosledite", "Ne prosljeđujte, proslijedite", "Ne prosljeđujte, proslijedite"),
        ("Kapa (Kloper-Pirson)", "Kappa (Clopper-Pearson)", "Kapa (Kloper-Pirson)"),
        ("Predujam javnog izvršitelja", "Predujam sudskog izvršioca", "Predujam javnog izvršitelja"),
        ("REŠENJE", "RJEŠENJE", "RJEŠENJE"),
        ("Sporazum o priznanju", "Sporazum o priznanju krivnje", "Sporazum o priznanju krivice"),
        ("Pretpostavljena žrtva", "Potencijalna žrtva", "Potencijalna žrtva"),
        ("Dan je pretpostavljen", "Dan je pretpostavljen", "Dan je pretpostavljen"),
        ("Okrivljeni je dobio dete", "Optuženi je dobio dijete", "Okrivljeni je dobio dijete"),
        ("Koja prava povređuje", "Koja prava povređuje", "Koja prava povređuje"),
        (
            "Mogu se uneti, a unet je ceo iznos u evrima",
            "Mogu se unijeti, a unesen je cijeli iznos u eurima",
            "Mogu se unijeti, a unijet je cio iznos u eurima",
        ),
        (
            "U zaštićenom delu, posle krivičnog dela",
            "U zaštićenom dijelu, poslije krivičnog djela",
            "U zaštićenom dijelu, poslije krivičnog djela",
        ),
        ("Predstavka javnom tužiocu", "Aplikacija tužiocu", "Predstavka državnom tužiocu"),
    ],
)
def test_a_sentence_is_said_as_each_country_writes(serbian: str, said: str, in_montenegrin: str) -> None:
    assert (bosnian(serbian), montenegrin(serbian)) == (said, in_montenegrin)


@pytest.mark.parametrize(
    "assumed", ["13,75 % godišnje pretpostavljeno", "Sa pretpostavljenim prihodom", "kao pretpostavljen"]
)
def test_what_is_assumed_is_not_called_potential(assumed: str) -> None:
    """A presumed victim is *potencijalna žrtva*; an assumed rate of interest is assumed."""
    for say in (bosnian, montenegrin):
        assert "potencijal" not in say(assumed)
        assert say("Pretpostavljena žrtva").startswith("Potencijalna")


def test_a_placeholder_is_no_word() -> None:
    assert bosnian("%(mesto)s: mesto, %(dete)s") == "%(mesto)s: mjesto, %(dete)s"


def test_a_sentence_that_is_said_already_stays() -> None:
    said = "Zahtjev je podnesen prije ročišta; dio naknade nije plaćen."

    assert bosnian(said) == said


@pytest.mark.thorough
@given(st.lists(st.sampled_from(KNOWN), max_size=6).map(" , ".join))
def test_saying_it_twice_changes_nothing_more(serbian: str) -> None:
    for say in (bosnian, montenegrin):
        assert say(say(serbian)) == say(serbian)


@given(st.text(max_size=60))
def test_signs_figures_and_placeholders_are_kept(text: str) -> None:
    asked = f"{text}%(name)s{text}"
    for say in (bosnian, montenegrin):
        kept = [one for one in say(asked) if not one.isalpha() and one != " "]
        assert kept == [one for one in asked if not one.isalpha() and one != " "]
        assert "%(name)s" in PLACEHOLDER.findall(say(asked))
