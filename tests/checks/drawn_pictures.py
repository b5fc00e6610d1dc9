"""Pictures for the test pages, drawn here: words on a ground, with what may be beside them."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Mapping

from PIL import Image, ImageDraw, ImageFont

Beside = Callable[[ImageDraw.ImageDraw, int, int], None]


def picture(
    *lines: str,
    size: tuple[int, int] = (600, 120),
    letters: int = 26,
    ground: tuple[str, str] = ("#103f80", "#103f80"),
    ink: str = "white",
    at: tuple[int, int] = (20, 16),
    beside: Beside | None = None,
) -> bytes:
    """A PNG. ground: colour at the left and at the right. letters: pixels high. at: where the first line begins."""
    image = Image.linear_gradient("L").rotate(90).resize(size)
    image = Image.composite(Image.new("RGB", size, ground[1]), Image.new("RGB", size, ground[0]), image)
    draw = ImageDraw.Draw(image)
    if beside is not None:
        beside(draw, *size)
    font = ImageFont.load_default(letters)
    for number, line in enumerate(lines):
        draw.text((at[0], at[1] + number * letters * 1.4), line, ink, font)
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def _bars(draw: ImageDraw.ImageDraw, width: int, height: int) -> None:
    for at in range(5):
        draw.rectangle((40 + at * 110, height - 60 - at * 30, 100 + at * 110, height - 20), "#2f70b0")


def _view(draw: ImageDraw.ImageDraw, width: int, height: int) -> None:
    """As uneven as a photograph."""
    for left in range(0, width, 6):
        for top in range(0, height, 6):
            shade = int(90 + 60 * math.sin(left * 0.11) * math.cos(top * 0.17) + 40 * math.sin(left * top * 0.7))
            draw.rectangle((left, top, left + 5, top + 5), (shade, shade // 2 + 60, 255 - shade))


def _fields(draw: ImageDraw.ImageDraw, width: int, height: int) -> None:
    for top in range(70, height - 30, 60):
        draw.rectangle((200, top - 6, width - 30, top + 30), "white", "#555")


def _tree(draw: ImageDraw.ImageDraw, width: int, height: int) -> None:
    draw.polygon([(16, 60), (60, 60), (38, 12)], "#1a7a3a")


_MARKET = ("Summer market", "Saturday 14 June, 10 am to 6 pm", "Music, food and games for children")

_NAME = picture(
    "Testegem", "strong together for tomorrow", size=(420, 90), letters=22, at=(80, 12), ground=("white", "white"),
    ink="#1a7a3a", beside=_tree,
)  # fmt: skip

PICTURES: Mapping[str, bytes] = {
    "emblem.png": _NAME,
    "town.png": _NAME,
    "market.png": picture(*_MARKET, size=(600, 160)),
    "market-blend.png": picture(*_MARKET, size=(600, 160), ground=("#301050", "#803060")),
    "market-view.png": picture("Fresh fish every Tuesday morning", size=(600, 240), at=(60, 90), beside=_view),
    "notice.png": picture(
        "Parking permits can no longer", "be requested at the counter", ground=("#fff8e0", "#fff8e0"), ink="#222",
    ),
    "rules.png": picture(
        "The library lends books for three weeks", "Whoever brings them back too late pays",
        "ten cents a day for each of them", size=(600, 180), ground=("white", "white"), ink="black",
    ),
    "terminal.png": picture(
        "connecting to the server failed", "trying once more with other settings", ground=("#111", "#111"),
    ),
    "hours.png": picture(
        "Monday from nine to five", "Tuesday from nine to eight", "Wednesday closed", size=(420, 140),
        ground=("white", "white"), ink="#111",
    ),
    "chart.png": picture(
        "Inhabitants of our town by year", size=(600, 300), ground=("white", "white"), ink="black", beside=_bars
    ),
    "form.png": picture(
        "Fill in your details", "Name", "Address", "Town", size=(520, 300), letters=22, ground=("#eee", "#eee"),
        ink="#222", beside=_fields,
    ),
    "closed.png": picture("Town hall closed on Friday 21 July", size=(620, 70), ground=("#a01010", "#a01010")),
    "hello.png": picture("Welcome", size=(220, 70)),
    "heading.png": picture("Opening hours", size=(260, 56), ground=("white", "white"), ink="#80103a", letters=30),
    "search.png": picture("Search", size=(130, 44), ground=("#2a7a3a", "#4aa05a"), at=(18, 6)),
    "apply.png": picture("Apply online", size=(200, 50), ground=("#e8a030", "#e8a030"), ink="black", at=(18, 8)),
    "residents.png": picture("Residents", size=(150, 40), letters=20, at=(14, 6)),
    "business.png": picture("Businesses", size=(150, 40), letters=20, at=(14, 6)),
    "visitors.png": picture("Visitors", size=(150, 40), letters=20, at=(14, 6)),
    "view.png": picture(size=(120, 80), beside=_view),
}  # fmt: skip
