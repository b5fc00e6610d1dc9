from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import trustme
from distributed.security import Security

from crawler.pipeline.cluster import ClusterError
from crawler.pipeline.cluster.security import security_of
from crawler.settings import Settings
from tests.crawler.pipeline.cluster.conftest import running


def certificates(folder: Path, authority: trustme.CA, name: str) -> dict[str, str]:
    """The settings of a machine of this authority."""
    machine = authority.issue_cert("127.0.0.1")
    files = {"cluster_ca": "ca.pem", "cluster_certificate": f"{name}.pem", "cluster_key": f"{name}.key"}
    authority.cert_pem.write_to_path(folder / files["cluster_ca"])
    machine.cert_chain_pems[0].write_to_path(folder / files["cluster_certificate"])
    machine.private_key_pem.write_to_path(folder / files["cluster_key"])
    return {setting: str(folder / file) for setting, file in files.items()}


def security(settings: dict[str, str]) -> Security:
    """Of a scheduler as well, which `dask scheduler` makes of its options."""
    made = security_of("tls://127.0.0.1", Settings(**settings))
    made.tls_scheduler_cert, made.tls_scheduler_key = settings["cluster_certificate"], settings["cluster_key"]
    return made


async def test_a_crawl_goes_through_connections_on_which_both_sides_show_a_certificate_of_one_authority(
    crawl: Any, tmp_path: Path
) -> None:
    authority = trustme.CA()
    scheduler, coordinator = (certificates(tmp_path, authority, name) for name in ("scheduler", "coordinator"))

    async with running(Settings(), security(scheduler)) as cluster:
        address = await cluster.begin()
        worker = await cluster.worker()
        await crawl.audit(Settings(cluster=address, delay=0.0, screenshots=False, **coordinator))

    assert address.startswith("tls://")
    assert sorted(worker.at) == sorted(crawl.hosts)


async def test_a_coordinator_of_another_authority_finds_no_scheduler(
    crawl: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    ours.mkdir()
    theirs.mkdir()
    scheduler, stranger = certificates(ours, trustme.CA(), "scheduler"), certificates(theirs, trustme.CA(), "stranger")

    async with running(Settings(), security(scheduler)) as cluster:
        address = await cluster.begin()
        with pytest.raises(ClusterError, match="no scheduler answers at tls://"):
            await crawl.audit(Settings(cluster=address, **stranger))


@pytest.mark.parametrize(
    ("address", "settings", "message"),
    [
        ("scheduler:8786", {}, "scheduler:8786: the address of a scheduler begins with tcp:// or tls://"),
        (
            "tls://a:1",
            {"cluster_ca": __file__},
            "tls://a:1: tls:// needs the settings cluster_ca, cluster_certificate, cluster_key",
        ),
        (
            "tls://a:1",
            {"cluster_ca": "/gone.pem", "cluster_certificate": __file__, "cluster_key": __file__},
            "cluster_ca: /gone.pem: there is no such file",
        ),
        (
            "tcp://a:1",
            {"cluster_key": __file__},
            "tcp://a:1: with cluster_ca, cluster_certificate, cluster_key the address begins with tls://",
        ),
    ],
)
def test_what_is_wrong_with_an_address_or_its_certificates_is_said_in_one_line(
    address: str, settings: dict[str, str], message: str
) -> None:
    with pytest.raises(ClusterError) as error:
        security_of(address, Settings(**settings))

    assert str(error.value) == message


def test_without_certificates_a_plain_address_is_not_encrypted() -> None:
    assert not security_of("tcp://a:1", Settings()).require_encryption
