"""Dev: the commands for those who develop the package, run in its sources."""

import re
import sys
from keyword import iskeyword
from pathlib import Path
from string import Template
from typing import NoReturn

import click

import congbo
from congbo.cli import COULD_NOT_RUN, PROBLEMS
from congbo.records.writing import write

PACKAGE = Path(congbo.__file__).parent
RULES = PACKAGE / "rules"
CASES = PACKAGE.parents[1] / "tests" / "cases"
NO_FAMILIES = ("check", "form", "rulebook")
"""Modules of rules/ that hold no checks."""

FAMILY = Template('''\
"""$title: rules of a family of their own. Each docstring is the rule."""

from collections.abc import Iterator

from congbo.records.problems import Problem
from congbo.rules.rulebook import SiteToCheck, tells
''')
CHECK = {
    "records": Template('''

@tells("$rule")
def $function(site: SiteToCheck) -> Iterator[Problem]:
    """What must hold, in one sentence."""
    for record in site.register.records:
        if not record.id:  # what is wrong
            message = f"phải là … (đang là '{record.id}')"
            yield site.problem(record, (), "$rule", message)
'''),
    "pages": Template('''

@tells("$rule")
def $function(site: SiteToCheck) -> Iterator[Problem]:
    """What must hold, in one sentence."""
    for report in site.reports:
        if not report.id:  # what is wrong
            message = f"phải là … (đang là '{report.id}')"
            yield Problem(report.source.path, 1, 1, "$rule", message)
'''),
}
PAGE = Template("""\
---
title: …
severity: lỗi
---

Vì sao, căn cứ nào.

## Ví dụ sai

```yaml
khoá: giá trị sai
```

Máy báo:

```text
records/plans/2024/47-KH-UBND-2024.md:2:9: đúng dòng mà máy in ra [$rule]
```

## Sửa lại

```yaml
khoá: giá trị đúng
```
""")
CASE = Template("""\
What is wrong here, in one sentence.

### records/plans/2024/47-KH-UBND-2024.md

````markdown
---
number: 47/KH-UBND
issuer: UBND
issued: 2024-03-06
---
````

### problems

````text
records/plans/2024/47-KH-UBND-2024.md:2:9: đúng dòng mà máy in ra [$rule]
````
""")


@click.group()
def dev() -> None:
    """Các lệnh cho người phát triển congbo; chạy trên bản mã nguồn."""


@dev.command()
@click.argument("rule_id", metavar="TÊN")
@click.option("--family", metavar="TỆP", help="Tệp trong rules/ giữ hàm kiểm tra; mặc định: tệp mới tên TÊN.")
@click.option(
    "--of",
    "subject",
    type=click.Choice(list(CHECK)),
    default="records",
    show_default=True,
    help="Kiểm tra bản ghi, hay trang và báo cáo.",
)
def rule(rule_id: str, family: str | None, subject: str) -> None:
    """Viết phần khởi đầu của quy tắc TÊN: hàm kiểm tra, trang giải thích và một ca thử.

    TÊN là mã quy tắc in sau mỗi lỗi: chữ thường không dấu, chữ số và gạch nối, ví dụ “weekend-date”.
    Không ghi đè gì; quy tắc, hàm hay ca thử đã có tên ấy thì không viết gì cả.
    """
    function = rule_id.replace("-", "_")
    family = family or function
    _refuse_names(rule_id, family)
    module = RULES / f"{family}.py"
    page, case, listing = RULES / f"{rule_id}.md", CASES / f"{rule_id}.md", RULES / "__init__.py"
    held = module.read_text("utf-8") if module.exists() else ""
    there = [_shown(file) for file in (page, case) if file.exists()]
    if re.search(rf"^def {function}\(", held, re.MULTILINE):
        there.append(f"hàm “{function}” trong {_shown(module)}")
    if there:
        _end(f"đã có {', '.join(there)}; không ghi đè", PROBLEMS)
    named = {"rule": rule_id, "function": function, "title": family.replace("_", " ").capitalize()}
    files = {
        module: (held or FAMILY.substitute(named)) + CHECK[subject].substitute(named),
        listing: listed(listing.read_text("utf-8"), family, function, subject),
        page: PAGE.substitute(named),
        case: CASE.substitute(named),
    }
    for file, text in files.items():
        write(file, text.encode())
        click.echo(f"Đã viết {_shown(file)}")
    click.echo(f"Viết tiếp cho tới khi “pytest tests/unit/test_rules.py -k {rule_id}” qua hết.")


def listed(text: str, family: str, function: str, subject: str) -> str:
    """Return rules/__init__.py with a check at the end of its list, and its family among the imports."""
    opening = "from congbo.rules import (\n"
    before, _, rest = text.partition(opening)
    families, _, rest = rest.partition(")\n")
    imports = "".join(f"    {name}\n" for name in sorted({*families.split(), f"{family},"}))
    head = f"{subject[:-1].upper()}_CHECKS: list[Check] = [\n"
    end = rest.index("]\n", rest.index(head) + len(head))
    return f"{before}{opening}{imports})\n{rest[:end]}    {family}.{function},\n{rest[end:]}"


def _refuse_names(rule_id: str, family: str) -> None:
    """End where these are no sources, or where a rule or a module of rules cannot have that name."""
    if not CASES.is_dir():
        _end(f"không thấy {CASES}; lệnh này chỉ chạy trên bản mã nguồn của congbo")
    if not re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", rule_id):
        _end(f"“{rule_id}” không đặt tên được; TÊN chỉ gồm chữ thường không dấu, chữ số, gạch nối")
    if not re.fullmatch(r"[a-z][a-z0-9_]*", family) or family in NO_FAMILIES or iskeyword(family):
        _end(f"“{family}.py” không giữ quy tắc được; hãy chọn một tên khác bằng --family")


def _end(why: str, code: int = COULD_NOT_RUN) -> NoReturn:
    click.echo(f"congbo: {why}", err=True)
    sys.exit(code)


def _shown(file: Path) -> str:
    return file.relative_to(PACKAGE.parents[1]).as_posix()
