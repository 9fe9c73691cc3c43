"""Files, functions and signatures stay small; nothing prints."""

from __future__ import annotations

import ast

import pytest

from tests.architecture.sources import PACKAGES, functions, parsed, python_files, short

pytestmark = pytest.mark.unit

MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 40
MAX_POSITIONAL = 5


def length(function):
    return function.end_lineno - function.lineno + 1


def code_length(function):
    """Lines of a function without its docstring."""
    first = function.body[0]
    has_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    docstring = first.end_lineno - first.lineno + 1 if has_docstring else 0
    return length(function) - docstring


def n_positional(function):
    names = [argument.arg for argument in function.args.posonlyargs + function.args.args]
    return len([name for name in names if name not in ("self", "cls")])


def test_every_file_is_under_300_lines():
    counts = {
        short(file): len(file.read_text(encoding="utf-8").splitlines())
        for file in python_files(*PACKAGES, "tests")
    }
    assert {name: n for name, n in counts.items() if n >= MAX_FILE_LINES} == {}


def test_every_function_has_at_most_40_lines_of_code():
    too_long = {
        f"{short(file)}:{function.name}": code_length(function)
        for file in python_files(*PACKAGES)
        for function in functions(file)
        if code_length(function) > MAX_FUNCTION_LINES
    }
    assert too_long == {}


def test_every_function_takes_at_most_five_positional_parameters():
    too_many = {
        f"{short(file)}:{function.name}": n_positional(function)
        for file in python_files(*PACKAGES)
        for function in functions(file)
        if n_positional(function) > MAX_POSITIONAL
    }
    assert too_many == {}


def test_nothing_prints():
    printing = [
        f"{short(file)}:{node.lineno}"
        for file in python_files(*PACKAGES)
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]
    assert printing == []


def test_no_input_is_validated_by_assert():
    asserting = [
        f"{short(file)}:{node.lineno}"
        for file in python_files(*PACKAGES)
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Assert)
    ]
    assert asserting == []
