"""How does our newest checkpoint reach a partner's witness over the network, and her signature come back?"""

import ipaddress
import socket
import urllib.error
import urllib.request
from http.client import HTTPException
from urllib.parse import urlsplit

from litigation_app.ledger import witness
from litigation_app.ledger.notes import NoteRefused
from litigation_app.ledger.settings import Partner

SECONDS = 20
PATH = "/add-checkpoint"
MOST_DIGITS = 18  # of the size that a partner answers
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052
_LOCAL = {"localhost", "127.0.0.1", "::1"}  # the end of a tunnel on this machine


class SubmissionFailed(Exception):
    """The partner could not be reached, or did not sign; the message is one plain sentence."""


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


def submit(partner: Partner) -> int:
    """Have the partner sign our newest state, and keep her signature; the size that she signed. Raises SubmissionFailed."""
    asked = witness.ask(witness.last_kept(partner.origin))
    status, answer = _post(partner.url, witness.write(asked))
    if status == 409 and (seen := _size(answer)) is not None and seen <= asked.stated.size:
        asked = witness.ask(seen)  # she signed a state whose answer we lost
        status, answer = _post(partner.url, witness.write(asked))
    if status != 200:
        raise SubmissionFailed(f"{partner.origin} did not sign: {status} {answer.strip()[:80]}")
    try:
        witness.keep(answer, asked.stated.size)
    except NoteRefused as refused:
        raise SubmissionFailed(f"{partner.origin} sent a signature that does not hold: {refused}") from None
    return asked.stated.size


def _size(answer: str) -> int | None:
    typed = answer.strip()
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= MOST_DIGITS else None


def _post(url: str, text: str) -> tuple[int, str]:
    _require_public(url)
    request = urllib.request.Request(  # noqa: S310  # the scheme was checked
        url.rstrip("/") + PATH, data=text.encode(), headers={"Content-Type": "text/plain; charset=utf-8"}, method="POST"
    )
    try:
        with urllib.request.build_opener(_NoRedirects).open(request, timeout=SECONDS) as answer:
            return answer.status, answer.read(witness.MOST_BYTES).decode("utf-8", "replace")
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read(witness.MOST_BYTES).decode("utf-8", "replace")
    except (OSError, HTTPException) as error:
        raise SubmissionFailed(f"{url} does not answer") from error


def _require_public(url: str) -> None:
    """No partner's address leads into the office's own network, nor to the machine's keeper of secrets (169.254.169.254)."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or 443
    except ValueError as error:
        raise SubmissionFailed(f"{url} is not an https address") from error
    if parts.username or not host or (parts.scheme != "https" and not (parts.scheme == "http" and host in _LOCAL)):
        raise SubmissionFailed(f"{url} is not an https address")
    if host in _LOCAL:
        return
    try:
        found = {str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise SubmissionFailed(f"{url} does not answer") from error
    if not all(_is_public(one) for one in found):
        raise SubmissionFailed(f"{url} lies in a private network: reach it by a tunnel to localhost, or send files")


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):  # what is wrapped in an address of the new kind counts
        low = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _TRANSLATED else None
        ip = ip.ipv4_mapped or ip.sixtofour or low or ip
    return ip.is_global and not ip.is_multicast
