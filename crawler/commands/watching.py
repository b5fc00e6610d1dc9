"""How a person at the terminal looks on while a crawl is under way."""

from __future__ import annotations

import sys

from crawler.commands.session import Invocation, remind_of_contact, remind_of_image_words
from crawler.pipeline.crawl import Watcher
from crawler.progress import progress_for
from crawler.settings import Settings
from results.model import Tools


def watcher(invocation: Invocation, settings: Settings) -> Watcher:
    remind_of_contact(invocation, settings)
    return Watcher(
        lambda tools: _show_tools(invocation, tools), lambda: progress_for(sys.stderr, quiet=invocation.quiet)
    )


def _show_tools(invocation: Invocation, tools: Tools) -> None:
    sandbox = "" if tools.browser_sandbox else ", no sandbox (root)"
    invocation.say(f"{tools.browser}, axe-core {tools.axe_version}{sandbox}")
    if tools.axe_source == "fallback":
        invocation.say("axe-core is the fallback: an older version that finds fewer barriers (npm was out of reach)")
    remind_of_image_words(invocation, tools)
