"""Why a page is in the sample, in the reader's language: by what it was recognised, or from how many it was drawn."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from report_templates.hostile import printable, shortened
from report_templates.languages import Language
from results.model import EvidenceKind

_LONGEST = 100
_NUMBER = re.compile("[0-9]{1,9}")


def evidence_sentence(evidence: str, language: Language) -> str:
    """Empty where the role says it all, and for what is no evidence of ours."""
    read = EvidenceKind.read(evidence)
    if read is None:
        return ""
    kind, value = read
    if kind in _WITH_WORDS:
        return _WITH_WORDS[kind](shortened(printable(value), _LONGEST), language)
    if kind in _COUNTED and _NUMBER.fullmatch(value):
        return _COUNTED[kind](int(value), language)
    return ""


_WITH_WORDS: Mapping[EvidenceKind, Callable[[str, Language], str]] = {
    EvidenceKind.LINK_TEXT: lambda text, to: to.gettext("Recognised by the link “%(text)s”", text=text),
    EvidenceKind.ADDRESS: lambda text, to: to.gettext("Recognised by “%(text)s” in the address", text=text),
    EvidenceKind.LANGUAGE: lambda code, to: to.gettext(
        "Language: %(language)s", language=to.locale.languages.get(code, code)
    ),
}

_COUNTED: Mapping[EvidenceKind, Callable[[int, Language], str]] = {
    EvidenceKind.FORMS: lambda count, to: to.ngettext("%(count)s form", "%(count)s forms", count),
    EvidenceKind.TABLES: lambda count, to: to.ngettext("%(count)s table", "%(count)s tables", count),
    EvidenceKind.MEDIA: lambda count, to: to.ngettext("%(count)s video or sound", "%(count)s videos or sounds", count),
    EvidenceKind.LOGIN_FIELDS: lambda count, to: to.ngettext(
        "%(count)s field for a password", "%(count)s fields for a password", count
    ),
    EvidenceKind.LAYOUT: lambda count, to: to.ngettext(
        "%(count)s page has this layout", "%(count)s pages have this layout", count
    ),
    EvidenceKind.DRAWN: lambda count, to: to.ngettext("Drawn from %(count)s page", "Drawn from %(count)s pages", count),
    EvidenceKind.DRAWN_DOCUMENT: lambda count, to: to.ngettext(
        "Drawn from %(count)s PDF document", "Drawn from %(count)s PDF documents", count
    ),
}
