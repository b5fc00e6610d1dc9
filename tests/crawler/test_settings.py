import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.settings import (
    Settings,
    SettingsError,
    load_settings,
    settings_as_toml,
    settings_from_text,
    sizes_of,
    without_password,
)

# A value for each setting that is not its default.
OTHER: dict[str, Any] = {
    "database": Path("elsewhere/week 12.db"),
    "proxy": "http://proxy.example:3128",
    "allow_private": True,
    "contact_url": 'https://monitor.example/?about="us"',
    "profiles": ("strict", "own profiles/own.toml"),
    "languages": ("de", "fr", "nl"),
    "report_url": "https://report.example/monitor",
    "publisher": "Région de l’Exemple",
    "feedback": "toegankelijkheid@example.org",
    "enforcement_body": 'The "Ombudsman"',
    "enforcement_url": "https://ombudsman.example/#complaint",
    "mail_from": "monitor@example.org",
    "smtp_url": "smtps://mail.example:465",
    "screenshots": False,
    "seed": -7,
    "delay": 0.123456789,
    "concurrent_sites": 3,
    "sample_sizes": ("5:5", "*:9"),
    "layouts_a_page": 0,
    "rotation": 0.5,
    "carry_crawls": 6,
    "keep_pages": False,
    "retest_share": 0.25,
    "discovery_pages": 77,
    "discovery_urls": 888,
    "discovery_depth": 4,
    "discovery_bytes": 123_456_789_012,
    "discovery_seconds": 12.5,
    "request_timeout": 7.25,
    "obey_robots": False,
    "pages": 12,
    "random_share": 0.15,
    "documents": 5,
    "standard": "en301549-4.1.1",
    "images_read": 7,
    "workers": 5,
    "sites_an_address": 3,
    "cluster": "tls://scheduler.example:8786",
    "cluster_ca": "/etc/ca.pem",
    "cluster_certificate": "/etc/machine.pem",
    "cluster_key": "/etc/machine.key",
    "cluster_patience": 12.0,
    "worker_silence": 45.0,
    "engine": "kettle",
    "browser": "/opt/chromium é\\chrome",
    "axe_path": "axe\tmin\x7f.js",
    "elements_per_check": 9,
    "load_timeout": 31.0,
    "settle_quiet": 1e-7,
    "settle_limit": 6.0,
    "check_timeout": 61.0,
    "page_timeout": 1e20,
    "back_off": 0.0,
    "recycle_pages": 30,
    "recycle_minutes": 3.5,
    "recycle_mebibytes": 900,
    "confirm_size": 50,
    "confirm_browser": "edge",
    "confirm_program": "/opt/edge",
    "grid": "http://grid.example:4444",
}


