"""How does a mail leave the desk? By the organisation's own mail server, encrypted on the way."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from config import Mail
from litigation_app.casework.reminders.rules import Letter

_SECONDS = 30
# The last one: an address in letters that this server does not know.
_REFUSALS = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError)


class PostRefused(Exception):
    """The mail server did not take it: nothing was sent. The message names no person."""


class Post:
    """An open line to the mail server."""

    def __init__(self, line: smtplib.SMTP, sender: str) -> None:
        self._line = line
        self._sender = sender

    def send(self, to: str, letter: Letter) -> None:
        """Raises PostRefused where the server says no. Where it says nothing, the mail may have left."""
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self._sender, to, letter.subject
        message["Date"] = formatdate()
        message["Message-ID"] = make_msgid(domain=self._sender.rpartition("@")[2].strip("> ") or None)
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.body)
        try:
            self._line.send_message(message)
        except _REFUSALS as refused:
            raise PostRefused(f"The mail server refused a mail ({type(refused).__name__}).") from None


@contextmanager
def opened(mail: Mail) -> Iterator[Post]:
    """A line to the mail server of the settings. Raises PostRefused where there is none."""
    try:
        line = smtplib.SMTP(mail.host, mail.port, timeout=_SECONDS)
        if mail.starttls:
            line.starttls(context=ssl.create_default_context())
        if mail.user:
            line.login(mail.user, mail.password)
    except (OSError, smtplib.SMTPException) as refused:
        raise PostRefused(f"The mail server cannot be reached ({type(refused).__name__}).") from None
    with line:
        yield Post(line, mail.sender)
