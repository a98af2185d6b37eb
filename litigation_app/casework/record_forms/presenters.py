"""How is the answer to a question said? Values in, words out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from litigation_app.casework.record_forms.rules import Field, FieldKind, Kind
from litigation_app.core.language import format_date
from litigation_app.core.money import format_amount
from litigation_app.law.country import Jurisdiction


@dataclass(frozen=True)
class Answers:
    """Says answers by the law of one country in one language."""

    law: Jurisdiction
    language: str

    def said_of(self, kind: Kind, told: Mapping[str, Any]) -> str:
        """The answer to the question by which this kind is followed."""
        return self.answer(kind.field(kind.track), told.get(kind.track, ""))

    def answer(self, one: Field, value: Any) -> str:
        if one.kind is FieldKind.DAY:
            return format_date(date.fromisoformat(value))
        if one.kind is FieldKind.AMOUNT:
            return format_amount(Decimal(value), self.law.currency, self.language)
        if one.kind in {FieldKind.NUMBER, FieldKind.LINE, FieldKind.TEXT}:
            return str(value)
        words: dict[str, str] = dict(one.options(self.law, self.language))
        codes: list[str] = value if isinstance(value, list) else [value]
        return ", ".join(words.get(code, code) for code in codes)
