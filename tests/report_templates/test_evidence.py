from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_templates.evidence import evidence_sentence
from report_templates.languages import load_language
from results.model import EvidenceKind


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        (EvidenceKind.LINK_TEXT.of("Contact: post"), "Herkend aan de link “Contact: post”"),
        (EvidenceKind.ADDRESS.of("contact"), "Herkend aan “contact” in het adres"),
        (EvidenceKind.LANGUAGE.of("fr"), "Taal: Frans"),
        (EvidenceKind.FORMS.of(1), "1 formulier"),
        (EvidenceKind.LAYOUT.of(1200), "1.200 pagina’s hebben deze opmaak"),
        (EvidenceKind.DRAWN.of(100), "Geloot uit 100 pagina’s"),
        (EvidenceKind.EVERY.of(), ""),
        ("link text: Contact", ""),
        ("forms: many", ""),
        ("", ""),
    ],
)
def test_why_a_page_was_chosen_is_said_in_dutch(evidence: str, expected: str):
    assert evidence_sentence(evidence, load_language("nl")) == expected


@given(st.sampled_from(EvidenceKind), st.text())
def test_what_a_page_gives_as_evidence_is_read_as_it_was_stored(kind: EvidenceKind, value: str):
    assert EvidenceKind.read(kind.of(value)) == (kind, value)
    assert isinstance(evidence_sentence(kind.of(value), load_language("fr")), str)
