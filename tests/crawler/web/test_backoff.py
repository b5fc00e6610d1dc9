from datetime import UTC, datetime

import pytest

from crawler.web.backoff import retry_after

NOW = datetime(2026, 11, 22, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        (b"0", 0.0),
        (b" 120 ", 120.0),
        (b"99999999999999999999", 999999999.0),
        (b"Sun, 22 Nov 2026 12:01:30 GMT", 90.0),
        (b"Sun, 22 Nov 2026 11:00:00 GMT", 0.0),
        (b"Sun, 22 Nov 2026 12:01:30 -0000", 90.0),
        (b"soon", None),
        (b"-5", None),
        (b"1.5", None),
        (b"\xb2", None),
        (b"", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: bytes | None, seconds: float | None) -> None:
    assert retry_after(header, NOW) == seconds
