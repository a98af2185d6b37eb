"""What if something that is stored was not written so by the desk? It is not shown, and whoever keeps the desk is told."""


class NotAsWritten(Exception):
    """`of`: the thing as the ledger names it ("victim:<uuid>"; "": the one who raises does not know it). Never says more."""

    def __init__(self, of: str = "") -> None:
        super().__init__()
        self.of = of
