"""Which signs does the desk draw, and how do they reach the page?"""

import re
from functools import cache

from markupsafe import Markup

from litigation_app.core.assets import icon_sprite

_NAMES = """
arrow-counterclockwise arrow-down arrow-down-up arrow-left arrow-repeat arrow-right arrow-return-left arrow-up
bank bar-chart bell bookmark bookmark-fill box-arrow-right box-arrow-up-right briefcase building bullseye
calculator calendar-check calendar-event calendar-plus calendar-x calendar3 cash-stack check-all check-circle-fill check-lg
chevron-down clipboard-check clock clock-history
diagram-3 download eraser exclamation-octagon-fill exclamation-triangle-fill eye eye-slash
file-earmark-text files filter flag folder folder-check folder-symlink folder2-open globe2 graph-up hammer hourglass-split house
inbox info-circle journal-check journal-text key key-fill link-45deg list list-check lock lock-fill
paperclip pencil people person-fill person-plus plus-lg printer question-circle question-lg
search send shield-check shield-lock-fill signpost-split sort-down sort-up sunrise table translate trash tree-fill unlock-fill
x-circle x-lg zoom-in zoom-out
"""
ICONS = tuple(_NAMES.split())
_SYMBOL = re.compile(r'<symbol[^>]*\bid="([a-z0-9-]+)"[^>]*>.*?</symbol>', re.DOTALL)
_KNOWN = frozenset(ICONS)
_TEMPLATE = Markup(
    '<svg class="icon" aria-hidden="true" focusable="false"><use href="/static/icons.svg#{}"></use></svg>'
)


@cache
def icon(name: str) -> Markup:
    """A decorative sign of the sprite; the words beside it carry the meaning. KeyError: not in ICONS."""
    if name not in _KNOWN:
        raise KeyError(name)
    return _TEMPLATE.format(name)


@cache
def sprite() -> bytes:
    """One SVG file with the symbols that are used, cut from the wheel's sprite. KeyError: the wheel has no such icon."""
    symbols = {found[1]: found[0] for found in _SYMBOL.finditer(icon_sprite().read_text("utf-8"))}
    body = "".join(symbols[name] for name in sorted(_KNOWN))
    return f'<svg xmlns="http://www.w3.org/2000/svg">{body}</svg>'.encode()
