"""In which words are the uncertain assumptions, groups, shocks, options and schemes of a run said?"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from litigation_app.advocacy.figures.grids import decimals, exact, level, share
from litigation_app.core.language import _, _l
from litigation_app.core.text import NBSP
from litigation_app.statistics.fund.inputs import covered
from litigation_app.statistics.fund.origins import ASSUMPTION, EXPERT, PUBLISHED, RELEASE

BADGE_WORDS = {
    RELEASE: _l("published data of the desk"),
    PUBLISHED: _l("published elsewhere"),
    EXPERT: _l("expert's judgement"),
    ASSUMPTION: _l("assumption"),
}

LAWS = {"lognormal": _l("lognormal"), "gamma": _l("gamma"), "weibull": _l("Weibull"), "pareto": _l("Lomax (Pareto)")}
USUAL_LEVELS = (0.25, 0.5, 0.9)
HEADS = {  # of ETS 116 art. 4, in its order
    "lost_earnings": _l("lost earnings"),
    "medical": _l("medical costs"),
    "funeral": _l("funeral"),
    "maintenance": _l("maintenance of dependants"),
}


def heads(codes: Iterable[str]) -> str:
    """Kinds of damage, in the order of the Convention."""
    found = set(codes)
    return ", ".join([*(str(said) for code, said in HEADS.items() if code in found), *sorted(found - set(HEADS))])


def missing_heads(codes: Iterable[str]) -> str:
    """Those alone that are not covered, in one sentence for scenario, estimate and study."""
    return _("These heads of damage are not covered: %(missing)s.", missing=heads(codes))


def spelled(years: str) -> str:
    """The years of a count in a sentence: 2021, or 2015–2019."""
    return years.replace("-", "–")


def counted_years(years: str) -> str:
    """The same as a table has them, beside a number that is of all of them."""
    return _("%(years)s together", years=spelled(years)) if covered([years]) > 1 else years


def years_heading(counts: Iterable[str]) -> str:
    """Over the years of such a table."""
    return _("Years") if any(covered([years]) > 1 for years in counts) else _("Year")


def assumption(code: str) -> str:
    """What an uncertain assumption is about, in a few words."""
    kind, _colon, group = code.partition(":")
    return {
        "application_rate": _("Share of victims who apply"),
        "grant_rate": _("Share of applications granted"),
        "eligible": _("Share of victims who are eligible"),
        "growth": _("Yearly growth of the number of victims"),
        "inflation": _("Inflation a year"),
        "discount": _("Discount rate for present value"),
        "admin_fixed": _("Cost of the office in a year"),
        "per_application": _("Cost of handling an application"),
        "recovery": _("Share of awards recovered from offenders"),
        "victims": _("Number of victims in a year (%(group)s)", group=group_name(group)),
        "damage": _("Height of damages (%(group)s)", group=group_name(group)),
        "coverage": _("Share of all victims whom the counts see (%(group)s)", group=group_name(group)),
    }.get(kind, code)


def assumed(code: str, kind: str = "", levels: Sequence[float] = ()) -> str:
    """What an assumption of a run is about; what was counted is no level of a judgement. `levels`: of a damage, as shares."""
    if code == "damage" and kind == "quantiles" and tuple(levels) not in {(), USUAL_LEVELS}:
        return _(
            "Assessed harm per victim (not exceeded by %(levels)s of victims)", levels=", ".join(map(level, levels))
        )
    if code == "damage" and kind in {"histogram", "tariff"}:
        return {
            "histogram": _("Assessed harm per victim (bounds of the sizes by which awards were counted)"),
            "tariff": _("Assessed harm per victim (amounts that were counted)"),
        }[kind]
    return _listed().get(code) or assumption(code)


def _listed() -> Mapping[str, str]:
    return {
        "ramp": _("Awareness of the fund, year by year"),
        "coverage": _("Share of all victims whom the counts see"),
        "reporting": _("Shares of a year's victims known in the year itself and after"),
        "scope": _("Share of the victims counted whom the law covers"),
        "decision_lag": _("Shares decided in the year of application and after"),
        "payment_lag": _("Shares paid in the year of the decision and after"),
        "recovery_lag": _("Shares that come back in the year of payment and after"),
        "damage": _("Assessed harm per victim (lower quarter, middle, upper tenth)"),
        "award_share": _("Share of the damage that is awarded"),
        "floor": _("Least award"),
        "cap": _("Highest award"),
        "collateral": _("What others pay is taken off"),
        "advance_share": _("Share paid in advance"),
        "advance_cap": _("Highest advance"),
        "advance_recovered": _("Share of refused advances that comes back"),
        "old_cases": _("Old cases that may apply"),
        "interest": _("Interest on the reserve"),
        "post": _("Post of the office"),
        "start_up": _("Cost of setting up"),
        "reserve": _("Money at the start"),
        "budget": _("Budget in a year"),
        "unspent": _("What is left of the budget at the end of a year"),
        "source": _("Other income in a year"),
    }


def why_year(result: Mapping[str, Any]) -> str:
    """Which year the figures of one year are of, and why that one."""
    year = int(result["first_year"]) + int(result["settled_year"])
    ramp = next((len(one["values"]) for one in result["assumptions"] if one["code"] == "ramp"), 0)
    if ramp > int(result["settled_year"]):
        return _("Figures of one year are of %(year)s, the last year of this estimate.", year=year)
    return _(
        "Figures of one year are of %(year)s, the first year after the fund has become as widely known as the scenario "
        "takes it to be.",
        year=year,
    )


def sized_shock(name: str, sizes: Mapping[str, str], years: Mapping[str, str]) -> str:
    """A shock with the size that its values give each of its parts (`mass_case`, `collections`, `exchange`; "" for what it does
    not have), and the years of each."""
    said = {
        "mass_case": _("victims: %(size)s, in %(years)s"),
        "collections": _("receipts left: %(size)s, in %(years)s"),
        "exchange": _("local currency still buys: %(size)s, in %(years)s"),
    }
    parts = [words % {"size": sizes[part], "years": years[part]} for part, words in said.items() if sizes[part]]
    return f"{name} ({'; '.join(parts)})" if parts else name


def years_of_shock(stress: Mapping[str, Any], first_year: int, horizon: int) -> dict[str, str]:
    """When each part of a shock is, of the values that a scenario states; it ends with the years of the estimate."""
    ends = {
        part: (stress.get(f"{part}_first_year", 1), stress.get(f"{part}_last_year", horizon))
        for part in ("collections", "exchange")
    }
    ends["mass_case"] = (stress.get("mass_case_year", 1),) * 2
    calendar = {part: [first_year + min(year, horizon) - 1 for year in both] for part, both in ends.items()}
    return {part: "–".join(map(str, dict.fromkeys(both))) for part, both in calendar.items()}


def sized_option(name: str, advance: str, most: str) -> str:
    """An option with the size of its advances, from its values; "" for what it does not have."""
    if not advance:
        return name
    if not most:
        return _("%(name)s (advances: %(share)s of the award)", name=name, share=advance)
    return _("%(name)s (advances: %(share)s of the award, up to %(most)s)", name=name, share=advance, most=most)


def no_exchange(result: Mapping[str, Any]) -> str:
    """Why no shock of the rate of exchange is shown; "" where the rate may move, or nobody says whether it does."""
    fiscal = result["scenario"].get("fiscal", {})
    if fiscal.get("rate_kind") != "fixed":
        return ""
    if fiscal.get("local_currency") == result["currency"]:
        return _("Awards and budget are in the same currency: there is no rate of exchange that could move.")
    return _("The rate of exchange is fixed by law, so that no shock of it is shown.")


def value(one: Mapping[str, Any], currency: str) -> str:
    """The numbers of an assumption, on the page and in the study."""
    if one["unit"] == "post":
        return _post(one["values"], currency)
    said = [_one(float(x), one["unit"], currency) for x in one["values"]]
    if one["kind"] == "pert":
        return _("%(low)s to %(high)s, most likely %(mode)s", low=said[0], mode=said[1], high=said[2])
    if one["kind"] == "normal":
        return _("mean %(mean)s (SD %(sd)s)", mean=said[0], sd=said[1])
    return " · ".join(said)


def _post(values: Sequence[float], currency: str) -> str:
    """How many of a post, the pay of one in a year, and what the employer pays on top."""
    number, pay, on_top = (float(x) for x in values)
    return _(
        "%(number)s with %(pay)s each, and %(share)s on top",
        number=exact(number),
        pay=f"{decimals(0)(pay)}{NBSP}{currency}",
        share=level(on_top),
    )


def _one(number: float, unit: str, currency: str) -> str:
    if unit == "money":
        return f"{decimals(0)(number)}{NBSP}{currency}"
    if unit == "rule":
        return _("lapses; other income stays") if number else _("stays in the fund")
    return decimals(0)(number) if unit == "count" else share(number)


def unspent(result: Mapping[str, Any], chance: str) -> str:
    """What happens to what is left of a year's budget, and the chance of running out if it were otherwise."""
    if result["is_budget_lapsing"]:
        return _(
            "What is left of a year's budget lapses at its end; other income and the money at the start stay in the fund. If it "
            "stayed too, the money would run out with a chance of %(chance)s.",
            chance=chance,
        )
    return _(
        "What is left of a year's budget stays in the fund. If it lapsed at the end of the year, as the money of a budget line "
        "does, the money would run out with a chance of %(chance)s.",
        chance=chance,
    )


