"""A whole crawl and a search for sites in a network of its own, where every packet that would leave is seen: nothing
but the websites' proxy is spoken to, not even a name is looked up.

The network has loopback only, and everything is routed to it: what is meant for another machine is seen there and goes
nowhere, as with a firewall that drops packets in silence.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import crawler

pytestmark = pytest.mark.slow

PROJECT = Path(crawler.__file__).parent.parent


def _networks() -> bool:
    """Whether this machine lets us make a network."""
    if sys.platform != "linux" or not shutil.which("unshare") or not shutil.which("ip"):
        return False
    made = ["unshare", "-rn", "bash", "-c", "ip link set lo up && ip route add default dev lo"]
    return subprocess.run(made, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not _networks(), reason="needs leave to make a network namespace")
def test_a_crawl_and_a_search_speak_to_nobody_but_the_proxy_and_a_silent_firewall_stops_neither(tmp_path) -> None:
    script = Path(__file__).with_name("crawl_in_own_network.sh")

    result = subprocess.run(
        ["unshare", "-rn", "bash", script, sys.executable, PROJECT, tmp_path],
        capture_output=True,
        encoding="utf-8",
        timeout=400,
        check=False,
    )

    assert result.returncode == 0, result.stdout[-2000:] + result.stderr[-2000:]
    assert (tmp_path / "sent.txt").read_text("utf-8") == "198.51.100.1 port 9\n"  # ours, to see that it is seen
    assert "tested 2" in (tmp_path / "crawl.txt").read_text("utf-8")
    assert "        2  visited\n        0      name does not" in (tmp_path / "search.txt").read_text("utf-8")
