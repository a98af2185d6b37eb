"""Who makes estimates, and of what."""

from functools import partial
from typing import Any

import pytest

from estimated import ran
from estimating import onto_the_shelf


@pytest.fixture
def analyst(client_as: Any, make: Any) -> Any:
    return client_as(make.analyst())


@pytest.fixture
def publish(app: Any) -> Any:
    return partial(onto_the_shelf, app)


@pytest.fixture
def made(app: Any, make: Any, analyst: Any) -> tuple[Any, str]:
    """An analyst, and the address of her estimate with one hidden year."""
    return analyst, ran(app, "RS", make.user_id(analyst.email))


@pytest.fixture
def estimate(app: Any, make: Any) -> Any:
    """Make a run of a country; returns its address."""
    analyst = make.user_id(make.analyst())
    return lambda country="RS", scenario=None: ran(app, country, analyst, scenario=scenario)
