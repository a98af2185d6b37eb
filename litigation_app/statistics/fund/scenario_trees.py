"""What does one scenario tree say on top of another?"""

from __future__ import annotations

from litigation_app.statistics.fund.scenario import Tree


def merged(base: Tree, over: Tree) -> Tree:
    """`over` on top of `base`, key by key. A distribution is one value: it is replaced whole."""
    found = dict(base)
    for key, value in over.items():
        below = found.get(key)
        is_table = (
            isinstance(value, dict) and isinstance(below, dict) and not {"dist", "value"} & (set(value) | set(below))
        )
        found[key] = merged(below, value) if is_table and isinstance(below, dict) else value
    return found
