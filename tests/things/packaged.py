"""Of which files is the publication made that the tests of the shelf write (`contents` of their conftest)?"""

ALL_FILES = [
    "README.txt", "SHA256SUMS", "codelists/amount.csv", "codelists/filed.csv", "codelists/outcome.csv",
    "codelists/status.csv", "codelists/step.csv", "data/cohort_claim.csv", "data/cohort_criminal.csv",
    "data/cohort_filed.csv", "data/cohort_money.csv", "data/cohort_outcomes.csv", "data/cohort_status.csv",
    "datapackage.json", "signature.ed25519", "signer.pub", "structure.xml",
]  # fmt: skip
