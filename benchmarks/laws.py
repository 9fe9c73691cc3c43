"""Count the laws: tests under hypothesis's ``@given``, by folder.

Run ``python -m benchmarks.laws`` from the top of the checkout.
"""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

TESTS = Path(__file__).parents[1] / "tests"


def is_law(node: ast.AST) -> bool:
    """Return whether a function is a test that hypothesis gives its examples."""
    return isinstance(node, ast.FunctionDef) and any(
        isinstance(one, ast.Call) and ast.unparse(one.func) in ("given", "hypothesis.given")
        for one in node.decorator_list
    )


def laws(folder: Path = TESTS) -> Counter[str]:
    """Return the number of laws by folder below ``tests``."""
    found: Counter[str] = Counter()
    for file in sorted(folder.rglob("test_*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        found[file.parent.relative_to(folder).as_posix()] += sum(map(is_law, ast.walk(tree)))
    return +found


def table() -> str:
    """Return the counts as a table of Markdown."""
    counts = laws()
    rows = [f"| `tests/{folder}` | {n} |" for folder, n in counts.items()]
    total = f"| 合计 all | {counts.total()} |"
    return "\n".join(["| 文件夹 folder | 规律 laws |", "| --- | --- |", *rows, total])


if __name__ == "__main__":
    print(table())
