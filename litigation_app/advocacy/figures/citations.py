"""How is the source of a value said to a reader: the desk's own explaining words in her language, titles and figures as they stand?"""

from functools import cache
from typing import Any

from litigation_app.core.language import _, _l, current, speaking
from litigation_app.law.script import in_script_of

_MEMORY = "(memory)"  # in data files, behind what nobody has checked against the published text
_UNCHECKED = "(not verified)"  # the same where the words stand here


def source(said: str) -> str:
    """Each part between semicolons and colons in the reader's words where it is one that the shipped scenarios explain with;
    names of documents, and what somebody else wrote, stay."""
    return "; ".join(map(_part, said.split("; "))).replace(_MEMORY, from_memory())


def own_words(said: str) -> str:
    """Words of a country's own law, in the script of the reader, with the desk's mark in her language."""
    return from_memory().join(in_script_of(current(), part) for part in said.split(_MEMORY))


def from_memory() -> str:
    """The mark behind what nobody has checked."""
    return _("(not verified)")


@cache
def known() -> dict[str, Any]:
    """The words of the data files that are explained, each with what is said for it."""
    with speaking("en"):
        return {str(one).replace(_UNCHECKED, _MEMORY): one for one in _AS_THEY_STAND} | _OTHERWISE


def _part(said: str) -> str:
    return str(known().get(said) or ": ".join(str(known().get(one, one)) for one in said.split(": ")))


