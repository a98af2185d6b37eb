"""Are official figures that cannot be so refused or doubted, do their series go on, and does each stand under its own name?"""

import io
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from lawyering import text
from litigation_app.gate.official import queries, rules
from litigation_app.gate.official.forms import said
from litigation_app.statistics.official import figures, picturing, reading
from litigation_app.statistics.official.reading import FileRefused
from officials import PAGE, SOURCE, begun, ids, publish_shipped, typed

HEAD = ",".join(reading.COLUMNS)


def row(year: int, breakdown: str, value: str, *days: str, kind: str = "calendar", measure: str = "convictions") -> str:
    start, end = days or (f"{year}-01-01", f"{year}-12-31")
    source = "https://example.org/a Izmišljeni izveštaj (drugi)"
    return f"rs,{year},{measure},{breakdown},{value},{source},high,{start},{end},{kind},CPTV,true,"


def read(*rows: str) -> reading.Sheet:
    [found] = reading.read("\n".join([HEAD, *rows]))
    return found


@pytest.mark.parametrize("breakdown", ["осуђени", "male;осуђени", "male осуђени", "male;", ";"])
def test_no_part_of_a_breakdown_is_lost_in_its_code(breakdown: str) -> None:
    with pytest.raises(FileRefused) as refused:
        read(row(2023, breakdown, "30"))

    assert (refused.value.reason, refused.value.line) == ("breakdown", 2)


EARLY, LATE = "begins or ends before 1990", "lies in the future"


@pytest.mark.parametrize(
    ("year", "days", "kind", "why"),
    [
        (2024, ("0999-01-01", "0999-12-31"), "calendar", EARLY),
        (2024, ("0202-04-01", "2024-03-31"), "cumulative", EARLY),
        (2024, ("1989-12-31", "1990-12-30"), "reporting", EARLY),
        (9999, ("9999-01-01", "9999-12-31"), "reporting", LATE),
        (2202, ("2025-01-01", "2202-12-31"), "reporting", LATE),
    ],
)
def test_a_period_that_nobody_can_have_counted_is_refused(
    year: int, days: tuple[str, str], kind: str, why: str, typist: Any
) -> None:
    body = "\n".join([HEAD, row(year, "total", "30", *days, kind=kind)])

    answer = typist.post(f"{PAGE}files", {"figures": (_file(body), "figures.csv")})

    assert answer.status_code == 422
    assert why in text(answer)


def test_a_period_that_ends_later_than_today_cannot_be_typed(app: Flask, typist: Any) -> None:
    answer = typist.post(PAGE, SOURCE | {"first_day": "1. 1. 2024.", "last_day": "31. 12. 9998."})

    assert answer.status_code == 422
    assert 'value="31. 12. 9998."' in answer.get_data(as_text=True)


def test_digits_of_another_alphabet_are_no_number() -> None:
    with pytest.raises(FileRefused) as refused:
        read(row(2023, "total", "٣٠"))

    assert refused.value.reason == "value"


def lines_of(app: Flask, draft: str) -> list[rules.Line]:
    with app.app_context():
        return queries.lines(queries.get(UUID(draft.rsplit("/", 1)[1])))


def _file(body: str) -> Any:
    return io.BytesIO(body.encode())


def test_what_is_read_from_a_file_comes_back_from_its_table() -> None:
    sheet = read(
        row(1990, "total", "1", "1990-01-01", "1990-12-31"),
        row(2024, "total", "3", "2023-04-01", "2024-03-31", kind="reporting"),
    )

    assert len(sheet.figures) == 2
    for one in sheet.figures:
        year, _breakdown, _series, period, *_rest = one.codes
        assert figures.period_of(year, period) == one.key.period


def test_a_share_of_more_than_all_is_refused_in_a_file_and_in_the_form(app: Flask, typist: Any, checker: Any) -> None:
    with pytest.raises(FileRefused) as refused:
        read(row(2023, "total", "172", measure="identified_victims_female_share"))
    publish_shipped(app, typist, checker, "RS")
    draft = begun(typist)
    numbers = ["172" if one.unit == "PERCENT" else "" for one in lines_of(app, draft)]

    answer = typist.post(f"{draft}/figures", typed(*numbers))

    assert refused.value.reason == "share"
    assert answer.status_code == 422
    assert "A share is at most 100 percent." in text(answer)


def _line(breakdown: str, value: str, source: str = "S1") -> rules.Line:
    of = ("identified_victims", "PERSON", breakdown, "CPTV", "calendar", "2024-01-01", "2024-12-31", source)
    return rules.Line(*of, value)


