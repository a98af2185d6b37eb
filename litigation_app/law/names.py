"""What is a thing of the law called, in the language of the screen and in the language of its own country?"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Names:
    """One name in three screen languages, and `local`: the name that the country's own courts use."""

    en: str
    local: str
    sr_latn: str
    sr_cyrl: str

    def read_in(self, language: str) -> str:
        """Return the name for "en", "sr-Latn" or "sr-Cyrl"; any other language gets the local name."""
        return {"en": self.en, "sr-Latn": self.sr_latn, "sr-Cyrl": self.sr_cyrl}.get(language, self.local)


@dataclass(frozen=True)
class Named:
    """Anything in a jurisdiction file that has an id and a name."""

    id: str
    names: Names

    def name(self, language: str) -> str:
        """Return the name for "en", "sr-Latn" or "sr-Cyrl"; any other language gets the local name."""
        return self.names.read_in(language)

    @property
    def local(self) -> str:
        """The name in the country's own language and script."""
        return self.names.local
