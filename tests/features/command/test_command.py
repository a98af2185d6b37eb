"""What does the `litigation` command do for the person at a terminal, and what does it print where?"""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from commanding import run
from litigation_app.cli import answering
from litigation_app.law import loader
from litigation_app.statistics.fund import scenario_files


def test_setting_up_prints_a_one_time_link_and_nothing_secret(desk: dict[str, str]) -> None:
    assert desk["link"].startswith("http://localhost:8000/enrol/")


def test_setting_up_twice_changes_nothing(desk: dict[str, str]) -> None:
    again = run("init", LITIGATION_INSTANCE=desk["LITIGATION_INSTANCE"])

    assert again.exit_code == 1
    assert "has a desk already" in again.stderr
    assert again.stdout == ""


def test_without_a_desk_the_command_says_how_to_get_one(tmp_path: Path) -> None:
    answer = run("ledger", "verify", LITIGATION_INSTANCE=str(tmp_path / "none"))

    assert answer.exit_code == 1
    assert "litigation init" in answer.stderr


def test_the_access_log_of_a_new_desk_is_whole(desk: dict[str, str]) -> None:
    answer = run("ledger", "verify", "--state", LITIGATION_INSTANCE=desk["LITIGATION_INSTANCE"])

    said = json.loads(answer.stdout)
    assert answer.exit_code == 0
    assert (said["holds"], said["first_bad"], said["state_faults"], said["not_as_written"]) == (True, None, [], [])
    assert said["entries"] >= 1


def test_a_verb_that_reveals_asks_who_one_is(desk: dict[str, str]) -> None:
    environ = {
        "LITIGATION_INSTANCE": desk["LITIGATION_INSTANCE"],
        "LITIGATION_PASSWORD": "not hers",
        "LITIGATION_TOTP": "000000",
    }

    nobody = run("users", "list", **environ)
    unasked = run("users", "list", "--as", "chief@desk.example", LITIGATION_INSTANCE=desk["LITIGATION_INSTANCE"])
    wrong = run("users", "list", "--as", "chief@desk.example", **environ)

    assert (nobody.exit_code, unasked.exit_code, wrong.exit_code) == (1, 1, 1)
    assert "give it as LITIGATION_PASSWORD" in unasked.stderr
    assert "do not belong together" in wrong.stderr


def first_deadline() -> tuple[str, str, str]:
    law = loader.load("RS")
    procedure = law.procedure("criminal")
    step = next(
        one for one in procedure.transitions if one.rule is not None and one.rule.days == 15 and one.rule.side == "ours"
    )
    return procedure.id, step.origin, step.event


def test_a_deadline_is_answered_as_json() -> None:
    procedure, at, event = first_deadline()

    answer = run("law", "deadline", "RS", procedure, at, event, "--served", "2026-11-02")

    said = json.loads(answer.stdout)
    assert answer.exit_code == 0
    assert date.fromisoformat(said["expiry"]) == date(2026, 11, 17)
    assert said["side"] == "ours"
    assert set(said) >= {"expiry", "act_by", "roll_over", "side", "kind", "legal_basis", "confidence"}


@pytest.mark.parametrize(
    "words", [("XX", "criminal", "a", "b"), ("RS", "nothing", "a", "b"), ("RS", "criminal", "nowhere", "b")]
)
def test_an_unknown_country_procedure_or_stage_is_one_plain_sentence(words: tuple[str, ...]) -> None:
    answer = run("law", "deadline", *words, "--served", "2026-11-02")

    assert answer.exit_code == 1
    assert answer.stdout == ""
    assert answer.stderr.count("\n") == 1


def test_default_interest_is_answered_as_json() -> None:
    answer = run("law", "interest", "ME", "1000.00", "--from", "1. 3. 2024.", "--until", "2025-03-01")

    assert answer.exit_code == 0, answer.stderr
    assert json.loads(answer.stdout)["days"] == 365
    assert run("law", "interest", "ME", "much", "--from", "2024-03-01", "--until", "2025-03-01").stderr.count("\n") == 1


def test_the_law_files_hold() -> None:
    answer = run("law", "check")

    assert answer.exit_code == 0
    assert {country: found["problems"] for country, found in json.loads(answer.stdout).items()} == {
        country: [] for country in ("RS", "MK", "BA", "ME")
    }


