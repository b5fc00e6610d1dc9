"""Whether a page is an application: a shell that scripts fill in, whose other views may have no address."""

from __future__ import annotations

from lxml.html import HtmlElement  # type: ignore[import-untyped, unused-ignore]

from crawler.discovery.copies import FEW_WORDS
from crawler.web.evidence import text_of

# The element that the templates of the usual libraries fill in: React, Vue, Next, Nuxt, Gatsby, Angular.
_FILLED_IN = (
    "//body//*[@id='root' or @id='app' or @id='__next' or @id='__nuxt' or @id='___gatsby' or @data-reactroot"
    " or @data-v-app or @ng-version or @ng-app] | //body//app-root"
)
_PROGRAMS = "//script[not(@type) or contains(@type, 'javascript') or @type='module' or @type='']"


def is_application(root: HtmlElement | None) -> bool:
    """By the HTML as the server sends it: scripts, and hardly a word or a library's mark. None: an empty answer."""
    if root is None or not root.xpath(_PROGRAMS):
        return False
    return len(text_of(root).whole.split()) < FEW_WORDS or bool(root.xpath(_FILLED_IN))
