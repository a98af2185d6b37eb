"""Does what the list shows of an entry repeat what its body says? Bytes against bytes, without parsing. Pure.

The body is one that `chain.body` wrote (its hash and MAC hold): its keys are sorted, its codes hold no quotation mark,
and only its own "sealed" is a list, so that no part that is looked for can stand elsewhere.
"""

from typing import Any

_ACTOR, _CASE = b'","actor":"', b'","case":"'
_BLANK = 32


def repeats(row: tuple[Any, ...], text: type[Any]) -> bool:
    """Whether the columns of a row say what its body says. `text` is how text comes; what comes otherwise is none.

    A row: seq, body, h, mac, at ("2026-11-24 15:42:00.000000", UTC), actor, act, object, case, opening (ids: 32 hex
    digits), purpose, outcome.
    """
    _seq, body, _h, _mac, at, actor, act, of, case, opening, purpose, outcome = row
    if not (type(at) is type(act) is type(of) is type(outcome) is text and _are_texts(text, opening, purpose)):
        return False
    why = b"null" if purpose is None else b'"%b"' % purpose
    hole = b"null" if opening is None else _quoted_id(opening)
    if b'","object":"%b","opening":%b,"outcome":"%b","purpose":%b,"sealed":[' % (of, hole, outcome, why) not in body:
        return False
    if actor is None or case is None:
        return _are_texts(text, actor, case) and _begins(body, act, actor, at, case)
    n = len(act) + 8  # where the act ends; what follows it has a fixed length
    is_said: bool = (
        body[8 : n + 11] == act + _ACTOR
        and body[n + 11 : n + 47].replace(b"-", b"") == actor
        and body[n + 55 : n + 87] == b"%bT%b+00:00" % (at[:10], at[11:])
        and body[n + 87 : n + 97] == _CASE
        and body[n + 97 : n + 133].replace(b"-", b"") == case
        and at[10] == _BLANK
        and b'"' not in act
        and type(actor) is type(case) is text
    )
    return is_said


def _are_texts(text: type[Any], one: object, other: object) -> bool:
    return (one is None or type(one) is text) and (other is None or type(other) is text)


def _begins(body: bytes, act: bytes, actor: bytes | None, at: bytes, case: bytes | None) -> bool:
    who = b"null" if actor is None else _quoted_id(actor)
    whose = b"null" if case is None else _quoted_id(case)
    moment = b"%bT%b+00:00" % (at[:10], at[11:])
    head = b'{"act":"%b","actor":%b,"at":"%b","case":%b,"endpoint":"' % (act, who, moment, whose)
    return body.startswith(head) and at[10:11] == b" " and b'"' not in act


def _quoted_id(digits: bytes) -> bytes:
    return b'"%b-%b-%b-%b-%b"' % (digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:])
