"""What is typed of a scenario: its name, one part of its values, or its whole text?"""

from typing import Any

import wtforms
from werkzeug.datastructures import FileStorage

from litigation_app.advocacy.figures.words import BADGE_WORDS, HEADS
from litigation_app.advocacy.studies.scenarios import rules
from litigation_app.advocacy.studies.scenarios.fields import forms as typed
from litigation_app.advocacy.studies.scenarios.fields.forms import CHOSEN, Field, Section
from litigation_app.advocacy.studies.scenarios.tables import forms as tables
from litigation_app.core.forms import Choice, Choices, Form, Line, Radios, Text, Tick
from litigation_app.core.language import _, _l, current
from litigation_app.core.uploads import File
from litigation_app.statistics.fund.origins import ASSUMPTION, BADGES, Origin, at, origin_of
from litigation_app.statistics.fund.scenario import ScenarioRefused, Tree
from litigation_app.statistics.fund.scenario_text import MOST_LETTERS

LOW, MODE, HIGH, BADGE, FROM, SAME = "-low", "-mode", "-high", "-badge", "-source", "-same"
MOST_SOURCE = 500
MOST_BYTES = 200_000  # of a file: so many letters as MOST_LETTERS in Cyrillic
SPECIAL = {"normal", "beta", "quantiles", "pool"}  # laws that the file states and the form leaves alone


class NameForm(Form):
    name = Line(_l("Name of the scenario"), needed=True, most=120)  # a line break in it becomes a space
    row_version = wtforms.HiddenField()


class TextForm(NameForm):
    text = Text(_l("The whole scenario as TOML"), needed=True, most=MOST_LETTERS)


class FileRefused(Exception):
    """The file that was sent cannot be taken in; the message is a sentence for whoever sent it."""


class TakeForm(NameForm):
    """A scenario that comes from elsewhere: as a file, or pasted."""

    file = File(_l("A scenario as a file"), description=_l("A file that ends in .toml, at most 200 KB."))
    text = Text(_l("Or the whole scenario as TOML"), most=MOST_LETTERS)

    def read(self) -> str:
        """The text that was sent, which stands in its field from now on. Raises FileRefused."""
        sent: Any = self.file.data
        if isinstance(sent, FileStorage) and sent.filename:
            if self.text.data:
                raise FileRefused(_("Choose a file or paste a text, not both."))
            self.text.data = _file_text(sent)
        if not self.text.data:
            raise FileRefused(_("Choose a file, or paste its content below."))
        return str(self.text.data)


