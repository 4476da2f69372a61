"""The published program is one file: no two of the modules that it is made of give anything one name."""

import ast
from collections import Counter

from congbo.export.verifier import program


def test_no_name_is_given_twice_in_the_published_program() -> None:
    names = Counter[str]()
    for statement in ast.parse(program()).body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            names[statement.name] += 1
        elif isinstance(statement, ast.Assign):
            names.update(target.id for target in statement.targets if isinstance(target, ast.Name))
    assert [name for name, times in names.items() if times > 1] == []
