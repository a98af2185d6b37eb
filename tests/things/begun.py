"""People and a case with which many tests begin: made once by a worker, copied for each test after that."""

import atexit
import shutil
import tempfile
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from config import Config
from desks import HOLDER, laid, leave
from litigation_app.core import clock

D = TypeVar("D")
FRESH = timedelta(
    minutes=3
)  # nobody who is signed in there has been idle for long, or showed her second factor long ago
PEOPLE = {"lawyer", "coordinator"}  # at their browsers


@dataclass(frozen=True)
class _Kept:
    at: datetime
    config: Config
    folder: Path
    count: int  # of the people that were made
    made: Any


_kept: dict[type, _Kept] = {}


def begun(kind: type[D], make: Any, client_as: Callable[[str], Any]) -> D:
    """A desk of this kind: on PostgreSQL, and where the test has made something already, by its own way."""
    config = make.app.extensions["config"]
    if make.count or not config.database_url.startswith("sqlite"):
        return kind(make, client_as)  # type: ignore[call-arg]
    kept = _kept.get(kind)
    if kept is None or kept.config != config or not kept.at <= clock.now() < kept.at + FRESH:
        at, made = clock.now(), kind(make, client_as)  # type: ignore[call-arg]
        leave(make.app)
        folder = Path(tempfile.mkdtemp(prefix="begun")) / "instance"
        atexit.register(shutil.rmtree, folder.parent, ignore_errors=True)
        _kept[kind] = _Kept(at, config, shutil.copytree(config.instance, folder), make.count, made)
        return _copied(_kept[kind], make)
    leave(make.app)
    laid(kept.folder, config.instance)
    holder = make.app.extensions[HOLDER]
    holder.__init__(config)
    holder.reload()
    make.count = kept.count
    return _copied(kept, make)


def _copied(kept: _Kept, make: Any) -> Any:
    """As it was made: what a test does with it changes nobody else's."""
    made = copy(kept.made)
    made.make, made.app = make, make.app
    for name in PEOPLE & vars(made).keys():
        setattr(made, name, getattr(made, name).again(make.app))
    return made
