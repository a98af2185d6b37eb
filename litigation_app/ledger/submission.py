"""How does our newest checkpoint reach a partner's witness over the network, and her signature come back?"""

import urllib.error
import urllib.request
from urllib.parse import urlsplit

from litigation_app.ledger import witness
from litigation_app.ledger.notes import NoteRefused
from litigation_app.ledger.settings import Partner

SECONDS = 20
PATH = "/add-checkpoint"
_LOCAL = {"localhost", "127.0.0.1", "::1"}


class SubmissionFailed(Exception):
    """The partner could not be reached, or did not sign; the message is one plain sentence."""


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


def submit(partner: Partner) -> int:
    """Have the partner sign our newest state, and keep her signature; the size that she signed. Raises SubmissionFailed."""
    asked = witness.ask(witness.last_kept(partner.origin))
    status, answer = _post(partner.url, witness.write(asked))
    if status == 409 and answer.strip().isdecimal() and int(answer) <= asked.stated.size:
        asked = witness.ask(int(answer))  # she signed a state whose answer we lost
        status, answer = _post(partner.url, witness.write(asked))
    if status != 200:
        raise SubmissionFailed(f"{partner.origin} did not sign: {status} {answer.strip()[:80]}")
    try:
        witness.keep(answer, asked.stated.size)
    except NoteRefused as refused:
        raise SubmissionFailed(f"{partner.origin} sent a signature that does not hold: {refused}") from None
    return asked.stated.size


def _post(url: str, text: str) -> tuple[int, str]:
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOCAL):
        raise SubmissionFailed(f"{url} is not an https address")
    request = urllib.request.Request(  # noqa: S310  # the scheme was checked
        url.rstrip("/") + PATH, data=text.encode(), headers={"Content-Type": "text/plain; charset=utf-8"}, method="POST"
    )
    try:
        with urllib.request.build_opener(_NoRedirects).open(request, timeout=SECONDS) as answer:
            return answer.status, answer.read(witness.MOST_BYTES).decode("utf-8", "replace")
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read(witness.MOST_BYTES).decode("utf-8", "replace")
    except OSError as error:
        raise SubmissionFailed(f"{url} does not answer") from error
