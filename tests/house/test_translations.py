"""Is every sentence of the screens there in Serbian, in both scripts, and with the same placeholders?"""

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
PLACEHOLDER = re.compile(r"%\(\w+\)s")


def test_the_catalogues_are_complete_and_current() -> None:
    run = subprocess.run(
        [sys.executable, ".ci/translations.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("folder", ["sr_Cyrl", "sr_Latn"])
def test_a_translation_keeps_the_placeholders(folder: str) -> None:
    path = ROOT / f"litigation_app/translations/{folder}/LC_MESSAGES/messages.po"
    catalogue = read_po(io.BytesIO(path.read_bytes()), locale=folder)

    for message in catalogue:
        said = message.string if isinstance(message.string, (list, tuple)) else [message.string]
        asked = message.id[-1] if isinstance(message.id, (list, tuple)) else message.id
        for sentence in said if message.id else []:
            assert set(PLACEHOLDER.findall(sentence)) >= set(PLACEHOLDER.findall(asked)) - {"%(num)s"}, message.id
