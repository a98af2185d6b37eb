"""The command line, as a person types it."""

from click.testing import CliRunner, Result

from litigation_app.cli import litigation


def sum_named(refused: Result) -> str:
    """What has to be said to have been seen, as a command names it that was not told."""
    assert refused.exit_code == 1, refused.output
    return refused.stderr.rpartition("--seen ")[2].strip()


def run(*words: str, **environ: str) -> Result:
    return CliRunner().invoke(litigation, list(words), env=environ)
