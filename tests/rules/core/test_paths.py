"""Can a link after sign-in lead off the site?"""

import pytest

from litigation_app.core.web import local_path


@pytest.mark.parametrize(
    "wish",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "///evil.example",
        "/\tevil",
        "http:/evil",
        "",
        "evil.example",
        "/a\r\nSet-Cookie: x",
        " /cases/",
        "/\u0000",
        "\t//evil.example",
        "data:text/html,x",
        "/..\\evil",
        "//evil.example/%2f..",
        "HTTPS://evil",
        "ftp://evil",
        "/\n/evil.example",
    ],
)
def test_only_a_path_of_this_site_is_followed(wish: str) -> None:
    assert local_path(wish) == "/"


def test_a_path_with_a_query_is_kept() -> None:
    assert local_path("/cases/?q=RS-2026") == "/cases/?q=RS-2026"
