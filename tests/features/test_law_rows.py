"""Does each row of law that a reading of the whole file asked about answer by command as the law stands?

Where a row rests on memory alone the answer says so: `confidence` low.
"""

from typing import Any

import pytest

from law_asking import said

RIGHT, UNSURE, MEMORY = "high", "medium", "low"

DEADLINES = [
    # row; country, proceeding, stage, step and day; the last day, the article, how sure
    (1, "RS criminal report_dismissed victim_complained --served 2026-11-02", "2026-11-10", "ZKP 51(1)", UNSURE),
    (1, "RS criminal report_dismissed victim_complained --decided 2026-09-15", "2026-12-15", "ZKP 51(1)", UNSURE),
    (2, "RS criminal investigation indictment_filed --served 2026-11-02", "2026-11-17", "ZKP 331(1)", UNSURE),
    (3, "RS criminal first_instance_judgment appealed_by_victim --served 2026-11-02", "2026-11-17", "ZKP 432(1), 433", UNSURE),
    (6, "RS criminal final_judgment extraordinary_remedy_filed --served 2026-11-02", "2026-12-02", "ZKP 485(4)", UNSURE),
    (9, "RS civil final revision_filed_by_victim --served 2026-11-02", "2026-12-02", "ZPP 403, 404", UNSURE),
    (10, "RS enforcement order debtor_appealed --served 2026-10-01", "2026-10-09", "ZIO 24, 73, 74", UNSURE),
    (12, "RS constitutional preparation filed --served 2026-11-02", "2026-12-02", "ZUS 84(1)", RIGHT),
    (21, "MK criminal report_dismissed victim_complained --served 2026-11-02", "2026-11-10", "ZKP 288", MEMORY),
    (22, "MK criminal first_instance_judgment appealed_by_accused --served 2026-11-02", "2026-11-17", "ZKP 410", UNSURE),
    (25, "MK constitutional preparation filed --served 2026-10-01", "2026-12-01",
     "Act of the Constitutional Court (OG 115/2024; article and period to be checked)", MEMORY),
    (29, "BA criminal report_dismissed victim_complained --served 2026-11-02 --forum ba-rs", "2026-11-10", "ZKP RS 224(5)", UNSURE),
    (29, "BA criminal prosecutor_withdrew taken_over --served 2026-11-02 --forum ba-rs", "2026-11-10",
     "ZKP RS 16(2) (injured party as prosecutor, since 15/21)", MEMORY),
    (30, "BA criminal first_instance_judgment appealed_by_victim --served 2026-11-02 --forum ba-state", "2026-11-17",
     "ZKP BiH 292(1), 293(4)", MEMORY),
    (35, "BA constitutional preparation filed --served 2026-11-02 --forum ba-state", "2027-01-04",
     "Rules of the Constitutional Court of BiH, Art. 18(1)", UNSURE),
    (36, "BA criminal report_dismissed victim_complained --served 2026-09-01 --forum ba-state", "2026-09-09", "ZKP BiH 216(4)", UNSURE),
    (36, "BA criminal report_dismissed victim_complained --served 2026-09-01 --forum ba-fbih", "2026-09-09", "ZKP FBiH 231(4)", UNSURE),
    (36, "BA criminal report_dismissed victim_complained --served 2026-09-01 --forum ba-bd", "2026-09-09", "ZKP BD 216", UNSURE),
    (40, "ME criminal report_dismissed victim_complained --served 2026-11-02", "2026-11-10", "ZKP 271a", MEMORY),
    (41, "ME constitutional preparation filed --served 2026-11-02", "2027-01-04", "Zakon o Ustavnom sudu Crne Gore 69", UNSURE),
    ("ZKP CG 59", "ME criminal prosecutor_withdrew taken_over --served 2026-11-02", "2026-11-10", "ZKP 59", MEMORY),
    ("ZKP CG 59", "ME criminal prosecutor_withdrew taken_over --decided 2026-09-15", "2026-12-15", "ZKP 59", MEMORY),
]  # fmt: skip


