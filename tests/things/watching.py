"""Judgments and sheets as people type them, and the marks by which a test knows what must stay sealed."""

from typing import Any

from lawyering import text

NUMBER = "K 771/2024"
NOTE = "Unclear on page 3: Dunja Nepostojeća"
REGISTERED = {
    "court": "vs_beograd",
    "number": NUMBER,
    "instance": "first",
    "decided_on": "4. 3. 2024.",
    "finality": "not_final",
    "accused": "1",
    "injured": "1",
}
CODED = {
    "procedure": "trial",
    "appeal": "not_appeal",
    "indicted_on": "4. 3. 2023.",
    "a1_sex": "M",
    "a1_age": "30_49",
    "a1_indicted": "rs_388_1",
    "a1_judged": "rs_388_1",
    "a1_verdict": "convicted",
    "a1_sentence": "prison",
    "a1_months": "30",
    "a1_confiscated": "no",
    "i1_sex": "F",
    "i1_age": "14_17",
    "i1_represented": "yes",
    "i1_advised": "yes",
    "i1_quantified": "no",
    "i1_claim": "referred",
    "i1_reason": "not_quantified",
    "i1_statements": "4",
    "i1_measures": ["screen", "closed"],
    "note": NOTE,
}
SEEN = {
    "hearing": {"role": "observer", "hearing": "main", "held": "yes", "lateness": "on_time", "minutes": "95"},
    "protection": {"injured_there": "yes", "public_excluded": "no", "identity_said": "yes", "measures": ["screen"]},
    "accused": {"accused_present": "present", "met_outside": "unseen", "intimidated": "no"},
    "conduct": {"blamed": "yes", "intimate": "no", "repeated": "no", "stopped": "no", "respect": "yes"},
    "claim": {"told_of_claim": "no", "asked_amount": "no", "told_of_civil": "yes"},
}


def register(person: Any, **changes: str) -> str:
    """The address of a judgment that she has put in the register."""
    answer = person.post("/judgments/", REGISTERED | changes)
    assert answer.status_code == 303, text(answer)
    return str(answer.headers["Location"]).split("?")[0]


def code(person: Any, path: str, **changes: Any) -> Any:
    return person.post(f"{path}/codings", CODED | changes)


def open_register(person: Any, path: str) -> None:
    assert person.post(f"{path}/openings", {"purpose": "coding"}).status_code == 303


def begin(person: Any, **changes: str) -> str:
    """The address of a sheet that she has begun."""
    said = {"court": "vs_beograd", "number": NUMBER, "heard_on": "4. 3. 2024."}
    answer = person.post("/watched-trials/", said | changes)
    assert answer.status_code == 303, text(answer)
    return str(answer.headers["Location"]).split("/sections")[0]


def fill(person: Any, path: str, section: str, version: int, **changes: Any) -> Any:
    said = {**SEEN[section], "note": NOTE, "row_version": str(version), **changes}
    return person.post(f"{path}/sections/{section}", said)


def watch(person: Any, **changes: str) -> str:
    """The address of a sheet that she has filled and handed in."""
    path = begin(person, **changes)
    for version, section in enumerate(SEEN, 1):
        assert fill(person, path, section, version).status_code == 303
    open_register(person, path)
    answer = person.post(f"{path}/handing-in", {"row_version": str(len(SEEN) + 1)})
    assert answer.status_code == 303, text(answer)
    return path
