"""The verb `show`: a demonstration that answers from the first second, and is filled behind its page."""

import signal
import socket
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import waitress

from litigation_app.cli import handing_over
from litigation_app.cli.common import Refused, command, settings
from litigation_app.demo import filling

_LARGEST_FORM = 2**20  # it is thrown away; and must never wait on the disk


@click.command()
@click.option("--port", default=8000, show_default=True)
def show(port: int) -> None:
    """Serve a demonstration on this machine; where there is none yet it is filled, and every page says meanwhile how far it is."""
    settings()
    try:
        door = socket.create_server(("127.0.0.1", port), backlog=1024)
    except OSError as taken:
        raise Refused(
            f"Port {port} cannot be used ({taken.strerror}). Choose another: litigation show --port N"
        ) from None
    click.echo(f"The desk answers at http://localhost:{port} and says how far its demonstration is.", err=True)
    signal.signal(signal.SIGTERM, lambda *_of_the_signal: sys.exit(0))
    with TemporaryDirectory(prefix="desk-") as folder:
        ended = _filled_behind(door, filling.Progress(Path(folder) / "progress.json"))
    if ended:  # and has said why
        sys.exit(1)
    handing_over.become(command("serve", "--port", port), door)


def _filled_behind(door: socket.socket, progress: filling.Progress) -> int:
    """How the process ended that fills, which never outlives this one."""
    server = waitress.create_server(
        filling.pages(progress),
        map={},
        sockets=[door.dup()],
        threads=2,
        ident=None,
        asyncore_use_poll=True,
        max_request_body_size=_LARGEST_FORM,
        inbuf_overflow=2 * _LARGEST_FORM,
    )
    words = command("demo", "--if-empty", "--progress", progress.file)
    with subprocess.Popen(words, stdin=subprocess.PIPE) as filler:  # noqa: S603
        try:
            handing_over.answer_while(server, lambda: filler.poll() is None)
        finally:
            filler.terminate()
    return filler.returncode
