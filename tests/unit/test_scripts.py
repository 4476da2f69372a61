"""Scripts as they are shipped: without comments on lines of their own, with everything else."""

import pytest

from congbo.site.scripts import without_comments


@pytest.mark.parametrize(
    ("script", "shipped"),
    [
        ("/* what it is\n\n   for */\n\nlet a;\n", "let a;\n"),
        ("  /** @param {string} a */\n  f(a) {}\n", "  f(a) {}\n"),
        ("/** one */\n/** two */\nlet a;\n", "let a;\n"),
        ("/*! licence */\nlet a;\n", "/*! licence */\nlet a;\n"),
        ("let a = /** @type {B} */ (b); // why\n", "let a = /** @type {B} */ (b); // why\n"),
        ("  /** @type {B} */ (b)?.c();\n", "  /** @type {B} */ (b)?.c();\n"),
        ('let a = "/* no */";\nlet b = "*/";\n', 'let a = "/* no */";\nlet b = "*/";\n'),
        ("try {\n} catch {\n  /* closed */\n}\n", "try {\n} catch {\n}\n"),
    ],
)
def test_comments_stay_at_home(script: str, shipped: str) -> None:
    assert without_comments(script) == shipped
