"""What does a passkey answer? The one file that knows py_webauthn, which is loaded when somebody uses a passkey."""

import json
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from flask import current_app

DESK = "Litigation desk"
LONGEST_ANSWER = 20_000  # letters


class PasskeyRefused(Exception):
    """The answer is not that of this passkey to this question at this desk."""


class Owner(NamedTuple):
    """For whom a passkey is made."""

    id: UUID
    email: str
    name: str


@dataclass(frozen=True)
class NewPasskey:
    """What a new passkey tells of itself. `sign_count` 0: it does not count."""

    credential_id: bytes
    public_key: bytes
    sign_count: int


class Known(NamedTuple):
    """What is kept of a passkey that has been used before."""

    public_key: bytes
    sign_count: int


def _domain() -> str:
    return str(current_app.extensions["config"].passkey_domain)


def creation_options(owner: Owner, known: list[bytes], challenge: bytes) -> str:
    """What the browser needs to make a passkey, as JSON; those of `known` make no second one."""
    import webauthn
    from webauthn.helpers import structs

    wanted = structs.AuthenticatorSelectionCriteria(
        resident_key=structs.ResidentKeyRequirement.PREFERRED,
        user_verification=structs.UserVerificationRequirement.REQUIRED,
    )
    options = webauthn.generate_registration_options(
        rp_id=_domain(),
        rp_name=DESK,
        user_id=owner.id.bytes,
        user_name=owner.email,
        user_display_name=owner.name,
        challenge=challenge,
        authenticator_selection=wanted,
        exclude_credentials=[structs.PublicKeyCredentialDescriptor(id=one) for one in known],
    )
    return webauthn.options_to_json(options)


def request_options(known: list[bytes], challenge: bytes) -> str:
    """What the browser needs to ask one of the `known` passkeys, as JSON."""
    import webauthn
    from webauthn.helpers import structs

    options = webauthn.generate_authentication_options(
        rp_id=_domain(),
        challenge=challenge,
        allow_credentials=[structs.PublicKeyCredentialDescriptor(id=one) for one in known],
        user_verification=structs.UserVerificationRequirement.REQUIRED,
    )
    return webauthn.options_to_json(options)


def credential_in(answer: str) -> bytes:
    """Which passkey an answer says that it comes from; raises PasskeyRefused."""
    from webauthn.helpers import base64url_to_bytes

    try:
        return base64url_to_bytes(_read(answer)["rawId"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise PasskeyRefused from error


def challenge_in(answer: str) -> bytes:
    """Which question an answer says that it answers; raises PasskeyRefused."""
    from webauthn.helpers import base64url_to_bytes

    try:
        said = json.loads(base64url_to_bytes(_read(answer)["response"]["clientDataJSON"]))
        return base64url_to_bytes(said["challenge"])
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise PasskeyRefused from error


def made(answer: str, challenge: bytes) -> NewPasskey:
    """The passkey that was made in answer to `challenge`; raises PasskeyRefused."""
    import webauthn
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        found = webauthn.verify_registration_response(
            credential=_read(answer),
            expected_challenge=challenge,
            expected_rp_id=_domain(),
            expected_origin=current_app.extensions["config"].origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError, IndexError) as error:
        raise PasskeyRefused from error
    return NewPasskey(found.credential_id, found.credential_public_key, found.sign_count)


def used(answer: str, challenge: bytes, known: Known) -> int:
    """The passkey's new count of uses after it answered `challenge`; raises PasskeyRefused."""
    import webauthn
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        found = webauthn.verify_authentication_response(
            credential=_read(answer),
            expected_challenge=challenge,
            expected_rp_id=_domain(),
            expected_origin=current_app.extensions["config"].origin,
            credential_public_key=known.public_key,
            credential_current_sign_count=known.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError, IndexError) as error:
        raise PasskeyRefused from error
    return found.new_sign_count


def _read(answer: str) -> dict[str, Any]:
    if len(answer) > LONGEST_ANSWER:
        raise PasskeyRefused
    try:
        said = json.loads(answer)
    except (ValueError, RecursionError) as error:
        raise PasskeyRefused from error
    if not isinstance(said, dict):
        raise PasskeyRefused
    return said
