"""The version of wad-monitor, from the installed package."""

from importlib.metadata import version

VERSION = version("wad-monitor")
