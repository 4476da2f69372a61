"""New decision: the command that records a decision with all that it does to procedures, in one go."""

from pathlib import Path

import click

from congbo.cli.asking import give_up
from congbo.cli.carrying_out import carry_out, dry_run, yes
from congbo.cli.checked import day_here
from congbo.cli.here import root_here, stop, with_additions
from congbo.cli.typed_document import typed_document
from congbo.records.acts import (
    Act,
    Merger,
    carried,
    merged,
    procedures_called,
)
from congbo.records.problems import Severity
from congbo.records.procedures import Procedure
from congbo.records.reader import read_site
from congbo.records.register import Register
from congbo.words.file_names import wrong_id
from congbo.words.spelling import nearest
from congbo.words.vocabulary import EventAction
from congbo.words.wording import short_date

_SHOWN = 5
_SEVERAL = "THỦ-TỤC[,...]"


@click.command()
@click.argument("number", metavar="[SỐ]", required=False)
@click.option("--issued", metavar="NGÀY", help="Ngày ban hành, ví dụ 22/3/2024; có thể viết ngay sau SỐ.")
@click.option("--issuer", metavar="MÃ", help="Mã cơ quan ban hành; mặc định theo chữ viết tắt trong số.")
@click.option("--subject", metavar="TRÍCH-YẾU", help="Trích yếu; có thể viết ngay sau SỐ.")
@click.option("--effective", metavar="NGÀY", help="Ngày có hiệu lực; mặc định là ngày ban hành.")
@click.option("--publishes", metavar=_SEVERAL, multiple=True, help="Thủ tục công bố mới: mã, mã số hoặc tên.")
@click.option("--amends", metavar=_SEVERAL, multiple=True, help="Thủ tục được sửa đổi, bổ sung.")
@click.option("--abolishes", metavar=_SEVERAL, multiple=True, help="Thủ tục bị bãi bỏ.")
@click.option("--replaces", metavar="CŨ=MỚI[+MỚI]", multiple=True, help="Thủ tục cũ được thay bằng mới.")
@click.option("--merges", metavar="CŨ[+CŨ]=MỚI[:TÊN]", help="Cơ quan cũ nhập vào, đổi thành cơ quan mới.")
@yes
@dry_run
def new_decision(
    number: str | None,
    issued: str | None,
    issuer: str | None,
    subject: str | None,
    effective: str | None,
    publishes: tuple[str, ...],
    amends: tuple[str, ...],
    abolishes: tuple[str, ...],
    replaces: tuple[str, ...],
    merges: str | None,
    yes: bool,
    dry_run: bool,
) -> None:
    """Ghi một quyết định, và mọi thủ tục mà nó công bố, sửa đổi, thay thế, bãi bỏ, trong một lần.

    SỐ là số, ký hiệu, có thể kèm ngày và trích yếu như trên văn bản: “134/QĐ-UBND ngày 22/3/2024 về việc …”.
    Sai luật hay trùng thì không ghi gì.
    """
    root = root_here()
    with_additions(root)
    today = day_here()
    reading = read_site(root)
    if wrong := [one for one in reading.problems if one.severity is Severity.ERROR]:
        stop(wrong, "chưa ghi gì: hãy sửa các bản ghi trên trước")
    register = Register(reading.records)
    decision = typed_document(root, register, "decisions", number, issued, issuer, subject, effective, today)
    acts = [
        *(Act(EventAction.PUBLISHED, one) for one in _procedures(register, publishes, "--publishes")),
        *(Act(EventAction.AMENDED, one) for one in _procedures(register, amends, "--amends")),
        *(Act(EventAction.ABOLISHED, one) for one in _procedures(register, abolishes, "--abolishes")),
        *(_replacement(register, one) for one in replaces),
    ]
    named = [one.procedure.id for one in acts]
    if twice := sorted({id_ for id_ in named if named.count(id_) > 1}):
        give_up(f"nêu hai lần: {', '.join(twice)}; một quyết định làm một việc với mỗi thủ tục")
    made = f"ngày {short_date(decision.issued)} của {decision.issuer}, mã {decision.id}"
    click.echo(f"Quyết định số {decision.number} {made}.")
    for action in EventAction:
        if names := [f"{one.procedure.id} ({one.procedure.label})" for one in acts if one.action is action]:
            click.echo(f"{len(names)} thủ tục {action}: {'; '.join(names)}")
    files = carried(root, decision, acts)
    if merges:
        both = merged(root, register, decision, _merger(register, merges))
        if twice := sorted({*files} & {*both} - {decision.path}):
            give_up(f"hai việc cùng sửa {', '.join(twice)}; hãy làm từng việc một")
        files |= both
    carry_out(root, files, today, sure=yes, only_shown=dry_run)


def _procedures(register: Register, given: tuple[str, ...], option: str) -> list[Procedure]:
    """Return the procedures that an option names, each surely one; `@file` names a file with one a line."""
    names: list[str] = []
    for text in given:
        if text.startswith("@"):
            file = Path(text[1:])
            if not file.is_file():
                give_up(f"{option}: không có tệp {file}")
            names += file.read_text("utf-8-sig").splitlines()
        else:
            names += text.split(",")
    wanted = [name.strip() for name in names if name.strip() and not name.lstrip().startswith("#")]
    return [_procedure(register, name, option) for name in wanted]


def _procedure(register: Register, name: str, option: str) -> Procedure:
    found = procedures_called(register, name)
    if not found:
        make = "chưa có bản ghi thì tạo trước bằng “congbo new procedures LĨNH-VỰC/MÃ”"
        give_up(f"{option}: không có thủ tục “{name}”; {make}")
    if len(found) > 1:
        named = "; ".join(f"{one.id} ({one.label})" for one in found[:_SHOWN])
        give_up(f"{option}: “{name}” có thể là {len(found)} thủ tục, hãy ghi mã: {named}")
    return found[0]


def _replacement(register: Register, text: str) -> Act:
    old, sign, new = text.partition("=")
    if not sign or not new:
        give_up(f"--replaces phải có dạng CŨ=MỚI hoặc CŨ=MỚI+MỚI (đang là '{text}')")
    after = [_procedure(register, one, "--replaces") for one in new.split("+")]
    return Act(EventAction.REPLACED, _procedure(register, old, "--replaces"), tuple(one.id for one in after))


def _merger(register: Register, text: str) -> Merger:
    """Return the bodies that an option names; a new one without a record has its name behind a colon."""
    old, sign, new = text.partition("=")
    successor, _, name = (part.strip() for part in new.partition(":"))
    if not sign or not successor:
        give_up(f"--merges phải có dạng CŨ=MỚI, CŨ+CŨ=MỚI hoặc CŨ=MỚI:Tên đầy đủ (đang là '{text}')")
    known = register.organisations
    for id_ in (one.strip() for one in old.split("+")):
        if id_ not in known:
            give_up(f"--merges: không có cơ quan nào mang mã “{id_}”. {nearest(id_, known)}".rstrip())
        if known[id_].successor:
            give_up(f"--merges: {id_} đã có cơ quan kế thừa ({', '.join(known[id_].successor)})")
    if successor not in known and not name:
        give_up(f"--merges: chưa có cơ quan “{successor}”; ghi thêm tên đầy đủ: {successor}:Tên cơ quan")
    if successor not in known and (why := wrong_id(successor)):
        give_up(f"--merges: “{successor}” không đặt làm mã được: {why}")
    bodies = tuple(known[one.strip()] for one in old.split("+"))
    return Merger(bodies, successor, "" if successor in known else name)
