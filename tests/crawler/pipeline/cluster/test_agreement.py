from dataclasses import replace

from crawler.pipeline.cluster.agreement import Agreement, agreement_of, code_digest, difference
from crawler.settings import Settings
from results.model import Tools

TOOLS = Tools("0.1.0", "4.14.1", "29348999450c" * 5, "npm", "Chromium 156", browser_sandbox=True)
HERE = Agreement(f"0.1.0 {code_digest()}", "4.14.1 29348999450c", "Chromium 156", "none", "yes", "no")


def test_what_a_machine_measures_with_is_said_with_versions_and_digests_of_the_files() -> None:
    assert agreement_of(Settings(proxy="http://proxy.example:3128"), TOOLS) == HERE
    assert len(code_digest()) == 12


def test_two_machines_that_measure_the_same_do_not_differ() -> None:
    assert difference(HERE, replace(HERE)) == ""


def test_each_thing_that_differs_is_named_with_both_values_in_one_line() -> None:
    there = replace(HERE, browser="Firefox 140", private="yes")

    assert difference(HERE, there) == (
        "browser: Firefox 140 there, Chromium 156 here; private addresses: yes there, no here"
    )
