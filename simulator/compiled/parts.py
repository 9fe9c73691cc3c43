"""How kernels are put together: parts are only linked; what Python calls is optimised as a whole.

numba optimises every function with all that it calls and makes machine code of it, at each of
some twenty levels of calls anew. While an entry is compiled, all that it calls (kernels, rules,
what numba has for NumPy's functions) ends as LLVM's text instead. The entry takes each of these
parts in once, and alone is optimised and kept on disk.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from numba import types
from numba.core.codegen import CPUCodeLibrary, JITCodeLibrary
from numba.core.compiler import Compiler, CompilerBase


class Part(JITCodeLibrary):
    """The code of one function, as it was written down."""

    def finalize(self) -> None:
        """Leave the code as it is."""
        self._finalized = True

    def own_code(self) -> Any:
        """Return the module of the function alone."""
        return super()._get_module_for_linking()

    def _get_module_for_linking(self) -> Any:
        """Return the module with all below it, for a function that is no entry of ours."""
        module = self.own_code().clone()
        for library in below(self):
            module.link_in(code_of(library), preserve=True)
        return module


class Entry(JITCodeLibrary):
    """The code of what Python calls, and of all parts below it."""

    def finalize(self) -> None:
        """Link the parts and make machine code of the whole."""
        for library in below(self):
            self._reload_init.update(library._reload_init)
            self._final_module.link_in(code_of(library), preserve=True)
        self._linking_libraries.clear()
        super().finalize()


def code_of(library: CPUCodeLibrary) -> Any:
    """Return what is to be linked in of a library when all that is below it is linked in too."""
    return library.own_code() if isinstance(library, Part) else library._get_module_for_linking()


def below(library: CPUCodeLibrary) -> list[CPUCodeLibrary]:
    """Return the libraries whose functions one calls, and what the parts among them call."""
    found, waiting = {library: None}, [library]
    while waiting:
        for called in waiting.pop()._linking_libraries:
            if called not in found:
                found[called] = None
                if isinstance(called, Part):
                    waiting.append(called)
    return [*found][1:]


class EntryCompiler(CompilerBase):
    """Compiles a function that Python calls; all that it calls becomes parts."""

    define_pipelines = Compiler.define_pipelines

    def _compile_core(self) -> Any:
        state = self.state
        state.flags.no_cfunc_wrapper = True
        state.library = Entry(state.targetctx.codegen(), state.func_id.func_qualname)
        state.library.enable_object_caching()
        with parts_below():
            return super()._compile_core()


@contextmanager
def parts_below() -> Iterator[None]:
    """Let numba's own compiler make parts; the caller holds numba's lock."""
    Compiler._compile_core = compile_part
    try:
        yield
    finally:
        del Compiler._compile_core


def compile_part(compiler: Compiler) -> Any:
    """Compile a function that no one calls from Python."""
    state = compiler.state
    state.flags.no_compile = True
    state.flags.no_cpython_wrapper = state.flags.no_cfunc_wrapper = True
    state.library = Part(state.targetctx.codegen(), state.func_id.func_qualname)
    found = CompilerBase._compile_core(compiler)
    # numba knows a function by its entry from Python: a part has none, and refuses to be called
    entry = bytearray().join
    state.targetctx.insert_user_function(entry, found.fndesc, [found.library])
    return found._replace(entry_point=entry)


def widen(dispatcher: Any) -> Any:
    """Let a function be typed once for all numbers, not once for each constant it is given."""
    ask = dispatcher.get_call_template

    def get_call_template(given: tuple[types.Type, ...], named: dict[str, types.Type]) -> Any:
        return ask(tuple(map(types.unliteral, given)), named)

    dispatcher.get_call_template = get_call_template
    return dispatcher
