"""What does an action say that did nothing? Why, as a code for which the page has the words."""


class Refused(Exception):
    """`reason`: the code; `of`: who or what is in question, where it is somebody or something in particular."""

    def __init__(self, reason: str, of: str = "") -> None:
        super().__init__(reason)
        self.reason, self.of = reason, of
