"""Do the relations that are left out really follow from those that are kept?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.linked_tables import linked
from litigation_app.disclosure.audit.presolve import independent


def rank(relations):
    names = sorted({key for total, parts in relations for key in (total, *parts)})
    place = {name: i for i, name in enumerate(names)}
    rows = np.zeros((len(relations), len(names)))
    for row, (total, parts) in zip(rows, relations, strict=True):
        row[place[total]] -= 1
        for part in parts:
            row[place[part]] += 1
    return int(np.linalg.matrix_rank(rows)) if len(rows) else 0


keys = st.sampled_from("abcdefgh")
relation = st.tuples(keys, st.lists(keys, min_size=1, max_size=3, unique=True).map(tuple)).filter(
    lambda one: one[0] not in one[1]
)


@given(relations=st.lists(relation, max_size=8))
def test_nothing_is_lost_whatever_the_relations_even_where_they_go_in_a_circle(relations):
    kept = independent(relations)

    assert [one for one in relations if one in kept] or not relations
    assert rank(kept) == rank(relations)


@pytest.mark.parametrize("cells", [48, 525])
def test_of_linked_tables_one_relation_for_each_total_is_kept(cells):
    relations = [(one.total, one.parts) for one in linked(cells, 1).relations]

    kept = independent(relations)

    assert rank(kept) == rank(relations) == len(kept)
    assert len(kept) == len({total for total, _parts in relations})