def test_parts_that_do_not_fit_their_whole_are_found() -> None:
    fitting = [_line("_T", "71"), _line("sex_female", "50"), _line("sex_male", "21"), _line("form_sexual", "71")]
    lines = [_line("_T", "71"), _line("sex_female", "50"), _line("sex_male", "9"), _line("age_minor", "80")]

    found = [[part.breakdown for part in one.parts] for one in rules.misfits(lines)]

    assert rules.misfits(fitting) == []
    assert rules.misfits([_line("_T", "71"), _line("age_minor", "80", "S2")]) == []  # another source
    assert found == [["age_minor"], ["sex_female", "sex_male"]]


def _of(measure: str, breakdown: str, value: str, source: str = "S1") -> rules.Line:
    return replace(_line(breakdown, value, source), measure=measure)


def test_parts_that_another_measure_counts_are_held_against_their_whole() -> None:
    outcomes = [
        _of("identification_outcomes", "identified_from_reports_of_the_year", "50"),
        _of("identification_outcomes", "identified_from_earlier_reports", "30"),
    ]
    referred = _of("referred_potential_victims", "_T", "60")

    found = rules.misfits([_line("_T", "70"), referred, *outcomes])

    assert [(one.whole.measure, [part.value for part in one.parts]) for one in found] == [
        ("identified_victims", ["50", "30"]),
        ("referred_potential_victims", ["70"]),
    ]
    assert rules.misfits([_line("_T", "80"), replace(referred, value="90"), *outcomes]) == []
    assert rules.misfits([_line("_T", "70"), _of("referred_potential_victims", "_T", "60", "S2")]) == []
    assert rules.misfits([_line("_T", "70"), outcomes[0]]) == []


def test_the_part_of_another_measure_is_named_with_it(app: Flask, typist: Any) -> None:
    body = "\n".join(
        [HEAD, row(2024, "total", "70", measure="identified_victims"),
         row(2024, "total", "60", measure="referred_potential_victims")]
    )  # fmt: skip
    typist.post(f"{PAGE}files", {"figures": (_file(body), "figures.csv")})

    page = text(typist.get(f"{PAGE}{ids(app, 'RS')[0]}"))

    assert (
        "All (persons): 60, but Identified victims: All (persons) 70. Look whether both stand so in the source." in page
    )


def test_whoever_typed_parts_that_do_not_fit_is_asked_to_look_again(app: Flask, typist: Any) -> None:
    draft = begun(typist)
    numbers = ["71" if one.breakdown == "_T" else "" for one in lines_of(app, draft)]
    for version, part in enumerate(("sex_female", "sex_male"), 1):
        add = {"what": f"identified_victims|PERSON|{part}"}
        assert typist.post(f"{draft}/lines", typed(*numbers, version=version) | add).status_code == 303
        numbers.append("50" if part == "sex_female" else "9")

    answer = typist.post(f"{draft}/figures", typed(*numbers, version=3), follow_redirects=True)

    assert (
        "All (persons): 71, but women and girls 50 + men and boys 9 = 59. Look whether both stand so in the source."
        in text(answer)
    )


def test_a_row_of_which_nothing_is_said_is_not_said_to_be_sure(app: Flask, typist: Any, checker: Any) -> None:
    draft = begun(typist)
    typist.post(f"{draft}/figures", typed(""))

    assert "sure" not in text(typist.get(draft)).partition("What is new")[2].partition("What happens next")[0]


@pytest.mark.parametrize("tick", ["is_absent", "is_impossible"])
def test_what_the_source_does_not_print_is_not_sure_by_itself(app: Flask, typist: Any, tick: str) -> None:
    draft = begun(typist)
    unsaid = typed("") | {f"lines-0-{tick}": "y", "lines-0-confidence": ""}

    refused = typist.post(f"{draft}/figures", unsaid)
    saved = typist.post(f"{draft}/figures", unsaid | {"lines-0-confidence": "low"})

    assert refused.status_code == 422
    assert "Say how sure you are of it." in text(refused)
    assert saved.status_code == 303
    assert lines_of(app, draft)[0].confidence == "low"


@pytest.mark.parametrize("number", ["12,5", "-1", "dva"])
def test_all_that_is_wrong_with_a_figure_is_told_at_once(typist: Any, number: str) -> None:
    answer = text(typist.post(f"{begun(typist)}/figures", typed(number) | {"lines-0-confidence": ""}))

    assert "Write a whole number of zero or more." in answer
    assert "Say how sure you are of it." in answer


