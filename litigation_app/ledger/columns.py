"""Does what the list shows of an entry repeat what its body says? Bytes against bytes, without parsing. Pure.

The body is one that `chain.body` wrote (its hash and MAC hold): its keys are sorted, its codes hold no quotation mark,
and only its own "sealed" is a list, so that no part that is looked for can stand elsewhere.
"""

from functools import lru_cache
from typing import Any

_OBJECT = b'","object":"'
_BEFORE_ACT = len(b'{"act":"')
_QUOTE = 34


def repeats(row: tuple[Any, ...]) -> bool:
    """Whether the columns of a row say what its body says.

    A row: seq, body, h, mac, act (None: some column holds what is no text), at ("2026-11-24 15:42:00.000000", UTC),
    actor, object, case, opening (ids: 32 hex digits), purpose, outcome.
    """
    _seq, body, _h, _mac, act, at, actor, of, case, opening, purpose, outcome = row
    if act is None or at is None or of is None or outcome is None:
        return False
    if opening is purpose is None:
        end = b'","object":"%b","opening":null,"outcome":"%b","purpose":null,"sealed":[' % (of, outcome)
    else:
        end = _end(of, opening, outcome, purpose)
    # behind an entry's object no other key has that name
    if not body.startswith(end, body.rfind(_OBJECT)):
        return False
    if actor is None or case is None:
        return _begins(body, act, actor, at, case)
    n = len(act) + _BEFORE_ACT  # where the act ends; what follows it has a fixed length
    is_said: bool = (
        body.startswith(_to_actor(act), _BEFORE_ACT)
        and body[n + 11 : n + 47].replace(b"-", b"") == actor
        and body[n + 55 : n + 81].replace(b"T", b" ") == at
        and body[n + 96] == _QUOTE  # a case, not null
        and body[n + 97 : n + 133].replace(b"-", b"") == case
    )
    return is_said


def _end(of: bytes, opening: bytes | None, outcome: bytes, purpose: bytes | None) -> bytes:
    hole = b"null" if opening is None else _quoted_id(opening)
    why = b"null" if purpose is None else b'"%b"' % purpose
    return b'","object":"%b","opening":%b,"outcome":"%b","purpose":%b,"sealed":[' % (of, hole, outcome, why)


@lru_cache(maxsize=256)
def _to_actor(act: bytes) -> bytes:
    """From the act to its actor; an act with a quotation mark is none, and nothing is like it."""
    return b"\0" if b'"' in act else act + b'","actor":"'


def _begins(body: bytes, act: bytes, actor: bytes | None, at: bytes, case: bytes | None) -> bool:
    who = b"null" if actor is None else _quoted_id(actor)
    whose = b"null" if case is None else _quoted_id(case)
    moment = b"%bT%b+00:00" % (at[:10], at[11:])
    head = b'{"act":"%b","actor":%b,"at":"%b","case":%b,"endpoint":"' % (act, who, moment, whose)
    return body.startswith(head) and at[10:11] == b" " and b'"' not in act


def _quoted_id(digits: bytes) -> bytes:
    return b'"%b-%b-%b-%b-%b"' % (digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:])
