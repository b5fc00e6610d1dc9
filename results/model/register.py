"""The register: sites, their organisations, and what was changed in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Scope:
    """Which URLs belong to a site.

    hosts: host names, lower case, with the port when it is not the scheme's own.
    path_prefix: begins and ends with "/"; "/" is the whole host.
    """

    hosts: tuple[str, ...]
    path_prefix: str = "/"


@dataclass(frozen=True, slots=True)
class Site:
    """A website with an owner, as the register has it.

    id: row in the register; 0 before it is stored.
    url: canonical start URL.
    level: state, regional, local, public-law, or empty.
    country: ISO 3166-1 alpha-2, or empty. language: BCP 47 tag of the main language, or empty.
    tags: every other column of the imported list, name -> value.
    """

    url: str
    id: int = 0
    name: str = ""
    organisation: str = ""
    policy_domain: str = ""
    level: str = ""
    country: str = ""
    language: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)


class Service(StrEnum):
    """Services of Decision (EU) 2018/1524, Annex I, 2.2.4."""

    SOCIAL_PROTECTION = "social-protection"
    HEALTH = "health"
    TRANSPORT = "transport"
    EDUCATION = "education"
    EMPLOYMENT_AND_TAXES = "employment-and-taxes"
    ENVIRONMENTAL_PROTECTION = "environmental-protection"
    RECREATION_AND_CULTURE = "recreation-and-culture"
    HOUSING_AND_COMMUNITY = "housing-and-community-amenities"
    PUBLIC_ORDER_AND_SAFETY = "public-order-and-safety"


@dataclass(frozen=True, slots=True)
class Organisation:
    """A public sector body. policy_domain and level are those of its sites that have none of their own.

    domains: registered names that belong to it alone. other_names: by which pages may call it.
    visits_per_month: of its websites together; None when not known. contact: e-mail address or URL.
    """

    name: str
    policy_domain: str = ""
    level: str = ""
    services: tuple[Service, ...] = ()
    visits_per_month: int | None = None
    contact: str = ""
    language: str = ""
    domains: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    tags: Mapping[str, str] = field(default_factory=dict)
    id: int = 0


@dataclass(frozen=True, slots=True)
class Visits:
    """How many people visit a site. of_organisation: the figure is that of all websites of its organisation."""

    per_month: int
    of_organisation: bool = False


@dataclass(frozen=True, slots=True)
class RegisterChange:
    """What became of a registered site between two crawls. kind: vanished, moved, parked, login or back."""

    site: Site
    kind: str
    before: str
    now: str
