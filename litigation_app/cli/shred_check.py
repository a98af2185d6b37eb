"""The verb `keys shred-check`: is anything left of people who were erased?"""

from collections.abc import Iterator
from uuid import UUID

import click

from config import Config
from litigation_app import ledger, vault
from litigation_app.cli.acting import desk
from litigation_app.cli.agent import keys
from litigation_app.cli.common import Refused, show
from litigation_app.core.db import db
from litigation_app.core.rls import rowguard
from litigation_app.operations.residue import residue, residue_bytes
from litigation_app.operations.residue.residue import Residue, Sought
from litigation_app.vault.erasure import register

RUN = "shred_check"


@keys.command("shred-check")
@click.option(
    "--subject", "subjects", multiple=True, type=click.UUID, help="Only this person (by id), in the register or not."
)
@click.option(
    "--mend", is_flag=True, help="Take away what belongs to nobody, rewrite the database (VACUUM), look again."
)
def shred_check(subjects: tuple[UUID, ...], *, mend: bool) -> None:
    """Search rows, keys, documents, publications, journals and logs for what is left of erased people; exit 1 if anything is."""
    with desk() as app, app.test_request_context(), rowguard.system("maintenance"):
        config = app.extensions["config"]
        people = residue.sought(register.entries(config, vault.current().keyring), subjects)
        ledger.append_alone(act=RUN, by=None, of="desk:erased", session_id=None, facts={"people": len(people)})
        if mend:
            residue_bytes.mend(config, people)
        found = list(_all(config, people))
        db.session.remove()
    show({"people": len(people), "clean": not found, "residue": [vars(one) for one in found]})
    if found:
        raise Refused(f"{len(found)} places still hold something; each is named with what to do.")


def _all(config: Config, people: list[Sought]) -> Iterator[Residue]:
    yield from residue.of_register(people)
    yield from residue.of_rows(people)
    yield from residue.of_keys(config, people)
    yield from residue_bytes.of_documents(people)
    yield from residue_bytes.of_other_files(config, people)
    db.session.rollback()  # what was read must not keep the journal from being emptied
    yield from residue_bytes.of_deleted(config, people)
