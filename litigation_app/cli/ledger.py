"""Verbs of the access log: is it whole, sign it, have partners sign it, prove an entry."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import click

from litigation_app import ledger, vault
from litigation_app.accounts import stamps
from litigation_app.cli.acting import acting, desk
from litigation_app.cli.common import Refused, as_person, refusing, show
from litigation_app.core.access import May
from litigation_app.core.db import db
from litigation_app.core.rls import rowguard
from litigation_app.ledger import bundles, catalogue, checkpoint, merkle, proofs, submission, witness
from litigation_app.ledger.notes import NoteRefused, VerifierKey
from litigation_app.ledger.settings import anchoring, settings
from litigation_app.operations import verdicts
from litigation_app.vault.capsules.subject_keys import UnderOldKek

WITNESS_REASONS = {
    "malformed": "This is no request for a signature.",
    "unknown": "This log is not among the partners in config.toml.",
    "unsigned": "The signed state is not signed by this partner's key.",
    "size": "The request says that the log became shorter.",
    "stale": "The proof begins at another state than the last one that was signed here, which has {size} entries.",
    "inconsistent": "The log is not the continuation of what was signed here before ({size} entries). Do not sign. Tell the partner.",
}


class Found(NamedTuple):
    """What `verify` found. `foreign`: what the database does by itself and the program did not tell it to."""

    verdict: ledger.Verdict
    foreign: list[str]
    faults: Sequence[ledger.StateFault] = ()
    old: Sequence[UnderOldKek] = ()
    untrue: Sequence[stamps.Untrue] = ()


@click.group("ledger")
def ledger_group() -> None:
    """The access log."""


@ledger_group.command("verify")
@click.option(
    "--state",
    is_flag=True,
    help="Also hold every sealed byte against its last commitment, every stamp (who signs in, with what, in which role) "
    "against its row, and every key against its main key.",
)
@click.option(
    "--known",
    multiple=True,
    metavar="FILE or SEQ:HASH",
    help="A signed state (checkpoint) that you kept elsewhere, or number and hash of an entry: it must still be there.",
)
def verify(state: bool, known: tuple[str, ...]) -> None:
    """Verify the integrity of the access log, and whether the database is as the program made it. Exit 1 names what is not.

    It follows every entry, looks for every signed state (checkpoint) of table and folder, and compares tables, indexes,
    triggers and rights. It asks for no password and writes nothing. Nothing looks at plain rows that carry no stamp
    (assignments, walls, stages, deadlines, offices): docs/ledger.md.
    """
    with desk():
        found, is_unguarded = _look([_known(one) for one in known], is_all=state), catalogue.is_unguarded()
    wrong = _wrong(found)
    show(
        {
            "entries": found.verdict.entries,
            "holds": not wrong,
            "first_bad": found.verdict.first_bad,
            "reason": found.verdict.reason,
            "signed_state": found.verdict.signed_state,
            "head": {"seq": found.verdict.head.seq, "h": found.verdict.head.h.hex()},
            "state_faults": [fault.__dict__ for fault in found.faults],
            "keys_under_old_kek": [key._asdict() for key in found.old],
            "not_as_written": [row._asdict() for row in found.untrue],
            "database_differs": found.foreign,
            "desk_may_rewrite": is_unguarded,
        }
    )
    if is_unguarded:
        click.echo("The desk's database role owns the log: give the tables another owner (docs/ledger.md).", err=True)
    if wrong:
        raise Refused(" ".join((*wrong, "What to do: docs/operations.md, What a check found.")))


def _look(known: list[ledger.Head], *, is_all: bool) -> Found:
    verdict, foreign = ledger.examine(known), catalogue.differences()
    if not is_all:
        return Found(verdict, foreign)
    with rowguard.system("state"):
        faults = ledger.verify_state(db.session(), vault.commitments()) if verdict.holds else []
        return Found(verdict, foreign, faults, vault.under_old_keks(), stamps.untrue())


def _wrong(found: Found) -> list[str]:
    over = [key for key in found.old if key.is_over]
    return [
        *([] if found.verdict.holds else [verdicts.of_log(found.verdict)]),
        *([verdicts.of_seals(found.faults)] if found.faults else []),
        *([verdicts.of_keys(over)] if over else []),
        *([verdicts.of_staff(found.untrue)] if found.untrue else []),
        *([verdicts.of_database(found.foreign)] if found.foreign else []),
    ]


def _known(text: str) -> ledger.Head:
    with refusing(lambda refused: f"--known {text}: {refused}.", NoteRefused):
        head = ledger.head_of(Path(text).read_text(encoding="utf-8") if Path(text).is_file() else text)
    return replace(head, signed_state=f"--known {text}")


@ledger_group.command("checkpoint")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the signed note to this file.")
def take(out: Path | None) -> None:
    """Sign the log as it is now: a signed state (checkpoint). Where nothing is new, the last one again."""
    with desk():
        signed = _signed()
    _write(out, str(signed))
    show({"size": signed.stated.size, "root": signed.stated.root.hex(), "cosigned_by": sorted(signed.cosigned)})


def _signed() -> ledger.Signed:
    try:
        return checkpoint.take()
    except ledger.CheckpointRefused as refused:
        raise Refused(f"Nothing was signed: {refused}.") from refused


def _write(out: Path | None, text: str) -> None:
    if out is not None:
        out.write_text(text, encoding="utf-8")


@ledger_group.command("key")
def key() -> None:
    """This log's public key, for partners and for whoever checks an entry."""
    with desk():
        click.echo(str(settings().own_keys[0]))


