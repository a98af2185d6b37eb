"""Does each way to the root key open the keyring, alone and beside others, and nothing else?"""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shamir_mnemonic import combine_mnemonics

from config import Config
from litigation_app import vault
from litigation_app.vault.keys import keyring, lifecycle, passphrases, root_key
from litigation_app.vault.keys import pkcs11 as hardware
from litigation_app.vault.keys.root_key import (
    DEVICE,
    FILE,
    PASSPHRASE,
    RECOVERY,
    KeyringRefused,
    SecretRefused,
)
from root_keys import PIN, QUICK_KIB, WORDS, make_sheets, opened_by, passphrase_way

MODULES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")


@pytest.fixture
def config(tmp_path: Path) -> Config:
    made = Config(instance=tmp_path, database_url="sqlite://")
    vault.create(made)
    return made


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The library of a software security device with one token, "desk"."""
    folder = tmp_path_factory.mktemp("device")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\n")
    before = os.environ.get("SOFTHSM2_CONF")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    tool = shutil.which("softhsm2-util")
    assert tool is not None, "install softhsm2"
    subprocess.run(
        [tool, "--init-token", "--free", "--label", "desk", "--pin", PIN, "--so-pin", "314159"],
        check=True,
        capture_output=True,
    )
    yield next(module for module in MODULES if Path(module).exists())
    del os.environ["SOFTHSM2_CONF"]
    if before is not None:
        os.environ["SOFTHSM2_CONF"] = before


def test_a_passphrase_opens_what_the_key_file_opens(config: Config) -> None:
    root = keyring.file_root(config)

    lifecycle.add_root(config, root, passphrase_way())

    assert opened_by(config, PASSPHRASE, WORDS) == opened_by(config, FILE, None)


def test_a_passphrase_typed_with_other_spaces_and_another_keyboard_is_the_same(config: Config) -> None:
    lifecycle.add_root(
        config, keyring.file_root(config), passphrases.way("шест рода  изнад é млина", memory_kib=QUICK_KIB)
    )

    assert opened_by(config, PASSPHRASE, " шест  рода изнад e\u0301 млина ")


@given(st.text(max_size=40).filter(lambda typed: " ".join(typed.split()) != WORDS))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_every_other_passphrase_is_refused_without_a_word(config: Config, typed: str) -> None:
    lifecycle.add_root(config, keyring.file_root(config), passphrase_way())

    with pytest.raises(SecretRefused) as refusal:
        opened_by(config, PASSPHRASE, typed)
    assert str(refusal.value) == ""


def test_a_short_passphrase_is_not_set(config: Config) -> None:
    with pytest.raises(KeyringRefused, match="at least 20 letters"):
        passphrases.way("short", memory_kib=QUICK_KIB)


LOWER = [("memory_kib", 32), ("passes", 1), ("lanes", 2), ("salt", "AAAAAAAAAAAAAAAAAAAAAA==")]
TOO_MUCH = [("memory_kib", 2**40), ("passes", 10**6), ("salt", "!"), ("lanes", None)]


@pytest.mark.parametrize(
    ("detail", "value", "refused", "why"),
    [*((*one, SecretRefused, None) for one in LOWER), *((*one, KeyringRefused, "damaged") for one in TOO_MUCH)],
)
def test_the_cost_of_a_guess_cannot_be_lowered_in_the_file_nor_raised_beyond_measure(
    config: Config, detail: str, value: object, refused: type[Exception], why: str | None
) -> None:
    lifecycle.add_root(config, keyring.file_root(config), passphrase_way())
    said = json.loads(config.keyring.read_text())
    said["roots"][1][detail] = value
    config.keyring.write_text(json.dumps(said))

    with pytest.raises(refused, match=why):
        opened_by(config, PASSPHRASE, WORDS)


def test_the_key_file_can_go_when_there_is_another_way(config: Config) -> None:
    root, before = keyring.file_root(config), opened_by(config, FILE, None)
    lifecycle.add_root(config, root, passphrase_way())

    lifecycle.remove_root(config, root, FILE)

    assert not config.root_key.exists()
    assert [entry.kind for entry in keyring.roots(config)] == [PASSPHRASE]
    assert opened_by(config, PASSPHRASE, WORDS) == before
    with pytest.raises(KeyringRefused, match="unlock it first"):
        vault.load(config)


def test_the_last_way_cannot_go(config: Config) -> None:
    with pytest.raises(lifecycle.KeyKept, match="last way"):
        lifecycle.remove_root(config, keyring.file_root(config), FILE)

    assert vault.load(config)


def test_a_new_passphrase_takes_the_place_of_the_old(config: Config) -> None:
    root = keyring.file_root(config)
    lifecycle.add_root(config, root, passphrase_way())

    lifecycle.add_root(config, root, passphrases.way("nine herons under two dark bridges", memory_kib=QUICK_KIB))

    with pytest.raises(SecretRefused):
        opened_by(config, PASSPHRASE, WORDS)
    assert opened_by(config, PASSPHRASE, "nine herons under two dark bridges")


@pytest.mark.parametrize(("needed", "count"), [(2, 2), (2, 3), (3, 5), (4, 4)])
def test_any_sheets_that_are_enough_open_the_desk_and_fewer_do_not(config: Config, needed: int, count: int) -> None:
    words = make_sheets(config, needed, count)

    for some in combinations(words, needed):
        assert opened_by(config, RECOVERY, "\n".join(some)) == opened_by(config, FILE, None)
    for few in combinations(words, needed - 1):
        with pytest.raises(SecretRefused):
            opened_by(config, RECOVERY, "\n".join(few))


def test_sheets_may_be_typed_in_any_order_and_layout(config: Config) -> None:
    first, second, third = make_sheets(config, 2, 3)

    assert opened_by(config, RECOVERY, f"  {third.upper()}\n\n{first}  ".replace(" ", "\n", 7))
    for wrong in (
        f"{first} {first}",
        first[:-4] + second,
        "",
        "owl " * 66,
        f"{first} word",
        f"{first} {third} {second[:-1]}",
    ):
        with pytest.raises(SecretRefused):
            opened_by(config, RECOVERY, wrong)


def test_sheets_of_an_earlier_set_are_void(config: Config) -> None:
    old = make_sheets(config, 2, 3)
    new = make_sheets(config, 2, 3)

    for words in (old[:2], [old[0], new[1]]):
        with pytest.raises(SecretRefused):
            opened_by(config, RECOVERY, "\n".join(words))


@pytest.mark.parametrize(("needed", "count"), [(1, 1), (1, 3), (3, 2), (2, 17), (0, 0)])
def test_sheets_that_make_no_sense_are_not_made(config: Config, needed: int, count: int) -> None:
    with pytest.raises(KeyringRefused, match="Recovery needs"):
        make_sheets(config, needed, count)


def test_sheets_agree_with_the_published_vector() -> None:
    """SLIP-0039, test vectors: "Basic sharing 2-of-3 (128 bits)", two of its shares."""
    first = (
        "shadow pistol academic always adequate wildlife fancy gross oasis cylinder "
        "mustang wrist rescue view short owner flip making coding armed"
    )
    second = (
        "shadow pistol academic acid actress prayer class unknown daughter sweater "
        "depict flip twice unkind craft early superior advocate guest smoking"
    )

    assert combine_mnemonics([first, second], b"TREZOR").hex() == "b43ceb7e57a0ea8766221624d01b0864"


def device_way(module: str, key: str = "litigation-desk", pin: str = PIN) -> root_key.Way:
    return hardware.way(module, "desk", key, pin)


def test_a_security_device_opens_the_desk_with_its_pin(config: Config, token: str) -> None:
    lifecycle.add_root(config, keyring.file_root(config), device_way(token))

    assert opened_by(config, DEVICE, PIN) == opened_by(config, FILE, None)
    with pytest.raises(SecretRefused):
        opened_by(config, DEVICE, "00000000")
    assert opened_by(config, DEVICE, PIN)


def test_the_devices_key_never_leaves_it(config: Config, token: str) -> None:
    import pkcs11
    from pkcs11 import Attribute

    lifecycle.add_root(config, keyring.file_root(config), device_way(token))

    with pkcs11.lib(token).get_token(token_label="desk").open(user_pin=PIN) as session:
        key = session.get_key(label="litigation-desk")
        assert (key[Attribute.EXTRACTABLE], key[Attribute.SENSITIVE], key.key_length) == (False, True, 256)
        with pytest.raises(pkcs11.PKCS11Error):
            key[Attribute.VALUE]


@pytest.mark.parametrize(
    "change",
    [
        lambda said: said.update(token="other"),
        lambda said: said.update(key="other"),
        lambda said: said.update(module="/nowhere/lib.so"),
        lambda said: said.update(wrapped=root_key.as_text(bytes(60))),
    ],
)
def test_another_device_or_a_changed_file_is_said_in_one_sentence(
    config: Config, token: str, change: Callable[[dict[str, Any]], None]
) -> None:
    lifecycle.add_root(config, keyring.file_root(config), device_way(token))
    said = json.loads(config.keyring.read_text())
    change(said["roots"][1])
    config.keyring.write_text(json.dumps(said))

    with pytest.raises(KeyringRefused) as refusal:
        opened_by(config, DEVICE, PIN)
    assert str(refusal.value)[-1] in ".?"


def test_a_wrong_pin_adds_no_way(config: Config, token: str) -> None:
    with pytest.raises(SecretRefused):
        lifecycle.add_root(config, keyring.file_root(config), device_way(token, pin="11111111"))

    assert [entry.kind for entry in keyring.roots(config)] == [FILE]
