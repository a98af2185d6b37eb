"""Do the files by which the desk is set up fit the program and one another?"""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from litigation_app.cli import VERBS

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = DEPLOY / "systemd"
PROGRAM, INSTANCE, BACKUPS = "/opt/litigation", "/var/lib/litigation", "/var/backups/litigation"
FOUR_WORDS = ("desk.example", "dana@desk.example", "Beograd", "RS")
MOST_EXPOSED = 3.0
SHIPPED = sorted(path for path in DEPLOY.rglob("*") if path.is_file())


def test_every_command_of_a_unit_is_one_of_the_program_and_every_timer_has_its_service() -> None:
    units = {path.name: path.read_text() for path in UNITS.glob("*.*") if path.is_file()}
    started = {
        verb for text in units.values() for verb in re.findall(rf"ExecStart={PROGRAM}/.venv/bin/litigation (\w+)", text)
    }

    assert started == {"serve", "agent", "backup", "ledger", "remind"}
    assert started <= set(VERBS)
    for name in units:
        if name.endswith(".timer"):
            assert name.replace(".timer", ".service") in units
    assert all(
        name.startswith("litigation-") for name in units if name.endswith(".service")
    )  # else none of it is shut in


def test_there_is_one_layout_of_folders_and_no_name_that_somebody_else_could_take() -> None:
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *SHIPPED]
    said = {path.relative_to(ROOT): path.read_text("utf-8") for path in pages}

    assert [path for path, text in said.items() if "/srv/" in text] == []
    assert [path for path, text in said.items() if re.search(r"pip install (?!-)\S*litigation", text)] == []
    assert f"instance={INSTANCE} backups={BACKUPS}" in said[Path("deploy/install.sh")]
    assert f"LITIGATION_INSTANCE={INSTANCE}" in said[Path("deploy/systemd/litigation-.service.d/common.conf")]


def test_the_proxies_keep_nothing_of_a_paper_and_hide_what_a_monitor_asks() -> None:
    nginx, caddy = (DEPLOY / "nginx.conf").read_text(), (DEPLOY / "Caddyfile").read_text()

    assert {"proxy_request_buffering off;", "proxy_buffering off;"} <= {line.strip() for line in nginx.splitlines()}
    assert "/metrics" in nginx
    assert "/metrics" in caddy
    assert "admin off" in caddy
    assert "buffer_" not in caddy


def test_no_log_of_a_proxy_holds_a_link_that_lets_in() -> None:
    nginx, caddy = (DEPLOY / "nginx.conf").read_text(), (DEPLOY / "Caddyfile").read_text()
    servers = nginx.split("\nserver {")[1:]

    assert len(servers) == 2
    assert all(
        {"access_log off;", "error_log /dev/null crit;"} <= set(map(str.strip, one.splitlines())) for one in servers
    )
    assert "\tlog {\n\t\toutput discard\n" in caddy
    assert "exclude http.log.error http.handlers.reverse_proxy" in caddy


@pytest.mark.parametrize("script", [*sorted(DEPLOY.glob("*.sh")), DEPLOY / "litigation"], ids=lambda path: path.name)
def test_a_script_can_be_read_by_the_shell(script: Path) -> None:
    subprocess.run(["bash", "-n", script], check=True)

    assert "set -euo pipefail" in script.read_text()


def test_a_command_typed_by_root_is_told_what_the_services_are_told(tmp_path: Path) -> None:
    told = tmp_path / "desk.env"
    told.write_text("# whose\nLITIGATION_DATABASE_URL=postgresql://desk_role:a b@localhost/desk\n")
    command = tmp_path / "litigation"
    text = (DEPLOY / "litigation").read_text().replace("/etc/litigation/desk.env", str(told))
    command.write_text(text.replace("/run/systemd/system", str(tmp_path)))
    for name in ("runuser", "systemd-run"):
        stub(tmp_path, name, 'printf "%s\\n" "$@" "in $PWD"; env | grep ^LITIGATION_ | sort')

    typed = ran(tmp_path, command, "keys", "--known", "a b")
    look, look_beside = (
        ran(tmp_path, command, "doctor"),
        ran(tmp_path, command, "doctor", LITIGATION_INSTANCE="/beside"),
    )
    beside = ran(tmp_path, command, "restore", LITIGATION_INSTANCE="/beside", LITIGATION_DATABASE_URL="")

    program = f"{PROGRAM}/.venv/bin/litigation"
    as_desk = ["-u", "litigation", "--", program]
    url = "LITIGATION_DATABASE_URL=postgresql://desk_role:a b@localhost/desk"
    here, there = f"LITIGATION_INSTANCE={INSTANCE}", "LITIGATION_INSTANCE=/beside"
    assert typed.stdout.splitlines() == [*as_desk, "keys", "--known", "a b", "in /", url, here]
    assert beside.stdout.splitlines() == [*as_desk, "restore", "in /", "LITIGATION_DATABASE_URL=", there]
    assert look_beside.stdout.splitlines() == [*as_desk, "doctor", "in /", url, there]
    assert look.stdout.splitlines()[-3:-1] == [program, "doctor"]
    assert "--unit=litigation-doctor-" in look.stdout, "by its name the unit has the sandbox of the services"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--help"], "usage: deploy/install.sh NAME"),
        (["desk.example", "you@desk.example"], "usage: deploy/install.sh NAME"),
        (["desk", "you@desk.example", "Beograd", "RS"], "no name of a machine"),
        (["--desk.example"], "no name of a machine"),
        (["desk.example", "you-desk", "Beograd", "RS"], "no e-mail address"),
        (["desk.example", "you@desk.example", " ", "RS"], "The office has no name"),
        (["desk.example", "you@desk.example", "Beograd", "SRB"], "RS, MK, BA or ME"),
        (["Desk.Example", "you@desk.example", "Beograd", "RS"], "Run this as root."),
    ],
)
def test_whoever_installs_is_refused_before_anything_is_done(tmp_path: Path, words: list[str], says: str) -> None:
    stub(tmp_path, "id", "echo 1000")

    done = ran(tmp_path, DEPLOY / "install.sh", *words)

    assert says in done.stdout + done.stderr
    assert done.returncode == (0 if words == ["--help"] else 1 if "root" in says else 2)


