"""Does a demonstration answer from the first second, and does one whose filling was cut off become a whole one?"""

import http.client
import json
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from commanding import run
from litigation_app.cli.common import command
from litigation_app.core import language
from litigation_app.demo import filling
from served import eventually, port_of_ones_own

LONGEST = 300.0


class Shown:
    """`litigation show`, as `make run` starts it, in a session of its own as a terminal has it."""

    def __init__(self, port: int, instance: Path) -> None:
        self.port, self.instance = port, instance
        self.process = self._started()

    def _started(self) -> "subprocess.Popen[bytes]":
        environ = {name: value for name, value in os.environ.items() if not name.startswith("LITIGATION_")}
        environ["LITIGATION_INSTANCE"] = str(self.instance)
        words = command("show", "--port", self.port)
        started = subprocess.Popen(words, env=environ, start_new_session=True)
        eventually(lambda: started.poll() is not None or self.status("/healthz") == 200, within=LONGEST)
        assert started.poll() is None
        return started

    def again(self) -> None:
        self.process = self._started()

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, str]:
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONGEST)
        asked.request(method, path, body=b"a=b" if method == "POST" else None, headers=headers)
        answer = asked.getresponse()
        return answer.status, answer.read().decode()

    def status(self, path: str) -> int:
        try:
            return self.ask(path)[0]
        except OSError:
            return 0

    @property
    def fillers(self) -> list[int]:
        """The processes that fill for this one."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in children.read_text().split()] if children.exists() else []

    def end(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(LONGEST)


@pytest.fixture
def shown(tmp_path: Path) -> Iterator[Shown]:
    with port_of_ones_own() as port:
        made = Shown(port, tmp_path / "instance" / "demo")
        yield made
        made.end()


def is_gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def is_begun(shown: Shown) -> bool:
    """Whether something has been written that would have to be begun again."""
    return (shown.instance.with_name("demo.filling") / "keys" / "keyring.json").exists()


def test_it_answers_while_it_is_filled_and_ends_with_whoever_asked_for_it(shown: Shown) -> None:
    eventually(lambda: is_begun(shown), within=LONGEST)
    [filler] = shown.fillers

    pages = [
        shown.ask("/"),
        shown.ask("/cases?q=a", "POST"),
        shown.ask("/language", "POST"),
        shown.ask("/healthz", "POST"),
    ]
    ready, alive, look = shown.ask("/readyz"), shown.ask("/healthz"), shown.ask("/static/desk.css")
    shown.process.kill()
    eventually(lambda: is_gone(filler), within=LONGEST)

    assert {status for status, _page in pages} == {503}
    assert all("The demonstration is being filled" in page and "<progress" in page for _status, page in pages)
    assert (ready, alive, look[0]) == ((503, "demonstration\n"), (200, "ok\n"), 200)
    assert not shown.instance.exists()


@pytest.mark.thorough
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_filling_that_was_cut_off_is_begun_again_until_it_is_whole(shown: Shown, how: signal.Signals) -> None:
    eventually(lambda: is_begun(shown), within=LONGEST)
    cut_off = (shown.instance.with_name("demo.filling") / "keys" / "keyring.json").read_bytes()
    [filler] = shown.fillers
    os.killpg(shown.process.pid, how)
    shown.process.wait(LONGEST)
    eventually(lambda: is_gone(filler), within=LONGEST)

    shown.again()
    eventually(lambda: shown.status("/readyz") == 200, within=LONGEST)
    status, page = shown.ask("/sign-in")

    assert (status, "ana@desk.example" in page) == (200, True)
    assert (shown.instance / "keys" / "keyring.json").read_bytes() != cut_off
    assert not shown.instance.with_name("demo.filling").exists()
    assert len(json.loads((shown.instance / "demo.json").read_text())) > 13
    for _ in range(50):  # as `make` does to whom the terminal has told it already
        shown.process.terminate()
    assert shown.process.wait(LONGEST) == 0


def test_people_who_work_where_a_filling_left_off_are_left_alone(tmp_path: Path) -> None:
    real = tmp_path / "demo.filling"
    assert run("init", LITIGATION_INSTANCE=str(real)).exit_code == 0
    before = (real / "desk.db").stat().st_size

    refused = run("demo", "--size", "5", LITIGATION_INSTANCE=str(tmp_path / "demo"))

    assert (refused.exit_code, "it is no demonstration" in refused.stderr) == (1, True)
    assert (real / "desk.db").stat().st_size == before
    assert not (tmp_path / "demo").exists()


def test_what_is_left_of_a_filling_is_no_demonstration_until_it_is_whole(tmp_path: Path) -> None:
    place = {"LITIGATION_INSTANCE": str(tmp_path / "demo")}
    assert run("demo", "--size", "5", "--json", **place).exit_code == 0
    shutil.move(tmp_path / "demo", tmp_path / "demo.filling")  # cut off at the very end

    made = run("demo", "--size", "5", "--json", **place)
    again = run("demo", "--if-empty", "--json", **place)

    assert json.loads(made.stdout) == json.loads(again.stdout)
    assert not (tmp_path / "demo.filling").exists()


def test_two_that_would_fill_the_same_folder_do_not_meet(shown: Shown) -> None:
    eventually(lambda: is_begun(shown), within=LONGEST)

    refused = run("demo", "--size", "5", LITIGATION_INSTANCE=str(shown.instance))

    assert (refused.exit_code, "Another process makes" in refused.stderr) == (1, True)
    assert is_begun(shown)


def test_a_port_that_is_taken_is_said_before_anything_is_made(tmp_path: Path, shown: Shown) -> None:
    refused = run("show", "--port", str(shown.port), LITIGATION_INSTANCE=str(tmp_path / "other"))

    assert (refused.exit_code, "cannot be used" in refused.stderr) == (1, True)
    assert not (tmp_path / "other").exists()


@pytest.fixture
def progress(tmp_path: Path) -> filling.Progress:
    return filling.Progress(tmp_path / "progress.json")


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_the_page_says_in_every_language_how_far_it_is(progress: filling.Progress, code: str) -> None:
    pages: Any = filling.pages(progress).test_client()
    pages.set_cookie(language.COOKIE, code)
    shown = []
    for step in filling.SECONDS:
        progress.tell(step, 1, 2)
        answer = pages.get("/cases/")
        shown.append(answer.get_data(as_text=True))
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, str(filling.RETRY_SECONDS))

    values = [int(re.findall(r'value="(\d+)"', page)[0]) for page in shown]
    assert all(f'<html lang="{language.marked(code)}">' in page for page in shown)
    assert values == sorted(set(values))
    assert len({re.findall(r'data-work="step">([^<]+)<', page)[0] for page in shown}) == len(shown)


def test_the_bar_begins_with_nothing_and_never_says_that_all_is_done(progress: filling.Progress) -> None:
    before = progress.reached().percent
    progress.tell("estimates", 3, 4)

    assert (before, progress.reached().percent < 100) == (0, True)
