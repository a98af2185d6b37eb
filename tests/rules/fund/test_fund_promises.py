"""A commitment arises at the decision, cash leaves at the payment, and what lies between is owed: on every path and in the form."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feasible import BARE, speaking
from litigation_app.advocacy.feasibility.documents.rules import Document, words
from litigation_app.advocacy.feasibility.fiscal import presenters as fiscal
from litigation_app.advocacy.feasibility.presenters import Bound
from litigation_app.advocacy.figures import money as owing
from litigation_app.advocacy.figures import parts
from litigation_app.statistics.fund import book, fiscal_form, scenario_files, simulate, studies, study
from litigation_app.statistics.fund.param import Param
from litigation_app.statistics.fund.scenario import Advance

RS = scenario_files.load("rs")
GROUPS = simulate.prepare(RS, RS.counts)
YEARS = range(RS.horizon)
drawn = settings(
    deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def lags(most):
    parted = st.lists(st.integers(1, 9), min_size=1, max_size=most)
    return parted.map(lambda parts: tuple(one / sum(parts) for one in parts))


advances = st.sampled_from([Advance(), Advance(0.4, 2000.0, 0.5), Advance(1.0, 1e9, 1.0)])


def paths_of(scenario, paths=300):
    return simulate.run_paths(scenario, GROUPS, paths=paths, seed=5)


@pytest.mark.thorough
@drawn
@given(lags(4), lags(4), advances)
def test_what_is_decided_is_paid_or_unpaid_and_what_is_owed_is_unpaid_or_undecided(lag, payment_lag, advance):
    found = paths_of(replace(RS, lag=lag, payment_lag=payment_lag, advance=advance))

    for t in YEARS:
        decided, paid = found.promised[: t + 1].sum(axis=0), found.award[: t + 1].sum(axis=0)
        assert np.allclose(decided, paid + found.unpaid[t], atol=1e-6)
    assert np.allclose(found.unpaid[-1] + found.pending[-1], found.owed, atol=1e-6)
    assert (
        found.unpaid >= -1e-6
    ).all() or advance.recovered > 0  # a refund that is due lowers what is still to be paid


@pytest.mark.thorough
@drawn
@given(lags(4), lags(4), advances)
def test_when_an_award_is_paid_moves_no_decision(lag, payment_lag, advance):
    at_once = paths_of(replace(RS, lag=lag, advance=advance))
    later = paths_of(replace(RS, lag=lag, advance=advance, payment_lag=payment_lag))

    assert np.array_equal(at_once.promised, later.promised)
    assert np.array_equal(at_once.pending, later.pending)
    assert np.array_equal(at_once.promised, at_once.award)
    assert (later.award.sum(axis=0) <= at_once.award.sum(axis=0) + 1e-6).all() or advance.recovered > 0


@pytest.mark.thorough
def test_of_a_quiet_fund_the_open_share_of_each_year_is_known():
    flat = Param("constant", 0.0)
    quiet = replace(RS, inflation=flat, growth=flat, ramp=(1.0,), payment_lag=(0.25, 0.75))

    found = paths_of(quiet, paths=20_000)

    yearly = found.promised[3:].mean()  # from the third year on a year decides what a year brings
    assert found.unpaid[3:].mean() == pytest.approx(0.75 * yearly, rel=0.02)
    assert found.pending[3:].mean() == pytest.approx((0.45 + 0.10) * yearly, rel=0.03)


def test_the_answers_stay_what_they_were_without_it():
    with_it = paths_of(RS)
    without = simulate.run_paths(RS, GROUPS, paths=300, seed=5, is_owing=False)

    assert np.array_equal(with_it.balance, without.balance)
    assert without.promised.size == without.pending.size == 0


def test_a_commitment_at_payment_would_be_noticed(monkeypatch):
    monkeypatch.setattr(
        book.Book, "promise", lambda self, year: self.flows["promised"].__setitem__(
            (slice(None), year), self.flows["award"][:, year]
        )
    )  # fmt: skip
    late = replace(RS, payment_lag=(0.2, 0.8))

    assert not np.allclose(paths_of(late).promised, paths_of(replace(late, payment_lag=(1.0,))).promised)


@pytest.fixture(scope="module")
def later():
    """Serbia whose awards are paid in the year after their decision, for four fifths of them."""
    scenario = replace(RS, payment_lag=(0.2, 0.8))
    return json.loads(json.dumps(study.run_series(scenario, [], paths=4000, seed=3).plain())) | {"depth": BARE}


@pytest.mark.parametrize("local", [True, False])
def test_the_form_keeps_commitment_and_cash_apart_and_adds_up_but_for_rounding(later, local):
    form = fiscal_form.form(later, fiscal_form.levels("RS")[0], local=local)

    carried = 0
    for t in range(3):
        assert abs(form.unpaid[t] - (carried + form.commitment[t] - form.spent[t])) <= 2
        carried = form.unpaid[t]
    assert all(a > b for a, b in zip(form.commitment, form.spent, strict=True))
    assert min(form.unpaid) > 0
    assert min(form.contingent) > 0


def test_the_form_says_what_is_carried_over(later):
    said = _said(later)

    assert "Commitment: awards decided in the year" in said
    assert "Contingent liability" in said
    assert "what lies between is carried over" in said


def test_a_fund_that_pays_at_once_says_that_nothing_is_carried_over():
    at_once = json.loads(json.dumps(study.run_series(RS, [], paths=500, seed=3).plain())) | {"depth": BARE}

    assert "none is carried over by the rule of payment" in _said(at_once)


def _said(result):
    with speaking("en"):
        chapter = fiscal.chapter(Bound(result), fiscal_form.levels("RS")[0], letter="D")
    return " ".join(words(Document("", "", "en", (), (chapter,))))


def test_the_pages_and_the_command_show_what_is_promised_by_year(later):
    with speaking("en"):
        figure = owing.promises(later)
        codes = [one.code for one in parts.figures(later, "money")]
        lines = list(studies.in_words(later))

    assert "promises" in codes
    assert figure.grid.headings[2:4] == ["Due to victims in the year", "Decided, not due at its end"]
    assert "what stays unpaid for want of money is in the fiscal form" in figure.note
    assert len(figure.grid.rows) == RS.horizon
    assert figure.grid.rows[0][1:4] == [
        later["high"]["promises"]["decided"][0],
        later["high"]["cash"]["award"][0],
        later["high"]["promises"]["unpaid"][0],
    ]
    assert any("carried over" in line for line in lines)
