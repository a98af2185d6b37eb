"""Are the signs that pages ask for in the file that is served?"""

import gzip
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

import litigation_app
from litigation_app.core import assets
from litigation_app.core.icons import ICONS, icon, sprite

NAMED = re.compile(r"""(?:icon\(|sign=|sign: |icon=)["']([a-z0-9-]+)["']""")
FIRST_VISIT_BYTES = 150_000


def test_every_sign_is_in_the_sprite() -> None:
    root = ElementTree.fromstring(sprite())  # noqa: S314 (our own file)

    assert {symbol.get("id") for symbol in root} == set(ICONS)


def test_an_unknown_sign_is_refused_at_once() -> None:
    with pytest.raises(KeyError):
        icon("no-such-sign")


def test_every_sign_named_in_a_template_is_served() -> None:
    pages = Path(litigation_app.__file__).parent.rglob("*.html")

    named = {name for page in pages for name in NAMED.findall(page.read_text("utf-8"))}

    assert named <= set(ICONS)


def test_only_the_files_served_can_be_asked_for() -> None:
    with pytest.raises(FileNotFoundError):
        assets.bootstrap_file("../bootstrap.min.css.map")


def test_the_look_fits_the_budget_of_a_first_visit() -> None:
    own = Path(litigation_app.__file__).parent / "core" / "static"
    files = [assets.compressed(assets.bootstrap_file("bootstrap.min.css")), gzip.compress(sprite())]
    files += [assets.compressed(own / name) for name in ("desk.css", "desk.js")]

    assert sum(len(file) for file in files) <= FIRST_VISIT_BYTES / 2


def test_own_javascript_and_styles_stay_small_and_whole() -> None:
    own = Path(litigation_app.__file__).parent / "core" / "static"

    assert len((own / "desk.js").read_text("utf-8").splitlines()) < 250
    assert "@import" not in (own / "desk.css").read_text("utf-8")
