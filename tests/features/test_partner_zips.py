"""Is a zip of a partner refused that is harmed, lies about its length or unpacks to far too much?"""

import io
import re
import struct
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from bundled import bundle, repacked
from keyed_partners import ClientAs, changed, sent, there, trusted
from lawyering import text

pytestmark = pytest.mark.thorough


@pytest.mark.parametrize("name", sorted(bundle().files))
def test_one_changed_byte_anywhere_is_seen(name: str, app: Flask, make: Any, client_as: ClientAs) -> None:
    trusted(app, make)

    answer = sent(client_as(make.analyst()), repacked(changed(dict(bundle().files), name)))

    assert answer.status_code == 422
    assert there(app) == []


HARMED: dict[str, tuple[Callable[[dict[str, bytes]], bytes], str]] = {
    "missing": (
        lambda f: repacked({n: c for n, c in f.items() if n != "data/cohort_sex.csv"}),
        "A file is missing",
    ),
    "added": (lambda f: repacked(f | {"data/more.csv": b"x"}), "does not belong to it"),
    "outside": (lambda f: repacked(f | {"../../desk.db": b"x"}), "does not belong to it"),
    "absolute": (lambda f: repacked(f | {"/etc/passwd": b"x"}), "does not belong to it"),
    "hidden": (lambda f: repacked(f | {"data/.x.csv": b"x"}), "does not belong to it"),
    "cut short": (lambda f: repacked(f)[:-40], "nor a zip of one"),
    "not a zip": (lambda _f: b"%PDF-1.7 no zip", "nor a zip of one"),
    "empty zip": (lambda _f: repacked({}), "nor a zip of one"),
    "many": (lambda f: repacked(f | {f"data/x{n}.csv": b"" for n in range(300)}), "larger than any publication"),
}


@pytest.mark.parametrize("harm", HARMED)
def test_a_harmed_zip_is_refused_with_what_is_wrong(harm: str, app: Flask, make: Any, client_as: ClientAs) -> None:
    trusted(app, make)
    spoil, sentence = HARMED[harm]

    answer = sent(client_as(make.analyst()), spoil(dict(bundle().files)))

    assert answer.status_code == 422
    assert sentence in text(answer), re.findall("field-error.*?</p>", text(answer), re.DOTALL)
    assert there(app) == []


def bomb(says: int) -> bytes:
    """A zip of 80 KB with 80 MB in one table, whose head says that it is small."""
    made = bytearray(repacked({"data/big.csv": bytes(80 * 1024 * 1024)}))
    at = made.rindex(b"PK\1\2")
    made[at + 24 : at + 28] = struct.pack("<I", says)
    return bytes(made)


def of_two_minds(entries: int) -> bytes:
    """A zip with a long list, whose plain end says that it is short and whose zip64 end says how long it is."""
    made = bytearray(repacked({f"{number:050}": b"" for number in range(entries)}))
    at = made.rindex(b"PK\5\6")
    size, start = struct.unpack_from("<2L", made, at + 12)
    long = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, entries, entries, size, start)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, at, 1)
    short = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0, 0, 46, 0xFFFFFFFF, 0)
    return bytes(made[:at]) + long + locator + short


def test_a_zip_that_says_two_lengths_of_its_list_is_refused_before_it_is_read(
    app: Flask, make: Any, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusted(app, make)
    analyst, made = client_as(make.analyst()), of_two_minds(6_000)
    with zipfile.ZipFile(io.BytesIO(made)) as believed:
        assert len(believed.namelist()) == 6_000
    monkeypatch.setattr(zipfile, "ZipFile", lambda *_args: pytest.fail("its entries were read"))

    answer = sent(analyst, made)

    assert answer.status_code == 422
    assert "larger than any publication" in text(answer)


def test_a_list_that_ends_too_early_to_say_its_length_is_no_zip(app: Flask, make: Any, client_as: ClientAs) -> None:
    trusted(app, make)

    answer = sent(client_as(make.analyst()), repacked({"README.txt": b"x"}) + b"PK\5\6" + bytes(10))

    assert "nor a zip of one" in text(answer)


@pytest.mark.parametrize("says", [80 * 1024 * 1024, 10])
def test_a_zip_that_unpacks_to_far_too_much_is_refused(says: int, app: Flask, make: Any, client_as: ClientAs) -> None:
    trusted(app, make)

    assert sent(client_as(make.analyst()), bomb(says)).status_code == 422


def test_a_link_in_a_zip_is_no_file(app: Flask, make: Any, client_as: ClientAs) -> None:
    trusted(app, make)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        for name, content in bundle().files.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = (0o120777 if name == "README.txt" else 0o100644) << 16
            pack.writestr(entry, content)

    assert "does not belong to it" in text(sent(client_as(make.analyst()), out.getvalue()))


def test_a_zip_of_very_many_folders_is_refused_before_they_are_read(
    app: Flask, make: Any, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusted(app, make)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        for number in range(6_000):
            pack.writestr(f"{number:050}/", b"")
    monkeypatch.setattr(zipfile, "ZipFile", lambda *_args: pytest.fail("its entries were read"))

    answer = sent(client_as(make.analyst()), out.getvalue())

    assert answer.status_code == 422
    assert "larger than any publication" in text(answer)
