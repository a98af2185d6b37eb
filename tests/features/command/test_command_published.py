"""The command about what is published: whose it is, in the formats of others, and packs."""

import json
from pathlib import Path

import pytest

from commanding import run
from config import Config
from litigation_app import vault
from litigation_app.law import loader
from litigation_app.statistics.releases import ReleaseContents, RowOut, TableOut, write
from packaged import invented

pytestmark = pytest.mark.thorough


def test_an_empty_shelf_is_an_empty_list(desk: dict[str, str]) -> None:
    answer = run("release", "list", LITIGATION_INSTANCE=desk["LITIGATION_INSTANCE"])

    assert (answer.exit_code, json.loads(answer.stdout)) == (0, [])


def test_without_a_desk_the_list_says_that_there_is_none(tmp_path: Path) -> None:
    answer = run("release", "list", LITIGATION_INSTANCE=str(tmp_path / "none"))

    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "There is no desk in" in answer.stderr


def publish(instance: Path, contents: ReleaseContents) -> str:
    """Puts a publication on an instance's shelf, signed by that instance's own key; its number."""
    config = Config(instance=instance, database_url="sqlite://")
    return write(config.releases, contents, vault.load(config).signer("release-sign")).name


def counted(total: int) -> ReleaseContents:
    statuses = {"FORMAL": total - 10, "PRESUMED": 10, "_T": total}
    rows = [RowOut((year, code), value) for year in ("2023",) for code, value in statuses.items()]
    tables = [TableOut("cohort_status", "By status", "PERSON", "victim", ("YEAR", "STATUS"), rows)]
    return invented("Serbia", tables, (2023, 2023))


@pytest.fixture
def forged(desk: dict[str, str], tmp_path: Path) -> str:
    """A publication with other numbers on this desk's shelf, whole and well signed, but by another desk's key."""
    other = tmp_path / "other"
    run("init", LITIGATION_INSTANCE=str(other))
    name = publish(other, counted(90))
    own = Path(desk["LITIGATION_INSTANCE"]) / "releases"
    own.mkdir()
    (other / "releases" / name).rename(own / name)
    return name


def test_only_this_desk_s_own_publications_are_trusted(desk: dict[str, str], forged: str) -> None:
    instance = desk["LITIGATION_INSTANCE"]
    own = publish(Path(instance), counted(80))
    scenario = str(Path(loader.__file__).parents[1] / "statistics/fund/scenarios/rs.toml")

    readers = (("release", "verify"), ("indicators",))
    for words in (*readers, ("fund", "run", scenario, "--paths", "100", "--release")):
        refused = run(*words, forged, LITIGATION_INSTANCE=instance)
        assert (refused.exit_code, refused.stdout) == (1, ""), words
        assert "a key that this desk does not trust" in refused.stderr
    for words in readers:
        assert run(*words, own, LITIGATION_INSTANCE=instance).exit_code == 0, words
        assert run(*words, forged, "--any-key", LITIGATION_INSTANCE=instance).exit_code == 0, words


def test_without_a_desk_a_partner_s_publication_needs_a_word(desk: dict[str, str], forged: str, tmp_path: Path) -> None:
    folder = str(Path(desk["LITIGATION_INSTANCE"]) / "releases" / forged)
    nowhere = str(tmp_path / "none")

    refused = run("release", "verify", folder, LITIGATION_INSTANCE=nowhere)
    accepted = run("release", "verify", folder, "--any-key", LITIGATION_INSTANCE=nowhere)

    assert (refused.exit_code, accepted.exit_code) == (1, 0)
    assert "--any-key" in refused.stderr
    assert "--key signer.pub" in refused.stderr
    absent = run("indicators", "RS-2015-2023-00000000", LITIGATION_INSTANCE=nowhere)
    assert "There is no desk in" in absent.stderr
    assert "LITIGATION_INSTANCE" in absent.stderr


