"""A session of WebDriver: a browser of our own, spoken to from one thread, because selenium waits for each answer."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import subprocess
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import psutil
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.options import ArgOptions
from selenium.webdriver.common.proxy import Proxy, ProxyType
from selenium.webdriver.common.service import Service
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.webdriver import WebDriver

from checks.browsers.engine import BrowserUnavailable
from checks.browsers.options import BrowserOptions
from checks.browsers.webdriver_errors import FAILURES, first_line, page_error
from checks.browsers.webdriver_programs import PROGRAMS
from checks.scripts import script

_OBSERVE = script("observe.js")
_CHANNEL = "wad-monitor"
_ANSWER_SECONDS = 90  # for one command; a driver that is silent for longer is gone
_SCRIPT_SECONDS = 60.0

T = TypeVar("T")

# A browser that ends or dies is told as the reason of its page; these would tell it again, and at length.
logging.getLogger("websocket").setLevel(logging.CRITICAL)
logging.getLogger("urllib3.connectionpool").setLevel(logging.ERROR)


class Session:
    """driver: is only to be used by what `do` is given. service: the program that drives a browser on this machine.

    sign: what only our scripts know (observe.js).
    """

    def __init__(self, driver: WebDriver, service: Service | None, sign: str) -> None:
        self.driver = driver
        self._service = service
        self.sign = sign
        self.hears: Callable[[str], None] | None = None  # called with what a script of ours tells
        self._thread = ThreadPoolExecutor(1, "webdriver")
        self._loop = asyncio.get_running_loop()

    @property
    def version(self) -> str:
        """Name and version of the browser."""
        said = self.driver.capabilities
        return f"{str(said.get('browserName', '')).capitalize()} {said.get('browserVersion', '')}".strip()

    async def do(self, what: Callable[..., T], *given: Any) -> T:
        """Raises PageError. What no one waits for any more goes on in its thread until the browser answers or ends."""
        try:
            return await self._loop.run_in_executor(self._thread, partial(what, *given))
        except FAILURES as error:
            raise page_error(error) from None

    def prepare(self) -> None:
        """What each page of the session is to meet. Blocks."""
        driver = self.driver
        driver.set_script_timeout(_SCRIPT_SECONDS)
        driver.script.add_event_handler("message", self._on_message)
        driver.script.add_preload_script(
            _preload(self.sign), arguments=[{"type": "channel", "value": {"channel": _CHANNEL}}]
        )
        _refuse_downloads(driver)

    def _on_message(self, message: Any) -> None:
        """Of BiDi, in a thread of selenium's."""
        said = message if isinstance(message, dict) else vars(message)
        data = said.get("data")
        text = data.get("value") if isinstance(data, dict) else None
        if said.get("channel") == _CHANNEL and isinstance(text, str) and self.hears is not None:
            self._loop.call_soon_threadsafe(self.hears, text)

    async def end(self) -> None:
        """A browser on this machine has nothing to keep, and is killed; one on a Grid is given back.

        Raises PageError when the Grid does not take it.
        """
        if self._service is None:
            await self.do(self.driver.quit)
        self.kill()

    def kill(self) -> None:
        """Ends the processes of a browser on this machine; whoever waits for an answer gets an error."""
        if self._service is not None and self._service.process.poll() is None:
            _kill(self._service.process.pid)
            self._service.process.wait()
        self._thread.shutdown(wait=False, cancel_futures=True)


def _preload(sign: str) -> str:
    """Runs before the scripts of each page: `observe.js`, and the way for a script of ours to tell us something."""
    tell = json.dumps(f"{sign} tell")
    return f"(tell) => {{ ({_OBSERVE})({json.dumps(sign)}); window[{tell}] = tell; }}"


def _refuse_downloads(driver: WebDriver) -> None:
    try:
        driver.browser.set_download_behavior(allowed=False)
    except WebDriverException:
        return  # an older browser, which has preferences for it


def _kill(pid: int) -> None:
    try:
        top = psutil.Process(pid)
        processes = [top, *top.children(recursive=True)]
    except psutil.NoSuchProcess:
        return
    for process in processes:
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue


def open_driver(
    options: BrowserOptions, locale: str, user_agent: str, folder: Path
) -> tuple[WebDriver, Service | None]:
    """A browser on this machine with what drives it, or one on the Grid. Blocks. folder: for what the browser writes.

    Raises BrowserUnavailable.
    """
    program = PROGRAMS[options.webdriver]
    wanted = program.options(options, locale, user_agent)
    wanted.page_load_strategy = "eager"
    wanted.unhandled_prompt_behavior = "dismiss"
    wanted.accept_insecure_certs = False
    wanted.set_capability("webSocketUrl", value=True)
    if options.grid:
        failed = f"the Selenium Grid {options.grid} gives no {program.name}"
        return _connected(options.grid, wanted, failed, ProxyType.SYSTEM), None
    failed = f"the browser {options.executable or program.name} does not start"
    service = program.service(
        executable_path=str(program.find_driver()),
        log_output=subprocess.DEVNULL,
        env={**os.environ, "TMPDIR": str(folder)},
    )
    try:
        service.start()
        return _connected(service.service_url, wanted, failed, ProxyType.DIRECT), service
    except WebDriverException as error:
        raise BrowserUnavailable(f"{failed}: {first_line(error)}") from None
    except BrowserUnavailable:
        service.stop()
        raise


def _connected(url: str, wanted: ArgOptions, failed: str, by: Mapping[str, Any]) -> WebDriver:
    """by: a ProxyType; a Grid is reached by the proxies of the environment, if any. Raises BrowserUnavailable."""
    client = ClientConfig(remote_server_addr=url, timeout=_ANSWER_SECONDS, proxy=Proxy({"proxyType": by}))
    try:
        driver = webdriver.Remote(command_executor=url, options=wanted, client_config=client)
    except FAILURES as error:
        raise BrowserUnavailable(f"{failed}: {first_line(error)}") from None
    if not driver.capabilities.get("webSocketUrl"):
        driver.quit()
        raise BrowserUnavailable(f"{failed}: it does not speak WebDriver BiDi; a newer version is needed")
    return driver


def call(driver: WebDriver, function: str, *given: Any) -> Any:
    """Runs an asynchronous function in the page's document, and gives what it gives, as plain JSON. Blocks.

    Raises WebDriverException when it throws.
    """
    answer = json.loads(driver.execute_async_script(_CALL % function, list(given)))
    if "problem" in answer:
        raise WebDriverException(answer["problem"])
    return answer.get("value")


_CALL = """const done = arguments[arguments.length - 1];
(async () => (
%s
)(...arguments[0]))().then(
  (value) => done(JSON.stringify({ value })),
  (problem) => done(JSON.stringify({ problem: String((problem && problem.stack && `${problem}`) || problem) })),
);"""
