"""How much memory a process has."""

import psutil


def memory_of(process: psutil.Process) -> int:
    """Bytes; what several processes share counts once for all of them, where that can be told. Raises psutil.Error."""
    return int(process.memory_full_info().pss if psutil.LINUX else process.memory_info().rss)
