"""What became of a charge of trafficking, and how often did she speak, by the codes of a judgment?"""

from dataclasses import replace

import pytest

from litigation_app.casework.courtwatch.judgments.rules import offence_kept, statements_band
from litigation_app.law import loader
from litigation_app.law.country import TRAFFICKING
from litigation_app.law.loader import COUNTRIES

LAW = loader.load("RS")


@pytest.mark.parametrize(
    ("indicted", "judged", "said"),
    [
        ("rs_388_1", "rs_388_1", "kept"),
        ("rs_388_1", "rs_388_3", "kept"),  # another paragraph of the same offence
        ("rs_388_1", "rs_184_1", "lesser"),
        ("rs_184_1", "rs_184_1", "none"),  # it never was a charge of trafficking
        ("rs_388_1", None, "not_known"),
        (None, "rs_388_1", "none"),
    ],
)
def test_a_charge_is_kept_made_lesser_or_another(indicted: str | None, judged: str | None, said: str) -> None:
    assert offence_kept({"indicted": indicted, "judged": judged}, LAW) == said


def test_the_harder_offence_is_never_lesser() -> None:
    for code in COUNTRIES:
        law = loader.load(code)
        charges = [one for one in law.offences if one.category in TRAFFICKING]
        assert charges
        for charged in charges:
            for judged in law.offences:
                if judged.category not in TRAFFICKING and judged.max_months > charged.max_months:
                    assert offence_kept({"indicted": charged.id, "judged": judged.id}, law) == "other"


def test_which_offence_is_lesser_is_said_and_never_inferred_from_a_range() -> None:
    """Mediation in the prostitution of a minor has the very range of trafficking in the file of Montenegro."""
    law = loader.load("ME")
    charged, judged = law.offence("me_444_1"), law.offence("me_210_2")
    silent = replace(law, offences=(charged, replace(judged, min_months=0, max_months=6, lesser_than=())))

    assert (charged.min_months, charged.max_months) == (judged.min_months, judged.max_months)
    assert offence_kept({"indicted": "me_444_1", "judged": "me_210_2"}, law) == "lesser"
    assert offence_kept({"indicted": "me_444_1", "judged": "me_210_2"}, silent) == "other"


@pytest.mark.parametrize(
    ("times", "band"), [(None, "not_said"), (0, "not_said"), (1, "1"), (3, "3"), (4, "4_more"), (9, "4_more")]
)
def test_four_statements_and_more_stand_together(times: int | None, band: str) -> None:
    assert statements_band({"statements": times}) == band
