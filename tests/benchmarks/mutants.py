"""Mutants: small wrong changes of a module, each told that no test of the module notices.

    python tests/benchmarks/mutants.py                     # the modules listed in MODULES
    python tests/benchmarks/mutants.py rules/documents.py  # one of them

Each mutant is run in a process of its own, forked after the libraries are loaded, with the module's tests and
nothing else; a mutant that ends no test, or hangs, is noticed. What survives is printed as line and change:
either a test is missing, or the change makes no difference that anybody could see (an equivalent mutant).
Needs a system that forks.
"""

import ast
import copy
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "macros" / "congbo"
LIMIT = 60
"""Seconds after which a mutant that still runs has been noticed."""

OF_SEALS = tuple(
    f"tests/unit/test_{name}.py"
    for name in ("seals", "sealed_values", "seal_rules", "projection", "sealing", "causes", "falsified_seals")
)
MODULES = {
    "reports/seals.py": OF_SEALS,
    "reports/sealed_values.py": OF_SEALS,
    "reports/projection.py": OF_SEALS,
    "reports/sealing.py": OF_SEALS,
    "reports/causes.py": OF_SEALS,
    "rules/seals.py": OF_SEALS,
    "rules/documents.py": ("tests/unit/test_document_rules.py",),
    "law/symbols.py": ("tests/unit/test_symbols.py",),
    "rules/symbols.py": tuple(
        f"tests/unit/test_{name}.py" for name in ("document_rules", "symbols", "versions_on_site")
    ),
    "figures/validity.py": ("tests/unit/test_validity.py", "tests/unit/test_document_parts.py"),
}
"""The modules that are held to this, each with the tests that must notice."""

ROOMS = ("words", "law", "records", "figures", "reports", "rules")
"""The rooms from the lowest: imports point down, so what stands below a module does not hold it."""

LOADED_BEFORE = ("pytest", "pydantic", "jinja2", "yaml", "ruamel.yaml")
_OPPOSITES: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
_OTHER_SIGNS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_WORDS = {"title", "description"}
"""Keywords that hold what forms say of a key; the field guide shows them, nothing computes with them."""


@dataclass(frozen=True)
class Mutant:
    """A module with one change: where, what was there, what is there, and all of its source."""

    line: int
    before: str
    after: str
    source: str


def mutants(source: str) -> Iterator[Mutant]:
    """Yield every mutant of a module's source."""
    count = sum(1 for _ in ast.walk(ast.parse(source)))
    for index in range(count):
        nth = 0
        while True:
            tree = ast.parse(source)
            node, parent = _node(tree, index)
            changes = list(_changes(node, parent)) if not _untouched(tree, node) else []
            if nth >= len(changes):
                break
            before = ast.unparse(node)
            line = next(part.lineno for part in ast.walk(node) if isinstance(part, ast.expr | ast.stmt))
            after = changes[nth]
            if after is None:
                _drop(parent, node)
            else:
                _put(parent, node, after)
            said = "nothing" if after is None else ast.unparse(after)
            yield Mutant(line, _short(before), _short(said), ast.unparse(ast.fix_missing_locations(tree)))
            nth += 1


def _node(tree: ast.AST, index: int) -> tuple[ast.AST, ast.AST]:
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    node = list(ast.walk(tree))[index]
    return node, parents.get(node, tree)


def _untouched(tree: ast.AST, wanted: ast.AST) -> bool:
    """Tell whether a node is an annotation, a docstring, a decorator, or what a form says of a key."""
    skipped: list[ast.AST | None] = []
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef():
                skipped += [node.returns, *node.decorator_list]
                skipped += [argument.annotation for argument in (*node.args.args, *node.args.kwonlyargs)]
            case ast.ClassDef():
                skipped += node.decorator_list
            case ast.AnnAssign():
                skipped.append(node.annotation)
            case ast.Expr(value=ast.Constant(value=str())):
                skipped.append(node)
            case ast.keyword(arg=str(name)) if name in _WORDS:
                skipped.append(node)
            case ast.Assert():
                skipped.append(node)  # says to the type checker what holds anyway
    return any(wanted is part for node in skipped if node for part in ast.walk(node))


