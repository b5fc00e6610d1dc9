"""TLS between the machines of a cluster: each shows a certificate of one authority, and believes no other."""

from __future__ import annotations

from pathlib import Path

from distributed.security import Security

from crawler.pipeline.cluster import ClusterError
from crawler.settings import Settings

_NAMES = ("cluster_ca", "cluster_certificate", "cluster_key")


def security_of(address: str, settings: Settings) -> Security:
    """For an address that begins with tls://; without certificates for others. Raises ClusterError."""
    files = {name: getattr(settings, name) for name in _NAMES}
    if not address.startswith(("tcp://", "tls://")):
        raise ClusterError(f"{address}: the address of a scheduler begins with tcp:// or tls://")
    if not address.startswith("tls://"):
        if any(files.values()):
            raise ClusterError(f"{address}: with {', '.join(_NAMES)} the address begins with tls://")
        return Security()
    for name, file in files.items():
        if not file:
            raise ClusterError(f"{address}: tls:// needs the settings {', '.join(_NAMES)}")
        if not Path(file).is_file():
            raise ClusterError(f"{name}: {file}: there is no such file")
    certificate, key = files["cluster_certificate"], files["cluster_key"]
    return Security(
        require_encryption=True,
        tls_ca_file=files["cluster_ca"],
        tls_client_cert=certificate,
        tls_client_key=key,
        tls_worker_cert=certificate,
        tls_worker_key=key,
    )
