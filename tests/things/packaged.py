"""Of which files is the publication made that the tests of the shelf write (`contents` of their conftest)?"""

ALL_FILES = [
    "README.txt", "SHA256SUMS", "codelists/amount.csv", "codelists/filed.csv", "codelists/outcome.csv",
    "codelists/status.csv", "codelists/step.csv", "data/claim_by_indictment.csv", "data/claim_outcomes.csv",
    "data/money_by_award_year.csv", "data/steps_claim.csv", "data/steps_criminal.csv", "data/victims_by_status.csv",
    "datapackage.json", "signature.ed25519", "signer.pub", "structure.xml",
]  # fmt: skip
