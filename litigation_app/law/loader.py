"""How does a jurisdiction file become typed values?"""

import hashlib
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from litigation_app.law import country, graph_loader, own_law
from litigation_app.law.country import Jurisdiction
from litigation_app.law.naming import MACEDONIAN, Naming, country_names, own_language
from litigation_app.law.rows import Row, confidence, decimal, many

COUNTRIES = ("RS", "MK", "BA", "ME")
_FOLDER = Path(__file__).parent / "jurisdictions"
_SERBIAN, _MACEDONIAN = "RS", "MK"
_VERSION_LENGTH = 12
_EARLIER: dict[tuple[str, str], Jurisdiction] = {}


class CountryUnknown(LookupError):
    """There is no file for this country."""


class CountryFileBroken(ValueError):
    """The file cannot be read as a jurisdiction: it is not TOML, or a needed key is missing or unknown."""


def load(code: str, version: str | None = None) -> Jurisdiction:
    """Return the country with this ISO 3166 code, in any letter case; raises CountryUnknown.

    `version`: an earlier one, where `kept` has found it; else the rules of today.
    """
    wanted = code.upper()
    if wanted not in COUNTRIES:
        raise CountryUnknown(f"There are no rules for {code!r}; known are {', '.join(COUNTRIES)}.")
    earlier = _EARLIER.get((wanted, version)) if version else None
    return earlier or _load(wanted)


def remember(law: Jurisdiction) -> None:
    """Let this earlier version be found by `load`; its name is made of its content, so no other can take its place."""
    _EARLIER[law.code, law.version] = law


def raw(code: str) -> bytes:
    """The bytes of today's file of a known country."""
    return (_FOLDER / f"{code.lower()}.toml").read_bytes()


@lru_cache(maxsize=len(COUNTRIES))
def _load(code: str) -> Jurisdiction:
    return read(raw(code))


def read(raw: bytes) -> Jurisdiction:
    """Turn the bytes of a jurisdiction file into values; raises CountryFileBroken. `checks.problems` judges them."""
    try:
        content = tomllib.loads(raw.decode("utf-8"))
        return _jurisdiction(content, version=hashlib.sha256(raw).hexdigest()[:_VERSION_LENGTH])
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as unreadable:
        raise CountryFileBroken(f"The file is not readable TOML: {unreadable}") from unreadable
    except KeyError as missing:
        raise CountryFileBroken(f"The file lacks a key or words for a code: {missing}") from missing
    except (ValueError, TypeError, AttributeError) as unfit:
        raise CountryFileBroken(f"The file holds a value that does not fit: {unfit}") from unfit


def _naming(content: Row) -> Naming:
    own = own_language(content["languages"])
    return Naming(own, _own_words(_SERBIAN if own == MACEDONIAN else _MACEDONIAN), content["iso3166"])


@lru_cache(maxsize=2)
def _own_words(code: str) -> Mapping[tuple[str, str], str]:
    """What a country itself calls each thing that another country has too, by kind and id."""
    content = tomllib.loads((_FOLDER / f"{code.lower()}.toml").read_text(encoding="utf-8"))
    rows = [("head", row) for row in content["heads_of_damage"]]
    rows += [("measure", row) for row in content["protective_measures"]]
    rows += [("route", row) for row in content["compensation_routes"]]
    for procedure in content["procedures"]:
        rows.append(("procedure", procedure))
        rows += [(f"stage.{procedure['family']}", row) for row in procedure["stages"]]
    return {(kind, row["id"]): row["name_local"] for kind, row in rows if "name_local" in row}


