"""Is an archive read as it was written, and is every other file refused before a word of it is believed?"""

import hashlib
import hmac
import io
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.operations.archives import Archive, ArchiveRefused, Writer, is_name

NAME = st.from_regex(r"\A[a-z0-9_]{1,8}(/[a-z0-9_][a-z0-9_.-]{0,8}){0,3}\Z")
CONTENTS = st.dictionaries(NAME, st.binary(max_size=2_000), max_size=6)


def mac_of(key: bytes) -> Callable[[bytes], bytes]:
    return lambda message: hmac.digest(key, message, hashlib.sha256)


MAC = mac_of(b"key")


def written(contents: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    writer = Writer(out, lambda _more: None)
    for name, content in contents.items():
        writer.add(name, io.BytesIO(content), len(content))
    writer.finish({"what": "said"}, MAC)
    return out.getvalue()


def read(path: Path, mac: Callable[[bytes], bytes] = MAC) -> dict[str, bytes]:
    archive = Archive(path)
    try:
        manifest = archive.manifest(mac)
        archive.check(manifest.members, lambda _more: None)
        return {one.name: b"".join(archive.pieces(one)) for one in manifest.members}
    finally:
        archive.close()


@pytest.mark.thorough
@given(CONTENTS)
def test_what_was_put_in_comes_out_and_tar_reads_it_too(
    tmp_path_factory: pytest.TempPathFactory, contents: dict[str, bytes]
) -> None:
    path = tmp_path_factory.mktemp("archives") / "archive"
    path.write_bytes(written(contents))

    assert read(path) == contents
    with tarfile.open(path) as plain:
        assert plain.getnames() == [*contents, "manifest.json", "manifest.mac"]


@pytest.mark.thorough
@given(contents=CONTENTS, place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7), data=st.data())
def test_no_turned_bit_changes_what_comes_out(
    tmp_path_factory: pytest.TempPathFactory, contents: dict[str, bytes], place: float, bit: int, data: st.DataObject
) -> None:
    content = bytearray(written(contents))
    content[int(len(content) * place)] ^= 1 << bit
    path = tmp_path_factory.mktemp("archives") / "archive"
    path.write_bytes(content)

    try:
        found = read(path)
    except ArchiveRefused:
        return
    assert found == contents  # a bit of padding, or of a head that says nothing


@pytest.mark.thorough
@given(contents=CONTENTS, kept=st.floats(0, 1, exclude_max=True))
def test_no_cut_file_is_taken(
    tmp_path_factory: pytest.TempPathFactory, contents: dict[str, bytes], kept: float
) -> None:
    content = written(contents)
    path = tmp_path_factory.mktemp("archives") / "archive"
    path.write_bytes(content[: int(len(content) * kept)])

    with pytest.raises(ArchiveRefused):
        read(path)


@given(st.binary(max_size=4_096))
def test_any_other_file_is_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("archives") / "archive"
    path.write_bytes(content)

    with pytest.raises(ArchiveRefused):
        read(path)


def test_another_key_vouches_for_nothing(tmp_path: Path) -> None:
    (tmp_path / "archive").write_bytes(written({"a": b"1"}))

    with pytest.raises(ArchiveRefused, match="another desk"):
        read(tmp_path / "archive", mac_of(b"other"))


@pytest.mark.parametrize(
    "name", ["", ".", "..", "/a", "a/", "a//b", "a/../b", ".a", "a/.b", "a\nb", "a\\b", "ž", "a" * 201]
)
def test_a_name_that_could_lead_elsewhere_is_none(name: str) -> None:
    assert not is_name(name)


def test_a_file_that_shrinks_while_it_is_read_stops_the_writing() -> None:
    with pytest.raises(ArchiveRefused, match="shorter"):
        Writer(io.BytesIO(), lambda _more: None).add("a", io.BytesIO(b"1"), 2)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none"):
        with pytest.raises(ArchiveRefused):
            Archive(path)
