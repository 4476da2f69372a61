"""Explain: the command that prints the page of a rule: why, an example that is wrong, how to mend it."""

import sys
from pathlib import Path

import click

from congbo.cli import COULD_NOT_RUN
from congbo.cli.here import site_root, with_additions
from congbo.rules import every_rule
from congbo.words.spelling import nearest


@click.command()
@click.argument("rule_id", metavar="QUY-TẮC")
def explain(rule_id: str) -> None:
    """Giải thích QUY-TẮC, là tên trong ngoặc vuông ở cuối mỗi dòng máy báo: vì sao, ví dụ sai, cách sửa."""
    if root := site_root(Path()):
        with_additions(root)  # a site may have rules of its own
    known = {rule.id: rule for rule in every_rule()}
    wanted = rule_id.strip("[] \t")
    rule = known.get(wanted)
    if rule is None:
        hint = nearest(wanted, known)
        click.echo(f"congbo: không có quy tắc “{wanted}”. {hint}".rstrip(), err=True)
        sys.exit(COULD_NOT_RUN)
    click.echo(f"{rule.title} [{rule.id}], {rule.severity_name}\n\n{rule.body.strip()}")