def _jurisdiction(content: Row, *, version: str) -> Jurisdiction:
    naming = _naming(content)
    graphs = graph_loader.limited(content["procedures"], content["limitation_rules"])
    return Jurisdiction(
        id=content["code"],
        names=country_names(content["names"], naming.own),
        code=content["iso3166"],
        version=version,
        reviewed_by_lawyer=content["reviewed_by_lawyer"],
        currency=content["currency"],
        languages=tuple(content["languages"]),
        scripts=tuple(content["scripts"]),
        eur_rate_kind=content["eur_rate_kind"],
        eur_rate=decimal(content.get("eur_rate")),
        forums=many(content, "forums"),
        sources=dict(content["sources"]),
        laws=tuple(_statute(row, naming) for row in content["laws"]),
        institutions=tuple(_institution(row, naming) for row in content["institutions"]),
        courts=tuple(_court(row, naming) for row in content["courts"]),
        offences=tuple(_offence(row, naming) for row in content["offences"]),
        heads=tuple(_head(row, naming) for row in content["heads_of_damage"]),
        measures=tuple(_measure(row, naming) for row in content["protective_measures"]),
        rights=tuple(_right(row, naming) for row in content["victim_rights"]),
        benchmarks=tuple(_benchmark(row) for row in content["award_benchmarks"]),
        procedures=tuple(graph_loader.procedure(row, naming) for row in graphs),
        by_forum={
            (row["id"], forum): graph_loader.procedure(row, naming, forum)
            for row in graphs
            if graph_loader.differs(row)
            for forum in row.get("forum", content.get("forums", ()))
        },
        **vars(own_law.read(content, naming)),
        laws_of={forum: own_law.read(content, naming, forum) for forum in many(content, "forums")},
    )


def _statute(row: Row, naming: Naming) -> country.Statute:
    return country.Statute(
        id=row["id"],
        names=naming.of("law", row),
        gazette=row.get("gazette"),
        forum=row.get("forum"),
        sources=many(row, "src"),
    )


def _institution(row: Row, naming: Naming) -> country.Institution:
    names = naming.of("institution", row)
    return country.Institution(id=row["id"], names=names, role=row["role"], sources=many(row, "src"))


def _court(row: Row, naming: Naming) -> country.Court:
    return country.Court(
        id=row["id"],
        names=naming.of("court", row),
        level=row["level"],
        kind=row["kind"],
        city=row.get("city"),
        tries=many(row, "tries"),
        appeals_to=many(row, "appeals_to"),
        forum=row.get("forum"),
        confidence=confidence(row),
        note=row.get("note"),
        sources=many(row, "src"),
    )


def _offence(row: Row, naming: Naming) -> country.Offence:
    return country.Offence(
        id=row["id"],
        names=naming.of("offence", row),
        law=row["law"],
        article=row["article"],
        paragraph=row["paragraph"],
        category=row["category"],
        min_months=row["min_months"],
        max_months=row["max_months"],
        lesser_than=many(row, "lesser_than"),
        lesser_confidence=row.get("lesser_confidence"),
        lesser_sources=many(row, "lesser_src"),
        criminal_limitation_years=row.get("criminal_limitation_years"),
        absolute_years=row.get("absolute_years"),
        no_limitation=row.get("no_limitation", False),
        limitation_confidence=row.get("limitation_confidence"),
        forum=row.get("forum"),
        confidence=confidence(row),
        note=row.get("note"),
        sources=many(row, "src"),
    )


def _head(row: Row, naming: Naming) -> country.Head:
    return country.Head(
        id=row["id"],
        names=naming.of("head", row),
        kind=row["kind"],
        legal_basis=row["legal_basis"],
        confidence=confidence(row),
        note=row.get("note"),
    )


def _measure(row: Row, naming: Naming) -> country.Measure:
    names = naming.of("measure", row)
    return country.Measure(id=row["id"], names=names, legal_basis=row.get("legal_basis"), confidence=confidence(row))


def _right(row: Row, naming: Naming) -> country.Right:
    return country.Right(
        id=row["id"],
        names=naming.of("right", row),
        status=row.get("status"),
        law=row.get("law"),
        days=row.get("days"),
        note=row.get("note"),
        confidence=confidence(row),
        sources=many(row, "src"),
    )


def _benchmark(row: Row) -> country.Benchmark:
    return country.Benchmark(
        id=row["id"],
        route=row.get("route"),
        year=row.get("year"),
        court=row.get("court"),
        procedure=row.get("procedure"),
        head=row.get("head"),
        kind=row.get("kind", "award"),
        amount=Decimal(str(row["amount"])),
        currency=row["currency"],
        amount_eur=decimal(row.get("eur")),
        note=row.get("note"),
        sources=many(row, "src"),
    )
