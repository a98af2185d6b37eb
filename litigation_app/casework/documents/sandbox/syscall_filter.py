"""How does a process give up, for good, whatever it could ask of the kernel beside a few system calls? By seccomp.

A filter of Linux (seccomp(2)): a little program that the kernel runs before each system call. What it does not name fails
with EPERM, for root too, and nothing takes it away again.
"""

import ctypes
import errno
import os

# What is left to whoever reads one pipe, computes, writes another and ends: no path, no socket, no other process. Not even
# `fstat`, which glibc asks by path. Numbers on x86_64 and on arm64; source: Linux 6.12, arch/x86/entry/syscalls/syscall_64.tbl
# and scripts/syscall.tbl.
LEFT = {
    "read": (0, 63),
    "write": (1, 64),
    "close": (3, 57),
    "mmap": (9, 222),
    "mprotect": (10, 226),
    "munmap": (11, 215),
    "brk": (12, 214),
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "sched_yield": (24, 124),
    "mremap": (25, 216),
    "madvise": (28, 233),
    "exit": (60, 93),
    "sigaltstack": (131, 132),
    "futex": (202, 98),
    "restart_syscall": (219, 128),
    "clock_gettime": (228, 113),
    "exit_group": (231, 94),
    "getrandom": (318, 278),
}
_MACHINES = {"x86_64": (0, 0xC000003E, 317), "aarch64": (1, 0xC00000B7, 277)}  # column, AUDIT_ARCH_…, seccomp itself
_NO_NEW_PRIVILEGES = 38  # PR_SET_NO_NEW_PRIVS: else only root may filter
_SET_FILTER, _ALL_THREADS = 1, 1  # SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC
_KILL, _REFUSE, _ALLOW = 0x80000000, 0x00050000 | errno.EPERM, 0x7FFF0000  # SECCOMP_RET_…
_LOAD, _IS, _RETURN = 0x20, 0x15, 0x06  # BPF_LD+W+ABS, BPF_JMP+JEQ+K, BPF_RET+K
_NUMBER, _ARCHITECTURE = 0, 4  # where they stand in struct seccomp_data


class _Step(ctypes.Structure):
    """struct sock_filter."""

    _fields_ = (("code", ctypes.c_uint16), ("yes", ctypes.c_uint8), ("no", ctypes.c_uint8), ("k", ctypes.c_uint32))


class _Program(ctypes.Structure):
    """struct sock_fprog."""

    _fields_ = (("length", ctypes.c_uint16), ("steps", ctypes.POINTER(_Step)))


def shut() -> bool:
    """Shut this process in; False where the kernel or the machine offers no such filter, and nothing has changed."""
    machine = _MACHINES.get(os.uname().machine)
    if machine is None or ctypes.sizeof(ctypes.c_void_p) != 8:
        return False
    column, architecture, seccomp = machine
    libc = ctypes.CDLL(None, use_errno=True)
    steps = _steps(architecture, [numbers[column] for numbers in LEFT.values()])
    program = _Program(len(steps), (_Step * len(steps))(*steps))
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    return bool(libc.syscall(seccomp, _SET_FILTER, _ALL_THREADS, ctypes.byref(program)) == 0)


def is_shut() -> bool:
    """Whether this process is shut in: without a filter a path that names nothing is looked up, and not found."""
    try:
        os.rename("", "")
    except OSError as refused:
        return refused.errno == errno.EPERM
    return False


def _steps(architecture: int, allowed: list[int]) -> list[_Step]:
    return [
        _Step(_LOAD, 0, 0, _ARCHITECTURE),
        _Step(_IS, 1, 0, architecture),
        _Step(_RETURN, 0, 0, _KILL),  # a call by the numbers of another machine
        _Step(_LOAD, 0, 0, _NUMBER),
        *(_Step(_IS, len(allowed) - place, 0, number) for place, number in enumerate(allowed)),
        _Step(_RETURN, 0, 0, _REFUSE),
        _Step(_RETURN, 0, 0, _ALLOW),
    ]
