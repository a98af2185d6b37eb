"""The same of the languages in Latin letters: a file of its own, which another worker reads meanwhile."""

from typing import Any

import pytest

from litigation_app.core.language import LANGUAGES
from looked_at import barriers_in

pytestmark = [pytest.mark.browser, pytest.mark.extensive, pytest.mark.timeout(1800)]  # for hangs


@pytest.mark.parametrize("language", sorted(LANGUAGES.keys() - {"en", "mk", "sr-Cyrl"}))
def test_every_page_fits_and_puts_up_no_barrier_in_latin(
    furnished: Any,
    addresses: dict[str, list[str]],
    language: str,
) -> None:
    assert not barriers_in(furnished, addresses, language)
