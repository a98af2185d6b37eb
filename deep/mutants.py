"""Which bindings, seals and checks are taken away, one at a time, and which tests must notice? A text that is gone stops the run."""

from collections.abc import Iterator

from deep.counted import COUNTED
from deep.disclosing import DISCLOSURE
from deep.mutate import ROOT, Mutant
from deep.permissions import PERMISSIONS

_SEALING, _STREAMS = "litigation_app/vault/ciphers/aead.py", "litigation_app/vault/ciphers/file_encryption.py"
_KEYRING, _KEYFILE = "litigation_app/vault/keys/keyring.py", "litigation_app/vault/keys/keyfile.py"
_SECRETS, _UNSEALING = "litigation_app/vault/capsules/small_secrets.py", "litigation_app/vault/capsules/unsealing.py"
_TICKETS, _VERIFY = "litigation_app/ledger/tickets.py", "litigation_app/ledger/verify.py"
_FIRST = "--hypothesis-profile=hunt"  # a failure is enough, the smallest one is not looked for
_SQLITE = ("-k", "not postgres")  # the same test on the other database would only say it again
_PAPER = ("-k", "not postgres and opens_no_other", "tests/features/papers/test_documents.py")


def _sealing() -> Iterator[Mutant]:
    tests = (_FIRST, "tests/rules/vault/test_sealing.py")
    for part, old, new in (
        ("instance", "before = _tlv(1, instance.bytes) + ", "before = "),
        ("table", " + _tlv(2, table.encode()) + _ROW_HEAD", " + _ROW_HEAD"),
        ("row", "return before + place.row.bytes + after", "return before + after"),
        ("capsule", "return before, _tlv(4, capsule.encode()) + ", "return before, "),
        ("schema", ' + SCHEMA.to_bytes(2, "big")', ""),
        (
            "lengths",
            'kind.to_bytes(1, "big") + len(value).to_bytes(2, "big") + value',
            'kind.to_bytes(1, "big") + value',
        ),
    ):
        yield Mutant(f"a seal is bound to: {part}", _SEALING, old, new, tests)
    checked = "(found_dek_ver, row_ver) != (dek_ver, place.row_ver)"
    yield Mutant("header of a seal: row_ver", _SEALING, checked, "found_dek_ver != dek_ver", tests)
    yield Mutant("header of a seal: dek_ver", _SEALING, checked, "row_ver != place.row_ver", tests)
    yield Mutant("padding: its size", _SEALING, "padded_size(end) != len(plaintext) or ", "", tests)
    yield Mutant("padding: zeros", _SEALING, ' or plaintext[end:].strip(b"\\0")', "", tests)
    aad = "return wrap_head(instance) + subject.bytes + _VERSIONS.pack(kek_ver, dek_ver)"
    for part, old, new in (
        ("instance", "return _WRAP_LABEL + _tlv(1, instance.bytes) + ", "return _WRAP_LABEL + "),
        ("subject", aad, aad.replace(" + subject.bytes", "")),
        ("kek_ver", aad, aad.replace("(kek_ver,", "(0,")),
        ("dek_ver", aad, aad.replace(" dek_ver)", " 0)")),
    ):
        yield Mutant(f"a wrapped key is bound to: {part}", _SEALING, old, new, tests)


