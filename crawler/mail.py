"""E-mails as files, or handed to a mail server. Nothing else of the monitor sends anything to people."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import make_msgid
from pathlib import Path
from urllib.parse import unquote, urlsplit

from results.model import CannotRun

_SECONDS = 30
_ADDRESS = re.compile(r"[^@\s<>\"(),:;\[\]\\]+@[^@\s<>\"(),:;\[\]\\]+\.[^@\s<>\"(),:;\[\]\\]+")


class MailError(CannotRun):
    """The mail server cannot be used; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Draft:
    """recipient: one address. name: of the file, without its ending."""

    name: str
    recipient: str
    subject: str
    text: str
    html: str


def is_address(text: str) -> bool:
    return _ADDRESS.fullmatch(text) is not None


def message_of(draft: Draft, sender: str) -> EmailMessage:
    """Plain text first, HTML as the alternative."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = sender, draft.recipient, draft.subject
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2] or "wadmon.invalid")
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday replies, please
    message.set_content(draft.text)
    message.add_alternative(draft.html, subtype="html")
    return message


def write_messages(drafts: Sequence[Draft], sender: str, folder: Path) -> list[Path]:
    """An .eml file each, which mail programs open."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{draft.name}.eml" for draft in drafts]
    for draft, path in zip(drafts, paths, strict=True):
        path.write_bytes(message_of(draft, sender).as_bytes())
    return paths


def send_messages(drafts: Sequence[Draft], sender: str, smtp_url: str) -> list[tuple[Draft, str]]:
    """Those the server refused, with what it said. smtp:// turns to TLS where the server offers it.

    Raises MailError when the server cannot be reached or refuses us.
    """
    parts = urlsplit(smtp_url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise MailError(f"smtp_url: {without_credentials(smtp_url)!r} is not smtp://HOST:PORT or smtps://HOST:PORT")
    refused = []
    try:
        with _connection(parts.scheme, parts.hostname, parts.port) as server:
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            for draft in drafts:
                try:
                    server.send_message(message_of(draft, sender))
                except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as error:
                    refused.append((draft, str(error)))
    except (OSError, smtplib.SMTPException) as error:
        raise MailError(f"{parts.hostname}: the mail server does not take our mail: {error}") from error
    return refused


def without_credentials(url: str) -> str:
    return re.sub(r"//[^@/]*@", "//", url)


def _connection(scheme: str, host: str, port: int | None) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port or 465, timeout=_SECONDS, context=context)
    server = smtplib.SMTP(host, port or 587, timeout=_SECONDS)
    server.ehlo()
    if server.has_extn("starttls"):
        server.starttls(context=context)
        server.ehlo()
    return server
