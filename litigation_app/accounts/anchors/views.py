"""The pages of the signed states, of proofs and exports; and the door for partners' machines."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as BaseResponse

from litigation_app import ledger
from litigation_app.accounts import limits, traces
from litigation_app.accounts.anchors import queries
from litigation_app.accounts.anchors.forms import ProofForm, RangeForm
from litigation_app.accounts.signing_in import login
from litigation_app.accounts.watching import queries as watching
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _
from litigation_app.core.pdf import pdf
from litigation_app.ledger import catalogue, checkpoint, proofs, witness
from litigation_app.ledger.settings import anchoring, settings

bp = Blueprint("anchors", __name__)
_SHOWN = 24
ANSWERS = {"malformed": 400, "size": 400, "unknown": 404, "unsigned": 403, "stale": 409, "inconsistent": 422}


@bp.get("/access-log/checkpoints")
@needs(May.VERIFY_LEDGER)
def index() -> str:
    return _index()


@bp.post("/access-log/checkpoints")
@needs(May.VERIFY_LEDGER)
def take() -> BaseResponse | tuple[str, int]:
    try:
        signed = checkpoint.take()
    except ledger.CheckpointRefused:
        return _index(is_refused=True), 409
    return redirect(url_for("anchors.sheet", size=signed.stated.size), code=303)


@bp.get("/access-log/checkpoints/<int:size>")
@needs(May.VERIFY_LEDGER)
def sheet(size: int) -> str:
    signed = _found(size)
    return render_template(
        "anchors/sheet.html", signed=signed, said=queries.sheet(signed), qr=queries.qr_picture(signed)
    )


@bp.get("/access-log/checkpoints/<int:size>/sheet.pdf")
@needs(May.VERIFY_LEDGER)
def sheet_pdf(size: int) -> Response:
    made = pdf("accounts/anchors/pages/sheet.typ", queries.sheet(_found(size)))
    return _file(made, "application/pdf", f"access-log-{size}.pdf")


@bp.get("/access-log/checkpoints/<int:size>/checkpoint.note")
@needs(May.VERIFY_LEDGER)
def note(size: int) -> Response:
    return _file(str(_found(size)).encode(), "text/plain; charset=utf-8", f"access-log-{size}.note")


@bp.get("/access-log/export")
@needs(May.EXPORT_LEDGER)
def export() -> str:
    return _export_page(RangeForm(), ProofForm())


@bp.post("/access-log/exports")
@needs(May.EXPORT_LEDGER)
def take_range() -> Response | tuple[str, int]:
    form = RangeForm(request.form)
    if not form.is_good():
        return _export_page(form, ProofForm()), 422
    first, last = form.range
    _spend_export()
    _note_export(first, last)
    return _file(_lines(first, last), "application/jsonl; charset=utf-8", f"access-log-{first}-{last}.jsonl")


@bp.post("/access-log/proofs")
@needs(May.EXPORT_LEDGER)
def take_proof() -> Response | tuple[str, int]:
    form = ProofForm(request.form)
    if not form.is_good():
        return _export_page(RangeForm(), form), 422
    _spend_export()
    try:
        proof = proofs.prove_entry(seq := int(form.entry.data or 0))
    except proofs.EntryMissing:
        form.refuse("entry", _("There is no entry with this number."))
        return _export_page(RangeForm(), form), 422
    except ledger.CheckpointRefused:
        return _index(is_refused=True), 409
    _note_export(seq, seq)
    return _file(
        json.dumps(proof, indent=1).encode(), "application/json; charset=utf-8", f"access-log-entry-{seq}.json"
    )


@bp.post("/witness/add-checkpoint")
@needs(May.MACHINE)
def add_checkpoint() -> Response:
    door = hashlib.sha256(f"witness\0{login.network()}".encode()).hexdigest()
    if traces.wait_at([door]):
        return _plain("too many refused requests\n", 429)
    try:
        return _plain(witness.cosign(witness.read(_body())), 200)
    except witness.WitnessRefused as refused:
        traces.count_failure([door] if refused.reason in {"malformed", "unknown", "unsigned"} else [])
        return _refusal(refused)


def _body() -> str:
    """What the machine sent, no more than a request can be."""
    return request.stream.read(witness.MOST_BYTES + 1).decode("utf-8", "replace")


def _refusal(refused: witness.WitnessRefused) -> Response:
    answer = _plain(f"{refused.reason}\n", ANSWERS[refused.reason])
    if refused.reason == "stale":
        answer.set_data(f"{refused.size}\n")
        answer.mimetype = "text/x.tlog.size"
    return answer


def _plain(text: str, status: int) -> Response:
    return Response(text, status=status, mimetype="text/plain")


def _found(size: int) -> ledger.Signed:
    try:
        signed = checkpoint.at_size(size)
    except ledger.CheckpointRefused:
        signed = None  # a forged one is none; the list says so
    if signed is None:
        raise NotFound
    return signed


@dataclass(frozen=True)
class _Partner:
    """A partner's log as the page shows it: how far she signed ours, how far we signed hers."""

    origin: str
    signed_ours: int
    signed_by_us: int


def _index(*, is_refused: bool = False) -> str:
    watched = {origin: size for origin, size, _at in witness.watched()}
    partners = [_Partner(p.origin, witness.last_kept(p.origin), watched.get(p.origin, 0)) for p in anchoring().partners]
    try:
        signed = checkpoint.latest(_SHOWN)
    except ledger.CheckpointRefused:
        signed, is_refused = [], True
    return render_template(
        "anchors/index.html",
        signed=signed,
        partners=partners,
        key=str(settings().own_keys[0]),
        is_refused=is_refused,
        is_unguarded=catalogue.is_unguarded(),
        every=checkpoint.EVERY,
        may_export=me().may(May.EXPORT_LEDGER),
        may_read=me().may(May.READ_LEDGER),
        backups=watching.kept(),
    )


def _export_page(span: RangeForm, proof: ProofForm) -> str:
    return render_template("anchors/export.html", form=span, proof=proof)


def _spend_export() -> None:
    """Comes before the work: a proof costs a walk through the whole log."""
    limits.spend(me(), limits.EXPORTS, current_app.extensions["config"].exports_per_hour)


def _note_export(first: int, last: int) -> None:
    facts: dict[str, str | int] = {"from": first, "to": last}
    ledger.append_alone(act="export_ledger", by=me().id, of="ledger:entries", session_id=me().session_id, facts=facts)


def _lines(first: int, last: int) -> bytes:
    return b"".join(json.dumps(line).encode() + b"\n" for line in proofs.lines(first, last))


def _file(content: bytes, kind: str, name: str) -> Response:
    headers: dict[str, Any] = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Type": kind}
    return Response(content, headers=headers)
