"""Verbs of the access log: is it whole, sign it, have partners sign it, prove an entry."""

import json
from pathlib import Path
from typing import Any

import click

from litigation_app import ledger
from litigation_app.cli.acting import acting, desk
from litigation_app.cli.common import Refused, show
from litigation_app.core import rowguard
from litigation_app.core.access import May
from litigation_app.core.db import db
from litigation_app.ledger import bundles, catalogue, checkpoint, guard, merkle, proofs, submission, witness
from litigation_app.ledger.notes import NoteRefused, VerifierKey
from litigation_app.ledger.settings import anchoring, settings

WITNESS_REASONS = {
    "malformed": "This is no request for a signature.",
    "unknown": "This log is not among the partners in config.toml.",
    "unsigned": "The checkpoint is not signed by this partner's key.",
    "size": "The request says that the log became shorter.",
    "stale": "The proof begins at another state than the last one that was signed here, which has {size} entries.",
    "inconsistent": "The log is not the continuation of what was signed here before ({size} entries). Do not sign. Tell the partner.",
}


@click.group("ledger")
def ledger_group() -> None:
    """The access log."""


@ledger_group.command("verify")
@click.option("--state", is_flag=True, help="Also hold every sealed byte against its last commitment.")
@click.option("--known", multiple=True, help="A checkpoint's file, or SEQ:HASH of an entry that must still be there.")
def verify(state: bool, known: tuple[str, ...]) -> None:
    """Is the access log whole? Exit 1 names the first entry that is not."""
    from litigation_app import vault

    with desk():
        verdict = ledger.examine([_known(one) for one in known])
        with rowguard.system("state"):
            faults = list(ledger.verify_state(db.session(), vault.commitments())) if state and verdict.holds else []
            old = vault.under_old_keks() if state else []
        is_unguarded, foreign = guard.is_unguarded(), catalogue.differences()
    show(
        {
            "entries": verdict.entries,
            "holds": verdict.holds and not (faults or foreign or any(key.is_over for key in old)),
            "first_bad": verdict.first_bad,
            "reason": verdict.reason,
            "head": {"seq": verdict.head.seq, "h": verdict.head.h.hex()},
            "state_faults": [fault.__dict__ for fault in faults],
            "keys_under_old_kek": [key._asdict() for key in old],
            "database_differs": foreign,
            "desk_may_rewrite": is_unguarded,
        }
    )
    if is_unguarded:
        click.echo("The desk's database role owns the log: give the tables another owner (docs/ledger.md).", err=True)
    if not verdict.holds:
        raise Refused(_sentence(verdict))
    if faults:
        raise Refused(f"{len(faults)} sealed records are not what the log says they are.")
    if over := [key for key in old if key.is_over]:
        raise Refused(f"{len(over)} keys are wrapped by a main key that was retired: older rows were put back.")
    if foreign:
        raise Refused(f"The database is not as this program made it: {', '.join(foreign)}.")


def _known(text: str) -> ledger.Head:
    try:
        return ledger.head_of(Path(text).read_text(encoding="utf-8") if Path(text).is_file() else text)
    except NoteRefused as refused:
        raise Refused(f"--known {text}: {refused}.") from refused


def _sentence(verdict: ledger.Verdict) -> str:
    if verdict.first_bad is None and verdict.reason == "columns":
        return "An index of the log says something else than its entries."
    if verdict.first_bad is None:
        return "A stored checkpoint was changed: its signature does not hold."
    if verdict.reason == "head":
        return f"The log is not the one of the known state: it differs from entry {verdict.first_bad} on, or ends before it."
    return f"Entry {verdict.first_bad} does not hold: {verdict.reason}"


@ledger_group.command("checkpoint")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the signed note to this file.")
def take(out: Path | None) -> None:
    """Sign the log as it is now (nothing new: the last signed state again)."""
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
        try:
            asked = witness.ask(begin)
        except (ledger.CheckpointRefused, merkle.ProofBroken) as refused:
            raise Refused(f"No request was written: {refused}.") from refused
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
    with desk():
        try:
            line = witness.cosign(witness.read(text))
        except witness.WitnessRefused as refused:
            raise Refused(WITNESS_REASONS[refused.reason].format(size=refused.size)) from refused
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
@click.option("--as", "email")
@click.option("--entry", type=click.IntRange(min=1), help="The proof of one entry, for a court or an authority.")
@click.option("--from", "first", type=click.IntRange(min=1), help="With --to: the entries themselves, one JSON a line.")
@click.option("--to", "last", type=click.IntRange(min=1))
def export(email: str | None, entry: int | None, first: int | None, last: int | None) -> None:
    """Take entries out of the log; the taking is itself an entry."""
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
