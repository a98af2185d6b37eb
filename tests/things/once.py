"""What is alike for every desk of a test run, made once a process: compiled pages, addresses and statements.

A test makes a desk of its own; without this, most of its time goes into compiling the same sources again and into
waiting for a disk.
"""

import os
import shutil
import tempfile
from types import CodeType
from typing import Any

import jinja2
from flask import Flask
from jinja2.bccache import Bucket
from sqlalchemy import Engine
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule


class _Pages(jinja2.BytecodeCache):
    """A template's code by its name and the checksum of its source."""

    def __init__(self) -> None:
        self.codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code is not None
        self.codes[bucket.key, bucket.checksum] = bucket.code


def install() -> None:
    """From now on for every application, engine and temporary folder of this process and those that it starts."""
    _stay_in_memory()
    Flask.jinja_options = {"bytecode_cache": _Pages()}
    _share_addresses()
    _share_statements()


def _stay_in_memory() -> None:
    """Desks are made and thrown away by the thousand: on the memory file system where it has room."""
    memory = "/dev/shm"  # noqa: S108  # mkdtemp and pytest make folders of their own in it
    if "TMPDIR" not in os.environ and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 4 * 2**30:
        os.environ["TMPDIR"] = tempfile.tempdir = memory


def _share_addresses() -> None:
    """The function that writes an address is the same for the same rule."""
    compile_builder, known = Rule._compile_builder, {}

    def shared(self: Rule, append_unknown: bool = True) -> Any:
        if self.defaults or self.host or self.map is None or self.map.host_matching:
            return compile_builder(self, append_unknown)
        key = (self.rule, self.subdomain, append_unknown)
        if key not in known:
            known[key] = compile_builder(self, append_unknown)
        return known[key]

    Rule._compile_builder = shared  # type: ignore[method-assign]


def _share_statements() -> None:
    """Two dialects of one kind compile one statement alike, so that their engines share what is compiled."""
    compiled = LRUCache[Any, Any](3_000)
    Engine._compiled_cache = property(lambda _: compiled, lambda *_: None)  # type: ignore[assignment]
    DefaultDialect.__eq__ = lambda self, other: type(self) is type(other)  # type: ignore[method-assign,assignment]
    DefaultDialect.__hash__ = lambda self: hash(type(self))  # type: ignore[method-assign,assignment]
