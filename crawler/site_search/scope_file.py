"""What counts as a site of a government: a TOML file of rules, read and validated.

The scopes that come with wadmon are in `crawler/scopes/`; each is an example of how to write one.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from crawler.web.urls import canonical_host
from results.model import WrongInput

SHIPPED = Path(__file__).parent.parent / "scopes"
PLATFORMS = Path(__file__).with_name("platforms.toml")
LEVELS = ("state", "regional", "local", "public-law")
_SHOWN = 100  # characters of a value in a message


class ScopeError(WrongInput):
    """The scope file cannot be used; one line that names file, line and value."""


def _pattern(text: str) -> str:
    """A host name, or "*." and the name under which any host is meant."""
    host = text.removeprefix("*.").strip().lower()
    canonical = canonical_host(host) if host and "*" not in host and "/" not in host and ":" not in host else None
    if canonical is None:
        message = f"{text!r} is no host pattern; write example.gov or *.example.gov"
        raise ValueError(message)
    return ("*." if text.startswith("*.") else "") + canonical


def _level(text: str) -> str:
    if text and text not in LEVELS:
        message = f"{text!r} is no level; those are {', '.join(LEVELS)}"
        raise ValueError(message)
    return text


Pattern = Annotated[str, AfterValidator(_pattern)]
Level = Annotated[str, AfterValidator(_level)]
Text = Annotated[str, Field(min_length=4)]


class Rule(BaseModel):
    """One way to be a site of this government. All conditions given must hold; the first rule that holds counts.

    hosts: patterns, one of which the host must match. except_hosts: patterns of hosts it is not for.
    texts: one of them must be in the title, the metadata or the top or foot of the home page, in the imprint or in
    the statement: a newspaper writes about town halls too. without: none of them may be anywhere on these pages.
    names_organisation: a known organisation must be named as the owner.
    known_domain: the host must be under the domain of a known organisation or a registered site.
    linked_from: so many hosts of this government must link to it.
    accept: sites found by this rule need no review.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(min_length=1)]
    hosts: tuple[Pattern, ...] = ()
    except_hosts: tuple[Pattern, ...] = ()
    texts: tuple[Text, ...] = ()
    without: tuple[Text, ...] = ()
    names_organisation: bool = False
    known_domain: bool = False
    linked_from: Annotated[int, Field(ge=0)] = 0
    accept: bool = False
    organisation: str = ""
    level: Level = ""


class KnownOrganisation(BaseModel):
    """A public sector body. domains: registered names that are its alone. names: as pages call it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(min_length=1)]
    domains: tuple[Pattern, ...] = ()
    names: tuple[Text, ...] = ()
    level: Level = ""


class GovernmentScope(BaseModel):
    """never: hosts that are never a government's, and never asked. hosters: domains under which anyone can be.

    platforms: leave out the well-known ones (social media, maps, shops...) too. digest: SHA-256 of the file.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, ignored_types=(cached_property,))

    title: Annotated[str, Field(min_length=1)]
    country: Annotated[str, Field(pattern=r"^([A-Z]{2})?$")] = ""
    platforms: bool = True
    never: tuple[Pattern, ...] = ()
    hosters: tuple[Pattern, ...] = ()
    rule: Annotated[tuple[Rule, ...], Field(min_length=1)]
    organisation: tuple[KnownOrganisation, ...] = ()
    name: str = ""
    digest: str = ""

    @cached_property
    def signs(self) -> tuple[str, ...]:
        """All texts that any rule asks for."""
        return tuple(dict.fromkeys(text for rule in self.rule for text in rule.texts))

    @cached_property
    def contrary(self) -> tuple[str, ...]:
        """All texts that any rule forbids."""
        return tuple(dict.fromkeys(text for rule in self.rule for text in rule.without))

    @cached_property
    def excluded(self) -> HostPatterns:
        return HostPatterns((*self.never, *(_platforms() if self.platforms else ())))


