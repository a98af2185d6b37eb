"""How does a process that holds keys keep them out of core dumps, of other processes and of the swap? As far as it is let."""

import ctypes
import os
import resource
from dataclasses import asdict, dataclass

_PR_SET_DUMPABLE = 4
_MCL_CURRENT, _MCL_FUTURE, _MCL_ONFAULT = 1, 2, 4


@dataclass(frozen=True)
class Hardening:
    """What succeeded. `not_dumpable`: no debugger of this user attaches, and /proc shows its memory to nobody but root."""

    no_core_dump: bool
    not_dumpable: bool
    memory_locked: bool

    def as_json(self) -> dict[str, bool]:
        return asdict(self)


def harden(*, lock_memory: bool) -> Hardening:
    """Close this process, for good. `lock_memory` also keeps every page of it out of the swap (the agent; a worker is too large)."""
    libc = ctypes.CDLL(None, use_errno=True)
    return Hardening(
        no_core_dump=_no_core_dump(),
        not_dumpable=libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0,
        memory_locked=lock_memory and _may_lock() and libc.mlockall(_MCL_CURRENT | _MCL_FUTURE | _MCL_ONFAULT) == 0,
    )


def _no_core_dump() -> bool:
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (OSError, ValueError):
        return False
    return True


def _may_lock() -> bool:
    """Whether memory may be locked without bound: under a small bound, the 256 MiB of a passphrase would not fit any more."""
    return os.geteuid() == 0 or resource.getrlimit(resource.RLIMIT_MEMLOCK)[0] == resource.RLIM_INFINITY
