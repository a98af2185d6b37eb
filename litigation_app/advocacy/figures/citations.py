"""How is the source of a value said to a reader: the desk's own explaining words in her language, titles and figures as they stand?"""

from collections.abc import Mapping

from litigation_app.core.language import _, current
from litigation_app.law.script import in_script_of

_MEMORY = "(memory)"  # in data files, behind what nobody has checked against the published text


def source(said: str) -> str:
    """Each part between semicolons and colons in the reader's words where it is one that the shipped scenarios explain with;
    names of documents, and what somebody else wrote, stay."""
    known = (
        _own()
        | _of_money()
        | _with_figures()
        | _of_awards()
        | _of_law()
        | _of_schemes()
        | _of_receipts()
        | _of_forms()
        | _of_strasbourg()
        | _reasons()
    )
    return "; ".join(_part(one, known) for one in said.split("; ")).replace(_MEMORY, from_memory())


def own_words(said: str) -> str:
    """Words of a country's own law, in the script of the reader, with the desk's mark in her language."""
    return from_memory().join(in_script_of(current(), part) for part in said.split(_MEMORY))


def from_memory() -> str:
    """The mark behind what nobody has checked."""
    return _("(not verified)")


def _part(said: str, known: Mapping[str, str]) -> str:
    return known.get(said) or ": ".join(known.get(one, one) for one in said.split(": "))


def _own() -> dict[str, str]:
    return {
        "judgement": _("judgement"),
        "expert": _("expert"),
        "expert judgement": _("expert judgement"),
        "EXAMPLE VALUES": _("EXAMPLE VALUES"),
        "EXAMPLE VALUES, not an estimate": _("EXAMPLE VALUES, not an estimate"),
        "as in mk.toml": _("as in the scenario of North Macedonia"),
        "mk.toml's expert range scaled by population": _(
            "the range that an expert gives for North Macedonia, scaled by population"
        ),
        "the scenario as it stands": _("the scenario as it stands"),
        "the scenario's own counts": _("the scenario's own counts"),
        "one post of the host and its overheads": _("one post of the host and its overheads"),
        "ask the host for its own figures": _("ask the host for its own figures"),
        "expert, replace by the commission's own counts": _("expert, to be replaced by the commission's own counts"),
        "expert fit around known awards": _("fitted by an expert around known awards"),
        "one police action": _("one police action"),
        "to be taken from the statistical office's series by offence": _(
            "to be taken from the statistical office's series by offence"
        ),
        "currency board, parity unchanged since the euro began (date from memory)": _(
            "currency board, parity unchanged since the euro began (date not verified)"
        ),
        "the euro is the local currency (date from memory)": _("the euro is the local currency (date not verified)"),
        "the form, and effects on revenue and expenditure of the current and two following years with how they are offset": _(
            "the form, and effects on revenue and expenditure of the current and two following years with how they are offset"
        ),
        "current year and the two following": _("current year and the two following"),
    }


def _of_money() -> dict[str, str]:
    return {
        "National Bank of Serbia, official middle rate, via RTV/naslovi.net 03.02.2026": _(
            "National Bank of Serbia, official middle rate, via RTV/naslovi.net, 3. 2. 2026."
        ),
        "National Bank of North Macedonia, middle rate of the last day of 2024 (memory)": _(
            "National Bank of North Macedonia, middle rate of the last day of 2024 (not verified)"
        ),
        "the ministry would put": _("the ministry would put"),
        "that target or the consumer price index of the Statistical Office": _(
            "that target or the consumer price index of the Statistical Office"
        ),
        "consumer price index of the State Statistical Office or the forecast of its fiscal strategy (memory)": _(
            "consumer price index of the State Statistical Office or the forecast of its fiscal strategy (not verified)"
        ),
        "consumer price index of the Agency for Statistics or the forecast of the Directorate for Economic Planning (memory)": _(
            "consumer price index of the Agency for Statistics or the forecast of the Directorate for Economic Planning (not verified)"
        ),
        "consumer price index of the statistical office (MONSTAT) or the target of the European Central Bank (memory)": _(
            "consumer price index of the statistical office (MONSTAT) or the target of the European Central Bank (not verified)"
        ),
        "yield of its own long bonds or the social discount rate of the EU's guide to cost-benefit analysis (memory)": _(
            "yield of its own long bonds or the social discount rate of the EU's guide to cost-benefit analysis (not verified)"
        ),
        "the denar was devalued once since its peg, in 1997 (memory)": _(
            "the denar was devalued once since its peg, in 1997 (not verified)"
        ),
        "budget laws of the other countries, and that earmarked receipts of a budget fund stay (memory)": _(
            "budget laws of the other countries, and that earmarked receipts remain with the budget fund (not verified)"
        ),
    }