@pytest.mark.parametrize(
    ("first_line", "is_kept"),
    [("mydesk.org.rs {", False), ("# desk.org.rs {", False), ("desk.org.rs {", True), ("a.rs, desk.org.rs {", True)],
)
def test_a_proxy_that_is_told_of_this_very_name_is_left_alone(tmp_path: Path, first_line: str, is_kept: bool) -> None:
    script, caddyfile = installing(tmp_path), tmp_path / "etc" / "caddy" / "Caddyfile"
    caddyfile.write_text(f"{first_line}\n")

    done = ran(tmp_path, script, "desk.org.rs")

    assert "Bring the desk back now" in done.stdout, done.stderr
    assert (caddyfile.read_text() == f"{first_line}\n") == is_kept
    assert is_kept or "\ndesk.org.rs {\n" in caddyfile.read_text()


@pytest.mark.parametrize("typed", ["old passphrase", ""])
def test_a_set_up_that_was_cut_short_after_its_key_was_made_is_gone_on_with(tmp_path: Path, typed: str) -> None:
    script, log = installing(tmp_path), tmp_path / "log"
    has_a_desk(tmp_path)
    told = f'echo "$1 $LITIGATION_NEW_PASSPHRASE" >>{log}; [ "$1" != users ] || {{ echo "Nobody is here yet: …" >&2; exit 1; }}'
    stub(tmp_path, "litigation", told)

    words = [script, *FOUR_WORDS]
    answers = "Dana\n3\n" + (f"{typed}\n" if typed else "")
    done = subprocess.run(
        ["bash", *map(str, words)], input=answers, capture_output=True, text=True, check=False,
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
    )  # fmt: skip

    said = log.read_text().splitlines()
    assert (f"init {typed}" in said) == bool(typed), done.stderr
    assert typed or "Nothing was set up" in done.stderr


@pytest.mark.parametrize(
    ("says", "is_told"),
    [
        ("echo The first link anew >&2; echo https://desk.example/enrol/x", True),
        ("echo Nobody has come in yet. >&2; exit 1", True),
        ("echo Somebody has come in already. >&2; exit 1", False),
    ],
)
def test_whoever_installs_again_is_told_of_the_first_link_until_somebody_has_come_in(
    tmp_path: Path, says: str, is_told: bool
) -> None:
    script = installing(tmp_path)
    has_a_desk(tmp_path)
    stub(tmp_path, "litigation", f'[ "$1" != users ] || {{ {says}; }}')

    done = ran(tmp_path, script, *FOUR_WORDS)

    said = done.stdout + done.stderr
    assert "A desk is there already" in said
    assert ("link" in said or "come in" in said) == is_told


def test_what_the_night_failed_to_do_is_tried_again_and_by_names_that_debian_12_knows() -> None:
    common = (UNITS / "litigation-.service.d" / "common.conf").read_text()
    nightly = [(UNITS / f"litigation-{name}.service").read_text() for name in ("backup", "checkpoint")]

    assert not {"@sandbox", "RemoveIPC=yes"} & set(re.sub(r"(?m)^#.*", "", common).split())
    assert "seccomp" in common.split()
    assert all({"Restart=on-failure", "RestartSec=15min"} <= set(text.split()) for text in nightly)


