"""Is each check of a publication beside earlier ones needed?"""


def test_nothing_yet():
    assert True
