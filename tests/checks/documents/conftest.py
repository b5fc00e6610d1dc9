"""PDF documents made on the spot."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

MakePdf = Callable[..., bytes]


@pytest.fixture(scope="session")
def make_pdf() -> MakePdf:
    """The defaults have no fault. pages: "text", "scan" (an image), "ocr" (an image and text) or "drawing"."""

    def make(  # noqa: PLR0913 - a fault a parameter
        pages: tuple[str, ...] = ("text",),
        *,
        tagged: bool = True,
        language: str = "nl-BE",
        title: str = "Jaarverslag 2025",
        title_shown: bool = True,
        figures: tuple[str, ...] = (),
        role_map: dict[str, str] | None = None,
        dated: str = "D:20250102030405Z",
        encryption: pikepdf.Encryption | None = None,
    ) -> bytes:
        pdf = Pdf.new()
        for kind in pages:
            _add_page(pdf, kind)
        if tagged:
            pdf.Root.MarkInfo = Dictionary(Marked=True)
            elements = [Dictionary(Type=Name.StructElem, S=Name.H1), *(_figure(text) for text in figures)]
            tree = Dictionary(Type=Name.StructTreeRoot, K=Dictionary(S=Name.Document, K=Array(elements)))
            tree.RoleMap = Dictionary({name: Name(role) for name, role in (role_map or {}).items()})
            pdf.Root.StructTreeRoot = pdf.make_indirect(tree)
        if language:
            pdf.Root.Lang = language
        if title_shown:
            pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        if title:
            pdf.docinfo[Name.Title] = title
        if dated:
            pdf.docinfo[Name.CreationDate] = dated
        stream = io.BytesIO()
        pdf.save(stream, encryption=encryption or False)
        return stream.getvalue()

    return make


def _figure(alternative: str) -> Dictionary:
    name, _, text = alternative.partition("=")
    figure = Dictionary(Type=Name.StructElem, S=Name(name))
    if text:
        figure.Alt = text
    return figure


def _add_page(pdf: Pdf, kind: str) -> None:
    page = pdf.add_blank_page()
    resources = Dictionary()
    if kind in ("text", "ocr"):
        resources.Font = Dictionary(F1=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    if kind in ("scan", "ocr"):
        image = pdf.make_stream(b"\x00", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
        resources.XObject = Dictionary(Im0=image)
    page.Resources = resources
