"""A crawl on two workers of a cluster while its processes are killed: `python -m tests.bench.soak --kills 30`.

In turn a worker, a worker's browser, the scheduler and the coordinator get SIGKILL at random moments, and are started
again as a service manager would. When a crawl ends before the kills are used up, another begins. Each is compared with
one that was left alone, in one process with two browsers: what differs is printed, and so is the most requests that
any host saw at once. With --kills 0 there is one crawl on the cluster, left alone as well: what it costs.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

import psutil

from tests.bench.compare_results import differences, facts_of
from tests.bench.generated_web import generated_web, read_statistics, register_csv

ROOT = Path(__file__).resolve().parents[2]
WADMON = (sys.executable, "-c", "from crawler.cli import main; main(prog_name='wadmon')")
KINDS = ("worker", "browser", "scheduler", "coordinator")
GAP = (3.0, 9.0)  # seconds between two kills, on a machine that is not busy
RESTART_SECONDS = 1.0
NOTHING_TO_RESUME = 2  # exit code


class Service:
    """A process that is started again when it ends, until it is stopped. log: where its output goes."""

    def __init__(self, command: Sequence[str], log: Path) -> None:
        self._command = command
        self._log = log.open("ab")
        self._ended = 0.0
        self.process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        return subprocess.Popen(
            self._command, stdout=self._log, stderr=self._log, env=environment, cwd=self._log.name.rpartition("/")[0]
        )

    def keep(self) -> None:
        """Starts it again, some time after it ended."""
        if self.process.poll() is None:
            self._ended = 0.0
        elif not self._ended:
            self._ended = time.monotonic()
        elif time.monotonic() - self._ended > RESTART_SECONDS:
            self._ended, self.process = 0.0, self._start()

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        with suppress(psutil.NoSuchProcess):
            below = psutil.Process(self.process.pid).children(recursive=True)
            self.process.kill()
            for child in below:
                with suppress(psutil.NoSuchProcess):
                    child.kill()
        self.process.wait()
        self._log.close()


def browser_of(worker: Service) -> psutil.Process | None:
    """Its main process; None when it has none just now."""
    with suppress(psutil.NoSuchProcess):
        for child in psutil.Process(worker.process.pid).children(recursive=True):
            with suppress(psutil.NoSuchProcess):
                line = child.cmdline()
                if "--headless" in line and not any(word.startswith("--type=") for word in line):
                    return child
    return None


class Machines:
    """A scheduler and two workers. crawl: of the coordinator, once it was started."""

    def __init__(self, folder: Path, proxy: str, port: int, stack: ExitStack) -> None:
        self._folder, self._proxy, self._stack = folder, proxy, stack
        self.address = f"tcp://127.0.0.1:{port}"
        scheduler = (sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port))
        self.scheduler = self._service((*scheduler, "--no-dashboard", "--dashboard-address", ":0"), "scheduler.log")
        self.workers = [
            self._service((*WADMON, "--proxy", proxy, "worker", self.address, "--name", name), f"{name}.log")
            for name in ("one", "two")
        ]

    def _service(self, command: Sequence[str], log: str) -> Service:
        service = Service(command, self._folder / log)
        self._stack.callback(service.stop)
        return service

    def keep(self) -> None:
        for service in (self.scheduler, *self.workers):
            service.keep()

    def coordinator(self, database: Path, *more: str) -> Service:
        command = (
            *WADMON,
            "--database",
            str(database),
            "--proxy",
            self._proxy,
            "crawl",
            "--cluster",
            self.address,
            "--no-screenshots",
        )
        return self._service((*command, *more), "coordinator.log")


def crawl_alone(database: Path, proxy: str, workers: int, delay: str) -> float:
    """Seconds of the same crawl in one process, left alone."""
    started = time.monotonic()
    command = (
        *WADMON,
        "--database",
        str(database),
        "--proxy",
        proxy,
        "crawl",
        "--workers",
        str(workers),
        "--no-screenshots",
    )
    subprocess.run((*command, "--delay", delay), check=False, capture_output=True, env=_environment())
    return time.monotonic() - started


def register(folder: Path, name: str, sites: int) -> Path:
    file, database = folder / "register.csv", folder / name
    file.write_text(register_csv(sites), "utf-8")
    command = (*WADMON, "--database", str(database), "register", "import", str(file))
    subprocess.run(command, check=True, capture_output=True, env=_environment())
    return database


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT)}


def disturbed(
    machines: Machines,
    database: Path,
    delay: str,
    kills: Iterator[str],
    chance: random.Random,
    gap: tuple[float, float] = GAP,
) -> tuple[int, Counter[str]]:
    """The status with which the coordinator ends, after a crawl through as many of the kills as fit in it, and those.

    gap: seconds between two kills, at least and at most.
    """
    count = Counter[str]()
    coordinator = machines.coordinator(database, "--delay", delay)
    due = time.monotonic() + chance.uniform(*gap)
    while True:
        machines.keep()
        ended = coordinator.process.poll()
        if ended in (0, 1):
            return ended, count
        if ended is not None:
            # It was killed; before it stored that a crawl began, there is none to continue.
            more = () if ended == NOTHING_TO_RESUME else ("--resume",)
            coordinator = machines.coordinator(database, *more, "--delay", delay)
        if time.monotonic() >= due and (kind := next(kills, "")):
            if kill(kind, machines, coordinator, chance):
                count[kind] += 1
            due = time.monotonic() + chance.uniform(*gap)
        time.sleep(0.1)


def kill(kind: str, machines: Machines, coordinator: Service, chance: random.Random) -> bool:
    """Whether there was one to kill."""
    victim = chance.choice(machines.workers)
    if kind == "browser":
        browser = browser_of(victim)
        if browser is not None:
            with suppress(psutil.NoSuchProcess):
                browser.kill()
        return browser is not None
    service = {"worker": victim, "scheduler": machines.scheduler, "coordinator": coordinator}[kind]
    if service.process.poll() is not None:
        return False
    service.kill()
    return True


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--sites", type=int, default=40)
    parser.add_argument("--delay", default="0.2")
    parser.add_argument("--gap", type=float, nargs=2, default=GAP, metavar="SECONDS", help="between two kills")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--port", type=int, default=8940)
    parser.add_argument("--folder", type=Path, help="where databases and logs stay; default: nowhere")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was started is stopped
    chance, count, bad = random.Random(given.seed), Counter[str](), 0
    with ExitStack() as stack:
        folder = given.folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        alone = register(folder, "alone.db", given.sites)
        with generated_web(given.port) as proxy:
            seconds = crawl_alone(alone, proxy, 2, given.delay)
            print(f"left alone: {given.sites} sites in {seconds:.0f} s, {_manners(proxy)}", flush=True)
        expected = facts_of(alone)
        proxy = stack.enter_context(generated_web(given.port + 1))
        machines = Machines(folder, proxy, given.port + 2, stack)
        rounds = 0
        while not rounds or sum(count.values()) < given.kills:
            rounds += 1
            database = register(folder, f"disturbed-{rounds}.db", given.sites)
            kinds = iter([KINDS[(number + rounds) % len(KINDS)] for number in range(given.kills - sum(count.values()))])
            started = time.monotonic()
            status, killed = disturbed(machines, database, given.delay, kinds, chance, tuple(given.gap))
            count += killed
            found = list(differences(expected, facts_of(database)))
            bad += len(found)
            print(
                f"crawl {rounds}: ended with {status} after {time.monotonic() - started:.0f} s; killed so far "
                f"{dict(count)}; {len(found)} differences from the crawl left alone; {_manners(proxy)}",
                flush=True,
            )
            print(*found[:10], sep="\n")
    return bool(bad)


def _manners(proxy: str) -> str:
    told = read_statistics(proxy)
    most = max(told.most_at_once.values(), default=0)
    return f"{told.requests} requests, at most {most} at once on a host"


if __name__ == "__main__":
    sys.exit(main())
