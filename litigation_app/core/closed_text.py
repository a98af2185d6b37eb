"""What is typed into a box whose text may be closed to whoever writes? What she could not read there, an empty box leaves."""

from typing import Any

from wtforms.utils import unset_value

from litigation_app.core.forms import Text


class ClosedText(Text):
    """A text that may be protected. Given None: something is kept that cannot be read now, or nobody knows of it.

    Whether it could be read when the page was made is said by a hidden field beside the box (pages/forms.html): what stands
    open when the form comes back says nothing of what she saw.
    """

    was_read = False

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        super().process(formdata, data, extra_filters)
        is_sent = bool(formdata) and self.name in formdata
        self.was_read = f"{self.name}-read" in formdata if is_sent else self.object_data is not None

    @property
    def said(self) -> str | None:
        """What is to be kept; None: what is there stays."""
        return self.data or ("" if self.was_read else None)

    def stay(self) -> None:
        """Somebody else saved meanwhile: an empty box takes out nothing of theirs."""
        self.was_read = self.was_read and bool(self.data)
