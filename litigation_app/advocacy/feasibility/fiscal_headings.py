"""How are the columns of a fiscal form headed: by the form's own words, and what they mean?"""

from litigation_app.advocacy.figures import citing
from litigation_app.core.language import _, current, read_with
from litigation_app.statistics.fund.fiscal_form import Form

Row = tuple[str, ...]
FORM = "sr-Latn"  # the language of the one form whose headings were seen


def headings(form: Form) -> tuple[Row, Row]:
    """Of the columns with words and of the years: as the published form has them, where somebody has seen it."""
    said = form.level.columns
    if not said:
        return (_("Classification"), _("Line")), tuple(str(year) for year in form.years)
    years = (_("current budget year"), _("next budget year"), _("second next budget year"))
    named = zip(years, said["years"], form.years, strict=False)
    return (_beside(_("Economic classification"), said["code"]), _beside(_("Description"), said["name"])), tuple(
        f"{_beside(word, own)} ({year})" for word, own, year in named
    )


def _beside(word: str, own: str) -> str:
    """A heading of the form itself, behind what it means where the reader reads another language than the form's."""
    said = citing.own_words(own)
    return said if FORM in read_with(current()) else f"{word} [{said}]"
