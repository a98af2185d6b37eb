"""What is written when somebody has agreed: the publication, read back from its files and attacked once more."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from litigation_app.core.access import Actor
from litigation_app.gate import plan
from litigation_app.gate.beside import certify_beside
from litigation_app.gate.made import Made
from litigation_app.gate.models import ReleaseDraft
from litigation_app.statistics.releases import Carried, ReleaseContents, Signer, load, write


def contents(actor: Actor, draft: ReleaseDraft, made: Made) -> ReleaseContents:
    """What the publication says."""
    source = made.since.source if made.since and made.since.is_carried else None
    return ReleaseContents(
        title=draft.title,
        countries=tuple(draft.country_codes),
        first=date(draft.first_year, 1, 1),
        last=date(draft.last_year, 12, 31),
        reference_date=plan.MODES[draft.mode].plan.reference_date(draft.last_year),
        mode=draft.mode,
        policy_hash=made.proposal.policy_hash,
        certificate=made.proposal.certificate,
        prepared_by=draft.drafted_by,
        approved_by=actor.id,
        tables=made.tables,
        carried=Carried(source.id, source.last_year) if source else None,
        plan=made.plan,
    )


@contextmanager
def written(contents: ReleaseContents, made: Made, on_shelf: Path, signer: Signer) -> Iterator[Path]:
    """The publication beside the shelf, its files read back and attacked; what is not moved on is thrown away."""
    on_shelf.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".before-", dir=on_shelf) as waiting:
        folder = write(Path(waiting), contents, signer)
        read = load(Path(waiting), folder.name, {signer.public_key()})
        sheets = {sheet.id: [[*row.codes, row.value] for row in read.table(sheet.id)] for sheet in made.design.sheets}
        is_carried = made.since is not None and made.since.is_carried
        certify_beside(made.design, made.whole, sheets, made.before, is_carried=is_carried)
        yield folder
