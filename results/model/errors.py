"""What goes wrong that a person can do something about. Each such error of ours is one of these two.

The command line shows the message instead of a traceback, and ends with an exit code for each of the two.
"""

from __future__ import annotations


class WrongInput(Exception):
    """What was asked for, or a file that was given, cannot be used; the message says where and what."""


class CannotRun(Exception):
    """What was asked for is in order, and cannot be done here or now; the message says why."""