_AS_THEY_STAND = (
    _l("judgement"),
    _l("expert"),
    _l("expert judgement"),
    _l("EXAMPLE VALUES"),
    _l("EXAMPLE VALUES, not an estimate"),
    _l("the scenario as it stands"),
    _l("the scenario's own counts"),
    _l("one post of the host and its overheads"),
    _l("ask the host for its own figures"),
    _l("one police action"),
    _l("to be taken from the statistical office's series by offence"),
    _l(
        "the form, and effects on revenue and expenditure of the current and two following years with how they are offset"
    ),
    _l("current year and the two following"),
    _l("National Bank of North Macedonia, middle rate of the last day of 2024 (not verified)"),
    _l("the ministry would put"),
    _l("that target or the consumer price index of the Statistical Office"),
    _l("consumer price index of the State Statistical Office or the forecast of its fiscal strategy (not verified)"),
    _l(
        "consumer price index of the Agency for Statistics or the forecast of the Directorate for Economic Planning (not "
        "verified)"
    ),
    _l(
        "consumer price index of the statistical office (MONSTAT) or the target of the European Central Bank (not verified)"
    ),
    _l(
        "yield of its own long bonds or the social discount rate of the EU's guide to cost-benefit analysis (not verified)"
    ),
    _l("the denar was devalued once since its peg, in 1997 (not verified)"),
    _l("no law of the country names one"),
    _l(
        "of the order of the highest limit of the Croatian act of 2008 (70 000 HRK = EUR 9 290.60 for maintenance, mpudt.gov.hr)"
    ),
    _l(
        "about what it costs to handle an application, and half of the least British award (GBP 1 000, band 1 of its tariff)"
    ),
    _l("nobody has costed it"),
    _l("the order of a small commission with its staff, to be replaced by the figures of the body that would run it"),
    _l("Constitutional Court 5 000 (2021, currency cut off in the excerpt seen)"),
    _l("a fixed rate that ignores the seriousness of the consequences is not fair and appropriate"),
    _l("minimum heads"),
    _l("ETS 116 art. 6 allows a period within which one must apply"),
    _l("seen at worldlii.org"),
    _l("mean of the awards of the year"),
    _l("206.1 million for 43 495 awards"),
    _l("467 million for more than 25 000 victims of ordinary crime"),
    _l("full reparation"),
    _l("office 6 696 448 of 26.7 million in all"),
    _l("administration 24.7 million beside awards of 206.1 million"),
    _l("43 495 awards beside 78 891 applications of the year"),
    _l("1.10 million collected from offenders beside awards of 20.2 million"),
    _l("39.9 million SEK recovered in 2021"),
    _l("99.6 million recovered beside 467 million paid"),
    _l(
        "Ministry of Justice, public calls under the rulebook on money of deferred prosecution (Official Gazette 13/16, 21/17, "
        "20/19)"
    ),
    _l("Government decision of 2017"),
    _l("codes of criminal procedure of the State, the entities and the District (not verified)"),
    _l("Code of Criminal Procedure, deferred prosecution (not verified)"),
    _l("the law"),
    _l("the law as passed by the Assembly"),
    _l("the form (not verified)"),
    _l("the methodology for assessing the fiscal effects of a draft"),
    _l("that drafts are analysed for their effects"),
    _l("its art. 15 is on compensation"),
    _l("5 000 of it appears in the published operative part"),
    _l("to each of 33 nationals of Bosnia and Herzegovina"),
    _l("to each who had taken part in the trial"),
    _l("12 000 to each of the others"),
    _l(
        "an average over all cases (the Dutch one is the whole office divided by its decisions), so that a part of the yearly "
        "cost of the office may be counted twice"
    ),
    _l("no court award seen (GRETA 2021: 9 of 39 claimed, none granted)"),
    _l("state compensation of up to 5,000 euro"),
)
_OTHERWISE: dict[str, Any] = {
    "as in mk.toml": _l("as in the scenario of North Macedonia"),
    "mk.toml's expert range scaled by population": _l(
        "the range that an expert gives for North Macedonia, scaled by population"
    ),
    "expert, replace by the commission's own counts": _l("expert, to be replaced by the commission's own counts"),
    "expert fit around known awards": _l("fitted by an expert around known awards"),
    "currency board, parity unchanged since the euro began (date from memory)": _l(
        "currency board, parity unchanged since the euro began (date not verified)"
    ),
    "the euro is the local currency (date from memory)": _l("the euro is the local currency (date not verified)"),
    "National Bank of Serbia, official middle rate, via RTV/naslovi.net 03.02.2026": _l(
        "National Bank of Serbia, official middle rate, via RTV/naslovi.net, 3. 2. 2026."
    ),
    "budget laws of the other countries, and that earmarked receipts of a budget fund stay (memory)": _l(
        "budget laws of the other countries, and that earmarked receipts remain with the budget fund (not verified)"
    ),
    "NL EUR 6.70 m / 8 070 decisions = EUR 830 (2018)": _l(
        "Netherlands, EUR 6.70 million for 8 070 decisions: EUR 830 each (2018)"
    ),
    "NL CJIB 1.10 m / 20.2 m = 5.4 % (2019)": _l("Netherlands, CJIB: 1.10 of 20.2 million, 5.4 per cent (2019)"),
    "BiH 18 000 and 7 500 KM": _l("Bosnia and Herzegovina 18 000 and 7 500 KM"),
    "the 3 years are a judgement after the ordinary limitation of damage claims (memory)": _l(
        "the 3 years are an estimate based on the ordinary limitation period for claims for damages (not verified)"
    ),
    "more than 70 % of 8 070 decisions": _l("more than 70 per cent of 8 070 decisions"),
    "about 70 % of 1 674 applications": _l("about 70 per cent of 1 674 applications"),
    "351 509 000 RSD to 98 recipients in health, social care, education and culture (paragraf.rs 01.06.2017)": _l(
        "351 509 000 RSD to 98 recipients in health, social care, education and culture (paragraf.rs, 1. 6. 2017.)"
    ),
    "the law as of 31.03.2021": _l("the law as of 31. 3. 2021."),
    "Constitutional Court of Serbia, reported by rfe": _l("Constitutional Court of Serbia, reported by RFE/RL"),
    "by the chamber, 19.07.2018": _l("by the Chamber, 19. 7. 2018."),
    "that the Grand Chamber left it so (memory)": _l("that the Grand Chamber upheld it (not verified)"),
    "target for 2024 to 2026 of 3 % with 1.5 points to each side (nbs.rs)": _l(
        "target for 2024 to 2026 of 3 per cent with 1.5 points to each side (nbs.rs)"
    ),
    "DE 7.6 % of recorded violent offences (WEISSER RING 2022)": _l(
        "Germany, 7.6 per cent of recorded violent offences (WEISSER RING 2022)"
    ),
    "UK trafficking 133 applications / 51 193 referrals since 2021 (After Exploitation)": _l(
        "United Kingdom, trafficking: 133 applications of 51 193 referrals since 2021 (After Exploitation)"
    ),
    "DE 26.2 % (2022), UK about half (NAO 2007), NL >70 % (Schadefonds 2018)": _l(
        "Germany 26.2 per cent (2022), United Kingdom about half (NAO 2007), Netherlands more than 70 per cent (Schadefonds 2018)"
    ),
    "UK unit cost GBP 400 in 2006-07 (NAO)": _l("United Kingdom, GBP 400 for each case in 2006-07 (NAO)"),
    "SE 38 % (2021) is a mature enforcement system": _l("Sweden 38 per cent (2021) has a mature system of enforcement"),
    "judgement after NL 15 weeks, UK 391 days, SE 41 days": _l(
        "judgement after the Netherlands 15 weeks, United Kingdom 391 days, Sweden 41 days"
    ),
    "advances as in Directive 2004/80/EC preamble and ETS 116 practice (memory)": _l(
        "advances as in the preamble of Directive 2004/80/EC and practice under ETS 116 (not verified)"
    ),
    "the 117.2 used for the money paid when prosecution is deferred is from memory": _l(
        "the 117.2 used for the money paid when prosecution is deferred is not verified"
    ),
    "4 118 018 000 RSD over nine yearly calls (naslovni.net/Blic 08.09.2025), 117.2 RSD/EUR (memory)": _l(
        "4 118 018 000 RSD over nine yearly calls (naslovni.net/Blic, 8. 9. 2025.), 117.2 RSD/EUR (not verified)"
    ),
}