def _reasons() -> dict[str, str]:
    return {
        "no law of the country names one": _("no law of the country names one"),
        "of the order of the highest limit of the Croatian act of 2008 (70 000 HRK = EUR 9 290.60 for maintenance, mpudt.gov.hr)": _(
            "of the order of the highest limit of the Croatian act of 2008 (70 000 HRK = EUR 9 290.60 for maintenance, mpudt.gov.hr)"
        ),
        "about what it costs to handle an application, and half of the least British award (GBP 1 000, band 1 of its tariff)": _(
            "about what it costs to handle an application, and half of the least British award (GBP 1 000, band 1 of its tariff)"
        ),
        "nobody has costed it": _("nobody has costed it"),
        "the order of a small commission with its staff, to be replaced by the figures of the body that would run it": _(
            "the order of a small commission with its staff, to be replaced by the figures of the body that would run it"
        ),
    }


def _of_awards() -> dict[str, str]:
    return {
        "NL EUR 6.70 m / 8 070 decisions = EUR 830 (2018)": _(
            "Netherlands, EUR 6.70 million for 8 070 decisions: EUR 830 each (2018)"
        ),
        "NL CJIB 1.10 m / 20.2 m = 5.4 % (2019)": _("Netherlands, CJIB: 1.10 of 20.2 million, 5.4 per cent (2019)"),
        "Constitutional Court 5 000 (2021, currency cut off in the excerpt seen)": _(
            "Constitutional Court 5 000 (2021, currency cut off in the excerpt seen)"
        ),
        "BiH 18 000 and 7 500 KM": _("Bosnia and Herzegovina 18 000 and 7 500 KM"),
    }


def _of_law() -> dict[str, str]:
    return {
        "a fixed rate that ignores the seriousness of the consequences is not fair and appropriate": _(
            "a fixed rate that ignores the seriousness of the consequences is not fair and appropriate"
        ),
        "minimum heads": _("minimum heads"),
        "ETS 116 art. 6 allows a period within which one must apply": _(
            "ETS 116 art. 6 allows a period within which one must apply"
        ),
        "the 3 years are a judgement after the ordinary limitation of damage claims (memory)": _(
            "the 3 years are an estimate based on the ordinary limitation period for claims for damages (not verified)"
        ),
        "seen at worldlii.org": _("seen at worldlii.org"),
    }


def _of_schemes() -> dict[str, str]:
    """What stands behind the names of the reports from which figures of schemes abroad come."""
    return {
        "mean of the awards of the year": _("mean of the awards of the year"),
        "206.1 million for 43 495 awards": _("206.1 million for 43 495 awards"),
        "467 million for more than 25 000 victims of ordinary crime": _(
            "467 million for more than 25 000 victims of ordinary crime"
        ),
        "full reparation": _("full reparation"),
        "office 6 696 448 of 26.7 million in all": _("office 6 696 448 of 26.7 million in all"),
        "administration 24.7 million beside awards of 206.1 million": _(
            "administration 24.7 million beside awards of 206.1 million"
        ),
        "more than 70 % of 8 070 decisions": _("more than 70 per cent of 8 070 decisions"),
        "43 495 awards beside 78 891 applications of the year": _(
            "43 495 awards beside 78 891 applications of the year"
        ),
        "about 70 % of 1 674 applications": _("about 70 per cent of 1 674 applications"),
        "1.10 million collected from offenders beside awards of 20.2 million": _(
            "1.10 million collected from offenders beside awards of 20.2 million"
        ),
        "39.9 million SEK recovered in 2021": _("39.9 million SEK recovered in 2021"),
        "99.6 million recovered beside 467 million paid": _("99.6 million recovered beside 467 million paid"),
    }


def _of_receipts() -> dict[str, str]:
    """What says who receives today the money that is paid when prosecution is deferred."""
    return {
        "Ministry of Justice, public calls under the rulebook on money of deferred prosecution (Official Gazette 13/16, 21/17, 20/19)": _(
            "Ministry of Justice, public calls under the rulebook on money of deferred prosecution (Official Gazette 13/16, 21/17, 20/19)"
        ),
        "Government decision of 2017": _("Government decision of 2017"),
        "351 509 000 RSD to 98 recipients in health, social care, education and culture (paragraf.rs 01.06.2017)": _(
            "351 509 000 RSD to 98 recipients in health, social care, education and culture (paragraf.rs, 1. 6. 2017.)"
        ),
        "codes of criminal procedure of the State, the entities and the District (memory)": _(
            "codes of criminal procedure of the State, the entities and the District (not verified)"
        ),
        "Code of Criminal Procedure, deferred prosecution (memory)": _(
            "Code of Criminal Procedure, deferred prosecution (not verified)"
        ),
    }


