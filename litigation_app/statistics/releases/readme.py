"""What does a publication say of itself in plain words (README.txt)?"""

from litigation_app.statistics.releases import official, vocabulary
from litigation_app.statistics.releases.shapes import ReleaseContents, source_of
from litigation_app.statistics.releases.zeros import years_of_zeros

SUMS, SIGNATURE, SIGNER = "SHA256SUMS", "signature.ed25519", "signer.pub"


def written(name: str, contents: ReleaseContents) -> str:
    """The whole text, in plain English."""
    tables = "\n".join(
        f"  data/{table.id}.csv\n    {vocabulary.say('definition', table.id, 'en')}\n" for table in contents.tables
    )
    return (
        f"{contents.title}\n{name}\n\n"
        f"Countries: {', '.join(contents.countries)}. Period: {contents.first} to {contents.last}, "
        f"{_dated(contents)}\n{_empty(contents)}"
        f"Source: {_source(contents)}\n\n"
        f"Tables (one number a line; _T is the total over a column's codes):\n{tables}\n"
        f"{_OFFICIAL if contents.mode == official.MODE else _SUPPRESSED}"
        "Persons, claims, judgments, hearings and amounts are different things: never add one to another.\n\n"
        f"Check the files with: sha256sum --check {SUMS}\n"
        f"{SIGNATURE} is the Ed25519 signature of {SUMS} (base64 of the raw 64 bytes), {SIGNER} the public key.\n"
    )


def _dated(contents: ReleaseContents) -> str:
    if contents.mode == official.MODE:
        return f"as known on {contents.reference_date}."
    recorded = _RECORDED if contents.mode == "caseload" else ""
    return f"reference date {contents.reference_date}.\n{recorded}"


def _empty(contents: ReleaseContents) -> str:
    years = [] if contents.mode == official.MODE else years_of_zeros(contents.tables)
    words = ", ".join(vocabulary.code(vocabulary.YEAR, year, "en") for year in years)
    return f"Nobody is counted in {words}: every number of these years is 0.\n" if years else ""


def _source(contents: ReleaseContents) -> str:
    mode, _, summed = source_of(contents.mode, contents.tables).partition("_")
    if mode != "regional":
        return _SOURCE.get(mode, mode)
    years = dict.fromkeys(
        f"{one.release[:2]} {vocabulary.code(vocabulary.YEAR, one.years, 'en')}" for one in contents.summands
    )
    twice = " A person who is a client in two countries counts twice." if summed == "caseload" else ""
    return f"{_SUMS}{twice}\nAdded up: {', '.join(years)}.\nOf each: {_SOURCE[summed]}"


_SUPPRESSED = (
    "An empty value with obs_status Q and conf_status C is suppressed so that no person can be found. There is one\n"
    "sign for every reason; an empty value is never a zero. A zero is written as 0. low and high say between which\n"
    "counts a suppressed one lies: anybody can compute them from the numbers that are printed. No high: nothing bounds it.\n"
    "A printed number never changes: each is printed once. What is printed for several years is the sum of what is\n"
    "printed for each.\n"
)
_RECORDED = (
    "What had happened by the reference date is counted as it was recorded when that year was closed. Sex, age, form of\n"
    "exploitation, status, the day of first contact, the country, the sums claimed, and whether a decision became final or was\n"
    "quashed stand as they were recorded when the publication was prepared: each table is printed once, and what is put right\n"
    "later changes no printed number.\n"
)
_OFFICIAL = (
    "Nothing is suppressed; a zero is written as 0. Empty with obs_status O: looked for, and the source does not print it;\n"
    "with M: by law there can be none. Each figure names its series, period, source and how sure it is; never add series up.\n"
)
_SOURCE = {
    "caseload": "the persons whom the organisation represents; not all trafficked persons of the country.",
    "judgments": "the judgments that courts have sent and people of the organisation have analysed; not all judgments.",
    "observation": "the hearings that people of the organisation have monitored; not a sample of all hearings.",
    official.MODE: "figures that the state and others have printed, with their sources in datapackage.json.",
}
_SUMS = (
    "sums of what the national publications print that datapackage.json names (summands, with the years of each that are\n"
    "added up: a country whose numbers begin within years together counts from then on). Where one suppresses a number the\n"
    "sum is a range."
)
