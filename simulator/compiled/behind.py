"""Named tuples of arrays behind one address.

numba hands every array of a tuple over by value, nine words each, at every call. A draw has some
two hundred arrays and makes a million calls. `Behind` hands over one address instead; in
a kernel ``sheets.rows`` is then a view of that array, and ``sheets.state`` is behind an address in
its turn. The arrays belong to Python and must outlive the call.

In memory a field is a few words: a number is one, an array its address and its lengths.
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any, TypeVar, cast

import numba
import numpy as np
from llvmlite import ir
from numba.core import cgutils, types
from numba.core.types.containers import BaseNamedTuple, BaseTuple
from numba.core.typing.templates import AttributeTemplate
from numba.extending import (
    NativeValue,
    infer_getattr,
    lower_getattr_generic,
    models,
    register_model,
    typeof_impl,
    unbox,
)
from numba.np.arrayobj import make_array, populate_array

WORD = ir.IntType(64)
BYTES = 8


class Behind:
    """A named tuple of arrays, numbers and such tuples, as kernels are handed it."""

    _types: dict[type, BehindType] = {}  # noqa: RUF012 - one memory of all kinds of tuples

    def __init__(self, named: Any) -> None:
        kind = type(named)
        if kind not in Behind._types:
            Behind._types[kind] = BehindType(numba.typeof(named))
        self.kind = Behind._types[kind]
        self.named = named
        self.words = np.array(_words(named, self.kind.named), np.uint64)
        self.address = self.words.ctypes.data
        self._numba_type_ = self.kind


Named = TypeVar("Named")


def behind(named: Named) -> Named:
    """Return what kernels are handed for a named tuple; they use it like the tuple itself."""
    return cast(Named, Behind(named))


def in_one_block(named: Any) -> Any:
    """Return a named tuple whose arrays are each one writable block of memory, for `Behind`."""
    if isinstance(named, np.ndarray):
        block = np.ascontiguousarray(named)
        return block if block.flags.writeable else block.copy()
    if hasattr(named, "_fields"):
        return type(named)(*map(in_one_block, named))
    return named


def _words(value: Any, kind: types.Type) -> list[int]:
    """Return the words of a field; TypeError where it is not of the kind."""
    if isinstance(kind, BaseTuple):
        words: list[int] = []
        for part, of_part in zip(value, kind, strict=True):
            words += _words(part, of_part)
        return words
    if isinstance(kind, types.Array):
        fits = value.dtype == _dtype(kind) and value.ndim == kind.ndim
        if not fits or not value.flags.c_contiguous:
            raise TypeError(f"expected {kind}, got {value.dtype} of {value.ndim} axes")
        return [value.__array_interface__["data"][0], *value.shape]
    number = np.float64 if isinstance(kind, types.Float) else np.int64
    return [int(number(value).view(np.uint64))]


@cache
def _dtype(kind: types.Array) -> np.dtype[Any]:
    """Return NumPy's type of the items of an array."""
    return np.dtype(str(kind.dtype))


def _size(kind: types.Type) -> int:
    """Return how many words a field takes."""
    if isinstance(kind, BaseTuple):
        return sum(_size(part) for part in kind)
    return 1 + kind.ndim if isinstance(kind, types.Array) else 1


class BehindType(types.Type):
    """The type of a `Behind` in kernels."""

    def __init__(self, named: BaseNamedTuple) -> None:
        self.named = named
        digest = hashlib.sha256(str(named).encode()).hexdigest()[:16]
        # names of functions hold the names of their arguments' types: the tuple's own is long
        super().__init__(name=f"Behind({named.instance_class.__name__}, {digest})")


@typeof_impl.register(Behind)
def _typeof(value: Behind, _context: object) -> BehindType:
    return value.kind


@register_model(BehindType)
class _Model(models.PrimitiveModel):
    def __init__(self, manager: Any, kind: BehindType) -> None:
        super().__init__(manager, kind, WORD)


@unbox(BehindType)
def _unbox(_kind: BehindType, value: Any, context: Any) -> NativeValue:
    address = context.pyapi.object_getattr_string(value, "address")
    native = context.pyapi.long_as_longlong(address)
    context.pyapi.decref(address)
    return NativeValue(native)


@infer_getattr
class _Attributes(AttributeTemplate):
    key = BehindType

    def generic_resolve(self, kind: BehindType, name: str) -> types.Type | None:
        """Return the type of an attribute."""
        if name not in kind.named.fields:
            return None
        field = kind.named[kind.named.fields.index(name)]
        return BehindType(field) if isinstance(field, BaseNamedTuple) else field


@lower_getattr_generic(BehindType)
def _getattr(context: Any, builder: Any, kind: BehindType, value: Any, name: str) -> Any:
    position = kind.named.fields.index(name)
    before = sum(_size(kind.named[number]) for number in range(position))
    address = builder.add(value, WORD(before * BYTES))
    return _load(context, builder, kind.named[position], address)


def _load(context: Any, builder: Any, kind: types.Type, address: Any) -> Any:
    """Return the value of a field whose words begin at an address."""

    def word(number: int) -> Any:
        at = builder.add(address, WORD(number * BYTES))
        return builder.load(builder.inttoptr(at, WORD.as_pointer()))

    if isinstance(kind, BaseNamedTuple):
        return address
    if isinstance(kind, BaseTuple):
        parts, before = [], 0
        for part in kind:
            at = builder.add(address, WORD(before * BYTES))
            parts.append(_load(context, builder, part, at))
            before += _size(part)
        return context.make_tuple(builder, kind, parts)
    if isinstance(kind, types.Array):
        return _view(context, builder, kind, [word(number) for number in range(1 + kind.ndim)])
    if isinstance(kind, types.Float):
        return builder.bitcast(word(0), ir.DoubleType())
    return word(0)


def _view(context: Any, builder: Any, kind: types.Array, words: list[Any]) -> Any:
    """Return an array without an owner at the address of the first word."""
    array = make_array(kind)(context, builder)
    item = context.get_data_type(kind.dtype)
    itemsize = context.get_abi_sizeof(item)
    lengths = words[1:]
    strides: list[Any] = []
    step = WORD(itemsize)
    for length in reversed(lengths):
        strides.insert(0, step)
        step = builder.mul(step, length)
    populate_array(
        array,
        data=builder.inttoptr(words[0], item.as_pointer()),
        shape=cgutils.pack_array(builder, lengths),
        strides=cgutils.pack_array(builder, strides),
        itemsize=WORD(itemsize),
        meminfo=None,
    )
    return array._getvalue()