@dataclass(frozen=True, slots=True)
class HostPatterns:
    """Host patterns, found by the labels of a host: no slower for thousands of them."""

    patterns: frozenset[str]

    def __init__(self, patterns: tuple[str, ...]) -> None:
        object.__setattr__(self, "patterns", frozenset(patterns))

    def match(self, host: str) -> str:
        """The longest pattern the host (no port) matches; empty when there is none.

        A pattern without a star is for the host and for its twin with www.
        """
        for exact in (host, host.removeprefix("www."), f"www.{host}"):
            if exact in self.patterns:
                return exact
        labels = host.split(".")
        wild = ("*." + ".".join(labels[place:]) for place in range(1, len(labels)))
        return next((pattern for pattern in wild if pattern in self.patterns), "")


def _platforms() -> tuple[str, ...]:
    named = tomllib.loads(PLATFORMS.read_text("utf-8"))
    return tuple(pattern for domain in named["domains"] for pattern in (domain, f"*.{domain}"))


def shipped_scopes() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in SHIPPED.glob("*.toml")))


def load_scope(name_or_file: str) -> GovernmentScope:
    """A scope that comes with wadmon, by name, or a file. Raises ScopeError."""
    path = Path(name_or_file)
    if path.suffix != ".toml" and not path.exists():
        path = SHIPPED / f"{name_or_file}.toml"
        if not path.exists():
            message = f"no scope named {name_or_file}; there are {', '.join(shipped_scopes())}, or name a .toml file"
            raise ScopeError(message)
    try:
        text = path.read_text("utf-8")
        data = tomllib.loads(text)
    except OSError as error:
        raise ScopeError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ScopeError(f"{path}: {error}") from error
    try:
        scope = GovernmentScope.model_validate(data)
    except ValidationError as error:
        raise ScopeError(_explain(path, text, error)) from error
    _check_rules(path, text, scope)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return scope.model_copy(update={"name": path.stem, "digest": digest})


def _check_rules(path: Path, text: str, scope: GovernmentScope) -> None:
    names: set[str] = set()
    for place, rule in enumerate(scope.rule):
        where = f"{path}: line {_line(text, ('rule', place))}: rule {rule.name!r}"
        if rule.name in names:
            raise ScopeError(f"{where}: another rule has this name")
        names.add(rule.name)
        if not (rule.hosts or rule.texts or rule.names_organisation or rule.known_domain or rule.linked_from):
            raise ScopeError(f"{where}: asks for nothing, so every website would be a government's")


def _explain(path: Path, text: str, error: ValidationError) -> str:
    first = error.errors()[0]
    place = tuple(first["loc"])
    named = ".".join(str(part + 1) if isinstance(part, int) else part for part in place)
    if first["type"] == "extra_forbidden":
        problem = "no such field"
    elif first["type"] == "missing":
        problem = "is missing"
    else:
        problem = first["msg"].removeprefix("Value error, ")
        if "'" not in problem:
            problem += f" (got {str(first['input'])[:_SHOWN]!r})"
    return f"{path}: line {_line(text, place)}: {named}: {problem}"


def _line(text: str, place: tuple[str | int, ...]) -> int:
    """Where a value stands: tomllib does not say, so the table's header and then its key are looked for."""
    lines = text.splitlines()
    start = 0
    if len(place) > 1 and isinstance(place[1], int):
        header = re.compile(rf"\s*\[\[\s*{re.escape(str(place[0]))}\s*\]\]")
        headers = [number for number, line in enumerate(lines) if header.match(line)]
        start = headers[place[1]] if place[1] < len(headers) else 0
        key = place[2] if len(place) > 2 else None  # noqa: PLR2004
    else:
        key = place[0] if place else None
    if isinstance(key, str):
        wanted = re.compile(rf"\s*\"?{re.escape(key)}\"?\s*=")
        for number in range(start, len(lines)):
            if number > start and lines[number].lstrip().startswith("["):
                break
            if wanted.match(lines[number]):
                return number + 1
    return start + 1
