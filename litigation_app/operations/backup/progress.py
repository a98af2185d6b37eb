"""How far has it come? A line on standard error now and then."""

import click

_EVERY = 2**28  # bytes
_MEGABYTE = 10**6


class Progress:
    """Counts bytes and says so after every quarter of a gigabyte."""

    def __init__(self, doing: str) -> None:
        self._doing, self._done, self._said = doing, 0, 0
        click.echo(f"{doing} …", err=True)

    def __call__(self, more: int) -> None:
        self._done += more
        if self._done - self._said >= _EVERY:
            self._said = self._done
            click.echo(f"{self._doing}: {self._done // _MEGABYTE} MB", err=True)
