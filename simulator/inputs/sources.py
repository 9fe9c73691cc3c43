"""Documents and statistics that numbers rest on: ``params/sources.yaml``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from simulator.errors import Problem, place
from simulator.inputs.arguments import nearest
from simulator.inputs.shipped import ParamsTree
from simulator.inputs.validation import Bilingual, NonEmpty, Strict, check
from simulator.inputs.yaml_nodes import try_read

FILE = "sources.yaml"


class Source(Strict):
    """One document or statistic; ``sha256`` is the digest of the archived text."""

    title: Bilingual
    issuer: Bilingual
    number: NonEmpty | None = None
    date: Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")] | None = None
    standing: Literal["issued", "draft"]
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    address: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = None
    note: Bilingual | None = None


class _File(Strict):
    sources: dict[str, Source] = Field(min_length=1)


def load_sources(tree: ParamsTree) -> tuple[dict[str, Source], list[Problem]]:
    """Return all sources by id in the order of the file, and all problems."""
    if FILE not in tree.files:
        return {}, [Problem("P101", place(tree.shown(FILE)), {"nearest": nearest(FILE, ())})]
    document, problems = try_read(tree.files[FILE], tree.shown(FILE))
    if document is None:
        return {}, problems
    file, bad = check(_File, document)
    return (file.sources if file else {}), problems + bad
