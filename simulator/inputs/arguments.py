"""Arguments of problem texts that each language words in its own way.

A text uses the format specification: ``{nearest:。是否指 '*'？}`` is left out when there is
no near match; ``{expected:number=数;text=文字}`` picks the wording of a kind; ``{known:、}``
joins names by the sign of the language.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class Nearest(str):
    """The name that was probably meant, or the empty text."""

    __slots__ = ()

    def __format__(self, specification: str) -> str:
        """Return the specification with ``*`` filled, nothing when there is no near name."""
        if not specification:
            return str(self)
        return specification.replace("*", str(self)) if self else ""


class Kind(str):
    """A word of a closed list; the text gives its wording as ``word=wording;…``."""

    __slots__ = ()

    def __format__(self, specification: str) -> str:
        """Return the wording of this kind, or the word itself when the text has none."""
        wordings = dict(part.split("=", 1) for part in specification.split(";") if "=" in part)
        return wordings.get(str(self), str(self))


class Names(str):
    """Names joined by a comma; the text may give another sign to join them by."""

    __slots__ = ()

    def __format__(self, specification: str) -> str:
        """Return the names joined by the specification, by a comma without one."""
        return str(self).replace(", ", specification or ", ")


def names(known: Iterable[str]) -> Names:
    """Return names joined for a sentence."""
    return Names(", ".join(known))


def nearest(word: str, known: Iterable[str]) -> Nearest:
    """Return the known name most like ``word``, or the empty text.

    >>> nearest("by_shortfal", ["none", "by_shortfall"])
    'by_shortfall'
    """
    return Nearest(next(iter(get_close_matches(word, list(known), n=1)), ""))