@pytest.mark.parametrize(
    ("year", "why"), [("2009", "before 2010"), ("2199", "Only closed years"), ("99999", "1900<=x")]
)
def test_a_year_that_cannot_be_published_is_refused_before_anything_is_asked(year: str, why: str) -> None:
    answer = run("release", "draft", "--title", "x", "--country", "RS", "--year", year)

    assert answer.exit_code != 0
    assert why in answer.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("form", "out", "files"),
    [
        ("xlsx", "of.xlsx", ["of.xlsx"]),
        ("pdf", "of.pdf", ["of.pdf"]),
        ("sdmx-ml", "folder", ["folder/data.xml", "folder/structure.xml"]),
        ("sdmx-ml", "package.zip", ["package.zip"]),
    ],
)
def test_a_publication_is_written_in_the_formats_of_others(
    desk: dict[str, str], tmp_path: Path, form: str, out: str, files: list[str]
) -> None:
    name = publish(Path(desk["LITIGATION_INSTANCE"]), counted(40))

    answer = run("release", "export", name, "--format", form, "--out", str(tmp_path / out), **desk)
    again = run("release", "export", name, "--format", form, "--out", str(tmp_path / out), **desk)

    assert (answer.exit_code, answer.stdout) == (0, ""), answer.stderr
    assert all((tmp_path / one).stat().st_size for one in files)
    assert (again.exit_code, "There is a file already" in again.stderr) == (1, True)


def test_what_is_text_goes_to_standard_output_and_what_is_not_asks_for_a_file(desk: dict[str, str]) -> None:
    name = publish(Path(desk["LITIGATION_INSTANCE"]), counted(40))

    lines = run("release", "export", name, "--format", "sdmx-csv", **desk)
    figures = run("indicators", name, "--format", "sdmx-ml", **desk)
    refused = run("indicators", name, "--format", "xlsx", **desk)

    assert lines.stdout.startswith("STRUCTURE,STRUCTURE_ID,ACTION,FREQ,INDICATOR")
    assert "<Obs " in figures.stdout
    assert (refused.exit_code, "--out" in refused.stderr) == (1, True)


def test_a_pack_is_filled_from_the_shelf(desk: dict[str, str], tmp_path: Path) -> None:
    publish(Path(desk["LITIGATION_INSTANCE"]), counted(40))

    lines = run("pack", "eu", "--country", "RS", **desk)
    page = run("pack", "greta", "--country", "RS", "--format", "html", "--language", "sr-Cyrl", **desk)
    book = run("pack", "glotip", "--country", "RS", "--format", "xlsx", "--out", str(tmp_path / "of.xlsx"), **desk)
    other = run("pack", "eu", "--country", "ME", **desk)

    assert "of them formally identified,caseload,,persons,2023,30,," in lines.stdout
    assert '<html lang="sr-Cyrl">' in page.stdout
    assert (book.exit_code, (tmp_path / "of.xlsx").read_bytes()[:2]) == (0, b"PK"), book.stderr
    assert (other.exit_code, "Nothing of this country is published." in other.stderr) == (1, True)


@pytest.mark.extensive
@pytest.mark.parametrize(("form", "opening"), [("pdf", b"%PDF-"), ("docx", b"PK"), ("html", b"<!doctype html>")])
def test_a_scenario_becomes_a_feasibility_study(tmp_path: Path, form: str, opening: bytes) -> None:
    scenario = str(Path(loader.__file__).parents[1] / "statistics/fund/scenarios/rs.toml")
    out = tmp_path / f"study.{form}"

    answer = run("fund", "study", scenario, "--paths", "500", "--language", "sr", "--out", str(out))
    again = run("fund", "study", scenario, "--paths", "500", "--out", str(out))

    assert answer.exit_code == 0, answer.stderr
    assert out.read_bytes().startswith(opening)
    assert (again.exit_code, again.stdout) == (1, "")
    assert "There is a file already" in again.stderr


def test_a_study_is_refused_where_its_file_would_have_no_known_form(tmp_path: Path) -> None:
    scenario = str(Path(loader.__file__).parents[1] / "statistics/fund/scenarios/rs.toml")

    refused = run("fund", "study", scenario, "--out", str(tmp_path / "study.odt"))

    assert (refused.exit_code, refused.stdout) == (1, "")
    assert ".pdf, .docx or .html" in refused.stderr