def _streams() -> Iterator[Mutant]:
    tests = (_FIRST, "tests/rules/vault/test_streams.py")
    for part in ("place.instance.bytes", "place.table.encode()", "place.row.bytes", "place.file.bytes"):
        whole = "parts = (place.instance.bytes, place.table.encode(), place.row.bytes, place.file.bytes)"
        yield Mutant(f"a file is bound to: {part}", _STREAMS, whole, whole.replace(part, 'b""'), tests)
    for part, old, new in (
        ("version", 'return named + struct.pack(">I", place.version)', "return named"),
        ("place", "salt, _LABEL + bound_to(place))", "salt, _LABEL)"),
        ("number of the chunk", "_NONCE_END.pack(number, is_last)", "_NONCE_END.pack(0, is_last)"),
        ("which chunk is the last", "_NONCE_END.pack(number, is_last)", "_NONCE_END.pack(number, 0)"),
    ):
        yield Mutant(f"a file is bound to: {part}", _STREAMS, old, new, tests)
    yield _everywhere("a file is bound to: header", _STREAMS, "self._cipher.header", 'b""', tests)
    last = "self._at_hand = (self._last, self._opened(self._last))"
    yield Mutant("the last chunk is checked first", _STREAMS, last, 'self._at_hand = (-1, b"")', tests)
    empty = "self._last_size < TAG_BYTES + bool(self._last)"
    yield Mutant("only an empty file ends empty", _STREAMS, empty, "self._last_size < TAG_BYTES", tests)


def _keys() -> Iterator[Mutant]:
    tests = (*_SQLITE, "tests/rules/vault/test_keyring.py")
    for part, old in (
        ("instance", "instance.bytes + "),
        ("length of the purpose", 'len(name).to_bytes(2, "big") + '),
        ("purpose", "name + "),
        ("version", ' + version.to_bytes(4, "big")'),
    ):
        whole = 'instance.bytes + len(name).to_bytes(2, "big") + name + version.to_bytes(4, "big")'
        yield Mutant(f"a key of the keyring is bound to: {part}", _KEYRING, whole, whole.replace(old, "", 1), tests)
    proof = "found.mac is None or hmac.compare_digest(root.mac(_authenticated(found)), found.mac)"
    yield Mutant("the keyring's mac", _KEYFILE, proof, "True", tests)
    for part in ("instance.bytes", "purpose.encode()", "owner.bytes"):
        whole = "parts = (settings.current().instance.bytes, purpose.encode(), owner.bytes)"
        gone = "settings.current().instance.bytes" if part == "instance.bytes" else part
        new = whole.replace(gone, 'b""')
        yield Mutant(
            f"a small secret is bound to: {part}",
            _SECRETS,
            whole,
            new,
            (*_SQLITE, "tests/rules/vault/test_small_secrets.py"),
        )


def _tickets() -> Iterator[Mutant]:
    sealed, made = (*_SQLITE, "tests/rules/vault/test_capsules.py"), (*_SQLITE, "tests/rules/ledger/test_tickets.py")
    redeemed = (*_SQLITE, "tests/rules/ledger/test_openings_redeemed.py")
    committed = ("tests/rules/ledger/test_commitments.py",)
    swallowed = (*_SQLITE, "tests/features/tampering/test_swallowed_entries.py")
    checked = "if not isinstance(ticket, Ticket) or ticket.outcome != DONE:"
    reach = "if subject is None or not rules.opens_capsule("
    version = "raise SealBroken if found < asked else SealOutdated"
    mine = 'mine = said["actor"] == str(by) and said["session"] == chain.session_mark(session_id)'
    mac = " and hmac.compare_digest(chain.mac(key, h), row.mac)"
    live = "if not (mine and live and "
    groups = (
        ("a ticket is one", _UNSEALING, checked, "if ticket.outcome != DONE:", sealed),
        ("a ticket's outcome", _UNSEALING, checked, "if not isinstance(ticket, Ticket):", sealed),
        ("a ticket's capsule", _UNSEALING, reach, "if subject is None and not rules.opens_capsule(", sealed),
        ("a ticket's subject", _UNSEALING, "if only is not None and only != subject:", "if False:", sealed),
        (
            "a ticket's subject, of many",
            _UNSEALING,
            "wanted = wanted.where(here.subject == only)",
            "pass",
            sealed,
        ),
        (
            "a ticket's paper",
            _UNSEALING,
            "if rules.thing_of(ticket.act, ticket.object) not in {None, row}:",
            "if False:",
            _PAPER,
        ),
        ("a capsule's row version", _UNSEALING, version, "return", sealed),
        ("a capsule's newest commitment", _UNSEALING, "if other is not None:", "if False:", (*sealed, *committed)),
        ("a seal needs an entry", "litigation_app/ledger/book.py", "    if queue.seals:\n", "    if False:\n", sealed),
        ("who makes tickets", _TICKETS, "if _made is not _ONLY_HERE:", "if False:", made),
        ("an opening's person", _TICKETS, mine, 'mine = said["session"] == chain.session_mark(session_id)', redeemed),
        ("an opening's sign-in", _TICKETS, mine, 'mine = said["actor"] == str(by)', redeemed),
        ("an opening's time", _TICKETS, live, "if not (mine and ", redeemed),
        ("an opening's outcome", _TICKETS, ' and said["outcome"] == DONE)', ")", redeemed),
        ("an opening's id", _TICKETS, ' and said["opening"] == str(opening_id)', "", redeemed),
        ("an opening's mac", "litigation_app/ledger/queries.py", mac, "", redeemed),
        (
            "an entry is read back",
            "litigation_app/ledger/book.py",
            "    _require_there(connection, first, rows)\n",
            "",
            swallowed,
        ),
    )
    for one in groups:
        yield Mutant(*one)


