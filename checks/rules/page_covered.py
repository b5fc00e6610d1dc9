"""A layer (cookies, a dialog) lies over the page when it opens: what is behind it has to be looked at again.

No criterion forbids a layer. It is tested as part of the page; so is what is behind it, as it stands. But a visitor
only gets there after closing it, which the monitor does not do (docs/method.md), and the page may change then.
"""

from __future__ import annotations

from checks.check import DomCheck

CONSENT = (
    "cookie", "consent", "toestemming", "privacyvoorkeur", "confidentialite", "temoins", "einwilligung", "datenschutz",
    "galletas", "samtycke", "ciasteczka", "evasteet",
)  # fmt: skip

CHECK = DomCheck("page-covered", (), {"consent": CONSENT}, only_asks=True, drawn=True)
