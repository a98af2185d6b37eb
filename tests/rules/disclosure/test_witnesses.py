"""Are tables that were found kept, and asked, without copies of them all?"""

import tracemalloc

import numpy as np

from litigation_app.disclosure.audit.witness_tables import MOST, Witnesses

WIDTH = 500
ALL_BYTES = MOST * WIDTH * 8


def filled() -> Witnesses:
    """As many as are kept: the table that came as number n holds n in each place, and n a second time from n + MOST on."""
    kept = Witnesses(WIDTH)
    for n in range(MOST):
        kept.add(np.full(WIDTH, float(n)))
    return kept


def test_what_is_kept_has_no_second_copy_while_it_grows_or_is_asked() -> None:
    tracemalloc.start()
    kept = filled()
    assert kept.reaches(0, 1.0, True, {1: (0.0, float(MOST)), 2: (5.0, 5.0)})
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 1.1 * ALL_BYTES


def test_one_table_must_do_it_all() -> None:
    kept = filled()

    assert kept.reaches(0, 7.0, True, {1: (7.0, 7.0)})
    assert kept.reaches(0, 7.0, False, {1: (7.0, 7.0), 2: (0.0, 7.0)})
    assert not kept.reaches(0, 8.0, True, {1: (0.0, 7.0)})
    assert not kept.reaches(0, float(MOST), True, {})


def test_the_oldest_give_way() -> None:
    kept = filled()
    kept.add(np.full(WIDTH, -1.0))

    assert len(kept.rows) == MOST
    assert not kept.reaches(0, 0.0, False, {1: (0.0, 0.0)})
    assert kept.reaches(0, -1.0, False, {})
    assert kept.slots_since(MOST) == [0]
