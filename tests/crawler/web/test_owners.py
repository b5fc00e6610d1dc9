import pytest

from crawler.web.owners import registrable_domain


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.gent.be", "gent.be"),
        ("a.b.service.gov.uk", "b.service.gov.uk"),  # its customers are owners of their own
        ("someone.github.io", "someone.github.io"),
        ("localhost", "localhost"),
        ("192.0.2.7", "192.0.2.7"),
    ],
)
def test_the_registrable_domain_knows_the_public_suffixes(host: str, domain: str) -> None:
    assert registrable_domain(host) == domain
