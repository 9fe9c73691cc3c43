"""Where the project's own files are, and how they parse."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("simulator", "dashboards")


def python_files(*folders):
    """Return all Python files under the folders, sorted."""
    return sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py"))


def short(file):
    """Return a file's path as the tests name it."""
    return file.relative_to(ROOT).as_posix()


def parsed(file):
    """Return the syntax tree of a file."""
    return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))


def functions(file):
    """Return all functions of a file, methods included."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(parsed(file)) if isinstance(node, kinds)]


def imported(file):
    """Return the dotted names a file imports."""
    names = set()
    for node in ast.walk(parsed(file)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names
