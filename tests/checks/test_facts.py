from __future__ import annotations

import pytest

from checks.audit import Auditor
from checks.browsers.chromium import ChromiumContext
from checks.facts import Link, Navigation, PageFacts
from results.model import PlannedPage

pytestmark = pytest.mark.asyncio(loop_scope="session")

URL = "http://facts.test/page"
HEAD = '<!doctype html><html lang="nl"><head><title> Wat we\n doen </title></head>'
WHOLE = f"""{HEAD}<body>
<header><a href="/"><img src="data:," alt="Startpagina"></a>
  <nav aria-label="Menu"><a href="/nieuws">Nieuws</a> <a href="/page#inhoud">Hier</a></nav>
  <form role="search"><label>Zoek <input name="q"></label></form>
</header>
<main><h1>Wat <em>we</em> doen</h1>
  <p id="a11y-status">częściowo zgodna</p>
  <p>{"Lang genoeg om alleen dit deel te lezen. " * 6}</p>
  <p>Bel <a href="tel:050">ons</a>.</p>
  <form name="title"><label>Naam <input name="action"></label></form>
  <div hidden><a href="/verborgen">Verborgen</a></div>
</main>
<footer><a href="mailto:a@b.test">a@b.test</a> <a href="/contact">Contact</a> <a href="mailto:c@d.test">c@d.test</a>
  <a href="https://form.agid.gov.it/1" data-element="accessibility-link">Dichiarazione</a></footer>
</body></html>"""


async def facts_of(html: str, web: object, auditor: Auditor, context: ChromiumContext) -> PageFacts:
    web.put(URL, html.encode(), type="text/html; charset=utf-8")
    visit = await auditor.visit(context, PlannedPage(URL, "statement"), lambda _: None)
    assert (visit.audit.reason, visit.audit.detail) == (None, "")
    assert visit.facts is not None
    return visit.facts


async def test_what_is_remembered_of_a_page(web: object, auditor: Auditor, context: ChromiumContext) -> None:
    facts = await facts_of(WHOLE, web, auditor, context)

    def link(path: str, name: str, region: str, *, image: bool = False) -> Link:
        return Link(f"http://facts.test{path}" if path.startswith("/") else path, name, region, image)

    menu = (link("/nieuws", "Nieuws", "navigation"), link("/page#inhoud", "Hier", "navigation"))
    assert facts.text.startswith("Wat we doen\n")
    assert facts == PageFacts(
        url=URL,
        final_url=URL,
        role="statement",
        title="Wat we doen",
        heading="Wat we doen",
        language="nl",
        html='<html lang="nl">',
        text=facts.text,
        links=(
            link("/", "Startpagina", "banner", image=True),
            *menu,
            link("tel:050", "ons", "main"),
            link("mailto:a@b.test", "a@b.test", "contentinfo"),
            link("/contact", "Contact", "contentinfo"),
            link("mailto:c@d.test", "c@d.test", "contentinfo"),
            link("https://form.agid.gov.it/1", "Dichiarazione", "contentinfo"),
        ),
        navigations=(Navigation("Menu", menu),),
        search=True,
        help=("mail", "contact"),
        forms=1,
        marks={
            "#a11y-status": "częściowo zgodna",
            "[data-element=accessibility-link]": "https://form.agid.gov.it/1",
        },
    )


@pytest.mark.parametrize(
    "html",
    [
        f"{HEAD}<body><p>Tekst.</p><svg viewBox='0 0 9 9'><a href='/x'><text y='9'>SVG</text></a></svg></body></html>",
        f"{HEAD}<body><form name='title'><input name='action'><input name='id'></form>Tekst.</body>",
        "<p>Geen kop, geen taal, geen titel.",
        f"{HEAD}<body><main></main><p>Buiten het hoofddeel.</p></body></html>",
    ],
)  # fmt: skip
async def test_odd_pages_are_remembered_too(html: str, web: object, auditor: Auditor, context: ChromiumContext) -> None:
    facts = await facts_of(html, web, auditor, context)
    assert facts.text.strip()
