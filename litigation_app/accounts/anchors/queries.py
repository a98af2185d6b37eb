"""What is shown of a signed state, on the screen and on the sheet?"""

from typing import Any

import segno

from litigation_app import ledger
from litigation_app.core.language import _, current, format_moment


def qr_picture(signed: ledger.Signed) -> str:
    """The checkpoint as a code to be photographed, drawn in black on white."""
    code = _code(signed)
    return str(code.svg_data_uri(scale=4, border=2, dark="#000", light="#fff"))


def _code(signed: ledger.Signed) -> segno.QRCode:
    """Text and our signature: all that `ledger verify --known` needs."""
    return segno.make_qr(str(signed.note), error="m", boost_error=False)


def sheet(signed: ledger.Signed) -> dict[str, Any]:
    """All words and values of the printed sheet."""
    stated = signed.stated
    return {
        "language": current(),
        "title": _("Sheet of the access log"),
        "under": _(
            "Sign it, date it, and keep it outside the office. It shows later that nothing was cut off or rewritten."
        ),
        "pairs": [
            [_("Log"), stated.origin],
            [_("Signed on"), format_moment(signed.at)],
            [_("Entries"), str(stated.size)],
            [_("Last entry's hash"), stated.head.hex() if stated.head else ""],
            [_("Root of all entries"), stated.root.hex()],
            [_("Confirmed by"), ", ".join(sorted(signed.cosigned)) or _("nobody yet")],
        ],
        "matrix": ["".join("1" if cell else "0" for cell in row) for row in _code(signed).matrix],
        "note": str(signed),
        "how": _("To check it later: litigation ledger verify --known FILE, where the file holds the lines below."),
        "signatures": [_("Name and signature"), _("Place and date")],
    }