def _stamps() -> Iterator[Mutant]:
    file, tests = "litigation_app/accounts/stamps.py", (*_SQLITE, "tests/features/tampering/test_typed_rows.py")
    yield Mutant(
        "a stamp",
        file,
        "return kept is not None and hmac.compare_digest(of(kind, row), kept)",
        "return True",
        tests,
    )
    whole = '("id", "token_hash", "user_id", "auth_level", "created_at", "stepped_up_at")'
    for column in ("id", "token_hash", "user_id", "auth_level", "created_at", "stepped_up_at"):
        less = whole.replace(f'"{column}", ', "").replace(f', "{column}")', ")")
        yield Mutant(f"the stamp of a sign-in: {column}", file, whole, less, tests)


def _ledger() -> Iterator[Mutant]:
    tests = (*_SQLITE, "tests/rules/ledger/test_verify.py")
    for part, old in (
        ("numbers", "if seq != last + 1:"),
        ("hashes", "if body is None or h is None or link(before, seq, body) != h:"),
        ("macs", "if mac(h) != row[3]:"),
        ("lost heads", "if lost is not None:"),
    ):
        yield Mutant(f"the check of the access log: {part}", _VERIFY, old, "if False:", tests)
    columns = "chained.holds and all(map(repeats, batch))"
    yield Mutant("the check of the access log: columns", _VERIFY, columns, "chained.holds", tests)
    for part, old, new in (
        ("hashes", 'if [sha256(part).digest() for part in map(b"".join, parts)] != list(hashes):', "if False:"),
        ("macs", "return [mac_of(h) for h in hashes] == list(macs)", "return True"),
    ):
        yield Mutant(f"a batch of the access log: {part}", "litigation_app/ledger/chain.py", old, new, tests)
    for reason in ("unrecorded", "differs"):
        said = f'faults.append(StateFault(table, row, capsule, "{reason}"))'
        yield Mutant(f"sealed records against the log: {reason}", _VERIFY, said, "pass", tests)
    missing = 'faults += [StateFault(*place, "missing")'
    yield Mutant(
        "sealed records against the log: missing", _VERIFY, missing, '_ = [StateFault(*place, "missing")', tests
    )


def _everywhere(name: str, file: str, old: str, new: str, tests: tuple[str, ...]) -> Mutant:
    """A mutant of every place where `old` stands, so that writing and reading stay of one mind."""
    whole = (ROOT / file).read_text("utf-8")
    return Mutant(name, file, whole, whole.replace(old, new), tests)


MUTANTS = [
    *PERMISSIONS,
    *_sealing(),
    *_streams(),
    *_keys(),
    *_tickets(),
    *_stamps(),
    *_ledger(),
    *DISCLOSURE,
    *COUNTED,
]
