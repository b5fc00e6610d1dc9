"""E-mails as files and to a real mail server on this machine."""

from __future__ import annotations

import email
import socket
from collections.abc import Iterator
from email.policy import SMTP
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, Session

from crawler.mail import Draft, MailError, is_address, send_messages, write_messages

DRAFT = Draft(
    "site", "an@example.org", "Toegankelijkheid van één site: verbeterd", "Beste\nbeheerder\n", "<p>Beste</p>"
)
SENDER = "monitor@example.org"


class Mailbox:
    """Takes every message but those for nobody@example.org."""

    def __init__(self) -> None:
        self.received: list[Envelope] = []

    async def handle_RCPT(self, server: object, session: Session, envelope: Envelope, address: str, _: object) -> str:  # noqa: N802
        if address == "nobody@example.org":
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: object, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.received.append(envelope)
        return "250 OK"


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, str]]:
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=_free_port())
    controller.start()
    yield box, f"smtp://127.0.0.1:{controller.port}"
    controller.stop()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def test_a_message_reaches_the_server_as_text_with_html_beside_it(mailbox: tuple[Mailbox, str]) -> None:
    box, url = mailbox
    assert send_messages([DRAFT], SENDER, url) == []
    (envelope,) = box.received
    assert (envelope.mail_from, envelope.rcpt_tos) == (SENDER, ["an@example.org"])
    assert isinstance(envelope.content, bytes)
    message = email.message_from_bytes(envelope.content, policy=SMTP)
    assert message["Subject"] == DRAFT.subject
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/alternative", "text/plain", "text/html",
    ]  # fmt: skip


def test_an_address_that_is_refused_is_given_back_and_the_others_are_sent(mailbox: tuple[Mailbox, str]) -> None:
    box, url = mailbox
    refused = send_messages([Draft("x", "nobody@example.org", "a", "b", "c"), DRAFT], SENDER, url)
    assert [(draft.name, "no such person" in answer) for draft, answer in refused] == [("x", True)]
    assert len(box.received) == 1


def test_name_and_password_of_the_address_log_in() -> None:
    box, seen = Mailbox(), []

    def authenticate(_server: object, _session: object, _envelope: object, _mechanism: str, data: object) -> AuthResult:
        seen.append((data.login, data.password))  # type: ignore[attr-defined]
        return AuthResult(success=True)

    controller = Controller(
        box, hostname="127.0.0.1", port=_free_port(), authenticator=authenticate, auth_require_tls=False
    )
    controller.start()
    try:
        assert send_messages([DRAFT], SENDER, f"smtp://an:ge%40heim@127.0.0.1:{controller.port}") == []
    finally:
        controller.stop()
    assert seen == [(b"an", b"ge@heim")]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://user:secret@mail.example.org", "'http://mail.example.org' is not smtp://HOST:PORT"),
        ("smtp://127.0.0.1:1", "127.0.0.1: the mail server does not take our mail"),
    ],
)
def test_a_server_that_cannot_be_used_is_said_in_one_line(url: str, said: str) -> None:
    with pytest.raises(MailError, match=said):
        send_messages([DRAFT], SENDER, url)


def test_files_open_as_messages(tmp_path: Path) -> None:
    (path,) = write_messages([DRAFT], SENDER, tmp_path / "mails")
    message = email.message_from_bytes(path.read_bytes(), policy=SMTP)
    assert (path.name, message["To"], message["From"]) == ("site.eml", "an@example.org", SENDER)
    assert message.get_body(("plain",)).get_content() == "Beste\r\nbeheerder\r\n"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("an@example.org", True), ("a.b+c@x.gov.be", True), ("https://example.org/contact", False), ("an@example", False),
     ("an@example.org\nBcc: x@y.be", False), ("a@b.be, c@d.be", False), ("", False)],
)  # fmt: skip
def test_one_address_and_nothing_else_is_an_address(text: str, is_one: bool) -> None:
    assert is_address(text) is is_one
