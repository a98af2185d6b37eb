"""How does somebody use a page who has no mouse?"""

import pytest
from playwright.sync_api import Page


class Keys:
    """A page that is used with the keyboard alone; every key is counted, and nothing may be farther than `most` of them."""

    def __init__(self, page: Page, most: int) -> None:
        self.page, self.most, self.pressed = page, most, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def to(self, words: str) -> None:
        """On with the tabulator until something with these words has the focus."""
        for _again in range(self.most):
            if self.focused().strip().startswith(words):
                return
            self.press("Tab")
        pytest.fail(f"the keyboard does not reach {words!r}; it stands at {self.focused()!r}")

    def enter(self, words: str) -> None:
        """The tabulator to these words, then Enter, which leads to another page."""
        self.to(words)
        with self.page.expect_navigation():
            self.press("Enter")

    def focused(self) -> str:
        return str(self.page.evaluate("(document.activeElement.labels?.[0] ?? document.activeElement).innerText ?? ''"))
