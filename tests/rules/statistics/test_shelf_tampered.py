"""Does any change to a publication show, whoever made it?"""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from litigation_app.statistics.releases import (
    ReleaseBroken,
    ReleaseContents,
    load,
    queries,
    shelf,
    verify,
    write,
)
from packaged import ALL_FILES

Contents = Callable[..., ReleaseContents]


@pytest.mark.parametrize("name", ALL_FILES)
def test_a_changed_byte_shows_in_every_file(folder: Path, name: str) -> None:
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(content)

    with pytest.raises(ReleaseBroken):
        verify(folder)


@pytest.mark.parametrize("name", ALL_FILES)
def test_a_longer_file_shows(folder: Path, name: str) -> None:
    (folder / name).write_bytes((folder / name).read_bytes() + b"\n")

    with pytest.raises(ReleaseBroken):
        verify(folder)


@pytest.mark.parametrize("name", ALL_FILES)
def test_a_removed_file_shows(folder: Path, name: str) -> None:
    (folder / name).unlink()

    with pytest.raises(ReleaseBroken, match="missing"):
        verify(folder)


@pytest.mark.parametrize("name", ["data/more.csv", "notes.txt", "data/.hidden"])
def test_an_added_file_shows(folder: Path, name: str) -> None:
    (folder / name).write_text("more")

    with pytest.raises(ReleaseBroken, match="does not belong"):
        verify(folder)


def test_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    target = folder / "data" / "cohort_claim.csv"
    (tmp_path / "away.csv").write_bytes(target.read_bytes())
    target.unlink()
    target.symlink_to(tmp_path / "away.csv")

    with pytest.raises(ReleaseBroken, match="cohort_claim"):
        verify(folder)


def test_a_strangers_signature_is_whole_but_not_trusted(
    tmp_path: Path, contents_with: Contents, key: Any, other_key: Any
) -> None:
    forged = write(tmp_path, contents_with(), other_key)

    verify(forged)
    with pytest.raises(ReleaseBroken, match="trust"):
        verify(forged, {key.public_key()})


def test_a_publication_under_anothers_name_is_refused(folder: Path, contents_with: Contents, key: Any) -> None:
    other = write(folder.parent, contents_with(title="Another title"), key)
    shutil.rmtree(folder)
    other.rename(folder)

    with pytest.raises(ReleaseBroken, match="name"):
        load(folder.parent, folder.name)


def test_a_broken_publication_stays_on_the_list_with_its_years(folder: Path, key: Any) -> None:
    (folder / "datapackage.json").write_text("{")

    listed = shelf(folder.parent)
    standing = queries.standings(folder.parent, {key.public_key()})

    assert [(one.countries, one.first, one.last) for one in listed] == [(("RS",), date(2021, 1, 1), date(2022, 12, 31))]
    assert [(one.release, one.broken is not None) for one in standing] == [(None, True)]
    assert queries.whole(folder.parent, None) == []


def test_a_description_that_lies_about_its_years_does_not_move_the_list(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    package["period"] = {"first": "1901-01-01", "last": "1902-12-31"}
    (folder / "datapackage.json").write_text(json.dumps(package))

    assert [(one.first, one.last) for one in shelf(folder.parent)] == [(date(2021, 1, 1), date(2022, 12, 31))]
