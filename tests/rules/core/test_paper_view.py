"""Is of the process that looks into papers, which a paper may take over, only believed what it can say?"""

import json

import pytest

from litigation_app.casework.documents.sandbox import queries as sandbox
from litigation_app.casework.documents.sandbox.queries import Contents, Unreadable


def test_pages_and_texts_are_read() -> None:
    said = {"pages": 2, "texts": ["Пресуда", ""]}

    assert sandbox.said_of(json.dumps(said).encode()) == Contents(2, ("Пресуда", ""))


@pytest.mark.parametrize(
    "answer",
    [
        b"", b"x", b"[]", b"null", b"{}", b"[" * 100_000, b"\xff",
        b'{"pages": -1, "texts": []}', b'{"pages": 1e9, "texts": []}', b'{"pages": true, "texts": []}',
        b'{"pages": 100001, "texts": []}', b'{"pages": "1", "texts": []}', b'{"pages": 1, "texts": "ab"}',
        b'{"pages": 1, "texts": [1]}', b'{"pages": 1, "texts": ["\\ud800"]}', b'{"pages": 1, "texts": {"a": "b"}}',
    ],
)  # fmt: skip
def test_what_it_never_says_is_no_answer(answer: bytes) -> None:
    with pytest.raises(Unreadable):
        sandbox.said_of(answer)