def no_break_even() -> str:
    """Of a budget that lapses, without any other income."""
    return _(
        "What is left of the budget lapses and there is no other income, so that no yearly budget covers cost on average: only one "
        "that covers the dearest year would."
    )


def group_name(group: str) -> str:
    """Groups of the shipped scenarios have words; others are called as their file calls them."""
    return {"trafficking": _("trafficking in human beings"), "other violent crime": _("other violent crime")}.get(
        group, group
    )


def counts_are_all() -> str:
    """Where nothing else is assumed."""
    return _("The counts are taken for all victims: whoever they do not see is not in these figures.")


def counts_see(group: str, share: str) -> str:
    """Where the counts see only some of the victims of a group: what is said of counts is not said of all victims."""
    return _(
        "The counts (%(group)s) are taken to see %(share)s of all victims, on average; the others are added to them. What is said "
        "of a year's counts is of victims counted; cost, awards and victims in scope are of all.",
        group=group_name(group),
        share=share,
    )


def other_way(code: str, name: str) -> str:
    """A shock or an option: its words where the desk ships it, else its own name."""
    return {
        "one mass case": _("one mass case"),
        "receipts fall for some years": _("receipts fall for some years"),
        "a mass case while receipts fall": _("a mass case while receipts fall"),
        "the local currency falls": _("the local currency falls"),
        "an office of its own": _("an office of its own"),
        "hosted in an existing body": _("hosted in an existing body"),
        "hosted, with advances": _("hosted, with advances"),
        "victims of trafficking only": _("victims of trafficking only"),
        "hosted, other violent crime too (EXAMPLE VALUES, not an estimate)": _(
            "hosted, other violent crime too (EXAMPLE VALUES, not an estimate)"
        ),
    }.get(name, name or code)


def scenario(name: str) -> str:
    """A scenario that ships is called by its country; another by the name that somebody gave it."""
    return {
        "Serbia": _("Serbia"),
        "North Macedonia": _("North Macedonia"),
        "Bosnia and Herzegovina": _("Bosnia and Herzegovina"),
        "Montenegro": _("Montenegro"),
    }.get(name, name)


def named(name: str) -> str:
    """What a scenario names (a source of income, a group, a shock, an option): in words where the desk ships it."""
    if name == "share of the money paid when prosecution is deferred":
        return _("share of the money paid when prosecution is deferred")
    return group_name(other_way("", name))


def scheme(code: str) -> str:
    """The country of a scheme abroad."""
    return {
        "NL": _("Netherlands"),
        "UK": _("United Kingdom"),
        "DE": _("Germany"),
        "SE": _("Sweden"),
        "FR": _("France"),
        "BE": _("Belgium"),
    }.get(code, code)
