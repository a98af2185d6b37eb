"""How do two people compare a key for publications by telephone, and under which name do its bundles lie?"""

import hashlib

_DIGITS, _GROUP = 40, 5  # 40 decimal digits: 132 bits, in any language easier to say than letters
_FOLDER = 32


def spoken(key: bytes) -> str:
    """The fingerprint of a raw public key: eight groups of five digits, from its SHA-256."""
    digits = str(int.from_bytes(hashlib.sha256(key).digest()) % 10**_DIGITS).zfill(_DIGITS)
    return " ".join(digits[start : start + _GROUP] for start in range(0, _DIGITS, _GROUP))


def folder(key: bytes) -> str:
    """The name of the folder in which this key's bundles lie: 128 bits of its SHA-256 in hexadecimal."""
    return hashlib.sha256(key).hexdigest()[:_FOLDER]
