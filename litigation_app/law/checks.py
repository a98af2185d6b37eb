"""Is a jurisdiction file sound: does everything in it resolve, and can every proceeding be walked and ended?"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from litigation_app.law import authorities
from litigation_app.law.country import TRAFFICKING, Jurisdiction, LimitationEvent, LimitationRule, Need, Route
from litigation_app.law.graph import DOUBT, STAGE_KINDS, DeadlineRule, Procedure, RollOver, Transition
from litigation_app.law.limitation import Effect
from litigation_app.law.routes import WINDOWS, needs

_MARKS = frozenset(DOUBT)
_UNDECIDED_END = "decision"
_TEST_ADDRESS = re.compile(r"https?://(?:staging|test|dev|localhost|127\.|[\w.-]+\.(?:unet\.mk|dws\.ba|local|test)\b)")
_STARTS = frozenset({None, "finality", "service"})
_LIMITED = frozenset({"criminal", "damage", "other"})


def problems(jurisdiction: Jurisdiction) -> list[str]:
    """Return one sentence for each fault; an empty list is a sound file (`loader.read` has refused missing keys)."""
    found = [sentence for check in _COUNTRY_CHECKS for sentence in check(jurisdiction)]
    for name, graph in jurisdiction.graphs():
        found += [f"{name}: {sentence}" for check in _GRAPH_CHECKS for sentence in check(graph)]
    return found


def _repeated(kind: str, ids: Iterable[str]) -> Iterator[str]:
    for id_, times in Counter(ids).items():
        if times > 1:
            yield f"{kind} {id_!r} stands {times} times"


def _unique_ids(country: Jurisdiction) -> Iterator[str]:
    yield from _repeated("law", (one.id for one in country.laws))
    yield from _repeated("institution", (one.id for one in country.institutions))
    yield from _repeated("court", (one.id for one in country.courts))
    yield from _repeated("offence", (one.id for one in country.offences))
    yield from _repeated("route", (one.id for one in country.routes))
    yield from _repeated("head of damage", (one.id for one in country.heads))
    yield from _repeated("limitation rule", (one.id for one in country.limitation_rules))
    yield from _repeated("limitation event", (one.id for one in country.limitation_events))
    yield from _repeated("protective measure", (one.id for one in country.measures))
    yield from _repeated("right", (one.id for one in country.rights))
    yield from _repeated("benchmark", (one.id for one in country.benchmarks))
    yield from _repeated("procedure", (one.id for one in country.procedures))


def _references(country: Jurisdiction) -> Iterator[str]:
    courts = {one.id for one in country.courts}
    for court in country.courts:
        for other in court.appeals_to:
            if other not in courts:
                yield f"court {court.id!r} appeals to {other!r}, which is not in the list"
    laws = {one.id for one in country.laws}
    for offence in country.offences:
        if offence.law not in laws:
            yield f"offence {offence.id!r} cites law {offence.law!r}, which is not in the list"
        if 0 < offence.max_months < offence.min_months:
            yield f"offence {offence.id!r} has a minimum above its maximum"
        is_said = offence.lesser_confidence in _MARKS and bool(offence.lesser_sources or not offence.lesser_than)
        if is_said == (offence.category in TRAFFICKING) or not {*offence.lesser_than} <= TRAFFICKING:
            yield f"offence {offence.id!r} must say beside which trafficking it is the lesser one, and whence"
    ways = {one.id for one in country.routes}
    for benchmark in country.benchmarks:
        if benchmark.route is not None and benchmark.route not in ways:
            yield f"benchmark {benchmark.id!r} is of route {benchmark.route!r}, which the country does not have"
    families = {one.family for one in country.procedures}
    for route in country.routes:
        if route.procedure is not None and route.procedure not in families:
            yield f"route {route.id!r} names procedure {route.procedure!r}, which has no graph"


def _routes(country: Jurisdiction) -> Iterator[str]:
    known = needs()
    started = {one.id for one in country.limitation_rules if one.starts is not None}
    for route in country.routes:
        if route.window == "ended" and route.id not in started:
            yield f"route {route.id!r} closes some time after an end, and no limitation rule says from which day"
        if route.window not in WINDOWS:
            yield f"route {route.id!r} has window {route.window!r}"
        yield from _repeated(f"need of route {route.id!r}", (one.say for one in route.needs))
        for need in route.needs:
            if need.say not in known:
                yield f"route {route.id!r} needs {need.say!r}, which has no words"
            if need.confidence not in _MARKS:
                yield f"route {route.id!r} needs {need.say!r} with confidence {need.confidence!r}"


def _stage_references(country: Jurisdiction) -> Iterator[str]:
    courts = {one.id for one in country.courts}
    routes = {one.id for one in country.routes}
    graphs = {one.family for one in country.procedures} | {one.id for one in country.procedures}
    for procedure in country.procedures:
        for stage in procedure.stages:
            place = f"{procedure.id}.{stage.id}"
            yield from (f"{place} spawns {one!r}, which has no graph" for one in stage.spawns if one not in graphs)
            yield from (f"{place} offers {one!r}, which is not a route" for one in stage.offers if one not in routes)
            if stage.court is not None and stage.court not in courts:
                yield f"{place} names court {stage.court!r}, which is not in the list"


def _sources(country: Jurisdiction) -> Iterator[str]:
    for place, cited in _cited(country):
        yield from (
            f"{place} cites source {one!r}, which is not explained" for one in cited if one not in country.sources
        )


def _cited(country: Jurisdiction) -> Iterator[tuple[str, tuple[str, ...]]]:
    for rows in (country.laws, country.institutions, country.courts, country.offences, country.routes):
        yield from ((f"{one.id!r}", one.sources) for one in rows)
    yield from ((f"{one.id!r}", one.lesser_sources) for one in country.offences)
    for more in (country.limitation_rules, country.limitation_events, country.rights, country.benchmarks):
        yield from ((f"{one.id!r}", one.sources) for one in more)
    for route in country.routes:
        yield from ((f"{route.id}.{one.say}", one.sources) for one in route.needs)
    for procedure in country.procedures:
        for step in procedure.transitions:
            yield f"{procedure.id}.{step.origin}.{step.event}", step.sources


def _limitation(country: Jurisdiction) -> Iterator[str]:
    for rule in country.limitation_rules:
        if rule.applies_to not in _LIMITED:
            yield f"limitation rule {rule.id!r} applies to {rule.applies_to!r}"
        if (rule.reaches_back_to or date.min) > (rule.counted_from or date.max):
            yield f"limitation rule {rule.id!r} reaches back to a day after that from which it counts"
        if rule.starts not in _STARTS:
            yield f"limitation rule {rule.id!r} starts with {rule.starts!r}"
        if None not in (rule.years, rule.absolute_years) and rule.absolute_years < rule.years:  # type: ignore[operator]
            yield f"limitation rule {rule.id!r} has an absolute end before its own"
    for event in country.limitation_events:
        if event.effect not in set(Effect):
            yield f"limitation event {event.id!r} has effect {event.effect!r}"
        if event.applies_to not in _LIMITED:
            yield f"limitation event {event.id!r} applies to {event.applies_to!r}"
        known = {one.category for one in country.offences}
        yield from (
            f"limitation event {event.id!r} names {one!r}, no offence" for one in event.categories if one not in known
        )


def _law_of_others(country: Jurisdiction) -> Iterator[str]:
    """Courts that share a country or a graph have each its own law: none is cited before the courts of another."""
    own = [(one.id, one.forum) for one in country.laws if one.forum is not None]
    for name, served, said in _said_before(country):
        for law, forum in own:
            if served != {forum} and any(re.search(rf"\b{re.escape(law)}\b", text) for text in said):
                yield f"{name} cites {law!r}, the law of {forum} alone: give each court its own"


def _said_before(country: Jurisdiction) -> Iterator[tuple[str, set[str], set[str]]]:
    """What is said of law before which courts: in each graph, way to compensation and limitation."""
    for name, graph in country.graphs():
        served = {name.rpartition(" before ")[2]} if " before " in name else set(graph.forums or country.forums)
        yield name, served, {text for step in graph.transitions for text in _texts(step)}
    for forum in country.forums:
        law = country.before(forum)
        for route in law.routes:
            yield (
                f"route {route.id!r} before {forum}",
                {forum},
                {*_of(route), *(x for one in route.needs for x in _of(one))},
            )
        for rule in law.limitation_rules:
            yield f"limitation rule {rule.id!r} before {forum}", {forum}, _of(rule)
        for event in law.limitation_events:
            yield f"limitation event {event.id!r} before {forum}", {forum}, _of(event)


def _texts(step: Transition) -> set[str]:
    rules = ((rule.legal_basis, rule.extended_by) for rule in step.rules)
    return {str(text) for texts in (*rules, (step.legal_basis, step.note)) for text in texts if text}


def _of(row: Route | Need | LimitationRule | LimitationEvent) -> set[str]:
    found = (getattr(row, name, None) for name in ("law", "legal_basis", "note", "practice"))
    return {str(text) for text in found if text}


def _addresses(country: Jurisdiction) -> Iterator[str]:
    yield from on_test_addresses(country.sources)


def on_test_addresses(sources: Mapping[str, str]) -> Iterator[str]:
    """A judge takes no source that lies where somebody tries a site out."""
    yield from (f"source {id_!r} is a test address" for id_, said in sources.items() if _TEST_ADDRESS.search(said))


def _forums(country: Jurisdiction) -> Iterator[str]:
    named = [(one.id, one.forum) for one in country.courts]
    named += [(one.id, one.forum) for one in country.offences]
    named += [(one.id, one.forum) for one in country.laws]
    named += [(one.id, forum) for one in country.procedures for forum in one.forums]
    for id_, forum in named:
        if forum is not None and forum not in country.forums:
            yield f"{id_!r} names forum {forum!r}, which the country does not have"


def _unique_stages(procedure: Procedure) -> Iterator[str]:
    yield from _repeated("stage", (one.id for one in procedure.stages))


def _step_ends(procedure: Procedure) -> Iterator[str]:
    for step in procedure.transitions:
        for end in (step.origin, step.to):
            if not procedure.has(end):
                yield f"step {step.event!r} touches stage {end!r}, which does not exist"


def _ambiguous_steps(procedure: Procedure) -> Iterator[str]:
    for (origin, event), times in Counter((one.origin, one.event) for one in procedure.transitions).items():
        if times > 1:
            yield f"event {event!r} at {origin!r} is ambiguous: it leads to {times} places"


def _stage_kinds(procedure: Procedure) -> Iterator[str]:
    yield from (f"stage {one.id!r} has kind {one.kind!r}" for one in procedure.stages if one.kind not in STAGE_KINDS)


def _initial_stage(procedure: Procedure) -> Iterator[str]:
    """No initial stage asserts a fact, so it is of the kind that says only that a beginning is awaited."""
    if not procedure.has(procedure.initial):
        yield f"the initial stage {procedure.initial!r} does not exist"
    elif procedure.stage(procedure.initial).kind != "start":
        yield f"the initial stage {procedure.initial!r} asserts a fact"


def _reachable(procedure: Procedure) -> Iterator[str]:
    seen = _spread({procedure.initial}, lambda at: {one.to for one in procedure.leaving(at)})
    yield from (f"stage {one.id!r} cannot be reached" for one in procedure.stages if one.id not in seen)


def _can_end(procedure: Procedure) -> Iterator[str]:
    """An end is a final or closed stage, or a decision after which nothing follows (no violation found)."""
    back: dict[str, set[str]] = {}
    for step in procedure.transitions:
        back.setdefault(step.to, set()).add(step.origin)
    ends = {one.id for one in procedure.stages if one.is_end}
    ends |= {one.id for one in procedure.stages if one.kind == _UNDECIDED_END and not procedure.leaving(one.id)}
    ending = _spread(ends, lambda at: back.get(at, set()))
    yield from (f"stage {one.id!r} can never end" for one in procedure.stages if one.id not in ending)


def _spread(start: set[str], onward: Callable[[str], set[str]]) -> set[str]:
    seen, todo = set(start), list(start)
    while todo:
        fresh = onward(todo.pop()) - seen
        seen |= fresh
        todo.extend(fresh)
    return seen


def _rules(procedure: Procedure) -> Iterator[str]:
    for step in procedure.transitions:
        place = f"{step.origin}.{step.event}"
        if step.confidence not in _MARKS:
            yield f"step {place} has confidence {step.confidence!r}"
        for rule in step.rules:
            yield from (f"deadline {place} {fault}" for fault in _rule_faults(procedure, rule))


def _rule_faults(procedure: Procedure, rule: DeadlineRule) -> Iterator[str]:
    lengths = [rule.days is not None, rule.months is not None, rule.set_by_court]
    if lengths.count(True) != 1:
        yield "needs exactly one of days, months, set by the court"
    if (rule.days or 0) < 0 or (rule.months or 0) < 0 or 0 in (rule.days, rule.months):
        yield "has a length that is not positive"
    if not rule.legal_basis or not rule.runs_from:
        yield "needs a legal basis and a trigger"
    # Sabri Gunes v. Turkey [GC], 27396/06: a period in Strasbourg is not extended over a Sunday.
    if procedure.family == "echr" and rule.roll_over is not RollOver.NONE:
        yield "must not move to the next working day"


_COUNTRY_CHECKS = (
    _unique_ids,
    _references,
    _routes,
    _stage_references,
    _sources,
    _addresses,
    _limitation,
    _forums,
    _law_of_others,
    authorities.of_country,
)
_GRAPH_CHECKS = (
    _unique_stages,
    _step_ends,
    _ambiguous_steps,
    _stage_kinds,
    _initial_stage,
    _reachable,
    _can_end,
    _rules,
)