def test_a_disclosure_question_is_answered(tmp_path: Path) -> None:
    cells = [{"key": "T", "value": 20}, {"key": "a", "value": 3}, {"key": "b", "value": 17}]
    question: dict[str, Any] = {
        "schema": "disclosure-question/1",
        "ask": "protect",
        "cells": cells,
        "relations": [{"total": "T", "parts": ["a", "b"]}],
    }
    file = tmp_path / "question.json"
    file.write_text(json.dumps(question | {"rule": {"kind": "frequency", "k": 5}}))

    answer = run("disclose", str(file))

    assert answer.exit_code == 0, answer.stderr
    assert "a" in json.loads(answer.stdout)["answers"]["suppressed"]
    assert answer.stderr == ""


def test_whoever_waits_for_an_answer_hears_that_it_is_worked_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = [{"key": f"c{number}", "value": 3 + number % 9} for number in range(200)]
    total = {"key": "T", "value": sum(cell["value"] for cell in cells)}
    question = {
        "schema": "disclosure-question/1",
        "ask": "protect",
        "cells": [total, *cells],
        "relations": [{"total": "T", "parts": [cell["key"] for cell in cells]}],
        "rule": {"kind": "frequency", "k": 5},
    }
    file = tmp_path / "question.json"
    file.write_text(json.dumps(question))
    monkeypatch.setattr(answering, "EVERY_S", 0.001)

    answer = run("disclose", str(file))

    assert "Working out the answer: " in answer.stderr
    assert json.loads(answer.stdout)["answers"]["suppressed"]


def test_a_broken_question_is_one_plain_sentence(tmp_path: Path) -> None:
    file = tmp_path / "question.json"
    twice = b'{"schema": "disclosure-question/1", "ask": "audit", "ask": "groups"}'
    named = (b"[]", b'{"schema": "other"}', b'{"schema": "disclosure-question/1", "ask": "nothing"}')
    for content in (b"{", b"", b"\xe9", b"[" * 100_000, twice, *named):
        file.write_bytes(content)
        for verb in (("disclose",), ("fund", "compute")):
            answer = run(*verb, str(file))
            assert answer.exit_code == 1, (verb, content)
            assert answer.stdout == ""
            assert "Traceback" not in answer.stderr


def test_a_question_that_is_no_json_is_told_where(tmp_path: Path) -> None:
    file = tmp_path / "question.json"
    file.write_text('{"ask": "ruin",\n "horizon": }')

    for verb in (("disclose",), ("fund", "compute")):
        assert "This question is no JSON: line 2, column 13 cannot be read" in run(*verb, str(file)).stderr


def test_a_fund_question_is_answered(tmp_path: Path) -> None:
    file = tmp_path / "question.json"
    group = {
        "frequency": {"kind": "pmf", "p": [0.5, 0.5]},
        "severity": {"kind": "discrete", "amounts": [100, 300], "probs": [0.5, 0.5]},
    }
    file.write_text(
        json.dumps(
            {
                "schema": "fund-question/1",
                "ask": "compound",
                "groups": [group],
                "expected": {"mean": 0, "pmf": {"0": 0}},
            }
        )
    )

    answer = run("fund", "compute", str(file))

    said = json.loads(answer.stdout)["answers"]
    assert answer.exit_code == 0
    assert said["mean"] == pytest.approx(100)
    assert said["pmf"]["0"] == pytest.approx(0.5)


@pytest.mark.thorough
def test_a_scenario_runs_from_its_own_counts() -> None:
    scenario = Path(loader.__file__).parents[1] / "statistics/fund/scenarios/rs.toml"

    answer = run("fund", "run", str(scenario), "--paths", "2000", "--json")
    again = run("fund", "run", str(scenario), "--paths", "2000", "--json")

    assert answer.exit_code == 0, answer.stderr
    assert json.loads(answer.stdout)["seed"] == scenario_files.load("rs").seed
    assert answer.stdout == again.stdout


def test_what_an_instance_keeps_is_its_owner_s_alone(desk: dict[str, str]) -> None:
    instance = Path(desk["LITIGATION_INSTANCE"])

    assert [path for path in (instance, instance / "desk.db") if path.stat().st_mode & 0o077] == []


def test_wrong_usage_exits_with_two() -> None:
    assert run("law", "deadline").exit_code == 2


@pytest.mark.thorough
def test_a_command_writes_nothing_but_its_own_sentence_on_standard_error(desk: dict[str, str]) -> None:
    command = [sys.executable, "-c", "from litigation_app.cli import main; main()", "ledger", "verify"]

    done = subprocess.run(command, env=os.environ | desk, capture_output=True, text=True, check=False)

    assert done.returncode == 0
    assert "INFO" not in done.stderr
