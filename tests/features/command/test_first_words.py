"""What does somebody see who sets a desk up or opens it at the wrong address?"""

import json
import tomllib
from pathlib import Path
from typing import Any

from commanding import run


def test_the_first_link_leads_to_the_address_that_people_will_type(tmp_path: Path) -> None:
    place = {"LITIGATION_INSTANCE": str(tmp_path / "desk"), "LITIGATION_DATABASE_URL": ""}

    refused = run("init", "--origin", "http://desk.organisation.example", **place)
    made = run("init", "--origin", "https://desk.organisation.example", **place)

    assert refused.exit_code == 1
    assert "https://" in refused.stderr
    assert made.exit_code == 0, made.output
    assert made.stdout.startswith("https://desk.organisation.example/enrol/")
    settings = tmp_path / "desk" / "config.toml"
    assert tomllib.loads(settings.read_text()) == {"origin": "https://desk.organisation.example", "proxies": 1}
    assert settings.stat().st_mode & 0o077 == 0
    assert json.loads(run("doctor", "--json", **place).stdout)["fail"] == 0


def test_a_browser_that_keeps_no_cookie_is_told_that_tls_is_missing(stranger: Any) -> None:
    stranger.client = stranger.app.test_client(use_cookies=False)

    answer = stranger.client.post("/sign-in", data={"email": "ana@desk.example"}, base_url="http://192.0.2.7:8000")

    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert "This browser sent no cookie. Open the desk at http://localhost:8000" in page
