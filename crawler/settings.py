"""Every setting once: name, type, default, help, and whether it decides a result.

They come from a TOML file, from WADMON_* variables, and from options.

Order, strongest first: command-line option, environment variable, `wadmon.toml`, default.
"""

from __future__ import annotations

import json
import math
import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, TypeAdapter, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from crawler.user_agent import user_agent
from results.model import Standard, WrongInput

DEFAULT_CONFIG = Path("wadmon.toml")
PREFIX = "WADMON_"
NO_CONTACT = "https://contact-not-set.invalid/"


def _separated(value: object) -> object:
    """Environment variables hold one text: names with commas between."""
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


_DECIDES = object()
T = TypeVar("T")
Deciding = Annotated[T, _DECIDES]
"""The type of a setting that decides which pages are judged, and how.

A crawl that is continued keeps the value it began with; results of different values are not one measurement.
"""
_CHOOSES = object()
Choosing = Annotated[T, _DECIDES, _CHOOSES]
"""One of these that decides only which pages are judged: another value does not make a page be tested again."""

Seconds = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=1)]
Names = Annotated[tuple[str, ...], Field(min_length=1), BeforeValidator(_separated), NoDecode]


def _sizes(values: tuple[str, ...]) -> tuple[str, ...]:
    sizes_of(values)
    return values


Sizes = Annotated[Names, AfterValidator(_sizes)]


def sizes_of(values: Sequence[str]) -> tuple[tuple[tuple[int, int], ...], int]:
    """ "50:15" -> (50, 15): up to 50 pages found, 15 in the sample; and the size of the last entry, "*:30".

    Raises ValueError for what is no ascending table of this kind.
    """
    rows = [re.fullmatch(r"(\d+|\*):(\d+)", value.strip()) for value in values]
    pairs = [row.groups() for row in rows if row]
    found = [int(limit) for limit, _ in pairs[:-1] if limit != "*"]
    sizes = [int(size) for _, size in pairs]
    ascending = found == sorted(set(found)) and sizes == sorted(sizes) and min(sizes, default=0) > 0
    if not all(rows) or not ascending or pairs[-1][0] != "*" or len(found) != len(pairs) - 1:
        message = 'must be ascending pairs "pages found:pages in the sample", the last one with * for the pages found'
        raise ValueError(message)
    return tuple(zip(found, sizes, strict=False)), sizes[-1]


class SettingsError(WrongInput):
    """A setting that cannot be used; the message names where it stands and what is wrong."""


