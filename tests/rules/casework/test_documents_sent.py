"""What may be a paper, how is it called, and what of it was asked for? Without a database."""

import io
import zipfile
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import Headers
from werkzeug.http import parse_options_header

from litigation_app.casework.documents import inspection, rules
from litigation_app.casework.documents.inspection import Budget
from litigation_app.casework.documents.rules import LONGEST_NAME, Caution, Refused, Why
from litigation_app.core import web

HARMFUL = st.sampled_from('\r\n\0"\\/;%.:\u202e\u200bабвЂžč a1')
names = st.one_of(st.text(), st.lists(HARMFUL).map("".join))


@given(names)
def test_a_name_is_one_line_without_a_path_and_not_too_long(sent: str) -> None:
    name = rules.name_of(sent)

    assert name
    assert len(name) <= LONGEST_NAME
    assert not set(name) & set("\r\n\0/\\\u202e\u200b\t")
    assert set(name) != {"."}


@pytest.mark.thorough
@given(st.text(min_size=300, max_size=400))
def test_a_long_name_keeps_its_end(name: str) -> None:
    assert rules.name_of(f"{name}x.pdf").endswith("x.pdf") or len(rules.name_of(f"{name}x.pdf")) <= LONGEST_NAME
    assert rules.name_of("x" * 300 + ".pdf").endswith("x.pdf")


@given(names)
def test_every_name_makes_one_safe_header_that_says_it_back(sent: str) -> None:
    name = rules.name_of(sent)

    header = web.disposition(name)
    Headers().set("Content-Disposition", header)  # refuses line ends
    header.encode("ascii")

    assert header.startswith('attachment; filename="')
    assert header.count('"') == 2
    kind, said = parse_options_header(header)
    assert (kind, said["filename"]) == ("attachment", unquote(header.partition("UTF-8''")[2]))
    assert said["filename"] == name


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("Presuda 3.pdf", "attachment; filename=\"Presuda 3.pdf\"; filename*=UTF-8''Presuda%203.pdf"),
        ("Š.PDF", "attachment; filename=\"paper.pdf\"; filename*=UTF-8''%C5%A0.PDF"),
        ('a"b.txt', "attachment; filename=\"paper.txt\"; filename*=UTF-8''a%22b.txt"),
    ],
)
def test_the_header_is_the_one_of_the_standard(name: str, header: str) -> None:
    assert web.disposition(name) == header


def test_the_end_of_a_name_counts_in_any_case() -> None:
    assert rules.kind_of("A.PDF", b"%PDF-1.4").id == "pdf"
    assert rules.kind_of("a.b.JPeG", b"\xff\xd8\xff\xe0").id == "jpeg"
    assert rules.kind_of("film.mp4", b"\0\0\0\x18ftypmp42").id == "mp4"


@pytest.mark.thorough
@given(st.binary(min_size=1, max_size=64), st.sampled_from(sorted(rules.kinds())))
def test_bytes_are_taken_only_under_a_name_that_they_agree_with(head: bytes, end: str) -> None:
    kind = rules.kinds()[end]
    if kind.agrees(head):
        assert rules.kind_of(f"a.{end}", head) == kind
    else:
        with pytest.raises(Refused, match=Why.OTHER_KIND):
            rules.kind_of(f"a.{end}", head)


@given(st.integers(0, 100), st.integers(0, 100), st.integers(0, 100), st.integers(0, 100), st.integers(0, 100))
def test_no_more_is_taken_than_there_is_room_for(
    size: int, case: int, desk: int, case_most: int, desk_most: int
) -> None:
    try:
        rules.room_left(size, of_case=case, of_desk=desk, case_most=case_most, desk_most=desk_most)
    except Refused:
        assert case + size > case_most or desk + size > desk_most
    else:
        assert case + size <= case_most
        assert desk + size <= desk_most


@pytest.mark.thorough
@given(names, names)
def test_a_new_name_keeps_the_end_that_says_what_the_file_is(before: str, typed: str) -> None:
    name = rules.name_of(before)

    new = rules.renamed(name, typed)

    assert len(new) <= LONGEST_NAME
    assert rules._end(new) == rules._end(name) or not rules._end(name)


@given(st.lists(st.tuples(st.integers(1, 999), st.sampled_from(Why))))
def test_what_was_refused_is_read_from_the_address_as_it_was_written(said: list[tuple[int, Why]]) -> None:
    refusals = [rules.Refusal(*one) for one in said]

    assert rules.refusals_written(rules.written(refusals)) == refusals


@given(st.lists(st.text()))
def test_no_address_makes_a_refusal_of_nonsense(said: list[str]) -> None:
    assert all(isinstance(one.why, Why) for one in rules.refusals_written(said))


def office_file(unpacked: int) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("word/document.xml", b"<w/>" + bytes(unpacked))
    return out


def test_all_files_of_a_form_share_what_they_may_unpack_to() -> None:
    budget, content = Budget(left=1_000_000), office_file(400_000)

    inspection.look_at("a.docx", content, budget)
    inspection.look_at("b.docx", content, budget)

    with pytest.raises(Refused, match=Why.BOMB):
        inspection.look_at("c.docx", content, budget)


@given(st.sampled_from(sorted(rules.kinds())), st.binary(max_size=2_000))
def test_looking_at_any_bytes_gives_an_answer_or_a_refusal(end: str, junk: bytes) -> None:
    begins = rules.kinds()[end].begins
    start = bytes(rules.kinds()[end].at) + (begins[0] if begins else b"")

    try:
        found = inspection.look_at(f"a.{end}", io.BytesIO(start + junk))
    except Refused:
        return

    assert set(found.cautions) <= set(Caution)
