"""What a person wrote where the address of a website belongs -> its canonical start URL."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

from crawler.register_rows import UNSEEN
from crawler.web.urls import MAX_URL_LENGTH, canonical_url

# Of a host name and of one label of it, in characters: RFC 1035, 2.3.4.
MAX_HOST = 253
MAX_LABEL = 63

UNSEEN_ANYWHERE = re.compile(f"[{UNSEEN}]")
WRAPPING = "\"'<>{}«»“”„‘’`"
ENDING = ".,;:!?"
MAIL = re.compile(r"(?:mailto:)?[^\s@/<>()]+@[^\s@/<>()]+\.[^\s@/<>()]+\Z", re.IGNORECASE)
# "http://https://a.be", "https//a.be", "http:/a.be": however often and however damaged, before the address itself.
SCHEMES = re.compile(r"(?:(https?)(?::[\\/]*|[\\/]{2,}))+", re.IGNORECASE)
IN_SENTENCE = re.compile(
    r"(?:https?:[\\/]+|www\.)[^\s<>\"']+"
    r"|(?<![\w@.-])(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[^\s<>\"']*)?(?![\w@])",
    re.IGNORECASE,
)
SENTENCE = 3  # words; of two the second may be the rest of an address
BESIDE = ("(", "-", "–", "|", "/")  # how a remark begins


class BadValueError(Exception):
    """Why a cell is not usable."""


def site_url(text: str) -> str:
    """The canonical start URL; a bare domain is taken to be https. Raises BadValueError with the reason."""
    address = without_ornament(text)
    if not address:
        raise BadValueError("no URL")
    if MAIL.match(address):
        mail = address.lower().startswith("mailto:")
        raise BadValueError("not an http or https URL" if mail else "an e-mail address, not a URL")
    if re.search(r"\s", address):
        return _from_sentence(address)
    return _start_url(address)


def without_ornament(text: str) -> str:
    """Without what copying and typing leave around an address, nor marks inside it that nobody sees."""
    address = UNSEEN_ANYWHERE.sub("", text.replace("\u00a0", " ")).strip().strip(WRAPPING).strip()
    if address.startswith("(") and address.endswith(")"):
        address = address[1:-1]
    return address.rstrip(ENDING) if not address.endswith("://") else address


def _from_sentence(text: str) -> str:
    """The one address in it. Raises BadValueError when there is none, or more than one website."""
    words = text.split()
    is_sentence = len(words) >= SENTENCE or not IN_SENTENCE.match(text) or words[1].startswith(BESIDE)
    found = [match.rstrip(ENDING + ")" + WRAPPING) for match in IN_SENTENCE.findall(text)] if is_sentence else []
    urls: dict[str, None] = {}
    for address in found:
        try:
            urls[_start_url(address)] = None
        except BadValueError:
            continue
    if len(urls) > 1:
        message = f"more than one address in the cell: {', '.join(urls)}"
        raise BadValueError(message[:200])
    if not urls:
        raise BadValueError("a space inside the URL")
    return next(iter(urls))


def _start_url(text: str) -> str:
    if len(text) > MAX_URL_LENGTH:
        message = f"a URL of more than {MAX_URL_LENGTH} characters"
        raise BadValueError(message)
    url = with_scheme(text)
    canonical = canonical_url(url)
    if canonical is None:
        raise BadValueError("no valid host name in the URL")
    if "@" in urlsplit(url).netloc:
        raise BadValueError("a user name or password in the URL")
    bare = SCHEMES.match(text) is None
    if not is_host(urlsplit(canonical).hostname or "", needs_dot=bare):
        raise BadValueError("no valid host name in the URL")
    return canonical


def is_site_address(text: str) -> bool:
    """Whether a cell may well be the address of a website, in a column of which nothing is known."""
    try:
        host = urlsplit(site_url(text)).hostname or ""
    except BadValueError:
        return False
    last = host.rpartition(".")[2]
    return ":" in host or (len(last) > 1 and last.isalnum() and not last.isdigit()) or SCHEMES.match(text) is not None


def with_scheme(text: str) -> str:
    """Raises BadValueError for schemes other than http and https. Of several the last is the one that was meant."""
    schemes = SCHEMES.match(text)
    if schemes is not None:
        return f"{schemes[1].lower()}://{text[schemes.end() :]}"
    if re.match(r"[a-z][a-z0-9+.-]*:(?!\d)", text, re.IGNORECASE):  # before digits it is a port
        raise BadValueError("not an http or https URL")
    return "https://" + text.lstrip("/\\")


def is_host(host: str, *, needs_dot: bool) -> bool:
    """Whether DNS can hold it (RFC 1123, 2.1) or it is an IP address."""
    if ":" in host:
        return True  # IPv6: already parsed
    labels = host.split(".")
    if labels[-1].isdigit():
        return is_ipv4(host)
    if len(host) > MAX_HOST or (needs_dot and len(labels) == 1):
        return False
    return all(len(label) <= MAX_LABEL and not label.startswith("-") and not label.endswith("-") for label in labels)


def is_ipv4(host: str) -> bool:
    try:
        ipaddress.IPv4Address(host)
    except ValueError:
        return False
    return True
