"""Which values of a scenario does a form show, in which part, and what is each called?"""

from collections.abc import Mapping

from litigation_app.advocacy.figures import words
from litigation_app.advocacy.studies.scenarios.fields.forms import Field, Section, by_year, plain, ranged
from litigation_app.core.language import _l
from litigation_app.statistics.fund.families import FAMILIES

MODELS = (
    ("negbin", _l("Years differ more than by chance")),
    ("clustered", _l("Victims come in cases of several")),
    ("gamma_poisson", _l("Years differ by chance alone")),
    ("expert", _l("Judgement, without counts")),
)
LAWS = (*((one, words.LAWS[one]) for one in FAMILIES), ("tariff", _l("no family: the amounts counted below")))
SOURCE = _l("Source")
SECTIONS = (
    Section(
        "victims",
        _l("Victims"),
        (
            plain("frequency.*.group", _l("Group"), "line"),
            plain("frequency.*.enabled", _l("This group counts"), "yes"),
            plain("frequency.*.model", _l("How years differ"), "choice", choices=MODELS),
            Field(
                "frequency.*.counts",
                _l("Victims by year"),
                "counts",
                _l(
                    "A line for each year, such as 2021: 43; suppressed, 2022: 50–62; several years counted as one, 2015–2019: 40."
                ),
            ),
            plain(
                "frequency.*.release",
                _l("Counts of official figures"),
                "series",
                _l(
                    "What an estimate on official figures takes, from the newest edition of them. The rule picks the series with the "
                    "most years, of two the one that goes on longer."
                ),
            ),
            ranged(
                "frequency.*.expert",
                _l("Victims in a year, by judgement"),
                "number",
                _l("Only where there are no counts."),
            ),
            Field(
                "frequency.*.reporting.triangle",
                _l("Victims reported late: counts by the year to which they belong"),
                "triangle",
                _l(
                    "A row for each year, the oldest first: how many victims of that year were known in the year itself, and how many "
                    "more came one, two and more years later. From it follows how many of the last years are still to come."
                ),
            ),
            by_year(
                "frequency.*.reporting.shares", _l("Or shares of a year's victims known in the year itself and after")
            ),
            ranged(
                "frequency.*.coverage",
                _l("Share of all victims whom the counts see"),
                "share",
                _l("Empty: the counts are taken for all victims."),
            ),
            Field("frequency.*.share_in_scope", _l("Share of them whom the law covers"), "share"),
        ),
        rows="frequency",
        row=_l("Group %(number)s"),
    ),
    Section(
        "damages",
        _l("Damages"),
        (
            plain("severity.*.group", _l("Group"), "line"),
            plain("severity.*.fit", _l("Family of distributions"), "choice", choices=LAWS),
            Field(
                "severity.*.quantiles",
                _l("Assessed harm per victim"),
                "quantiles",
                _l("Levels, the lowest first: half of the victims have less than the damage of 50 %, for instance."),
            ),
            plain("severity.*.n", _l("Number of cases behind it"), "whole", _l("Empty where it is a judgement.")),
            Field(
                "severity.*.histogram",
                _l("Awards or damages counted by size"),
                "histogram",
                _l(
                    "Where this is filled in, it takes the place of the levels above. The last row may have no end; "
                    "a suppressed count is written as a range, such as 1–4."
                ),
            ),
            Field(
                "severity.*.tariff",
                _l("Damages of fixed amounts, with how often each was found"),
                "tariff",
                _l("Where this is filled in, it takes the place of levels, sizes and family of distributions."),
            ),
        ),
        rows="severity",
        row=_l("Damages %(number)s"),
    ),
    Section(
        "policy",
        _l("Rule of the award"),
        (
            Field("policy.share", _l("Share of the damage that is awarded"), "share"),
            Field("policy.floor", _l("Least award"), "money"),
            Field("policy.cap", _l("Highest award"), "money", _l("Empty: without a limit.")),
            plain("policy.cap_indexed", _l("Least and highest award rise with prices"), "yes"),
            Field("policy.collateral", _l("What others pay is taken off"), "money"),
            Field(
                "policy.tariff",
                _l("Tariff"),
                "bands",
                _l("Bands by the damage, the lowest first; empty where the award follows the damage itself."),
            ),
            ranged("uptake.eligible_share", _l("Share of applicants who are eligible"), "share"),
            Field("policy.heads", _l("Heads of damage that are covered"), "heads"),
            Field("policy.time_limit_years", _l("Years within which one must apply"), "number"),
            Field("delay.advance_share", _l("Share paid in advance"), "share"),
            Field("delay.advance_cap", _l("Highest advance"), "money"),
            Field("delay.advance_recovered", _l("Share of refused advances that comes back"), "share"),
            Field("retroactivity.cases", _l("Old cases that may apply"), "number"),
            by_year("retroactivity.spread", _l("Old cases by year")),
        ),
    ),
    Section(
        "uptake",
        _l("Applications"),
        (
            ranged("uptake.application_rate", _l("Share of victims who apply"), "share"),
            ranged("uptake.grant_rate", _l("Share of applications granted"), "share"),
            by_year("uptake.ramp", _l("Awareness of the fund, year by year")),
            ranged("uptake.growth", _l("Yearly growth of the number of victims"), "share"),
            by_year("delay.decision_lag_years", _l("Shares decided in the year of application and after")),
            by_year("delay.payment_lag_years", _l("Shares paid in the year of the decision and after")),
        ),
    ),
    Section(
        "office",
        _l("Office and recovery"),
        (
            ranged(
                "admin.fixed_per_year",
                _l("Cost of the office in a year"),
                "money",
                _l("Where posts are written below: all but their pay."),
            ),
            Field(
                "admin.posts",
                _l("Posts and pay"),
                "posts",
                _l("Paid beside the amount above. The fiscal form takes its posts, pay and contributions from here."),
            ),
            ranged(
                "admin.per_application",
                _l("Cost of handling an application"),
                "money",
                _l("Only what each further application costs: the office and its posts are counted above."),
            ),
            Field("admin.start_up", _l("Cost of setting up"), "money"),
            ranged("recovery.share_of_awards", _l("Share of awards recovered from offenders"), "share"),
            by_year("recovery.lag_years", _l("Shares that come back in the year of payment and after")),
        ),
    ),
    Section(
        "funding",
        _l("Where the money comes from"),
        (
            Field("funding.opening_reserve", _l("Money at the start"), "money"),
            Field("funding.budget_per_year", _l("Budget in a year"), "money"),
            Field(
                "funding.unspent",
                _l("What is left of the budget at the end of a year"),
                "choice",
                choices=(("kept", _l("stays in the fund")), ("lapses", _l("lapses; other income stays"))),
            ),
            plain("funding.indexed", _l("Income rises with prices"), "yes"),
            plain("funding.source.*.name", _l("Source of income"), "line"),
            plain(
                "funding.source.*.kind",
                _l("Kind of income"),
                "choice",
                choices=(
                    ("", _l("any other")),
                    ("deferred_prosecution", _l("money paid when prosecution is deferred")),
                ),
            ),
            plain(
                "funding.source.*.displaces",
                _l("Whose money it is today, and who would lose it"),
                "line",
                _l("Page, study and fiscal form say it in these words."),
            ),
            Field("funding.source.*.base_per_year", _l("Yearly amount of which the fund has a share"), "money"),
            Field("funding.source.*.base_cv", _l("How much it varies"), "share"),
            Field("funding.source.*.convictions_per_year", _l("Convicted people in a year"), "number"),
            Field("funding.source.*.amount", _l("Surcharge on each of them"), "money"),
            Field("funding.source.*.contracts_per_year", _l("Contracts in a year"), "number"),
            Field("funding.source.*.levy", _l("Levy on each of them"), "money"),
            Field("funding.source.*.events_per_year", _l("Confiscations in a year"), "number"),
            Field("funding.source.*.event_mean", _l("Average confiscation"), "money"),
            Field("funding.source.*.event_cv", _l("How much confiscations differ"), "share"),
            Field("funding.source.*.share", _l("Share that goes to the fund"), "share"),
            ranged("funding.source.*.collection_rate", _l("Share that is collected"), "share"),
            plain("funding.source.*.first_year", _l("First year that it runs"), "whole"),
            plain("funding.source.*.last_year", _l("Last year that it runs"), "whole"),
        ),
        rows="funding.source",
        row=_l("Other income %(number)s"),
    ),
    Section(
        "money",
        _l("Money and time"),
        (
            plain("model.horizon_years", _l("Number of years"), "whole"),
            plain(
                "model.price_base_year",
                _l("Year of the prices"),
                "year",
                _l(
                    "In whose prices amounts are. Where no first year is written below, it is the year after this one, and amounts "
                    "are taken for prices of that first year."
                ),
            ),
            plain(
                "model.first_year",
                _l("First year of the fund"),
                "year",
                _l(
                    "This year of the prices or one of the ten after it. Amounts are then brought to it with the rise of prices; the "
                    "money at the start stays as it is written, and so does what is said not to rise with prices."
                ),
            ),
            Field("model.ruin_target", _l("Chance of running dry that is borne"), "share"),
            ranged("economy.inflation", _l("Inflation a year"), "share"),
            ranged("economy.discount", _l("Discount rate for present value"), "share"),
            Field("economy.interest_on_reserve", _l("Interest on the reserve"), "share"),
            plain("fiscal.local_currency", _l("Local currency"), "line"),
            plain("fiscal.rate", _l("Rate of exchange"), "number"),
            plain("fiscal.rate_source", _l("Source of the rate"), "line"),
        ),
    ),
    Section(
        "shocks",
        _l("Shocks"),
        (
            plain("stress.*.name", _l("Shock"), "line"),
            plain("stress.*.mass_case_victims", _l("Victims more in one year"), "number"),
            plain("stress.*.mass_case_year", _l("In which year"), "whole"),
            plain("stress.*.collections_factor", _l("What is left of receipts"), "share"),
            plain("stress.*.collections_first_year", _l("From which year"), "whole"),
            plain("stress.*.collections_last_year", _l("To which year"), "whole"),
            plain("stress.*.exchange_factor", _l("What income in local currency still buys"), "share"),
            plain("stress.*.exchange_first_year", _l("From which year it buys less"), "whole"),
            plain("stress.*.exchange_last_year", _l("To which year it buys less"), "whole"),
            plain("stress.*.source", SOURCE, "line"),
        ),
        rows="stress",
        row=_l("Shock %(number)s"),
        is_list=False,
    ),
    Section(
        "options",
        _l("Options"),
        (
            plain("option.*.name", _l("Option"), "line"),
            plain("option.*.source", SOURCE, "line"),
            plain("option.*.changes.policy.cap", _l("Highest award"), "money"),
            plain(
                "option.*.changes.admin.fixed_per_year",
                _l("Cost of the office in a year"),
                "money",
                _l(
                    "All of it: the posts of the scenario do not count here. Empty: the office of the scenario, with its posts."
                ),
            ),
            plain("option.*.changes.admin.start_up", _l("Cost of setting up"), "money"),
            plain("option.*.changes.funding.budget_per_year", _l("Budget in a year"), "money"),
            plain("option.*.changes.delay.advance_share", _l("Share paid in advance"), "share"),
            plain("option.*.changes.delay.advance_cap", _l("Highest advance"), "money"),
        ),
        rows="option",
        row=_l("Option %(number)s"),
        is_list=False,
    ),
)
BY_CODE: Mapping[str, Section] = {one.code: one for one in SECTIONS}
