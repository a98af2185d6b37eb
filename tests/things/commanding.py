"""The command line, as a person types it."""

from click.testing import CliRunner, Result

from litigation_app.cli import litigation


def run(*words: str, **environ: str) -> Result:
    return CliRunner().invoke(litigation, list(words), env=environ)
