"""`wadmon notify`: an e-mail to the owner of each website of which there is news."""

from __future__ import annotations

from pathlib import Path

import click

from crawler.commands.errors import BadInput
from crawler.commands.judged import judged_as_asked
from crawler.commands.options import crawl_option, example, profile_option
from crawler.commands.session import Invocation
from crawler.mail import is_address, send_messages, write_messages
from crawler.pipeline.notify import drafts_of
from report_templates.terminal import printable


@click.command(epilog=example("wadmon notify", "wadmon notify --out mails", "wadmon notify --send"))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Write the e-mails as .eml files here.")
@click.option("--send", is_flag=True, help="Send them by the server of the setting smtp_url.")
@profile_option
@crawl_option
@click.pass_obj
def notify(
    invocation: Invocation,
    /,
    out: Path | None,
    send: bool,  # noqa: FBT001 - click passes it by name
    profiles: tuple[str, ...],
    crawl_id: int | None,
) -> None:
    """Tell the owner of each website what changed since the crawl before; only where something did.

    Without --out and --send nothing is written or sent: it says who would get what. The address is the column
    `contact` of the website in your list, else the contact of its organisation.
    """
    with judged_as_asked(invocation, profiles, crawl_id) as judged:
        settings, found = judged.settings, list(drafts_of(judged))
    if send and not is_address(settings.mail_from):
        raise BadInput("set mail_from in wadmon.toml to the address that the e-mails come from")
    if send and not settings.smtp_url:
        raise BadInput("set smtp_url in wadmon.toml to the server that sends the e-mails")
    drafts = [each.draft for each in found if each.draft]
    for each in found:
        recipient = each.draft.recipient if each.draft else "no address"
        click.echo(f"{printable(each.site.url)}  {each.direction}  {printable(recipient)}")
    if out is not None:
        write_messages(drafts, settings.mail_from or "wadmon@wadmon.invalid", out)
    refused = send_messages(drafts, settings.mail_from, settings.smtp_url) if send else []
    for draft, answer in refused:
        click.echo(f"not sent to {printable(draft.recipient)}: {printable(answer)}", err=True)
    done = f"{len(drafts) - len(refused)} sent" if send else "nothing sent; --send sends them"
    invocation.say(f"{len(found)} websites with news, {len(found) - len(drafts)} without an address; {done}")


VERBS = (notify,)
