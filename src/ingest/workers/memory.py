"""How much memory one item may take in a worker process, beyond what the process holds already.

Address space is no measure of it: libraries map hundreds of megabytes that nobody touches. RLIMIT_DATA
counts private writable memory, mappings included (Linux 4.7 and later; elsewhere only the cap on address
space holds).
"""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_STATM = Path("/proc/self/statm")
_DATA = 5  # position of the pages of data and stack, proc(5)


@contextmanager
def bounded_memory(size: int | None) -> Iterator[None]:
    """Inside, whatever would go `size` bytes beyond what is held raises MemoryError; None: no bound."""
    held = _held() if size is not None else None
    if size is None or held is None:
        yield
        return
    before, most = resource.getrlimit(resource.RLIMIT_DATA)
    bound = held + size
    resource.setrlimit(
        resource.RLIMIT_DATA, (bound if most == resource.RLIM_INFINITY else min(bound, most), most)
    )
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (before, most))


def _held() -> int | None:
    """Bytes of private writable memory; None where the system does not tell."""
    try:
        pages = int(_STATM.read_text(encoding="ascii").split()[_DATA])
    except OSError:
        return None
    return pages * resource.getpagesize()
