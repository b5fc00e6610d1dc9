"""Which URLs are the same page, and what their words say (RFC 3986, 6.2.2; WHATWG URL)."""

from __future__ import annotations

import ipaddress
import re
from collections import Counter
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

import idna

DEFAULT_PORTS = {"http": 80, "https": 443}
MAX_URL_LENGTH = 2000
DEEP_FOLDER = 3  # folders of a path that distinguish one list of pages from another
LANGUAGE_PARAMETERS = frozenset(("lang", "language", "locale", "hl", "taal", "langue", "sprache", "setlang"))
DEEP, REPEATED = 4, 3  # path segments: more than the first, of which one this often

INDEX_PAGES = frozenset(
    f"{stem}.{ending}"
    for stem, endings in {
        "index": ("html", "htm", "xhtml", "shtml", "php", "asp", "aspx", "jsp", "cfm"),
        "default": ("html", "htm", "asp", "aspx"),
    }.items()
    for ending in endings
)

# Parameters that show the site where a visitor came from, never what to show.
TRACKING_PARAMETERS = frozenset(
    (
        "fbclid",
        "gclid",
        "gclsrc",
        "gbraid",
        "wbraid",
        "dclid",
        "msclkid",
        "yclid",
        "twclid",
        "ttclid",
        "igshid",
        "li_fat_id",
        "mc_cid",
        "mc_eid",
        "_ga",
        "_gl",
        "_hsenc",
        "_hsmi",
        "mkt_tok",
        "oly_anon_id",
        "oly_enc_id",
        "vero_id",
        "wickedid",
    )
)
TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "piwik_", "matomo_")

# Names that only ever carry a session, and names that do when the value is an opaque token.
SESSION_NAME = re.compile(
    r"(?:jsessionid|phpsessid|aspsessionid[a-z]*|asp\.net_sessionid|cfid|cftoken)\Z", re.IGNORECASE
)
SESSION_NAME_BY_VALUE = re.compile(r"(?:sid|sessid|session|sessionid|session_id)\Z", re.IGNORECASE)
SESSION_VALUE = re.compile(r"(?:[0-9a-f]{16,}|[0-9A-Za-z_-]{24,})\Z", re.IGNORECASE)
SESSION_IN_PATH = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;]*", re.IGNORECASE)
SESSION_FOLDER = re.compile(r"/\([A-Z]\([0-9A-Za-z]{16,}\)\)/")  # ASP.NET without cookies: /(S(token))/

_LANGUAGES = (
    "aa ab af am ar as az ba be bg bn br bs ca co cs cy da de dz el en eo es et eu fa fi fo fr fy ga gd "
    "gl gu gv he hi hr hu hy id is it ja ka kk kl km kn ko ku ky la lb lo lt lv mk ml mn mr ms mt my nb "
    "ne nl nn no oc pa pl ps pt rm ro ru se sk sl so sq sr sv sw ta te tg th tk tr tt ug uk ur uz vi yi "
    "zh "
)
ISO_639_1 = frozenset(_LANGUAGES.split())
LANGUAGE_SEGMENT = re.compile(r"([a-z]{2})(?:[-_][a-z]{2})?\Z", re.IGNORECASE)

SCHEME_AND_SLASHES = re.compile(r"\A(https?):/*", re.IGNORECASE)  # however many there are
BEFORE_QUERY = re.compile(r"\A[^?#]*")
UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
PATH_SAFE = UNRESERVED | frozenset("!$&'()*+,;=:@/")
QUERY_SAFE = (PATH_SAFE | frozenset("?")) - frozenset("'")  # as browsers send it
HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*")
NUMBER = re.compile(r"\d+|0x[0-9a-f]*")  # a host that ends in one is an IPv4 address or nothing
ESCAPE_OR_CHARACTER = re.compile(r"%([0-9A-Fa-f]{2})|(.)", re.DOTALL)


def canonical_url(url: str) -> str | None:
    """One spelling for all URLs of the same page; None when it is no http(s) URL.

    The order of the query is kept: to some servers it means something, and seeing a page twice costs
    less than never seeing it. An index page is only removed when nothing but tracking follows it.
    """
    try:
        parts = urlsplit(SCHEME_AND_SLASHES.sub(r"\1://", with_slashes(url)))
        netloc = _canonical_netloc(parts)
    except ValueError:  # a bracket, port or label that no URL can have
        return None
    if netloc is None:
        return None
    query = _canonical_query(parts.query)
    path = _canonical_path(parts.path)
    if not query:
        path = without_index_page(path)
    return urlunsplit((parts.scheme.lower(), netloc, path, query, ""))


def with_slashes(address: str) -> str:
    """As a browser reads an address: white space around it left out, backslashes before the query are slashes."""
    return BEFORE_QUERY.sub(lambda match: match[0].replace("\\", "/"), address.strip())


def _canonical_netloc(parts: SplitResult) -> str | None:
    scheme = parts.scheme.lower()
    if scheme not in DEFAULT_PORTS or not parts.hostname:
        return None
    host = canonical_host(parts.hostname)
    if host is None:
        return None
    if parts.port is None or parts.port == DEFAULT_PORTS[scheme]:
        return host
    return f"{host}:{parts.port}"


