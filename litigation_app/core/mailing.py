"""How does a mail leave the desk? By the organisation's own mail server, encrypted on the way."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import Any, NamedTuple

from config import Mail

_SECONDS = 30
# The last one: an address in letters that this server does not know.
_REFUSALS = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError)


class Letter(NamedTuple):
    """A mail. Nothing of a client stands in it."""

    subject: str
    body: str


class PostRefused(Exception):
    """The mail server did not take it: nothing was sent. The message names no person."""


class PostLost(PostRefused):
    """The line broke, or there is none any more, before the mail was on its way: nothing was sent."""


class PostUnsure(Exception):
    """The line broke while the mail was on its way: it may have left."""


class _Line(smtplib.SMTP):
    """A line that knows whether the mail itself was begun."""

    is_begun = False

    def data(self, msg: Any) -> Any:
        self.is_begun = True
        return super().data(msg)


class Post:
    """A line to the mail server, opened anew for the next mail where it broke."""

    def __init__(self, mail: Mail) -> None:
        self._mail = mail
        self._line: _Line | None = _connected(mail)

    def send(self, to: str, letter: Letter) -> None:
        """Raises PostRefused where the server says no or the line breaks before, PostUnsure where it breaks on the way."""
        line = self._line = self._line or _connected(self._mail)
        line.is_begun = False
        try:
            line.send_message(_message(self._mail.sender, to, letter))
        except _REFUSALS as refused:
            raise PostRefused(f"The mail server refused a mail ({type(refused).__name__}).") from None
        except (OSError, smtplib.SMTPException) as broken:
            self.hang_up()
            how = PostUnsure if line.is_begun else PostLost
            raise how(f"The mail server hung up ({type(broken).__name__}).") from None

    def hang_up(self) -> None:
        """Close the line, whatever the server still says."""
        line, self._line = self._line, None
        if line is not None:
            with suppress(OSError, smtplib.SMTPException), line:
                pass


def _message(sender: str, to: str, letter: Letter) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, letter.subject
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2].strip("> ") or None)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.body)
    return message


def _connected(mail: Mail) -> _Line:
    """Raises PostLost where the server of the settings cannot be reached, or lets nobody in."""
    try:
        line = _Line(mail.host, mail.port, timeout=_SECONDS)
        if mail.starttls:
            line.starttls(context=ssl.create_default_context())
        if mail.user:
            line.login(mail.user, mail.password)
    except (OSError, smtplib.SMTPException) as refused:
        raise PostLost(f"The mail server cannot be reached ({type(refused).__name__}).") from None
    return line


@contextmanager
def opened(mail: Mail) -> Iterator[Post]:
    """A line to the mail server of the settings. Raises PostLost where there is none."""
    post = Post(mail)
    try:
        yield post
    finally:
        post.hang_up()
