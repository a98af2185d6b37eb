"""Are codes grouped as they are published?"""

from litigation_app.law import codes


def test_every_age_band_belongs_to_the_group_of_its_youngest_year() -> None:
    assert [codes.group_of(band) for band in ("Y0T8", "Y9T17", "Y18T20", "Y_GE48")] == [
        "Y_LT18",
        "Y_LT18",
        "Y_GE18",
        "Y_GE18",
    ]
    assert [codes.group_of(code) for code in ("Y_LT18", "Y_GE18", "_U")] == ["Y_LT18", "Y_GE18", "_U"]