@pytest.fixture(autouse=True)
def _no_settings_around(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither variables nor a wadmon.toml of whoever runs the tests."""
    for name in list(os.environ):
        if name.upper().startswith("WADMON_") or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def _message(config: Path | None = None, **options: Any) -> str:
    with pytest.raises(SettingsError) as caught:
        load_settings(config, options)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_without_file_environment_and_options_the_defaults_hold() -> None:
    settings = load_settings(None, {"delay": None})

    assert settings == Settings.model_construct()
    assert settings.delay == 0.5


def test_an_option_beats_the_environment_which_beats_the_file_which_beats_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("wadmon.toml").write_text("delay = 1\npages = 1\nseed = 1\n")
    monkeypatch.setenv("WADMON_DELAY", "2")
    monkeypatch.setenv("wadmon_pages", "2")

    settings = load_settings(None, {"delay": 3.0, "workers": None})

    assert (settings.delay, settings.pages, settings.seed, settings.workers) == (3.0, 2, 1, 0)


def test_a_named_file_takes_the_place_of_the_one_in_the_folder(tmp_path: Path) -> None:
    Path("wadmon.toml").write_text("pages = 1\n")
    other = tmp_path / "other.toml"
    other.write_text("seed = 5\n")

    settings = load_settings(other, {})

    assert (settings.pages, settings.seed) == (0, 5)


def test_lists_in_the_environment_are_names_with_commas_between(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WADMON_PROFILES", "strict")
    monkeypatch.setenv("WADMON_LANGUAGES", "fr, de")

    settings = load_settings(None, {})

    assert (settings.profiles, settings.languages) == (("strict",), ("fr", "de"))


def test_an_unknown_name_in_the_file_is_reported_with_the_file_and_the_name() -> None:
    Path("wadmon.toml").write_text("dealy = 1\n")

    assert _message() == "wadmon.toml: dealy: no such setting; `wadmon settings` lists them"


def test_a_bad_value_in_the_file_is_reported_with_the_file_the_name_and_the_value() -> None:
    Path("wadmon.toml").write_text('pages = "many"\n')

    message = _message()

    assert message.startswith("wadmon.toml: pages: ")
    assert message.endswith("(got 'many')")


def test_a_bad_value_in_the_environment_is_reported_with_the_variable_and_the_value(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WADMON_RANDOM_SHARE", "0.05")

    assert _message() == "WADMON_RANDOM_SHARE: Input should be greater than or equal to 0.1 (got '0.05')"


@pytest.mark.parametrize("name", ["WADMON_PROFILES", "WADMON_LANGUAGES"])
def test_an_empty_list_in_the_environment_is_reported_with_the_variable(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, " ,")

    assert _message().startswith(f"{name}: ")


def test_a_bad_option_is_reported_with_its_name_and_value() -> None:
    assert _message(random_share=2.0) == "--random-share: Input should be less than or equal to 1 (got 2.0)"


@pytest.mark.parametrize("value", ["inf", "nan", "-1"])
def test_seconds_are_finite_and_not_negative(value: str) -> None:
    Path("wadmon.toml").write_text(f"delay = {value}\n")

    assert _message().startswith("wadmon.toml: delay: ")


def test_an_absent_file_that_was_named_is_reported_with_its_name() -> None:
    assert _message(Path("gone.toml")) == "gone.toml: cannot read the settings: No such file or directory"


@pytest.mark.parametrize("content", [b"delay = \n", b"delay = 1\xff\n", b"[delay\n"])
def test_a_file_that_is_not_toml_is_reported_with_its_name(content: bytes) -> None:
    Path("wadmon.toml").write_bytes(content)

    assert _message().startswith("wadmon.toml: ")


def test_every_setting_has_a_description_and_another_value_in_these_tests() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []
    assert set(OTHER) == set(Settings.model_fields)


@pytest.mark.parametrize("values", [{}, OTHER])
def test_what_is_printed_loads_back_to_the_same_settings(values: dict[str, Any]) -> None:
    settings = load_settings(None, values)

    Path("wadmon.toml").write_text(settings_as_toml(settings), "utf-8")

    assert load_settings(None, {}) == settings


@given(delay=st.floats(0, 1e300), path=st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_any_number_and_any_text_that_is_printed_loads_back(delay: float, path: str) -> None:
    settings = load_settings(None, {"delay": delay, "browser": path})

    Path("printed.toml").write_bytes(settings_as_toml(settings).encode())

    assert load_settings(Path("printed.toml"), {}) == settings


def test_each_setting_is_printed_with_what_it_means_and_its_default() -> None:
    printed = settings_as_toml(load_settings(None, {"seed": 3}))

    assert "# Makes every random choice reproducible. Default: 2102\nseed = 3\n" in printed


@pytest.mark.parametrize("name", list(OTHER))
def test_what_is_stored_with_a_crawl_gives_the_setting_back(name: str) -> None:
    settings = load_settings(None, OTHER)

    restored = settings_from_text(load_settings(None, {}), {name: settings.as_text()[name]})

    assert getattr(restored, name) == getattr(settings, name)
    assert restored == load_settings(None, {name: OTHER[name]})


@pytest.mark.parametrize(
    "proxy",
    [
        "http://user:s3cret@proxy.example:3128",
        "http://user:s3@cret@proxy.example:3128",
        "user:s3cret@proxy.example:3128",
    ],
)
def test_the_password_of_a_proxy_is_neither_stored_nor_printed(proxy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load_settings(None, {"proxy": proxy})
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    from_environment = load_settings(None, {})

    shown = without_password(proxy)

    assert shown in ("http://proxy.example:3128", "proxy.example:3128")
    assert settings.effective_proxy == from_environment.effective_proxy == proxy
    assert settings.as_text()["proxy"] == from_environment.as_text()["proxy"] == shown
    for text in (settings_as_toml(settings), settings_as_toml(from_environment), *settings.as_text().values()):
        assert "s3" not in text
        assert "user" not in text.partition("proxy = ")[2].partition("\n")[0]


def test_the_proxy_of_the_settings_beats_that_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://environment.example:1")

    assert load_settings(None, {}).effective_proxy == "http://environment.example:1"
    assert load_settings(None, {"proxy": "http://own.example:2"}).effective_proxy == "http://own.example:2"


def test_the_user_agent_names_the_monitor_and_where_to_reach_its_people() -> None:
    agent = load_settings(None, {"contact_url": "https://monitor.example/"}).user_agent

    assert agent.startswith("wad-monitor/")
    assert agent.endswith(" (+https://monitor.example/)")


@pytest.mark.parametrize(
    "sizes",
    [("10:10",), ("10:10", "5:20", "*:30"), ("10:10", "50:5", "*:30"), ("*:0",), ("ten", "*:30"), ("*:5", "*:9")],
)
def test_a_table_of_sizes_that_is_none_is_refused(sizes: tuple[str, ...]) -> None:
    with pytest.raises(SettingsError, match=r"--sample-sizes: .*ascending pairs"):
        load_settings(None, {"sample_sizes": sizes})


def test_a_table_of_sizes_is_read() -> None:
    assert sizes_of(("10:10", "50:15", "*:20")) == (((10, 10), (50, 15)), 20)
    assert sizes_of(("*:7",)) == ((), 7)
