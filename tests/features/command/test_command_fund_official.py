"""The fund estimate on the command line, on official figures."""

import json
from pathlib import Path

import pytest

from commanding import run
from config import Config
from editions import contents
from litigation_app import vault
from litigation_app.law import loader
from litigation_app.statistics.releases import write

pytestmark = pytest.mark.thorough

SCENARIOS = Path(loader.__file__).parents[1] / "statistics/fund/scenarios"


@pytest.mark.thorough
@pytest.mark.parametrize(("country", "years"), [("RS", 7), ("MK", 5), ("BA", 7), ("ME", 4)])
def test_a_run_takes_the_edition_of_its_country_and_says_whose_counts_they_are(
    desk: dict[str, str], country: str, years: int
) -> None:
    config = Config(instance=Path(desk["LITIGATION_INSTANCE"]), database_url="sqlite://")
    edition = write(config.releases, contents(country), vault.load(config).signer("release-sign")).name
    words = ("fund", "run", str(SCENARIOS / f"{country.lower()}.toml"), "--paths", "200", "--release", edition)

    said = run(*words, **desk)
    found = run(*words, "--json", **desk)

    assert said.exit_code == 0, said.output
    assert (
        "those of an international body or report and not ours, published elsewhere: identified_victims, series TIP, edition 1"
        in said.stdout
    )
    assert edition in said.stdout
    result = json.loads(found.stdout)
    assert len(result["high"]["counts"]["trafficking"]) == years
    assert result["official"]["trafficking"]["series"] == "TIP"
