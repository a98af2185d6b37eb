"""Which counts of official figures a scenario stands on is picked from those that the desk holds, and what was written stays."""

import re
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from editions import contents, printed
from litigation_app.statistics import releases
from scenario_pages import copied, kept, save, words

pytestmark = pytest.mark.thorough

TIP = [printed(str(year), 30 + year % 7) for year in (2013, 2014, 2016, 2017, 2018)]
CENTRE = [printed(str(year), 60, "CPTV") for year in range(2020, 2024)]
POTENTIAL = [replace(one, key=one.key._replace(measure="referred_potential_victims")) for one in CENTRE]
ACCUSED = [replace(one, key=one.key._replace(measure="prosecutions")) for one in CENTRE]
FIELD = "frequency-0-release"


def on_the_shelf(app: Flask, figures: Any) -> None:
    releases.write(app.extensions["shelf"], contents("RS", figures), app.extensions["release_signer"])


def radios(page: str, name: str = FIELD) -> dict[str, tuple[str, bool]]:
    """Value, words and whether it is chosen, of every choice."""
    found = {}
    for tag in re.findall(rf'<input[^>]*name="{name}"[^>]*>', page):
        own, value = re.search(r'id="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        label = re.search(rf'<label[^>]*for="{own[1]}">\s*(.*?)\s*</label>', page, re.S) if own else None
        assert value
        assert label
        found[value[1]] = (label[1], "checked" in tag)
    return found


def write(person: Any, path: str, release: str, number: int = 1) -> Any:
    """She writes it into the whole text."""
    text = words(person.get(f"{path}/scenario.toml"))
    said = re.sub(r'release = "[^"]*"', f'release = "{release}"', text, count=1)
    return person.post(f"{path}/text", {"name": "Written", "text": said, "row_version": str(number)})


def test_every_series_is_offered_with_its_measure_source_and_years(app: Flask, analyst: Any) -> None:
    on_the_shelf(app, [*TIP, *CENTRE, *POTENTIAL, *ACCUSED])

    found = radios(words(analyst.get(f"{copied(analyst)}/parts/victims")))

    years = "2013–2014, 2016–2018"
    assert found == {
        "release:RS/identified_victims": (
            f"Identified victims, as the rule picks (now: TIP reports (United States), {years})",
            True,
        ),
        "release:RS/referred_potential_victims": (
            "Potential victims who were referred, as the rule picks (now: Centre for Protection of Trafficking Victims, "
            "2020–2023: fewer than five years)",
            False,
        ),
        "release:RS/identified_victims/CPTV": (
            "Identified victims: Centre for Protection of Trafficking Victims, 2020–2023: fewer than five years",
            False,
        ),
        "release:RS/identified_victims/TIP": (f"Identified victims: TIP reports (United States), {years}", False),
        "release:RS/referred_potential_victims/CPTV": (
            "Potential victims who were referred: Centre for Protection of Trafficking Victims, 2020–2023: fewer than five years",
            False,
        ),
    }


def test_what_is_picked_is_kept_and_said_in_words(app: Flask, analyst: Any) -> None:
    on_the_shelf(app, [*TIP, *CENTRE])
    path = copied(analyst)

    answer = save(analyst, path, "victims", **{FIELD: "release:RS/identified_victims/CPTV"})

    assert answer.status_code == 303, words(answer)
    assert kept(app, path)["frequency"][0]["release"] == "release:RS/identified_victims/CPTV"
    assert "Identified victims: Centre for Protection of Trafficking Victims" in words(analyst.get(path))


@pytest.mark.parametrize("figures", [[], [*TIP, *CENTRE]], ids=["no edition", "an edition"])
def test_what_the_desk_does_not_hold_stays_and_says_so(app: Flask, analyst: Any, figures: Any) -> None:
    if figures:
        on_the_shelf(app, figures)
    path = copied(analyst)
    assert write(analyst, path, "release:RS/identified_victims/ILO").status_code == 303

    found = radios(words(analyst.get(f"{path}/parts/victims")))
    answer = save(analyst, path, "victims")

    said = "Identified victims: ILO: not among the official figures that the desk holds today"
    assert found["release:RS/identified_victims/ILO"] == (said, True)
    assert "release:RS/identified_victims" in found
    assert answer.status_code == 303, words(answer)
    assert kept(app, path)["frequency"][0]["release"] == "release:RS/identified_victims/ILO"


def test_a_desk_without_official_figures_offers_the_rule_alone(app: Flask, analyst: Any) -> None:
    found = radios(words(analyst.get(f"{copied(analyst)}/parts/victims")))

    assert found == {
        "release:RS/identified_victims": (
            "Identified victims, as the rule picks (now: none, for the desk holds no such figures)",
            True,
        )
    }


def test_a_group_that_names_nothing_goes_on_naming_nothing(app: Flask, analyst: Any) -> None:
    on_the_shelf(app, TIP)
    path = copied(analyst)
    text = words(analyst.get(f"{path}/scenario.toml"))
    bare = re.sub(r'release = "[^"]*"\n', "", text, count=1)
    assert analyst.post(f"{path}/text", {"name": "Bare", "text": bare, "row_version": "1"}).status_code == 303

    found = radios(words(analyst.get(f"{path}/parts/victims")))
    answer = save(analyst, path, "victims")

    assert [said for said, (_words, is_chosen) in found.items() if is_chosen] == [""]
    assert "release:RS/identified_victims" not in found
    assert answer.status_code == 303
    assert "release" not in kept(app, path)["frequency"][0]


def test_a_group_that_no_official_figures_feed_is_not_asked(app: Flask, analyst: Any) -> None:
    on_the_shelf(app, TIP)

    page = words(analyst.get(f"{copied(analyst)}/parts/victims"))

    assert radios(page)
    assert 'name="frequency-1-group"' in page
    assert radios(page, "frequency-1-release") == radios(page, "frequency-2-release") == {}


def test_what_is_not_on_the_list_is_refused_at_its_field(analyst: Any) -> None:
    answer = save(analyst, copied(analyst), "victims", **{FIELD: "release:BA/identified_victims"})

    assert answer.status_code == 422
    assert f'id="{FIELD}-error"' in words(answer)
    assert "Choose one of the list." in words(answer)


def test_a_series_of_another_country_in_a_text_is_still_refused_by_its_key(analyst: Any) -> None:
    answer = write(analyst, copied(analyst), "release:BA/identified_victims")

    assert answer.status_code == 422
    assert "frequency.0.release: Write one of: release:RS/identified_victims" in words(answer)


def preselected(person: Any, scenario: str) -> str:
    """The published data on which the form of a new estimate stands when it is opened for a scenario."""
    page = words(person.get(f"/fund/new?scenario={scenario}"))
    listed = re.search(r'<select[^>]*name="publication".*?</select>', page, re.S)
    assert listed
    found = re.search(r"<option[^>]*?\bselected\b[^>]*>", listed[0])
    value = re.search(r'value="([^"]*)"', found[0]) if found else None
    return value[1] if value else ""


@pytest.mark.parametrize(
    ("picked", "is_edition"),
    [
        ("release:RS/identified_victims/CPTV", True),
        ("release:RS/referred_potential_victims", True),
        ("release:RS/identified_victims", False),
        ("release:RS/identified_victims/ILO", False),
    ],
)
def test_an_estimate_of_a_scenario_that_picks_a_series_begins_on_the_edition_that_has_it(
    app: Flask, analyst: Any, picked: str, is_edition: bool
) -> None:
    on_the_shelf(app, [*TIP, *CENTRE, *POTENTIAL])
    path = copied(analyst)
    assert write(analyst, path, picked).status_code == 303

    found = preselected(analyst, path.rsplit("/", 1)[1])

    assert found.startswith("RS-2013-2024-") == is_edition
    assert preselected(analyst, "RS") == preselected(analyst, "nowhere") == preselected(analyst, "") == ""