def canonical_host(host: str) -> str | None:
    """Lower case, IDNA A-labels, no final dot; IPv6 in brackets, IPv4 as four numbers. None when it can be no host."""
    if ":" in host:
        return f"[{ipaddress.IPv6Address(host).compressed}]"
    host = unquote(host).lower()
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except idna.IDNAError:
            return None
    host = host.removesuffix(".")
    # Underscores are no letters of a host name by the book, but resolve and are in use.
    if not HOST.fullmatch(host) or not all(_is_label(label) for label in host.split(".")):
        return None
    return _ipv4(host) if NUMBER.fullmatch(host.rpartition(".")[2]) else host


def is_host(text: str) -> bool:
    """Whether it reads as the name of a host: words with dots between them, the last of letters."""
    return "." in text and bool(HOST.fullmatch(text)) and text.rpartition(".")[2].isalpha()


def _is_label(label: str) -> bool:
    """False for an A-label that no name is written as."""
    try:
        return not label.startswith("xn--") or not label[4:].encode().decode("punycode").isascii()
    except UnicodeError:
        return False


def _ipv4(host: str) -> str | None:
    """WHATWG URL, the IPv4 parser: decimal, octal and hexadecimal parts, of which the last takes the bytes left."""
    try:
        *first, last = (_ipv4_number(part) for part in host.split("."))
    except ValueError:
        return None
    if len(first) > 3 or any(part > 255 for part in first) or last >= 256 ** (4 - len(first)):  # noqa: PLR2004
        return None
    return str(ipaddress.IPv4Address(sum(part << 8 * (3 - place) for place, part in enumerate(first)) + last))


def _ipv4_number(part: str) -> int:
    if part.startswith("0x"):
        return int(part[2:] or "0", 16)
    return int(part, 8 if len(part) > 1 and part.startswith("0") else 10)


def _canonical_path(path: str) -> str:
    path = _normalise_escapes(path, PATH_SAFE)
    path = SESSION_FOLDER.sub("/", SESSION_IN_PATH.sub("", path))
    return _remove_dot_segments(path if path.startswith("/") else "/" + path)


def _remove_dot_segments(path: str) -> str:
    """RFC 3986, 5.2.4; empty segments stay, some servers distinguish them."""
    segments = path.split("/")[1:]
    kept: list[str] = []
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)


def without_index_page(path: str) -> str:
    directory, _, name = path.rpartition("/")
    return directory + "/" if name.lower() in INDEX_PAGES else path


def _canonical_query(query: str) -> str:
    parameters = (_normalise_escapes(parameter, QUERY_SAFE) for parameter in query.split("&"))
    return "&".join(parameter for parameter in parameters if parameter and not _is_noise(parameter))


def _is_noise(parameter: str) -> bool:
    """True for tracking and session parameters: the page is the same without them."""
    name, _, value = parameter.partition("=")
    name = name.lower()
    if name in TRACKING_PARAMETERS or name.startswith(TRACKING_PREFIXES) or SESSION_NAME.match(name):
        return True
    return bool(SESSION_NAME_BY_VALUE.match(name) and SESSION_VALUE.match(value))


def _normalise_escapes(text: str, safe: frozenset[str]) -> str:
    """Escapes of unreserved characters are decoded, all others in upper case; unsafe characters escaped."""

    def replace(match: re.Match[str]) -> str:
        escape, character = match.groups()
        if escape is None:
            return character if character in safe else _escape(character)
        decoded = chr(int(escape, 16))
        return decoded if decoded in UNRESERVED else "%" + escape.upper()

    return ESCAPE_OR_CHARACTER.sub(replace, text)


def _escape(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))


def is_language_segment(segment: str) -> bool:
    match = LANGUAGE_SEGMENT.match(segment)
    return bool(match and match[1].lower() in ISO_639_1)


def url_shape(url: str) -> str:
    """What URLs of one endless list have in common: the path with digits folded, and the query's names."""
    parts = urlsplit(url)
    path = re.sub(r"\d+", "0", parts.path)
    names = sorted({re.sub(r"\d+", "0", parameter.partition("=")[0]) for parameter in parts.query.split("&")})
    return parts.netloc + path + ("?" + "&".join(names) if parts.query else "")


def url_family(url: str) -> str:
    """What pages that are listed together have in common: the folder, or with a query its names and the whole path.

    Digits are folded, and folders deeper than DEEP_FOLDER count as one.
    """
    if urlsplit(url).query:
        return url_shape(url)
    folder = url_shape(url).rpartition("/")[0].split("/")
    return "/".join(folder[: DEEP_FOLDER + 1]) + ("/**" if len(folder) > DEEP_FOLDER + 1 else "/*")


def language_of(url: str) -> str:
    """The language an address names, in its first folder or as a parameter; empty when it names none."""
    parts = urlsplit(url)
    segment = parts.path.split("/")[1]
    if is_language_segment(segment):
        return segment.replace("_", "-")
    for parameter in parts.query.split("&"):
        name, _, value = parameter.partition("=")
        if name.lower() in LANGUAGE_PARAMETERS and is_language_segment(value):
            return value.replace("_", "-")
    return ""


def repeats_itself(url: str) -> bool:
    """Whether a path segment comes back three times: the mark of a relative link that nests for ever."""
    counts = Counter(segment for segment in urlsplit(url).path.split("/") if segment)
    return counts.total() > DEEP and max(counts.values()) >= REPEATED