@ledger_group.command("ask")
@click.option("--partner", help="The partner's origin; its last signature says where the proof begins.")
@click.option("--since", type=click.IntRange(min=0), help="Begin the proof at this size instead.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
def ask(partner: str | None, since: int | None, out: Path) -> None:
    """Write the file with which a partner is asked to sign our newest state."""
    with desk():
        begin = since if since is not None else witness.last_kept(partner or _only_partner())
        with refusing(
            lambda refused: f"No request was written: {refused}.", ledger.CheckpointRefused, merkle.ProofBroken
        ):
            asked = witness.ask(begin)
    _write(out, witness.write(asked))
    show({"since": begin, "size": asked.stated.size})


def _only_partner() -> str:
    known = anchoring().partners
    if len(known) != 1:
        raise Refused("Say which partner is asked: --partner ORIGIN, or --since SIZE.")
    return known[0].origin


@ledger_group.command("cosign")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--consistency", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The proof, if apart."
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path))
def cosign(file: Path, consistency: Path | None, out: Path | None) -> None:
    """Sign a partner's state, if its log only grew since we signed it last; the answer goes back to the partner."""
    text = file.read_text(encoding="utf-8", errors="replace")
    if consistency is not None:
        text = consistency.read_text(encoding="utf-8", errors="replace").strip() + "\n\n" + text
    with (
        desk(),
        refusing(lambda refused: WITNESS_REASONS[refused.reason].format(size=refused.size), witness.WitnessRefused),
    ):
        line = witness.cosign(witness.read(text))
    _write(out, line)
    click.echo(line, nl=False)


@ledger_group.command("cosigned")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def cosigned(file: Path) -> None:
    """Keep a partner's signature of one of our states."""
    line = file.read_text(encoding="utf-8", errors="replace")
    with desk():
        for signed in checkpoint.latest(100):
            try:
                name = witness.keep(line, signed.stated.size)
            except NoteRefused:
                continue
            show({"size": signed.stated.size, "witness": name})
            return
    raise Refused("This is no signature of a partner under one of our states.")


@ledger_group.command("submit")
def submit() -> None:
    """Ask every partner that has an address in config.toml to sign our newest state, over the network."""
    failed, done = [], {}
    with desk():
        for partner in anchoring().partners:
            if partner.url:
                try:
                    done[partner.origin] = submission.submit(partner)
                except (submission.SubmissionFailed, ledger.CheckpointRefused) as refused:
                    failed.append(str(refused))
    show({"signed": done, "failed": failed})
    if failed or not done:
        raise Refused("; ".join(failed) or "No partner has an address in config.toml.")


@ledger_group.command("export")
@as_person
@click.option("--entry", type=click.IntRange(min=1), help="The proof of one entry, for a court or an authority.")
@click.option("--from", "first", type=click.IntRange(min=1), help="With --to: the entries themselves, one JSON a line.")
@click.option("--to", "last", type=click.IntRange(min=1))
def export(email: str | None, entry: int | None, first: int | None, last: int | None) -> None:
    """Export entries of the log, as an auditor; the export is itself an entry.

    Give --entry N, or --from N and --to M. JSON on standard output.
    """
    if (entry is None) == (first is None or last is None):
        raise click.UsageError("say --entry N, or --from N and --to M")
    with desk():
        actor = acting(email, May.EXPORT_LEDGER)
        facts: dict[str, str | int] = {"from": entry or first or 1, "to": entry or last or 1}
        ledger.append_alone(act="export_ledger", by=actor.id, of="ledger:entries", session_id=None, facts=facts)
        if entry is not None:
            show(_proof(entry))
            return
        for line in proofs.lines(first or 1, last or 1):
            click.echo(json.dumps(line))


def _proof(entry: int) -> dict[str, Any]:
    try:
        return proofs.prove_entry(entry)
    except proofs.EntryMissing:
        raise Refused(f"There is no entry {entry}.") from None
    except ledger.CheckpointRefused as refused:
        raise Refused(f"No proof can be given: {refused}.") from refused


@ledger_group.command("verify-entry")
@click.argument("file", type=click.File(encoding="utf-8"))
@click.option("--key", "keys", multiple=True, help="A public key that you got from the organisation or its partners.")
def verify_entry(file: Any, keys: tuple[str, ...]) -> None:
    """Does this file prove that the entry stands in the log? Needs no desk and no secret."""
    try:
        proven = bundles.check(json.load(file), [VerifierKey.parse(key) for key in keys])
    except NoteRefused as refused:
        raise Refused(f"--key: {refused}.") from refused
    except bundles.BundleRefused as refused:
        raise Refused(str(refused)) from refused
    except ValueError as broken:
        raise Refused("This file is no proof of an entry.") from broken
    show({**vars(proven), "holds": True})
    if not proven.is_key_given:
        click.echo("The file was checked with the key in the file itself: compare it with --key.", err=True)
