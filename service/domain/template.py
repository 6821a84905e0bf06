"""Sentences with gaps: ``Your senators are {senators}.``"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from service.domain.errors import PatchlineError

_TOKEN = re.compile(r"\{\{|\}\}|\{(?P<name>[a-z][a-z0-9_]*)\}|(?P<stray>[{}])")
_LITERAL = {"{{": "{", "}}": "}"}


class TemplateFault(PatchlineError):
    """The source of a template holds a brace that is no ``{name}``."""


class MissingValue(PatchlineError):
    """A template was rendered without a value for one of its placeholders."""


@dataclass(frozen=True)
class Template:
    """A text with ``{name}`` placeholders; ``{{`` and ``}}`` stand for the braces themselves.

    Raises TemplateFault for anything else in braces: formats, attributes, indexes, numbers.
    """

    source: str
    fields: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        names = set()
        for token in _TOKEN.finditer(self.source):
            if token["stray"]:
                raise TemplateFault(_fault(self.source, token.start()))
            if token["name"]:
                names.add(token["name"])
        object.__setattr__(self, "fields", frozenset(names))

    def without(self, names: Collection[str]) -> "Template":
        """The same text without some of its gaps."""
        return Template(
            _TOKEN.sub(lambda token: "" if token["name"] in names else token[0], self.source)
        )

    def render(self, **values: str) -> str:
        """The text with every gap filled; a value is never read as a template itself.

        Values without a placeholder are ignored, since a sentence need not use all it may.
        Raises MissingValue.
        """

        def fill(token: re.Match[str]) -> str:
            name = token["name"]
            if name is None:
                return _LITERAL[token[0]]
            try:
                return values[name]
            except KeyError:
                raise MissingValue(f"no value for {{{name}}}; pass {name}=…") from None

        return _TOKEN.sub(fill, self.source)


def _fault(source: str, at: int) -> str:
    excerpt = source[at : at + 20]
    return (
        f"“{excerpt}” is no placeholder; write {{name}} in small letters, "
        "or {{ and }} for the braces themselves"
    )
