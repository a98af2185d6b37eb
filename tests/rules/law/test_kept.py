"""Is an earlier version of the rules found again, and nothing that only pretends to be one?"""

from pathlib import Path

from litigation_app.law import kept, loader


def test_todays_file_is_kept_whole_and_once(tmp_path: Path) -> None:
    kept.keep(tmp_path / "law", "rs")
    kept.keep(tmp_path / "law", "RS")

    (only,) = (tmp_path / "law").iterdir()
    assert only.read_bytes() == loader.raw("RS")
    assert only.name == f"rs-{loader.load('RS').version}.toml"


def test_an_earlier_version_is_read_by_its_name(tmp_path: Path) -> None:
    raw = loader.raw("ME") + b"\n# an earlier remark\n"
    earlier = loader.read(raw)
    (tmp_path / f"me-{earlier.version}.toml").write_bytes(raw)

    found = kept.law_of(tmp_path, "ME", earlier.version)

    assert found == earlier
    assert loader.load("ME", earlier.version) == earlier
    assert loader.load("ME") != earlier


def test_what_is_not_there_or_was_touched_is_not_taken_for_it(tmp_path: Path) -> None:
    (tmp_path / "mk-0123456789ab.toml").write_bytes(loader.raw("MK"))
    (tmp_path / "mk-abcdefabcdef.toml").write_bytes(b"not = a file")

    assert kept.law_of(tmp_path, "MK", "0123456789ab") is None
    assert kept.law_of(tmp_path, "MK", "abcdefabcdef") is None
    assert kept.law_of(tmp_path, "MK", "ffffffffffff") is None
    assert kept.law_of(tmp_path, "MK", None) == loader.load("MK")
