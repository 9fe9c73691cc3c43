"""The entry that was probably meant, by its id or by its name in any language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from simulator.inputs.arguments import Nearest, nearest
from simulator.inputs.validation import Bilingual
from simulator.text import LANGUAGES


class Labelled(Protocol):
    """What has a name in each language: a region, an indicator."""

    @property
    def label(self) -> Bilingual:
        """Return the name."""


def nearest_labelled(
    word: str, entries: Mapping[str, Labelled], known: Iterable[str] | None = None
) -> Nearest:
    """Return the id that was probably meant by an id or a name in any language.

    ``known`` are the ids that may be named; None takes all.
    """
    ids = [*(entries if known is None else known)]
    names = {
        entries[one].label.say(lang): one for one in ids if one in entries for lang in LANGUAGES
    }
    found = nearest(word, (*ids, *names))
    return Nearest(names.get(found, found))
