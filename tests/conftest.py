"""What all tests share: the browser and the axe-core that the product itself would use."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from checks.browser_install import find_browser
from checks.engines.axe_file import find_axe
from results.model import CheckOutcome, Finding, Outcome, PageAudit, Reason, Share
from tests.groups import arrange

# How long an example takes is said by a benchmark, not by a test: machines that run this are busy.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist, which reads the groups in the same hook
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    arrange(items)


@pytest.fixture(scope="session")
def browser_path() -> Path:
    """The Chromium the product would start."""
    path = find_browser()
    assert path is not None, "no browser: run `make test`, which installs one"
    return path


@pytest.fixture(scope="session")
def axe_source() -> str:
    """The pinned axe-core."""
    file = find_axe()
    assert file.source == "npm", f"the tests need the pinned axe-core, not {file.path}"
    return file.text()


@dataclass(frozen=True)
class Examples:
    """Records to be told: a share with everything in it, and audits as hostile pages give them.

    hostile: clears the screen, sets the title, the same with 8-bit controls, turns text round, deletes.
    """

    hostile = "a\x1b[2Jb\x1b]0;owned\x07c\x9b2Jd\u202ee\x7ff\ng\rh\u2028i"
    share = Share(
        profile="basic",
        registered=120,
        accessible=60,
        not_accessible=40,
        not_tested={Reason.LOGIN: 15, Reason.TIMEOUT: 5},
        share=0.6,
        method="wilson",
        interval=(0.5, 0.7),
        bounds=(0.5, 0.66),
        frame_size=900,
    )

    def audit(self, *outcomes: CheckOutcome, text: str = "") -> PageAudit:
        return PageAudit(
            url="https://a.example/",
            final_url="https://a.example/nl",
            http_status=200,
            title=f"Title{text}",
            language="nl",
            settled="quiet",
            outcomes=outcomes,
            parts_not_tested=(f"frame{text}",) if text else (),
        )

    def failed(self, check: str, *, elements: int, outcome: Outcome = Outcome.FAILED, text: str = "") -> CheckOutcome:
        finding = Finding(check, outcome, f"#x{text}", f"<img{text}>", json.dumps({"got": text}), region="main")
        return CheckOutcome(check, outcome, ("1.1.1",), elements, (finding,) * min(elements, 20))


@pytest.fixture(scope="session")
def examples() -> Examples:
    return Examples()