def _of_forms() -> dict[str, str]:
    """What was seen of a country's law on its budget and of the form that goes to its ministry."""
    return {
        "the law": _("the law"),
        "the law as of 31.03.2021": _("the law as of 31. 3. 2021."),
        "the law as passed by the Assembly": _("the law as passed by the Assembly"),
        "the form (memory)": _("the form (not verified)"),
        "the methodology for assessing the fiscal effects of a draft": _(
            "the methodology for assessing the fiscal effects of a draft"
        ),
        "that drafts are analysed for their effects": _("that drafts are analysed for their effects"),
    }


def _of_strasbourg() -> dict[str, str]:
    """What was seen of judgments against states, and of the conventions behind them."""
    return {
        "its art. 15 is on compensation": _("its art. 15 is on compensation"),
        "Constitutional Court of Serbia, reported by rfe": _("Constitutional Court of Serbia, reported by RFE/RL"),
        "5 000 of it appears in the published operative part": _("5 000 of it appears in the published operative part"),
        "to each of 33 nationals of Bosnia and Herzegovina": _("to each of 33 nationals of Bosnia and Herzegovina"),
        "by the chamber, 19.07.2018": _("by the Chamber, 19. 7. 2018."),
        "that the Grand Chamber left it so (memory)": _("that the Grand Chamber upheld it (not verified)"),
        "to each who had taken part in the trial": _("to each who had taken part in the trial"),
        "12 000 to each of the others": _("12 000 to each of the others"),
    }


def _with_figures() -> dict[str, str]:
    return {
        "target for 2024 to 2026 of 3 % with 1.5 points to each side (nbs.rs)": _(
            "target for 2024 to 2026 of 3 per cent with 1.5 points to each side (nbs.rs)"
        ),
        "DE 7.6 % of recorded violent offences (WEISSER RING 2022)": _(
            "Germany, 7.6 per cent of recorded violent offences (WEISSER RING 2022)"
        ),
        "UK trafficking 133 applications / 51 193 referrals since 2021 (After Exploitation)": _(
            "United Kingdom, trafficking: 133 applications of 51 193 referrals since 2021 (After Exploitation)"
        ),
        "DE 26.2 % (2022), UK about half (NAO 2007), NL >70 % (Schadefonds 2018)": _(
            "Germany 26.2 per cent (2022), United Kingdom about half (NAO 2007), Netherlands more than 70 per cent (Schadefonds 2018)"
        ),
        "UK unit cost GBP 400 in 2006-07 (NAO)": _("United Kingdom, GBP 400 for each case in 2006-07 (NAO)"),
        "an average over all cases (the Dutch one is the whole office divided by its decisions), so that a part of the yearly "
        "cost of the office may be counted twice": _(
            "an average over all cases (the Dutch one is the whole office divided by its decisions), so that a part of the yearly "
            "cost of the office may be counted twice"
        ),
        "SE 38 % (2021) is a mature enforcement system": _(
            "Sweden 38 per cent (2021) has a mature system of enforcement"
        ),
        "judgement after NL 15 weeks, UK 391 days, SE 41 days": _(
            "judgement after the Netherlands 15 weeks, United Kingdom 391 days, Sweden 41 days"
        ),
        "advances as in Directive 2004/80/EC preamble and ETS 116 practice (memory)": _(
            "advances as in the preamble of Directive 2004/80/EC and practice under ETS 116 (not verified)"
        ),
        "no court award seen (GRETA 2021: 9 of 39 claimed, none granted)": _(
            "no court award seen (GRETA 2021: 9 of 39 claimed, none granted)"
        ),
        "state compensation of up to 5,000 euro": _("state compensation of up to 5,000 euro"),
        "the 117.2 used for the money paid when prosecution is deferred is from memory": _(
            "the 117.2 used for the money paid when prosecution is deferred is not verified"
        ),
        "4 118 018 000 RSD over nine yearly calls (naslovni.net/Blic 08.09.2025), 117.2 RSD/EUR (memory)": _(
            "4 118 018 000 RSD over nine yearly calls (naslovni.net/Blic, 8. 9. 2025.), 117.2 RSD/EUR (not verified)"
        ),
    }
