"""Which code is right, which was used before, and when must a person show her second factor again? Pure decisions."""

import base64
import hmac
from datetime import datetime, timedelta
from typing import NamedTuple

import pyotp

STEP_SECONDS = 30
STEPS_AROUND = (-1, 0, 1)  # clocks of telephones go a little wrong (RFC 6238, 5.2)
DIGITS = 6
SECRET_BYTES = 20  # RFC 4226, 4: as long as the hash
RECOVERY_CODES = 10
RECOVERY_LETTERS = 16  # of 32 signs: 80 bits, so that a plain hash of one cannot be guessed
MOST_PASSKEYS = 10
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": "", "\N{NO-BREAK SPACE}": ""})


class Typed(NamedTuple):
    """What stands in the field for a code: six digits of an app, or a recovery code. Both None: neither."""

    code: str | None = None
    recovery: str | None = None


def read(text: str) -> Typed:
    """What was typed, without spaces, dashes and letters that look like digits."""
    plain = text.strip().upper().translate(_MEANT)
    if len(plain) == DIGITS and plain.isascii() and plain.isdecimal():
        return Typed(code=plain)
    if len(plain) == RECOVERY_LETTERS and set(plain) <= set(_SIGNS):
        return Typed(recovery=plain)
    return Typed()


def counter_at(moment: datetime) -> int:
    """The number of the half minute."""
    return int(moment.timestamp()) // STEP_SECONDS


def code_at(secret: bytes, counter: int) -> str:
    """The code that an app with this secret shows in that half minute."""
    return pyotp.TOTP(secret_text(secret)).at(counter * STEP_SECONDS)


def matching_counter(secret: bytes, code: str, now: datetime) -> int | None:
    """The half minute, of this one and its two neighbours, whose code this is; as much work whichever it is."""
    counters = [counter_at(now) + step for step in STEPS_AROUND]
    fits = [counter for counter in counters if hmac.compare_digest(code_at(secret, counter), code)]
    return max(fits, default=None)


def next_counter(last_counter: int, now: datetime) -> int | None:
    """The half minute whose code counts now and was not used; None: wait for the next one."""
    return next((c for step in (0, 1) if (c := counter_at(now) + step) > last_counter), None)


def seconds_left(now: datetime) -> int:
    """How long the code of this half minute stays."""
    return STEP_SECONDS - int(now.timestamp()) % STEP_SECONDS


def secret_text(secret: bytes) -> str:
    """A secret as apps take it."""
    return base64.b32encode(secret).decode().rstrip("=")


def secret_of_text(text: str) -> bytes:
    """What `secret_text` wrote."""
    return base64.b32decode(text + "=" * (-len(text) % 8))


def in_fours(text: str) -> str:
    """In groups of four, to be read and typed."""
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def recovery_text(raw: bytes) -> str:
    """Ten random bytes as a recovery code."""
    number = int.from_bytes(raw, "big")
    return "".join(_SIGNS[number >> 5 * place & 31] for place in reversed(range(RECOVERY_LETTERS)))


def address_for_app(secret: bytes, *, email: str, desk: str) -> str:
    """What stands in the picture that an app reads (otpauth)."""
    return pyotp.TOTP(secret_text(secret)).provisioning_uri(name=email, issuer_name=desk)


def is_fresh(shown_at: datetime | None, now: datetime, within: timedelta) -> bool:
    """Whether the second factor was shown lately enough."""
    return shown_at is not None and timedelta(0) <= now - shown_at <= within
