"""Who types official figures in, and who checks them."""

from collections.abc import Callable
from typing import Any

import pytest

ClientAs = Callable[[str], Any]


@pytest.fixture
def typist(make: Any, client_as: ClientAs) -> Any:
    return client_as(make.analyst())


@pytest.fixture
def checker(make: Any, client_as: ClientAs) -> Any:
    return client_as(make.coordinator())
