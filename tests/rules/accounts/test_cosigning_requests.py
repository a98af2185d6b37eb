"""What an outside co-signer is asked, word for word, and which answer is taken for which proposal."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.accounts.staff.cosigners.rules import Proposed, Request, RequestUnread, objection, read
from litigation_app.ledger import NoteRefused, notes

UNTIL = datetime(2026, 12, 7, 10, 0, tzinfo=UTC)
ID = "3f0e8a52-1d0b-4c57-9a9e-0d3f5f9f4b11"
PROPOSED = Proposed("publish", f"release-draft:{ID}", "ab" * 32, (("source", "caseload"), ("year", "2025")))
ABOUT = st.dictionaries(st.from_regex(r"[a-z_]{1,20}", fullmatch=True), st.text(max_size=40), max_size=5)
ASKED = Request(f"litigation-desk/{ID}", PROPOSED, "Ana Prva", "mira@partner.example", UNTIL)


@given(st.text(max_size=60), st.text(max_size=60), ABOUT)
def test_whatever_somebody_is_called_a_request_reads_back_as_it_was_written(
    name: str, address: str, about: dict[str, str]
) -> None:
    asked = replace(ASKED, asked_by=name, cosigner=address, proposed=replace(PROPOSED, about=tuple(about.items())))

    back = read(asked.text)

    assert back.text == asked.text
    assert (back.desk, back.until, back.proposed.of) == (ASKED.desk, UNTIL, PROPOSED.of)
    assert [name for name, _value in back.proposed.about] == list(about)


@given(st.integers(min_value=0, max_value=len(ASKED.text) - 1), st.characters(codec="utf-8"))
def test_a_letter_that_was_changed_is_another_request_or_none(place: int, letter: str) -> None:
    changed = ASKED.text[:place] + letter + ASKED.text[place + 1 :]

    try:
        assert (read(changed) == ASKED) == (changed == ASKED.text)
    except RequestUnread:
        assert changed != ASKED.text


@pytest.mark.parametrize("line", ["act erase", "about-year 2024", "until 2027-01-01T00:00:00Z", "note x", ""])
def test_a_line_more_or_in_another_order_makes_it_none(line: str) -> None:
    first, rest = ASKED.text.split("\n", maxsplit=1)

    with pytest.raises(RequestUnread):
        read(f"{first}\n{line}\n{rest}")


def test_nobody_signs_a_request_as_a_state_of_a_log_nor_a_state_as_a_request() -> None:
    with pytest.raises(NoteRefused):
        notes.parse_checkpoint(ASKED.text)
    with pytest.raises(RequestUnread):
        read(notes.Checkpoint(ASKED.desk, 7, bytes(32), bytes(32)).text())


def test_an_answer_is_taken_for_exactly_this_as_it_stands_and_in_time() -> None:
    other = replace(PROPOSED, of=f"release-draft:{ID[::-1]}")

    assert objection(ASKED, PROPOSED, now=UNTIL) is None
    assert objection(ASKED, PROPOSED, now=UNTIL + timedelta(seconds=1)) == "expired"
    assert objection(ASKED, replace(PROPOSED, stands="cd" * 32), now=UNTIL) == "changed"
    assert objection(ASKED, replace(PROPOSED, act="erase"), now=UNTIL) == "other_proposal"
    assert objection(ASKED, other, now=UNTIL) == "other_proposal"


@pytest.mark.parametrize(
    ("act", "name", "said", "reason"),
    [
        ("publish", "year", "2024", "changed"),
        ("review_emergency", "category", "danger", "changed"),
        ("give_role", "verdict", "justified", "changed"),
        ("review_emergency", "verdict", "justified", None),
    ],
)
def test_whatever_she_read_is_what_is_agreed_to_but_for_a_verdict_which_is_hers(
    act: str, name: str, said: str, reason: str | None
) -> None:
    there = replace(PROPOSED, act=act, about=((name, ""),))

    assert objection(replace(ASKED, proposed=replace(there, about=((name, said),))), there, now=UNTIL) == reason