@pytest.mark.parametrize(("row", "asked", "expiry", "law", "sure"), DEADLINES)
def test_a_deadline_of_the_report_s_rows(row: Any, asked: str, expiry: str, law: str, sure: str) -> None:
    answer = said("deadline", *asked.split())

    assert (answer["expiry"], answer["legal_basis"], answer["confidence"]) == (expiry, law, sure)


LIMITATIONS = [
    (15, "RS criminal_388_1 --from 2015-03-01", "2030-03-01", "KZ 103, 104(6)"),
    (17, "RS tort_objective --from 2024-03-01", "2029-03-01", "ZOO 376(2)"),
    (18, "MK referral_three_months --from 2026-06-05", "2026-09-05", "ZOO 379"),
    (18, "ME referral_three_months --from 2026-06-05", "2026-09-05", "ZOO 399"),
    (18, "MK adjudicated_claim --from 2025-03-31", "2035-03-31", "ZOO 368"),
    (18, "ME adjudicated_claim --from 2025-03-31", "2035-03-31", "ZOO 388"),
    (26, "MK fund_application --from 2026-06-05", "2026-12-05", "Сл. весник 247/2022"),
    (43, "ME unpaid_wages --from 2023-03-01", "2027-03-01", "Zakon o radu 211 (Sl. list CG 74/2019)"),
    (47, "ME me_444_1 --from 2020-03-01", "2030-03-01", "KZ 444(1), limitation by its maximum penalty"),
    (48, "RS reasonable_time --from 2026-06-05", "2027-06-05", "Zakon o zaštiti prava na suđenje u razumnom roku 26"),
    (48, "MK reasonable_time --from 2026-06-05", "2026-12-05", "Закон за судовите 36"),
    (48, "ME reasonable_time --from 2026-06-05", "2026-12-05",
     "Zakon o zaštiti prava na suđenje u razumnom roku (Sl. list CG 11/2007)"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "asked", "ends", "law"), LIMITATIONS)
def test_a_limitation_of_the_report_s_rows(row: int, asked: str, ends: str, law: str) -> None:
    answer = said("limitation", *asked.split())

    assert (answer["ends"], answer["legal_basis"]) == (ends, law)


RATES = [
    # row, what is asked, the rates in the order of their days (the last one `?` where the table has ended)
    (19, "RS 1000 --from 2015-09-01 --until 2015-09-21", [("2015-09-01", "13.5"), ("2015-09-11", "13")]),
    (19, "RS 1000 --from 2019-08-01 --until 2019-08-21", [("2019-08-01", "10.75"), ("2019-08-09", "10.5")]),
    (19, "RS 1000 --from 2026-01-01 --until 2026-02-01", [("2026-01-01", "13.75"), ("2026-01-13", "13.75 ?")]),
    (27, "MK 1000 --from 2025-12-30 --until 2026-01-03", [("2025-12-30", "13.35"), ("2026-01-01", "13.35 ?")]),
    (37, "BA 1000 --from 2018-11-01 --until 2018-11-20 --forum ba-fbih --head unpaid_wages", [("2018-11-01", "0.2"), ("2018-11-09", "12")]),
    (45, "ME 1000 --from 2018-12-30 --until 2019-01-03", [("2018-12-30", "7"), ("2019-01-01", "8")]),
    (45, "ME 1000 --from 2026-06-29 --until 2026-07-03", [("2026-06-29", "10.15"), ("2026-07-01", "10.15 ?")]),
]  # fmt: skip


@pytest.mark.parametrize(("row", "asked", "rates"), RATES)
def test_default_interest_of_the_report_s_rows(row: int, asked: str, rates: list[tuple[str, str]]) -> None:
    spans = said("interest", *asked.split())["spans"]

    assert [(one["first"], one["percent"] + " ?" * one["is_assumed"]) for one in spans] == rates
