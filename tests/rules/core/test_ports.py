"""Does a verb that a room above supplies answer, and is a desk that is wired in part refused?"""

import pytest

from litigation_app.casework.cases.ports import Port


def test_what_is_called_is_what_was_supplied_once() -> None:
    double: Port[[int], int] = Port("double")
    with pytest.raises(RuntimeError, match="nobody supplies double"):
        double(2)

    @double.supply
    def twice(number: int) -> int:
        return 2 * number

    assert (double(2), twice(3)) == (4, 6)
    with pytest.raises(RuntimeError, match="double is supplied twice"):
        double.supply(twice)