def test_all_wrong_lines_of_a_file_are_told_at_once(typist: Any) -> None:
    wrong = [row(2024 - n, "total", f"{n}x") for n in range(12)]
    body = "\n".join([HEAD, *wrong, row(2023, "female", "1").replace(",CPTV,", ",cptv,")])

    answer = text(typist.post(f"{PAGE}files", {"figures": (_file(body), "figures.csv")}))

    assert all(f"Line {n}: “{n - 2}x” is no number" in answer for n in range(2, 12))
    assert "Line 12:" not in answer, "up to ten"


def test_a_file_is_read_as_spreadsheets_of_the_region_save_it() -> None:
    said = row(2024, "total", "12,5", "01.01.2024.", "31.12.2024", measure="plea_share_percent")
    lines = [HEAD.replace(",", ";"), said.replace(",", ";").replace("12;5", "12,5").replace("(drugi)", "(drugi, 2)")]

    [found] = reading.read("\ufeff" + "\r\n".join(lines))

    assert [(str(one.value), one.key.period.code) for one in found.figures] == [("12.5", "calendar")]
    assert [one.title for one in found.sources] == ["Izmišljeni izveštaj (drugi, 2)"]


def test_a_part_that_is_the_unit_is_said_once() -> None:
    assert said("convictions", "PERSON", "persons") == "Persons convicted (persons)"


def test_a_part_that_was_called_by_its_year_goes_on_in_one_series() -> None:
    last = read(row(2023, "identified_from_2023_reports", "57", measure="identification_outcomes")).figures
    now = read(row(2024, "identified_from_reports_of_the_year", "50", measure="identification_outcomes")).figures
    [line] = rules.expected(last, "CPTV", now[0].key.period, "S1")

    before = rules.printed_before(last, line)
    [panel] = picturing._panels([*last, *now], [])

    assert line.breakdown == "identified_from_reports_of_the_year"
    assert before is not None
    assert before.value == 57
    assert panel.values == {2023: 57, 2024: 50}


def test_a_figure_is_called_by_its_own_unit(app: Flask) -> None:
    with app.test_request_context():
        assert said("compensation_awarded", "RSD", "_T").startswith("Compensation awarded, RSD: ")


def test_a_title_keeps_its_last_bracket_and_its_code() -> None:
    [source] = read(row(2023, "total", "30")).sources

    assert source.title == "Izmišljeni izveštaj (drugi)"
    assert source.code == reading.source_code("Izmišljeni izveštaj (drugi", "https://example.org/a")


def test_a_table_says_what_it_counts_or_nothing(app: Flask, typist: Any, checker: Any) -> None:
    publish_shipped(app, typist, checker, "RS")

    page = text(typist.get("/official/?country=RS"))

    assert "Cases that the prosecutor opened; one case can be against several persons." in page
    assert "Reports of possible victims, by outcome" in page


def test_a_wrong_source_is_corrected_while_its_figures_are_typed(app: Flask, typist: Any, checker: Any) -> None:
    draft = begun(typist)
    typist.post(f"{draft}/figures", typed("71"))
    code = lines_of(app, draft)[0].source
    right = {
        "title": "Pravi izveštaj", "address": "https://example.org/pravi", "published_on": "5. 3. 2025.",
        "retrieved_on": "6. 3. 2025.",
    }  # fmt: skip

    shown = typist.get(f"{draft}/sources/{code}").get_data(as_text=True)
    wrong = typist.post(f"{draft}/sources/{code}", right | {"address": "nije adresa", "title": ""})
    saved = typist.post(f"{draft}/sources/{code}", right)
    [line] = {one.source for one in lines_of(app, draft)}
    page = text(typist.get(draft))

    assert f"sources/{code}" in typist.get(draft).get_data(as_text=True).replace(line, code)
    assert 'value="https://example.org/i"' in shown
    assert (wrong.status_code, saved.status_code) == (422, 303)
    assert "begins with https:// or http://" in text(wrong)
    assert line == reading.source_code("Pravi izveštaj", "https://example.org/pravi") != code
    assert "Pravi izveštaj" in page
    assert "Izmišljen izveštaj za 2024." not in page
    assert typist.get(f"{draft}/sources/{code}").status_code == 404
    assert checker.post(f"{draft}/sources/{line}", right).status_code == 303
    assert "Check and publish" not in text(checker.get(draft)), "whoever corrected a source typed of it"
