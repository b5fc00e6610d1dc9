from __future__ import annotations

from pathlib import Path

import pytest

from crawler.site_search.scope_file import HostPatterns, ScopeError, load_scope, shipped_scopes

RULE = '[[rule]]\nname = "gov"\nhosts = ["*.gov"]\n'


@pytest.fixture
def refused(tmp_path: Path):
    def refused(text: str) -> str:
        path = tmp_path / "our.toml"
        path.write_text(text, "utf-8")
        with pytest.raises(ScopeError) as caught:
            load_scope(str(path))
        return str(caught.value).removeprefix(f"{path}: ")

    return refused


@pytest.mark.parametrize("name", ["belgium", "flanders", "netherlands", "uk", "us"])
def test_the_scopes_that_come_with_wadmon_can_be_read(name: str) -> None:
    assert name in shipped_scopes()
    scope = load_scope(name)
    assert scope.name == name
    assert scope.excluded.match("nl-nl.facebook.com") == "*.facebook.com"


@pytest.mark.parametrize(
    ("scope", "host"),
    [
        ("flanders", "onderwijs.vlaanderen.be"),
        ("belgium", "financien.belgium.be"),
        ("netherlands", "www.rijksoverheid.nl"),
        ("uk", "www.kent.gov.uk"),
        ("us", "www.29palms.gov"),
    ],
)
def test_their_first_rule_is_for_their_own_government(scope: str, host: str) -> None:
    assert HostPatterns(load_scope(scope).rule[0].hosts).match(host)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('title = "x"\n', "line 1: rule: is missing"),
        (f'title = "x"\ncolour = 1\n{RULE}', "line 2: colour: no such field"),
        (
            f'title = "x"\n{RULE}\n[[rule]]\nname = "b"\nhosts = ["*gov"]\n',
            "line 8: rule.2.hosts.1: '*gov' is no host pattern; write example.gov or *.example.gov",
        ),
        (
            f'title = "x"\n{RULE}level = "city"\n',
            "line 5: rule.1.level: 'city' is no level; those are state, regional, local, public-law",
        ),
        (
            f'title = "x"\n{RULE}texts = ["ab"]\n',
            "line 5: rule.1.texts.1: String should have at least 4 characters (got 'ab')",
        ),
        (f'title = "x"\n{RULE}{RULE}', "line 5: rule 'gov': another rule has this name"),
        (
            'title = "x"\n[[rule]]\nname = "all"\n',
            "line 2: rule 'all': asks for nothing, so every website would be a government's",
        ),
    ],
)
def test_a_mistake_is_reported_with_its_line_and_value(refused, text: str, message: str) -> None:
    assert refused(text) == message


def test_broken_toml_and_unknown_names_are_reported() -> None:
    with pytest.raises(ScopeError, match=r"no scope named atlantis; there are belgium, flanders, netherlands, uk, us"):
        load_scope("atlantis")


@pytest.mark.parametrize(
    ("host", "pattern"),
    [
        ("a.gov.uk", "*.gov.uk"),
        ("a.b.gov.uk", "*.gov.uk"),
        ("gov.uk", ""),
        ("gov.uk.evil.com", ""),
        ("notgov.uk", ""),
        ("www.city.be", "city.be"),
        ("city.be", "city.be"),
        ("shop.city.be", ""),
    ],
)
def test_a_pattern_is_for_hosts_under_a_name_and_one_without_star_for_the_host_and_its_www(
    host: str, pattern: str
) -> None:
    assert HostPatterns(("*.gov.uk", "city.be")).match(host) == pattern
