from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checks.check import DocumentCheck
from checks.documents.pdf import UnreadablePdf, read_pdf
from checks.documents.pdf_facts import PdfFacts
from checks.rules import own_checks
from results.model import Outcome

URL = "https://a.example/report.pdf"
CHECKS = {check.id: check for check in own_checks() if isinstance(check, DocumentCheck)}

MakePdf = Callable[..., bytes]


def judged(facts: PdfFacts) -> dict[str, Outcome]:
    """Check -> its outcome; checks that say nothing are left out."""
    return {id_: found.outcome for id_, check in CHECKS.items() for found in check.judge(facts)}


PASSED = dict.fromkeys(("pdf-language", "pdf-permissions", "pdf-scanned", "pdf-tagged", "pdf-title"), Outcome.PASSED)


def test_what_a_document_says_of_itself_is_read(make_pdf: MakePdf) -> None:
    data = make_pdf(
        ("text", "scan", "ocr", "drawing"),
        figures=("/Figure=Map of the fire stations", "/Figure", "/Foto"),
        role_map={"/Foto": "/Figure"},
    )
    facts = read_pdf(URL, data)
    assert facts == PdfFacts(
        url=URL,
        pages=4,
        pages_looked_at=4,
        textless_pages=2,
        scanned_pages=1,
        tagged=True,
        language="nl-BE",
        title="Jaarverslag 2025",
        title_shown=True,
        figures=3,
        figures_without_text=2,
        locked_for_assistive_technology=False,
        dated=date(2025, 1, 2),
    )


def test_a_document_without_a_fault_passes(make_pdf: MakePdf) -> None:
    assert judged(read_pdf(URL, make_pdf())) == PASSED


@pytest.mark.parametrize(
    ("fault", "check", "outcome"),
    [
        ({"tagged": False}, "pdf-tagged", Outcome.FAILED),
        ({"language": ""}, "pdf-language", Outcome.FAILED),
        ({"title": ""}, "pdf-title", Outcome.FAILED),
        ({"title": "PowerPoint-presentatie"}, "pdf-title", Outcome.FAILED),
        ({"title": "Microsoft Word - rapport_def2.docx"}, "pdf-title", Outcome.CANNOT_TELL),
        ({"title_shown": False}, "pdf-title", Outcome.CANNOT_TELL),
        ({"figures": ("/Figure",)}, "pdf-figures", Outcome.FAILED),
        ({"figures": ("/Figure=A map",)}, "pdf-figures", Outcome.PASSED),
        ({"pages": ("text", "scan")}, "pdf-scanned", Outcome.CANNOT_TELL),
    ],
    ids=str,
)
def test_each_fault_is_found_by_its_check_alone(
    make_pdf: MakePdf, fault: dict[str, object], check: str, outcome: Outcome
) -> None:
    assert judged(read_pdf(URL, make_pdf(**fault))) == PASSED | {check: outcome}


def test_a_scan_has_neither_language_nor_structure_to_judge(make_pdf: MakePdf) -> None:
    facts = read_pdf(URL, make_pdf(("scan", "scan"), tagged=False, language=""))
    kept = {id_: outcome for id_, outcome in PASSED.items() if id_ in ("pdf-title", "pdf-permissions")}
    assert judged(facts) == kept | {"pdf-scanned": Outcome.FAILED}
    assert judged(replace(facts, pages_looked_at=1, textless_pages=1, scanned_pages=1))["pdf-scanned"] is (
        Outcome.CANNOT_TELL
    )


@pytest.mark.parametrize("dated", ["D:20180922", "", "D:2018", "soon"])
def test_a_fault_of_a_document_that_may_be_older_than_the_law_is_for_a_person(make_pdf: MakePdf, dated: str) -> None:
    facts = read_pdf(URL, make_pdf(tagged=False, dated=dated))
    assert judged(facts) == PASSED | {"pdf-tagged": Outcome.CANNOT_TELL}


def test_permissions_that_lock_assistive_technology_out_are_for_a_person(make_pdf: MakePdf) -> None:
    lock = pikepdf.Encryption(
        owner="x", user="", R=3, allow=pikepdf.Permissions(accessibility=False), aes=False, metadata=False
    )
    assert judged(read_pdf(URL, make_pdf(encryption=lock))) == PASSED | {"pdf-permissions": Outcome.CANNOT_TELL}


def test_a_document_behind_a_password_or_damaged_cannot_be_read(make_pdf: MakePdf) -> None:
    with pytest.raises(UnreadablePdf, match="needs a password to open"):
        read_pdf(URL, make_pdf(encryption=pikepdf.Encryption(owner="x", user="y")))
    with pytest.raises(UnreadablePdf, match="cannot be read"):
        read_pdf(URL, b"<html>Not found</html>")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 2000), byte=st.integers(0, 255), cut=st.integers(0, 2000))
def test_a_damaged_document_is_read_or_refused_and_never_more(make_pdf: MakePdf, at: int, byte: int, cut: int) -> None:
    data = bytearray(make_pdf(figures=("/Figure",)))
    data[at % len(data)] = byte
    with contextlib.suppress(UnreadablePdf):
        judged(read_pdf(URL, bytes(data[: len(data) - cut % 50])))
