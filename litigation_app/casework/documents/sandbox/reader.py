"""The process that looks into one document: the task as argument, the document on standard input, the answer on standard output.

Before it reads the first byte it gives up all system calls but those for its memory, its pipes and its end, so that
whatever a hostile document makes of it reaches no file, no other process and no network; memory and time are bounded. A kernel
without such a filter leaves the limits alone, by which nothing opens; `doctor` says so. Exit 1: the document does not open.
"""

import json
import os
import resource
import sys
from collections.abc import Callable
from typing import Any

from litigation_app.casework.documents.sandbox import syscall_filter

_CODINGS = (
    *("utf-8", "utf-8-sig", "utf-7", "utf-16", "utf-16-le", "utf-16-be", "utf-32-le", "latin-1", "ascii"),
    *("raw-unicode-escape", "cp437", "cp852", "cp855", "cp1250", "cp1251", "cp1252", "koi8-r"),
    *("iso-8859-2", "iso-8859-5", "iso-8859-15", "iso-8859-16"),
)
_PAGES = frozenset({"pdf", "jpeg", "png", "tiff"})
_MEMORY = 3 * 2**29  # bytes of address space
_SECONDS = 25  # of the processor


def main() -> None:
    """Do one task and leave without any tidying up that a broken document could disturb."""
    task: dict[str, Any] = json.loads(sys.argv[1])
    answer = _reader(task)
    _shut_in()
    sys.stdout.buffer.write(answer(task, sys.stdin.buffer.read()))
    sys.stdout.buffer.flush()
    os._exit(0)


def _reader(task: dict[str, Any]) -> Callable[[dict[str, Any], bytes], bytes]:
    """What knows how to do this with this kind of document; whatever that needs is loaded while files still open."""
    for coding in _CODINGS:
        "".encode(coding)
    if task["do"] == "shut_in":
        return lambda _task, _paper: json.dumps(syscall_filter.is_shut()).encode()
    if task["kind"] in _PAGES:
        from litigation_app.casework.documents.sandbox import rendering

        return rendering.answer
    if task["do"] == "cleaned":
        from litigation_app.casework.documents.sandbox import cleaning

        return cleaning.answer
    from litigation_app.casework.documents.sandbox import office

    return office.answer


def _shut_in() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    for nothing in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE, resource.RLIMIT_NPROC, resource.RLIMIT_NOFILE):
        resource.setrlimit(nothing, (0, 0))
    syscall_filter.shut()


if __name__ == "__main__":
    main()
