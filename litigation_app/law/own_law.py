"""Which ways to compensation and which limitation does a country have, before one system of courts or before any?"""

from litigation_app.law.country import LimitationEvent, LimitationRule, Need, OwnLaw, Route
from litigation_app.law.naming import Naming
from litigation_app.law.rows import Row, before, confidence, many, note


def read(content: Row, naming: Naming, forum: str | None = None) -> OwnLaw:
    """The rows of a file as these courts have them; without a forum all laws are named."""
    return OwnLaw(
        _routes(content, naming, forum), _limitation_rules(content, naming, forum), _limitation_events(content, forum)
    )


def _routes(content: Row, naming: Naming, forum: str | None) -> tuple[Route, ...]:
    rows = before(content["compensation_routes"], forum)
    return tuple(_route({**row, "needs": before(row.get("needs", ()), forum)}, naming) for row in rows)


def _limitation_rules(content: Row, naming: Naming, forum: str | None) -> tuple[LimitationRule, ...]:
    return tuple(_limitation_rule(row, naming) for row in before(content["limitation_rules"], forum))


def _limitation_events(content: Row, forum: str | None) -> tuple[LimitationEvent, ...]:
    return tuple(_limitation_event(row) for row in before(content["limitation_events"], forum))


def _route(row: Row, naming: Naming) -> Route:
    return Route(
        id=row["id"],
        names=naming.of("route", row),
        procedure=row.get("procedure"),
        status=row["status"],
        window=row["window"],
        own_claim=row.get("own_claim", True),
        forum=row.get("forum"),
        applied_since=row.get("applied_since"),
        needs=tuple(_need(one) for one in row.get("needs", ())),
        law=row.get("law"),
        practice=row.get("practice"),
        confidence=confidence(row),
        sources=many(row, "src"),
    )


def _need(row: Row) -> Need:
    return Need(row["say"], row.get("law"), confidence(row), many(row, "src"))


def _limitation_rule(row: Row, naming: Naming) -> LimitationRule:
    return LimitationRule(
        id=row["id"],
        names=naming.of("limitation_rule", row),
        years=row.get("years"),
        months=row.get("months"),
        days=row.get("days"),
        years_from=row.get("years_from"),
        absolute_years=row.get("absolute_years"),
        outer_years=row.get("outer_years"),
        counted_from=row.get("counted_from"),
        reaches_back_to=row.get("reaches_back_to"),
        applies_to=row.get("applies_to", "damage"),
        starts=row.get("starts"),
        runs_from=row.get("runs_from"),
        law=row["law"],
        note=note(row),
        confidence=confidence(row),
        sources=many(row, "src"),
    )


def _limitation_event(row: Row) -> LimitationEvent:
    return LimitationEvent(
        id=row["id"],
        effect=row["effect"],
        applies_to=row["applies_to"],
        lasts=row.get("lasts", False),
        categories=many(row, "categories"),
        legal_basis=row.get("legal_basis"),
        note=row["note"],
        confidence=confidence(row),
        sources=many(row, "src"),
    )