def _changes(node: ast.AST, parent: ast.AST) -> Iterator[ast.AST | None]:
    """Yield what may stand in a node's place; None drops it."""
    match node:
        case ast.Compare(ops=[op]):
            for other in _OPPOSITES[type(op)]:
                yield ast.Compare(node.left, [other()], node.comparators)
        case ast.BoolOp(values=values):
            yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), values)
            for one in values:
                rest = [value for value in values if value is not one]
                yield ast.BoolOp(node.op, rest) if len(rest) > 1 else rest[0]
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.BinOp() if type(node.op) in _OTHER_SIGNS:
            yield ast.BinOp(node.left, _OTHER_SIGNS[type(node.op)](), node.right)
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield ast.Constant(value + 1)
        case ast.Constant(value=str(value)):
            yield ast.Constant(f"{value}~x")  # letters: names of codecs are read without signs
        case ast.If() | ast.IfExp():
            for truth in (True, False):
                changed = copy.copy(node)
                changed.test = ast.Constant(truth)
                yield changed
        case ast.comprehension(ifs=[_, *_]):
            for one in node.ifs:
                changed_loop = copy.copy(node)
                changed_loop.ifs = [condition for condition in node.ifs if condition is not one]
                yield changed_loop
        case ast.Return(value=ast.expr()):
            yield ast.Return(ast.Constant(None))
        case ast.Expr() | ast.AugAssign() | ast.Raise() | ast.Continue() | ast.match_case():
            yield None
        case ast.Call(keywords=[_, *_]):
            for keyword in (one for one in node.keywords if one.arg not in _WORDS):
                kept = [one for one in node.keywords if one is not keyword]
                yield ast.Call(node.func, node.args, kept)


def _put(parent: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for name, value in ast.iter_fields(parent):
        if value is old:
            setattr(parent, name, new)
        elif isinstance(value, list):
            value[:] = [new if part is old else part for part in value]


def _drop(parent: ast.AST, old: ast.AST) -> None:
    for _, value in ast.iter_fields(parent):
        if isinstance(value, list) and any(part is old for part in value):
            value[:] = [part for part in value if part is not old]
            if not value:
                value.append(ast.Pass())


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) < 90 else f"{line[:87]}..."


class _Loader(importlib.abc.Loader):
    """Loads one module from a changed source instead of its file."""

    def __init__(self, name: str, path: Path, source: str) -> None:
        self.name, self.path, self.source = name, path, source

    def find_spec(self, name: str, *_: object) -> importlib.machinery.ModuleSpec | None:
        found = importlib.util.spec_from_loader(name, self, origin=str(self.path))
        return found if name == self.name else None

    def exec_module(self, module: ModuleType) -> None:
        module.__file__ = str(self.path)
        exec(compile(self.source, str(self.path), "exec"), module.__dict__)


def noticed(module: str, source: str, tests: tuple[str, ...]) -> bool:
    """Tell whether some test fails when the module has this source; in a process of its own."""
    folder = Path(tempfile.mkdtemp(prefix="mutant-"))
    child = os.fork()
    if child == 0:
        _run(module, source, tests, folder)
    _, status = os.waitpid(child, 0)
    shutil.rmtree(folder, ignore_errors=True)
    return status != 0


def _run(module: str, source: str, tests: tuple[str, ...], folder: Path) -> None:
    """Run the tests and end the process: with 0 where all passed."""
    import pytest

    code = 1
    try:
        signal.alarm(LIMIT)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        name = f"congbo.{module.removesuffix('.py').replace('/', '.')}"
        sys.meta_path.insert(0, _Loader(name, PACKAGE / module, source))
        options = ["-x", "-q", "-p", "no:cacheprovider", f"--basetemp={folder}/t", "--rootdir", str(ROOT)]
        code = int(pytest.main([*options, *(str(ROOT / test) for test in tests)]))
    finally:
        os._exit(code)


def _room(module: str) -> int:
    return ROOMS.index(module.partition("/")[0])


def main(modules: list[str]) -> None:
    """Print of each module how many mutants there are, and each that no test notices."""
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # browsers and processors: a second a mutant
    for name in LOADED_BEFORE:
        importlib.import_module(name)
    for module in sorted(modules or MODULES, key=_room):
        for room in ROOMS[: _room(module)]:
            for file in sorted((PACKAGE / room).glob("[a-z]*.py")):
                importlib.import_module(f"congbo.{room}.{file.stem}")
        tests = MODULES[module]
        source = (PACKAGE / module).read_text("utf-8")
        if noticed(module, ast.unparse(ast.parse(source)), tests):
            sys.exit(f"{module}: its tests fail without any change")
        found = list(mutants(source))
        survivors = [mutant for mutant in found if not noticed(module, mutant.source, tests)]
        print(f"{module}: {len(found)} mutants, {len(survivors)} not noticed", flush=True)
        for mutant in survivors:
            print(f"  {module}:{mutant.line}: {mutant.before}  ->  {mutant.after}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
