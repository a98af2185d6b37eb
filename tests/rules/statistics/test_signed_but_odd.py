"""What somebody whom we trust has signed is read with the same care: codes, names and sizes first."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from litigation_app.statistics.releases import ReleaseBroken, layout, verify_files, writing
from litigation_app.statistics.releases.reading import read_files

SEAL = {layout.SUMS, layout.SIGNATURE, layout.SIGNER}
TABLE = "data/cohort_status.csv"
Spoil = Callable[[dict[str, Any], dict[str, bytes]], None]


@pytest.fixture
def signed(folder: Any, key: Any) -> Callable[[Spoil], Mapping[str, bytes]]:
    """The publication with something changed in it, named and signed anew by its own key."""

    def made(spoil: Spoil) -> Mapping[str, bytes]:
        files = {name: content for name, content in read_files(folder).items() if name not in SEAL}
        package = json.loads(files[layout.PACKAGE])
        spoil(package, files)
        parts = {path: files[path] for path in files if path.startswith(("data/", "codelists/"))}
        digest = layout.content_hash(package, parts)
        package["id"] = f"{package['id'].rpartition('-')[0]}-{digest[:8]}"
        return writing.sign(files | {layout.PACKAGE: layout.canonical(package)}, key)

    return made


def code(written: str) -> Spoil:
    return lambda _package, files: files.update({TABLE: files[TABLE].replace(b"PRESUMED", written.encode())})


def value(written: str) -> Spoil:
    return lambda _package, files: files.update({TABLE: files[TABLE].replace(b",60,", f",{written},".encode())})


def renamed(name: str) -> Spoil:
    def spoil(package: dict[str, Any], _files: dict[str, bytes]) -> None:
        next(one for one in package["resources"] if one["path"] == TABLE)["name"] = name

    return spoil


def listed(old: bytes, new: bytes) -> Spoil:
    path = "codelists/status.csv"

    def spoil(_package: dict[str, Any], files: dict[str, bytes]) -> None:
        assert old in files[path]
        files[path] = files[path].replace(old, new)

    return spoil


def test_signed_anew_without_a_change_it_holds(signed: Any) -> None:
    assert verify_files(signed(lambda *_: None)).tables


ODD: dict[str, Spoil] = {
    "a formula as a code": code('"=HYPERLINK(""https://example.org"")"'),
    "markup as a code": code("<script>"),
    "a code as long as a book": code("A" * 101),
    "an empty code": code(""),
    "a number of 13 digits": value("1" * 13),
    "a table that is called as none can be": renamed("../victims"),
    "a formula in a code list": listed(b"PRESUMED,", b"=1+1,"),
    "a formula as the words of a code": listed(b"PRESUMED,", b"PRESUMED,=1+1 "),
    "a code list with more columns": listed(b"label_sr_cyrl", b"label_sr_cyrl,more"),
}


@pytest.mark.parametrize("what", ODD)
def test_what_no_publication_says_is_refused(what: str, signed: Any) -> None:
    with pytest.raises(ReleaseBroken, match="form of"):
        verify_files(signed(ODD[what]))


def test_more_rows_than_any_publication_has_are_refused(signed: Any) -> None:
    def more(_package: dict[str, Any], files: dict[str, bytes]) -> None:
        files[TABLE] += b"2022,DECLINED,0,A,F\n" * 60_000

    with pytest.raises(ReleaseBroken, match="larger"):
        verify_files(signed(more))


def test_a_description_as_large_as_a_film_is_refused(signed: Any) -> None:
    with pytest.raises(ReleaseBroken, match="larger"):
        verify_files(signed(lambda package, _files: package.update(title="x" * 5_000_000)))
