"""Answers are packed as servers pack them for browsers."""

from __future__ import annotations

import asyncio
import gzip
import sys
import zlib

import brotli
import pytest

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PACKED = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": zstd.compress}


@pytest.fixture(scope="module")
def discovered(web, visit, answer):
    """Name of the encoding -> the site's discovery."""

    def packed(name: str, title: str, body: str):
        page = f"<!doctype html><html lang=nl><head><title>{title}</title></head><body>{body}</body></html>"
        return answer(PACKED[name](page.encode()), headers={"Content-Encoding": name})

    starts = {
        web.site(
            f"{name}.test", {"/": packed(name, "Één", "<a href=/é>verder</a>"), "/%C3%A9": packed(name, "Twee", "")}
        ): name
        for name in PACKED
    }
    return {starts[start]: found for start, found in asyncio.run(visit(*starts)).items()}


@pytest.mark.parametrize("name", PACKED)
def test_every_encoding_of_browsers_is_asked_for_and_read(web, discovered, name: str) -> None:
    assert [(page.title, page.status) for page in discovered[name].pages] == [("Één", 200), ("Twee", 200)]
    asked = [seen.headers["Accept-Encoding"] for seen in web.seen if seen.host == f"{name}.test"]
    assert {tuple(sorted(value.replace(" ", "").split(","))) for value in asked} == {tuple(sorted(PACKED))}
