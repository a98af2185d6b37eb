"""How is one part of a scenario edited: its form, what was typed, and what another has saved meanwhile?"""

from collections.abc import Mapping
from typing import Any

from flask import current_app, render_template
from werkzeug.exceptions import NotFound

from litigation_app.advocacy.studies.scenarios import actions, forms, presenters, queries
from litigation_app.advocacy.studies.scenarios.fields import presenters as refusing
from litigation_app.advocacy.studies.scenarios.fields.forms import Field, Section
from litigation_app.advocacy.studies.scenarios.forms import TextForm
from litigation_app.advocacy.studies.scenarios.models import Scenario
from litigation_app.advocacy.studies.scenarios.queries import Kept
from litigation_app.advocacy.studies.scenarios.rules import NEW
from litigation_app.advocacy.studies.scenarios.sections.forms import BY_CODE
from litigation_app.advocacy.studies.scenarios.tables import forms as tables
from litigation_app.core.access import Actor
from litigation_app.core.language import _
from litigation_app.statistics.fund import scenario_text
from litigation_app.statistics.fund.origins import at
from litigation_app.statistics.fund.scenario import ScenarioRefused, Tree
from litigation_app.statistics.fund.studies import GROUP

MOST_ROWS = 20


def section(code: str) -> Section:
    """A part of the form; raises NotFound."""
    if code not in BY_CODE:
        raise NotFound
    return BY_CODE[code]


def version(typed: str | None) -> int:
    """The version that a page was made from; -1 for what is none."""
    return int(typed) if typed and typed.isascii() and typed.isdigit() and len(typed) < 10 else -1


def stale() -> str:
    return _(
        "Somebody saved this scenario since you opened the page. Nothing of yours was saved; what you typed stands here."
    )


def fields_of(section: Section, tree: Tree) -> list[Field]:
    """Every field of a part, with those of an empty row at the end of its rows."""
    places = section.places(tree)
    blank = str(len(places)) if section.is_list else NEW
    more = [one.at(blank) for one in section.repeated()] if section.rows and len(places) < MOST_ROWS else []
    return [found for one in (*section.all_of(tree), *more) if (found := _offered(one, tree))]


def _offered(field: Field, tree: Tree) -> Field | None:
    """A series of official figures with those that the desk holds today; None for a group that no estimate gives any."""
    if field.kind != "series":
        return field
    stored, group = str(at(tree, field.key) or ""), at(tree, f"{field.key.rpartition('.')[0]}.group")
    if group != GROUP and not stored:
        return None
    there, country = current_app.extensions, str(at(tree, "country.code"))
    return field.offering(queries.offered(country, stored, there["shelf"], there["trusted_keys"]))


class Part:
    """One part of a scenario in the hands of somebody who changes it."""

    def __init__(self, row: Scenario, section: Section, sent: Any) -> None:
        self.row, self.section, self.sent = row, section, sent
        self.tree = scenario_text.tree_of(row.text)
        self.fields = fields_of(section, self.tree)
        self.form = forms.part_form(self.fields, self.tree, sent)

    @property
    def wants_rows(self) -> bool:
        """Whether only more rows of a table were asked for: nothing is saved and nothing is lost."""
        return tables.MORE_ROWS in (self.sent or {})

    def is_saved_by(self, actor: Actor) -> bool:
        """Whether what was typed could be saved; what is wrong stands in the form. Raises ScenarioStale."""
        found = forms.read(self.form, self.section, self.fields, self.tree)
        if found is None:
            return False
        try:
            actions.save(actor, self.row, found, row_version=version(self.form.row_version.data))
        except ScenarioRefused as stop:
            forms.refuse_at(self.form, self.fields, found, stop, refusing.sentence(stop))
            return False
        return True

    def page_of_stale(self) -> str:
        """What was typed, to be saved on top of what stands now."""
        self.form.refresh(self.row.row_version)
        return self.page(stale())

    def page(self, refused: str = "") -> str:
        """The form."""
        if self.form.row_version.data is None:
            self.form.refresh(self.row.row_version)
        said: Mapping[str, Any] = {"section": self.section, "form": self.form, "blocks": self._blocks()}
        laws = {one.name: presenters.value(one, self.tree).text for one in self.fields if self._is_special(one)}
        more = {"kept": queries.kept(self.row), "currency": at(self.tree, "model.currency"), "refused": refused}
        return render_template("scenarios/edit.html", **said, **more, laws=laws, grids=self._grids())

    def _grids(self) -> dict[str, tuple[tuple[tables.Column, ...], list[list[str]]]]:
        """By field the columns of its table and the names of its cells."""
        listed = [one for one in self.fields if one.kind in tables.COLUMNS]
        return {
            one.name: (
                tables.columns(one.kind, at(self.tree, one.key)),
                tables.grid(self.form, one, at(self.tree, one.key)),
            )
            for one in listed
        }

    def _is_special(self, field: Field) -> bool:
        found = at(self.tree, field.key)
        return isinstance(found, dict) and found.get("dist") in forms.SPECIAL

    def _blocks(self) -> list[tuple[str, list[Field]]]:
        """The fields row by row, each row with its title; "" for what is there once."""
        blocks = [("", self.section.single())]
        places = dict.fromkeys(
            one.key.removeprefix(f"{self.section.rows}.").partition(".")[0]
            for one in self.fields
            if one not in blocks[0][1]
        )
        for number, place in enumerate(places, 1):
            rows = [one for one in self.fields if one.key.startswith(f"{self.section.rows}.{place}.")]
            title = str(self.section.row) % {"number": number}
            blocks.append((title, rows))
        return [block for block in blocks if block[1]]


def page(row: Scenario, section: Section, sent: Any) -> str:
    """The form of one part as it stands."""
    return Part(row, section, sent).page()


def stale_text(row: Scenario, form: TextForm) -> str:
    """The whole text that was typed, to be saved on top of what stands now."""
    form.row_version.raw_data, form.row_version.data = None, str(row.row_version)
    return render_template("scenarios/text.html", form=form, kept=queries.kept(row), refused=stale())


def countries() -> dict[str, str]:
    """The names of the countries."""
    return {
        "RS": _("Serbia"),
        "MK": _("North Macedonia"),
        "BA": _("Bosnia and Herzegovina"),
        "ME": _("Montenegro"),
    }


def copied_from(kept: Kept) -> str:
    """What a scenario was copied from: a country's own by the country; "" for one that was not copied."""
    said = kept.row.copied_from if kept.row else ""
    if said in countries():
        return _("%(country)s, as it ships with the desk", country=countries()[said])
    return said


def name_of(kept: Kept) -> str:
    """What a scenario is called on the page: a country's own by the country."""
    return kept.name if kept.row else countries().get(kept.country, kept.name)
