"""What does a check of the access log or of the database mean, in a sentence of the command line?"""

from collections.abc import Sequence

from litigation_app.accounts.stamps import Untrue
from litigation_app.ledger import StateFault, Verdict
from litigation_app.vault.capsules.subject_keys import UnderOldKek

_MEANS = {
    "gap": "it is missing, or stands in another order",
    "hash": "it was changed, or does not follow from the one before it",
    "mac": "this desk did not write it",
    "columns": "its columns say something else than the entry itself",
}


def of_log(verdict: Verdict) -> str:
    """Why the access log fails verification."""
    number, state = verdict.first_bad, verdict.signed_state or "that was given by --known"
    if verdict.reason == "checkpoint":
        return (
            f"The signed state {state} is not the one that was signed: its signature, size or tree fails verification."
        )
    if verdict.reason == "head":
        return f"The log is not that of the signed state {state}: it differs from entry {number} on, or ends before it."
    if number is None:
        return "An index of the log says something else than its entries."
    return f"Entry {number} fails verification ({verdict.reason}): {_MEANS[verdict.reason or '']}."


def of_seals(faults: Sequence[StateFault]) -> str:
    """That sealed bytes are not what the log committed to last."""
    return f"{len(faults)} sealed records are not what the log says they are."


def of_keys(over: Sequence[UnderOldKek]) -> str:
    """That keys of persons and cases were put back."""
    return f"{len(over)} keys are wrapped by a main key that was retired: older rows were put back."


def of_staff(found: Sequence[Untrue]) -> str:
    """That rows about the staff are not what they were."""
    return f"{len(found)} rows about the staff are not as the desk wrote them: they count for nothing."


def of_database(names: Sequence[str]) -> str:
    """That the database does more, less or something else than the program told it to."""
    return f"The database is not as this program made it: {', '.join(names)}."