class Settings(BaseSettings):
    """All settings. Seconds and bytes unless said otherwise."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    database: Path = Field(Path("wadmon.db"), description="The SQLite file that holds everything.")
    proxy: str = Field("", description="HTTP proxy for all traffic. Default: HTTP_PROXY or HTTPS_PROXY, if set.")
    allow_private: bool = Field(
        default=False, description="Allow loopback, private and link-local addresses (refused otherwise)."
    )
    contact_url: str = Field(
        NO_CONTACT, description="In the User-Agent: where administrators read who visits them and how to reach you."
    )
    profiles: Names = Field(
        ("basic", "strict"), description="Profiles to judge by; names or TOML files. The first makes the headline."
    )
    languages: Names = Field(
        ("nl", "fr", "de", "en"), description="Languages of the report; the first is the main one."
    )
    report_url: str = Field("", description="Where the report is published; for the links in e-mails.")
    publisher: str = Field("", description="Who publishes the report; for its accessibility statement.")
    feedback: str = Field("", description="E-mail address or URL to report a barrier in the report.")
    enforcement_body: str = Field("", description="Who handles complaints about accessibility; for the same statement.")
    enforcement_url: str = Field("", description="Where to complain to it.")
    mail_from: str = Field("", description="Sender of the e-mails of `wadmon notify`.")
    smtp_url: str = Field(
        "", description="Server that sends them: smtp://USER:PASSWORD@HOST:PORT, or smtps:// for TLS from the start."
    )
    seed: Choosing[int] = Field(2102, description="Makes every random choice reproducible.")

    delay: Seconds = Field(0.5, description="Pause between two requests to one host; robots.txt can ask for more.")
    concurrent_sites: Count = Field(16, description="Sites on which pages are looked for at the same time.")
    discovery_pages: Choosing[Count] = Field(150, description="HTML pages fetched a site to find its pages.")
    discovery_urls: Choosing[Count] = Field(5000, description="URLs remembered a site.")
    discovery_depth: Choosing[Count] = Field(10, description="Links followed from the home page.")
    discovery_bytes: Choosing[Count] = Field(5_000_000, description="Largest response read.")
    discovery_seconds: Choosing[Seconds] = Field(600, description="Longest time on one site.")
    keep_pages: bool = Field(
        default=True, description="Keep what the search for pages read, to ask only for what changed the next time."
    )
    request_timeout: Seconds = Field(20, description="Longest wait for one answer.")
    obey_robots: Choosing[bool] = Field(default=True, description="Obey robots.txt.")

    pages: Choosing[int] = Field(0, ge=0, description="Pages in a site's sample; 0 = by the size of the site.")
    random_share: Choosing[float] = Field(
        0.1, ge=0.1, le=1, description="Random pages, as a share of the others (Decision 2018/1524: at least 0.1)."
    )
    sample_sizes: Choosing[Sizes] = Field(
        ("10:10", "50:15", "200:20", "1000:25", "*:30"),
        description="Pages found on a site : pages in its sample; a site of at most so many pages is tested whole.",
    )
    layouts_a_page: Choosing[int] = Field(
        5, ge=0, description="Distinct layouts found for one page more in the sample (at most half as many); 0 = none."
    )
    rotation: Choosing[float] = Field(
        0.25, ge=0, le=1, description="Random pages that make way for others in each crawl; the others stay."
    )
    documents: Choosing[int] = Field(2, ge=0, description="PDF documents in each sample, besides the pages.")

    carry_crawls: Choosing[Count] = Field(
        4, description="Crawls after which a page is tested again although nothing of it changed; 1 = in every crawl."
    )
    retest_share: Choosing[float] = Field(
        0.1, ge=0, le=1, description="Unchanged pages tested again all the same, to know how often that finds more."
    )

    workers: int = Field(0, ge=0, description="Browsers at the same time; 0 = three for every two processors.")
    sites_an_address: Count = Field(
        1, description="Sites visited at the same time whose hosts share an IP address (behind a proxy none is known)."
    )
    cluster: str = Field(
        "", description="Scheduler of the workers on other machines, such as tls://HOST:8786 (extra “cluster”)."
    )
    cluster_ca: str = Field("", description="Certificate of the authority that signed those of the cluster (PEM).")
    cluster_certificate: str = Field("", description="Certificate of this machine in the cluster (PEM).")
    cluster_key: str = Field("", description="Its key (PEM).")
    cluster_patience: Seconds = Field(
        300, description="Longest wait for a scheduler that is gone, or for a worker that can be used."
    )
    worker_silence: Seconds = Field(30, description="A worker without a sign of life for this long is given up.")
    engine: Deciding[str] = Field("chromium", description="Browser engine: the name of a module of checks/browsers.")
    browser: str = Field("", description="Path of a Chromium or Chrome. Default: Playwright's own, else one on PATH.")
    standard: Deciding[Standard] = Field(
        Standard.V3_2_1, description="What to measure against: en301549-3.2.1 (WCAG 2.1) or en301549-4.1.1 (WCAG 2.2)."
    )
    axe_path: str = Field("", description="Another axe.min.js than the one that came with this version.")
    elements_per_check: Deciding[Count] = Field(20, description="Elements stored a check a page; all are counted.")
    screenshots: bool = Field(default=True, description="Take a picture of each new barrier, for the report.")
    images_read: Deciding[int] = Field(
        40,
        ge=0,
        description="Different images of a site in which words are read; 0 = none (extra “pictures”).",
    )
    load_timeout: Seconds = Field(30, description="Longest wait for a page in the browser.")
    settle_quiet: Deciding[Seconds] = Field(0.2, description="A page has settled when it did not change for this long.")
    settle_limit: Deciding[Seconds] = Field(5, description="Longest wait for a page to settle.")
    check_timeout: Seconds = Field(60, description="Longest time for the checks on one page.")
    page_timeout: Seconds = Field(120, description="Longest time for one page, all included.")
    back_off: Seconds = Field(60, description="Longest wait a busy server (429, 503) can ask for.")
    recycle_pages: Count = Field(300, description="Pages after which a browser is replaced.")
    recycle_minutes: Seconds = Field(30, description="Minutes after which a browser is replaced.")
    recycle_mebibytes: Count = Field(1500, description="Memory a browser may use before it is replaced.")

    confirm_size: Count = Field(200, description="Failures that `wadmon confirm` draws, of each check in turn.")
    confirm_browser: str = Field(
        "firefox",
        pattern="^(firefox|chrome|edge)$",
        description="The other browser that is asked about them: firefox, chrome or edge.",
    )
    confirm_program: str = Field("", description="Path of that browser. Default: the one on PATH.")
    grid: str = Field("", description="URL of a Selenium Grid that has it; empty = this machine.")

    @property
    def user_agent(self) -> str:
        """The crawler's whole, and the end of the browser's."""
        return user_agent(self.contact_url)

    @property
    def effective_proxy(self) -> str:
        """The proxy of the settings or of the environment; empty when there is none."""
        names = ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
        return self.proxy or next((os.environ[name] for name in names if os.environ.get(name)), "")

    @property
    def effective_processes(self) -> int:
        """For what only computes."""
        return self.workers or os.cpu_count() or 1

    @property
    def effective_workers(self) -> int:
        # While a page settles its browser has nothing to do: decisions/0043-cost-of-our-own-checks.md.
        return self.workers or math.ceil(1.5 * (os.cpu_count() or 1))

    @classmethod
    def deciding(cls) -> tuple[str, ...]:
        """Names of the settings that decide a result."""
        return tuple(name for name, field in cls.model_fields.items() if _DECIDES in field.metadata)

    @classmethod
    def measuring(cls) -> tuple[str, ...]:
        """Of these, the names of those that decide what the test of a page gives."""
        return tuple(name for name in cls.deciding() if _CHOOSES not in cls.model_fields[name].metadata)

    def as_text(self) -> dict[str, str]:
        """Name -> value, to be stored with a crawl; a password in the proxy URL is left out."""
        texts = {name: _text(getattr(self, name)) for name in type(self).model_fields}
        texts["proxy"] = without_password(self.effective_proxy)
        texts["smtp_url"] = without_password(self.smtp_url)
        return texts


def load_settings(config: Path | None, options: dict[str, Any]) -> Settings:
    """`options`: what the command line gave; None means not given.

    Raises SettingsError for an unreadable file, an unknown name or a bad value.
    """
    given = {name: value for name, value in options.items() if value is not None}
    path = config or DEFAULT_CONFIG
    from_file = _read(path) if config or path.exists() else {}
    from_environment = {
        name for name in Settings.model_fields if f"{PREFIX}{name}".upper() in {key.upper() for key in os.environ}
    }
    try:
        # Arguments beat the environment in pydantic-settings, so what the file says steps back where it must.
        return Settings(**{k: v for k, v in from_file.items() if k not in from_environment} | given)
    except ValidationError as error:
        raise SettingsError(_explain(error, path, from_file, given)) from error


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise SettingsError(f"{path}: cannot read the settings: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: {error}") from error


def _explain(error: ValidationError, path: Path, from_file: dict[str, Any], given: dict[str, Any]) -> str:
    first = error.errors()[0]
    name = str(first["loc"][0]) if first["loc"] else ""
    if name in given:
        where = f"--{name.replace('_', '-')}"
    elif name in from_file:
        where = f"{path}: {name}"
    else:
        where = f"{PREFIX}{name}".upper()
    if first["type"] == "extra_forbidden":
        return f"{where}: no such setting; `wadmon settings` lists them"
    return f"{where}: {first['msg']} (got {first['input']!r})"


def without_password(proxy: str) -> str:
    """A proxy URL that can be shown: user name and password left out."""
    return re.sub(r"^([a-z0-9+.-]+://)?.*@", r"\1", proxy, flags=re.IGNORECASE | re.DOTALL)


def _text(value: object) -> str:
    return ",".join(value) if isinstance(value, tuple) else str(value)


def settings_from_text(settings: Settings, texts: Mapping[str, str]) -> Settings:
    """`settings` with some replaced by what `as_text` made of them earlier. Raises KeyError for an unknown name."""
    changed: dict[str, Any] = {}
    for name, text in texts.items():
        field = type(settings).model_fields[name]
        kind: Any = Annotated[field.annotation, "as in Settings", *field.metadata]
        changed[name] = TypeAdapter(kind).validate_python(text)
    return settings.model_copy(update=changed)


def settings_as_toml(settings: Settings) -> str:
    """What is in force, as a `wadmon.toml` with every setting explained; no password of a proxy."""
    lines = []
    for name, field in type(settings).model_fields.items():
        value = without_password(settings.proxy) if name == "proxy" else getattr(settings, name)
        lines += ["# Decides results:"] if name in settings.deciding() else []
        lines += [f"# {field.description} Default: {_toml(field.default)}", f"{name} = {_toml(value)}", ""]
    return "\n".join(lines)


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(part) for part in value)}]"
    # JSON's escapes are TOML's, except that TOML wants DEL escaped too.
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