def _file_text(sent: FileStorage) -> str:
    if not (sent.filename or "").lower().endswith(".toml"):
        raise FileRefused(_("This is no TOML file: its name must end in .toml."))
    content = sent.stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise FileRefused(_("This file is longer than 200 KB. A scenario is much shorter."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as stop:
        raise FileRefused(_("This file is no text in UTF-8. Save it as UTF-8 and choose it again.")) from stop


class PartForm(Form):
    """One part of a scenario; `row_version`: the one that the page was made from."""

    row_version = wtforms.HiddenField()

    def refresh(self, row_version: int) -> None:
        """Let what was typed be sent again, now knowing what somebody else has saved."""
        self.row_version.raw_data, self.row_version.data = None, str(row_version)


def part_form(fields: list[Field], tree: Tree, sent: Any = None) -> PartForm:
    """The form of these fields, with the values of the tree, or with what was sent."""
    controls = {name: control for one in fields for name, control in _controls(one, tree, sent).items()}
    made: PartForm = type("Part", (PartForm,), controls)(sent)
    return made


def _controls(field: Field, tree: Tree, sent: Any) -> dict[str, Any]:
    value, name, language = at(tree, field.key), field.name, current()
    controls: dict[str, Any]
    if field.is_range:
        words = (_l("Lowest"), _l("Most likely"), _l("Highest"))
        triple = _triple(field, value)
        controls = {
            name + end: Line(word, most=40, default=one)
            for end, word, one in zip((LOW, MODE, HIGH), words, triple, strict=True)
        }
    elif field.kind == "yes":
        controls = {name: Tick(field.label, default=value is not False)}
    elif field.kind in CHOSEN:
        chosen = Radios if field.kind == "series" else Choice
        controls = {name: chosen(field.label, choices=field.choices, default=value or field.choices[0][0])}
    elif field.kind == "heads":
        controls = {name: Choices(field.label, choices=list(HEADS.items()), default=list(value or ()))}
    elif field.kind in tables.COLUMNS:
        controls = tables.controls(field, value, sent or {})
    elif field.kind == "counts":
        controls = {name: Text(field.label, most=4000, default=typed.said(field.kind, value, language))}
    else:
        controls = {name: Line(field.label, most=MOST_SOURCE, default=typed.said(field.kind, value, language))}
    return controls | (_origin_controls(field, tree) if field.has_origin else {})


def _origin_controls(field: Field, tree: Tree) -> dict[str, Any]:
    # a table that is not there has no origin yet, and not that of what stands in its place
    is_new = field.kind in tables.COLUMNS and at(tree, field.key) is None
    said = Origin(ASSUMPTION, "") if is_new else origin_of(tree, field.key)
    return {
        field.name + BADGE: Choice(_l("Comes from"), choices=[(b, BADGE_WORDS[b]) for b in BADGES], default=said.badge),
        field.name + FROM: Line(_l("Source"), most=MOST_SOURCE, default=said.source),
        field.name + SAME: Tick(_l("The source says this value too")),
    }


def _triple(field: Field, value: Any) -> tuple[str, str, str]:
    def say(x: Any) -> str:
        return typed.said(field.kind, x, current())

    if isinstance(value, dict):
        if value.get("dist") == "pert":
            return say(value.get("low")), say(value.get("mode")), say(value.get("high"))
        return "", say(value.get("value")), ""
    return "", say(value), ""


def read(form: PartForm, section: Section, fields: list[Field], tree: Tree) -> Tree | None:
    """The tree with what was typed; None where something cannot be meant, which then stands beside its field."""
    found = rules.copied(tree)
    form.validate()
    for one in fields:
        try:
            _read_one(form, one, tree, found)
        except typed.Mistyped as wrong:
            form.refuse(first_control(one), str(wrong))
    if not form.is_refused:
        _settle_rows(form, section, fields, tree, found)
    return None if form.is_refused else found


def _settle_rows(form: PartForm, section: Section, fields: list[Field], tree: Tree, found: Tree) -> None:
    """A row without a name goes; one of which something else was typed asks for its name; a new one of a table gets a code."""
    gone = []
    for place in {one: None for one in (_place(field, section) for field in fields) if one}:
        row = f"{section.rows}.{place}"
        if not _is_nameless(found, row):
            continue
        if at(tree, row) is None and any(_typed(form, one) for one in fields if one.key.startswith(f"{row}.")):
            form.refuse(next(one for one in fields if one.key.startswith(f"{row}.")).name, _("Fill this in."))
        gone.append(place)
    rules.drop_rows(found, section.rows, gone)
    if not section.is_list:
        rules.name_new(found, section.rows)


def _typed(form: PartForm, field: Field) -> bool:
    if field.kind in tables.COLUMNS:
        return any(one.data for one in form if one.name.startswith(f"{field.name}-") and one.type == "Line")
    ends = (LOW, MODE, HIGH) if field.is_range else ("",)
    return field.kind not in {"yes", "heads", *CHOSEN} and any(form[field.name + end].data for end in ends)


def _place(field: Field, section: Section) -> str:
    """Of the row that a field stands in; "" for none."""
    if not section.rows or not field.key.startswith(f"{section.rows}."):
        return ""
    place = field.key.removeprefix(f"{section.rows}.").partition(".")[0]
    return place if place.isdigit() or not section.is_list else ""  # not the reserve beside the sources of income


def _is_nameless(tree: Tree, row: str) -> bool:
    found = at(tree, row) or {}
    return not (found.get("group") or found.get("name"))


def first_control(field: Field) -> str:
    """The name of the control at which something wrong with a field stands."""
    if field.kind in tables.COLUMNS:
        return tables.cell(field.name, 0, 0)
    return field.name + (MODE if field.is_range else "")


def _read_one(form: PartForm, field: Field, before: Tree, found: Tree) -> None:
    value = at(before, field.key)
    now = _now(form, field, before)
    if now != value or type(now) is not type(value):
        rules.put(found, field.key, now)
        rules.drop_if_empty(found, field.key.rpartition(".")[0])
    if field.has_origin and now is not None:
        _ask_for_source(form, field, before, now)
        reason = origin_of(before, field.key).reason if _bare(now) == _bare(value) else ""  # it spoke of the old value
        said = Origin(form[field.name + BADGE].data or ASSUMPTION, form[field.name + FROM].data or "", reason)
        if said != origin_of(before, field.key):
            rules.put_origin(found, field.key, said)


def _now(form: PartForm, field: Field, before: Tree) -> Any:
    value = at(before, field.key)
    if field.kind in tables.COLUMNS:
        return tables.cells_meant(form, field, value)
    return _range_meant(form, field, value) if field.is_range else _meant(form, field, value)


def _ask_for_source(form: PartForm, field: Field, before: Tree, now: Any) -> None:
    """A new value under an old source: she says that the source has it too, or where else it comes from."""
    value, source = at(before, field.key), origin_of(before, field.key).source
    is_same = (form[field.name + FROM].data or "") == source
    if value is None or not source or not is_same or form[field.name + SAME].data:
        return
    if _bare(now) != _bare(value):
        form.refuse(
            field.name + FROM,
            _("The value is not what it was. Write where it comes from now, or tick that this source says it too."),
        )


def _bare(value: Any) -> Any:
    """A distribution without its source."""
    return {k: v for k, v in value.items() if k != "source"} if isinstance(value, dict) else value


def _meant(form: PartForm, field: Field, value: Any) -> Any:
    control = form[field.name]
    if field.kind == "yes":
        return value if bool(control.data) is (value is not False) else bool(control.data)
    if field.kind == "heads":
        others = [one for one in value or () if one not in HEADS]
        return [*control.data, *others] or None
    if field.kind in CHOSEN:
        return value if value is None and control.data == field.choices[0][0] else control.data
    text, language = "\n".join((control.data or "").splitlines()), current()
    return value if text == typed.said(field.kind, value, language) else typed.meant(field.kind, text, language)


def _range_meant(form: PartForm, field: Field, value: Any) -> Any:
    texts = tuple(form[field.name + end].data or "" for end in (LOW, MODE, HIGH))
    if texts == _triple(field, value):
        return value
    low, mode, high = (_at(form, field, end) for end in (LOW, MODE, HIGH))
    if form.is_refused:
        return value
    if low is None and high is None:
        return mode
    if None in (low, mode, high):
        raise typed.Mistyped(_("Fill in the middle one alone, or all three."))
    source = form[field.name + FROM].data if field.has_origin else ""
    return {"dist": "pert", "low": low, "mode": mode, "high": high} | ({"source": source} if source else {})


def _at(form: PartForm, field: Field, end: str) -> Any:
    try:
        return typed.meant(field.kind, form[field.name + end].data or "", current())
    except typed.Mistyped as wrong:
        form.refuse(field.name + end, str(wrong))
        return None


def refuse_at(form: PartForm, fields: list[Field], tree: Tree, stop: ScenarioRefused, sentence: str) -> None:
    """Put the engine's refusal beside the field of the key at fault, or above all where this part has no such field."""
    key = rules.place_of(tree, stop.key)
    for one in sorted(fields, key=lambda f: len(f.key), reverse=True):
        if (key == one.key or key.startswith(f"{one.key}.")) and "*" not in one.key:
            form.refuse(_control_at(form, one, tree, key.removeprefix(one.key).removeprefix(".")), sentence)
            return
    row = next((one for one in fields if one.key.startswith(f"{key}.")), None)
    if row is not None:
        form.refuse(first_control(row), sentence)
        return
    form.form_errors = [*form.form_errors, f"{key}: {sentence}"]


def _control_at(form: PartForm, field: Field, tree: Tree, rest: str) -> str:
    """The control of what the engine names within a field."""
    return (
        tables.control_at(form, field, at(tree, field.key), rest)
        if field.kind in tables.COLUMNS
        else first_control(field)
    )
