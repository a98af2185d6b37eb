"""Who makes estimates, and of what."""

from functools import partial
from typing import Any

import pytest

from estimated import ran
from estimating import asked, onto_the_shelf
from estimating import estimate as asked_for


@pytest.fixture
def analyst(client_as: Any, make: Any) -> Any:
    return client_as(make.analyst())


@pytest.fixture
def publish(app: Any) -> Any:
    return partial(onto_the_shelf, app)


@pytest.fixture
def made(make: Any, client_as: Any, publish: Any) -> tuple[Any, str]:
    """An analyst, and the address of her estimate with one hidden year."""
    analyst = client_as(make.analyst())
    return analyst, asked_for(analyst, asked(publish())).headers["Location"].split("?")[0]


@pytest.fixture
def estimate(app: Any, make: Any) -> Any:
    """Make a run of a country; returns its address."""
    analyst = make.user_id(make.analyst())
    return lambda country="RS", scenario=None: ran(app, country, analyst, scenario=scenario)
