"""A PDF read for what decides whether assistive technology can read it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from checks.documents.pdf_facts import MOST_PAGES, PdfFacts
from checks.storable import storable

# A hostile file may hold any number of objects, and loops of them.
MOST_STRUCTURE = 20_000
_DEEPEST = 200
_TEXT = 300


class UnreadablePdf(Exception):
    """Not a PDF, damaged, or behind a password; the message is one line."""


def read_pdf(url: str, data: bytes) -> PdfFacts:
    """Raises UnreadablePdf."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return _facts(url, pdf)
    except pikepdf.PasswordError:
        raise UnreadablePdf("needs a password to open") from None
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
        # A broken PDF can have anything in the place of anything; pikepdf says so in each of these ways.
        raise UnreadablePdf(
            f"cannot be read: {str(error).splitlines()[0] if str(error) else type(error).__name__}"
        ) from error


def _facts(url: str, pdf: Pdf) -> PdfFacts:
    root = pdf.Root
    looked_at = [page for _, page in zip(range(MOST_PAGES), pdf.pages, strict=False)]
    textless = [page.obj for page in looked_at if not _fonts(page.obj)]
    marked = _dictionary(root.get(Name.MarkInfo))
    figures = [element for element in _structure(pdf) if _role(pdf, element) == "/Figure"]
    elements = next(_structure(pdf), None)
    viewer = _dictionary(root.get(Name.ViewerPreferences))
    return PdfFacts(
        url=url,
        pages=len(pdf.pages),
        pages_looked_at=len(looked_at),
        textless_pages=len(textless),
        scanned_pages=sum(bool(_objects(page, Name.Image)) for page in textless),
        tagged=bool(marked.get(Name.Marked, False)) and elements is not None,
        language=_text(root.get(Name.Lang)),
        title=_title(pdf),
        title_shown=bool(viewer.get(Name.DisplayDocTitle, False)),
        figures=len(figures),
        figures_without_text=sum(not (_text(f.get(Name.Alt)) or _text(f.get(Name.ActualText))) for f in figures),
        locked_for_assistive_technology=pdf.is_encrypted and not pdf.allow.accessibility,
        dated=_dated(pdf),
    )


def _structure(pdf: Pdf) -> Iterator[Dictionary]:
    """Structure elements in the order of the document (PDF 32000-1, 14.7), at most MOST_STRUCTURE."""
    tree = pdf.Root.get(Name.StructTreeRoot)
    if not isinstance(tree, Dictionary):
        return
    waiting: list[tuple[Any, int]] = [(tree.get(Name.K), 0)]
    seen = 0
    while waiting and seen < MOST_STRUCTURE:
        element, depth = waiting.pop()
        if isinstance(element, Array) and depth < _DEEPEST:
            waiting += [(child, depth + 1) for child in reversed(list(element))]
        elif isinstance(element, Dictionary) and Name.S in element:
            seen += 1
            yield element
            if depth < _DEEPEST:
                waiting.append((element.get(Name.K), depth + 1))


def _role(pdf: Pdf, element: Dictionary) -> str:
    """The standard structure type; a document's own names are mapped to those (RoleMap)."""
    role = str(element.get(Name.S, ""))
    mapped = _dictionary(_dictionary(pdf.Root.get(Name.StructTreeRoot)).get(Name.RoleMap))
    return str(mapped.get(role, role)) if role.startswith("/") else role


def _fonts(page: Object) -> list[Dictionary | Stream]:
    """Also of the forms on the page, one level deep; the text layer of a scan brings a font along."""
    resources = [page.get(Name.Resources), *(form.get(Name.Resources) for form in _objects(page, Name.Form))]
    return [font for resource in resources for font in _values(_dictionary(resource).get(Name.Font))]


def _objects(page: Object, subtype: Name) -> list[Dictionary | Stream]:
    resources = _dictionary(page.get(Name.Resources))
    return [found for found in _values(resources.get(Name.XObject)) if found.get(Name.Subtype) == subtype]


def _title(pdf: Pdf) -> str:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        title = str(metadata.get("dc:title", "") or "")
    return storable(" ".join((title or _text(pdf.docinfo.get(Name.Title))).split()))[:_TEXT]


def _dated(pdf: Pdf) -> date | None:
    """D:YYYYMMDD...: the later of the two dates it gives; nothing where neither is a date."""
    found = []
    for name in (Name.CreationDate, Name.ModDate):
        digits = _text(pdf.docinfo.get(name)).removeprefix("D:")[:8]
        try:
            found.append(date(int(digits[:4]), int(digits[4:6] or 1), int(digits[6:8] or 1)))
        except ValueError:
            continue
    return max(found, default=None)


def _dictionary(value: object) -> Dictionary | Stream:
    return value if isinstance(value, (Dictionary, Stream)) else Dictionary()


def _values(value: object) -> list[Dictionary | Stream]:
    return [v for _, v in _dictionary(value).items() if isinstance(v, (Dictionary, Stream))]


def _text(value: object) -> str:
    return storable(str(value).strip())[:_TEXT] if isinstance(value, (pikepdf.String, str)) else ""
