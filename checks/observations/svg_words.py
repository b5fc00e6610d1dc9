"""The words of an SVG picture, as its code has them: nothing need be recognised."""

from __future__ import annotations

import base64
import binascii
from urllib.parse import unquote_to_bytes

from lxml import etree  # type: ignore[import-untyped]

from results.model import ImageLine, ImageReading

_LARGEST = 20_000  # bytes; more is a drawing
_DRAWN = frozenset({
    "path", "image", "circle", "ellipse", "line", "polygon", "polyline", "use", "foreignObject", "pattern", "rect",
    "font", "style", "textPath", "linearGradient", "radialGradient", "filter", "mask", "clipPath", "animate",
    "animateTransform",
})  # fmt: skip


def svg_reading(data: bytes) -> ImageReading | None:
    """beside: 0 when it is nothing but words in the letters of the browser, else 1. None for what is no small SVG."""
    if len(data) > _LARGEST:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data.strip(), parser)
    except etree.XMLSyntaxError:
        return None
    names = {etree.QName(element).localname for element in root.iter(etree.Element)}
    texts = [" ".join("".join(each.itertext()).split()) for each in root.iter("{*}text")]
    own_letters = any(element.get("font-family") or element.get("style") for element in root.iter(etree.Element))
    only = not names & _DRAWN and not own_letters
    lines = tuple(ImageLine(text, 1.0, 0, 0, 1, 1 / len(texts)) for text in texts if text)
    return ImageReading(lines=lines, beside=0.0 if only else 1.0)


def data_of(address: str) -> bytes:
    """What a data: address holds; nothing when it is damaged."""
    head, _, body = address.partition(",")
    data = unquote_to_bytes(body)
    if not head.lower().replace(" ", "").endswith(";base64"):
        return data
    try:
        return base64.b64decode(data)
    except binascii.Error:
        return b""
