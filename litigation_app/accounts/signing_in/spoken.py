"""Which words does one administrator say to a newcomer, to whom another gives the link? Two short ones, kept only as a hash."""

import secrets

from litigation_app.accounts.signing_in.rules import folded

WORDS = 2
SHORTEST_WORD = 6  # letters: what is longer is misheard less often
MOST_TRIES = 10  # then the link is dead; only who holds it can bring that about


def new() -> str:
    """Two words by chance, to be said aloud: one of four hundred thousand pairs."""
    known = _known()
    return " ".join(secrets.choice(known) for _number in range(WORDS))


def as_kept(said: str) -> str:
    """The words as their hash is made of: without capitals, spaces, dashes, marks or Cyrillic letters."""
    return folded(said)


def _known() -> list[str]:
    """The longer words of SLIP-39, which are chosen to be told apart by their first four letters."""
    from shamir_mnemonic.wordlist import (
        WORDLIST,
    )  # its package takes a megabyte, and only who proposes a person needs it

    return [word for word in WORDLIST if len(word) >= SHORTEST_WORD]