@pytest.mark.parametrize("fails", ["make", "tables", ""])
def test_an_upgrade_that_cannot_be_installed_leaves_the_desk_at_work(tmp_path: Path, fails: str) -> None:
    program, log = tmp_path / "program", tmp_path / "log"
    (program / "deploy" / "systemd").mkdir(parents=True)
    (tmp_path / "units").mkdir()
    text = (DEPLOY / "upgrade.sh").read_text().replace(PROGRAM, str(program))
    script = tmp_path / "upgrade.sh"
    script.write_text(text.replace("/etc/systemd/system/", str(tmp_path / "units")))
    noted = f'echo "${{0##*/}} $*" >>{log}'
    stub(
        tmp_path,
        "git",
        f"{noted}; case $3 in rev-parse) echo before ;; verify-tag) echo v9 ;; merge-base) exit 1 ;; esac",
    )
    stub(tmp_path, "systemctl", f'{noted}; [ "$1" != list-units ] || echo litigation-desk@1.service loaded')
    stub(tmp_path, "make", f'{noted}; [ "$(grep -c ^make {log})" = 2 ] || [ "{fails}" != make ]')
    stub(program / "deploy", "litigation", f'{noted}; [ "$1" != init ] || [ "{fails}" != tables ]')

    done = ran(tmp_path, script, "v9")

    said = log.read_text().splitlines()
    checked_out = [line.split()[-1] for line in said if " checkout " in line]
    assert done.returncode == bool(fails), done.stderr
    assert checked_out == (["v9", "before"] if fails else ["v9"])
    assert said.index("systemctl start litigation.socket litigation-desk@1.service") > said.index("git -C "
        f"{program} checkout --quiet {checked_out[-1]}")  # fmt: skip


@pytest.mark.parametrize(
    ("signed", "is_older", "says"),
    [("", False, "nobody signed it"), ("v8", False, "nobody signed it under this name"), ("v9", True, "is older")],
)
def test_an_upgrade_to_what_is_not_signed_as_that_version_or_is_older_changes_nothing(
    tmp_path: Path, signed: str, is_older: bool, says: str
) -> None:
    log = tmp_path / "log"
    answers = f'rev-parse) echo "$4" ;; verify-tag) echo "{signed}" ;; merge-base) exit {int(not is_older)} ;;'
    stub(tmp_path, "git", f"case $3 in {answers} esac")
    for name in ("systemctl", "make"):
        stub(tmp_path, name, f'echo "${{0##*/}} $*" >>{log}')

    done = ran(tmp_path, DEPLOY / "upgrade.sh", "v9")

    assert (done.returncode, says in done.stderr) == (1, True), done.stderr
    assert log.read_text().splitlines() == [
        "systemctl list-units --plain --no-legend --state=running litigation-desk@*.service"
    ]


def installing(folder: Path) -> Path:
    """install.sh in a root of its own, where nothing that it calls does anything."""
    program, etc = folder / "program", folder / "etc"
    shutil.copytree(DEPLOY, program / "deploy")
    for made in (etc / "caddy", etc / "systemd" / "system"):
        made.mkdir(parents=True)
    script = program / "deploy" / "install.sh"
    text = script.read_text().replace(PROGRAM, str(program)).replace("/etc/", f"{etc}/")
    script.write_text(text.replace(INSTANCE, f"{folder}/desk").replace("/usr/local/sbin", str(folder)))
    stub(folder, "id", "echo 0")
    for name in ("apt-get", "install", "make", "systemctl", "sleep", "ln"):
        stub(folder, name, "")
    return script


def has_a_desk(folder: Path) -> None:
    (folder / "desk" / "keys").mkdir(parents=True)
    (folder / "desk" / "keys" / "keyring.json").touch()


def stub(folder: Path, name: str, says: str) -> None:
    """A command of this name that does only this."""
    (folder / name).write_text(f"#!/bin/bash\n{says}\n")
    (folder / name).chmod(0o755)


def ran(folder: Path, script: Path, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """The script, with the stubs of this folder before all commands."""
    found = {"PATH": f"{folder}:/usr/bin:/bin"} | environ
    return subprocess.run(["bash", str(script), *words], env=found, capture_output=True, text=True, check=False)


@pytest.mark.extensive
def test_systemd_finds_the_services_well_shut_in(tmp_path: Path) -> None:
    ours = tmp_path / "etc" / "systemd" / "system"
    shutil.copytree(UNITS, ours)
    shutil.copytree("/usr/lib/systemd/system", tmp_path / "usr/lib/systemd/system", symlinks=True)
    names = [path.name.replace("@", "@1") for path in UNITS.glob("*.service")]
    program = tmp_path / PROGRAM[1:] / ".venv/bin/litigation"
    program.parent.mkdir(parents=True)
    shutil.copy("/usr/bin/true", program)

    judged = [
        analysed(tmp_path, "security", "--offline=yes", f"--threshold={MOST_EXPOSED * 10:.0f}", one) for one in names
    ]
    verified = analysed(tmp_path, "verify", *names, "litigation.socket")

    assert [done.returncode for done in judged] == [0] * len(names), judged[0].stdout[-200:]
    assert "litigation" not in verified.stderr


def analysed(root: Path, verb: str, *words: str) -> subprocess.CompletedProcess[str]:
    command = ["systemd-analyze", verb, "--no-pager", f"--root={root}", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)
