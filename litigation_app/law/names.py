"""What is a thing of the law called, in the language of the screen and in the language of its own country?"""

from dataclasses import dataclass

from litigation_app.law.words import Word


@dataclass(frozen=True)
class Names:
    """One name in the languages of the screens, and `local`: the name that the country's own courts use."""

    words: Word
    local: str

    def read_in(self, language: str) -> str:
        """Return the name in a language of the screens."""
        return self.words.read_in(language)


@dataclass(frozen=True)
class Named:
    """Anything in a jurisdiction file that has an id and a name."""

    id: str
    names: Names

    def name(self, language: str) -> str:
        """Return the name in a language of the screens."""
        return self.names.read_in(language)

    @property
    def local(self) -> str:
        """The name in the country's own language and script."""
        return self.names.local
