"""Is every question that the two commands answer described with an example that they answer?"""

import json
import re
from pathlib import Path

import pytest

from commanding import run
from litigation_app.disclosure.protocol import answers as slips
from litigation_app.statistics.fund import known_keys

PAGE = Path(__file__).parents[3] / "docs" / "questions.md"
VERBS = {"fund-question/1": ["fund", "compute"], "disclosure-question/1": ["disclose"]}
EXAMPLES = re.findall(r"```json\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_command_answers_the_example_and_the_page_says_what_each_answer_is(example, tmp_path):
    asked, file = json.loads(example), tmp_path / "question.json"
    file.write_text(example, encoding="utf-8")

    answer = run(*VERBS[asked["schema"]], str(file))

    assert answer.exit_code == 0, answer.output
    answers = json.loads(answer.stdout)["answers"]
    first = next(iter(answers))
    listed = answers[first] if asked["ask"] == "sensitivity" else answers
    chapter = PAGE.read_text(encoding="utf-8").split(example)[1].partition("\n#")[0]
    numbered = {name for name in listed if re.fullmatch(r"(var|tvar|q)[0-9.]+|ruin_by_year", name)}
    likewise = listed.keys() & {"mean", "sd", "skew", "pmf", "cdf"} if asked["ask"] == "present_value" else set()
    laws = {"mu", "sigma", "shape", "scale"}
    assert [name for name in listed if name not in numbered | likewise | laws and f"`{name}`" not in chapter] == []


def test_every_ask_has_an_example_and_an_unknown_one_has_none():
    asked = {(said["schema"], said["ask"]) for said in map(json.loads, EXAMPLES)}

    known = {("fund-question/1", ask) for ask in known_keys.ASKS} | {("disclosure-question/1", a) for a in slips.ASKS}
    assert asked == known


def test_every_key_that_is_read_stands_on_the_page():
    text = PAGE.read_text(encoding="utf-8")
    keys = set().union(*known_keys.ASKS.values(), *slips.ASKS.values(), slips.RULE, slips.CELL, slips.RELATION)

    assert [key for key in sorted(keys) if not re.search(rf"[`\"]{key}[`\"]", text)] == []


@pytest.mark.parametrize("verb", VERBS.values())
def test_help_names_the_page(verb):
    assert "docs/questions.md" in run(*verb, "--help").output
