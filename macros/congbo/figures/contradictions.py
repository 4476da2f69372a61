"""Contradictions: two places of a procedure's record that cannot both be right, and mislead who reads one.

Each is told only where it is sure to be one: a way to file may have its own limit and its own fee.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import combinations

from congbo.figures.cases import CaseView
from congbo.figures.completeness import SORTS as MISSING
from congbo.figures.flaws import Found, Group, Looked, Sort
from congbo.records.fees import FeeItem, Fees
from congbo.records.filing import Channel
from congbo.records.frontmatter import KeyPath
from congbo.records.time_limits import TimeLimit
from congbo.words.named_amounts import days_named, fees_named, money_named
from congbo.words.spelling import fold
from congbo.words.vocabulary import Aspect, ChannelMethod, Completeness, Currency, OnlineLevel, TimeUnit
from congbo.words.wording import listing, money, number

TWO_LEVELS = date(2025, 7, 1)
"""The day from which there is no district level (Luật Tổ chức chính quyền địa phương 2025, Nghị quyết
203/2025/QH15)."""
MOST_ADDED = 6
"""How many numbers of days that a text names are added to see whether they make up the limit."""
LEAST_FEE = 1_000
"""Đồng that a fee is at least: a smaller sum beside a larger one has lost its thousands."""

_FREE = re.compile(r"\W*(?:miễn phí|miễn lệ phí|không thu|không mất phí)", re.IGNORECASE)
_ONLINE = frozenset({OnlineLevel.FULL, OnlineLevel.PARTIAL})
_DAYS = frozenset({TimeUnit.DAY, TimeUnit.WORKING_DAY})
_CORE = frozenset(
    {
        *("thieu-thoi-han", "thieu-ho-so", "thieu-cach-nop", "thieu-ket-qua"),
        *("thieu-trinh-tu", "thieu-co-quan", "thieu-can-cu", "thieu-phi"),
    }
)
"""What a record has that says that it is complete."""


def _online(looked: Looked) -> Iterator[Found]:
    """Find an online level that the ways to file deny: no case can be filed online, or one can."""
    level = looked.on.online_level
    ways = {channel.method for case in looked.cases for channel in case.channels}
    if not level or not ways:
        return
    held = [n for n, value in enumerate(looked.procedure.online_level) if value.value is level]
    path: KeyPath = ("online_level", held[-1] if held else 0, "value")
    if level in _ONLINE and ChannelMethod.ONLINE not in ways:
        yield path, f"mức độ trực tuyến là “{level}” nhưng chỉ kể cách nộp {listing(_ways(looked))}"
    elif level not in _ONLINE and ChannelMethod.ONLINE in ways:
        yield path, f"mức độ trực tuyến là “{level}” nhưng có kể cách nộp trực tuyến"


def _ways(looked: Looked) -> list[str]:
    return list(dict.fromkeys(str(one.method) for case in looked.cases for one in case.channels))


def _limits(looked: Looked) -> Iterator[Found]:
    """Find limits that differ: what is said first from that of every way to file, or from a description."""
    for case, path in _with_paths(looked):
        limit, channels = _limit_of(looked, case), tuple(_channels_of(looked, case))
        said = list(dict.fromkeys(one.processing_time for one in channels if one.processing_time))
        if limit and said and not any(_same(limit, other) for other in said):
            others = listing([other.in_words for other in said])
            yield path, f"thời hạn là {limit.in_words} nhưng mọi cách nộp đều ghi {others}"
        of_cases = [one.limit for one in looked.cases if one.limit] if case.case is None else []
        for n, channel in enumerate(channels):
            of_channel = channel.processing_time or limit or case.limit
            named = days_named(channel.description)
            if of_channel and named and not any(_made_up(one, named) for one in (of_channel, *of_cases)):
                place = ("cases", path[1], "channels", n) if path[0] == "cases" else ("channels", n)
                days = listing([f"{number(one)} ngày" for one in sorted(named)])
                yield (
                    (*place, "description"),
                    f"nộp {channel.method}: thời hạn là {of_channel.in_words} nhưng mô tả nói {days}",
                )


def _with_paths(looked: Looked) -> Iterator[tuple[CaseView, KeyPath]]:
    """Yield what is common to all, then each case that says something of its own, with its place."""
    yield CaseView(looked.on), ("processing_time",)
    for n, case in enumerate(looked.cases if looked.procedure.cases else ()):
        yield case, ("cases", n, "processing_time")


def _limit_of(looked: Looked, view: CaseView) -> TimeLimit | None:
    """Return the limit that a case says itself, or the common one of the whole."""
    return view.case.processing_time if view.case else looked.on.processing_time


def _channels_of(looked: Looked, view: CaseView) -> tuple[Channel, ...]:
    """Return the ways to file that a case says itself, or the common ones of the whole."""
    return view.case.channels if view.case else looked.procedure.channels


def _same(one: TimeLimit, other: TimeLimit) -> bool:
    return (one.value, one.unit) == (other.value, other.unit)


def _made_up(limit: TimeLimit, named: set[Decimal]) -> bool:
    """Tell whether a limit in days is one that a text names, or the sum of some: its stages."""
    if limit.unit not in _DAYS or limit.value is None:
        return True
    of = sorted(named)[:MOST_ADDED]
    return (
        any(sum(some) == limit.value for size in range(1, len(of) + 1) for some in combinations(of, size))
        or Decimal(limit.value) in named
    )


def _fees(looked: Looked) -> Iterator[Found]:
    """Find what is said to be free where something names a fee, and the other way."""
    yield from _fees_of(looked.on.fees, looked.procedure.channels, _fees_path(looked), ("channels",))
    for n, case in enumerate(looked.procedure.cases):
        own = None if case.fees is None else Fees.of(case.fees)
        yield from _fees_of(own, case.channels, ("cases", n, "fees"), ("cases", n, "channels"))


def _fees_path(looked: Looked) -> KeyPath:
    value = looked.on.fees
    return ("fees", looked.procedure.fees.index(value), "items") if value else ("fees",)


def _fees_of(
    fees: Fees | None, channels: tuple[Channel, ...], path: KeyPath, ways: KeyPath
) -> Iterator[Found]:
    if fees is not None:
        yield from _within(fees.items, path)
    free = fees is not None and not fees.charged
    for n, channel in enumerate(channels):
        if channel.fees:
            yield from _within(channel.fees, (*ways, n, "fees"))
        own = channel.charges
        named = _named_by(channel)
        if named and (not own.charged if own else free):
            key = "fee" if channel.fee and not own else "description"
            yield (*ways, n, key), f"ghi là không thu phí, lệ phí nhưng cách nộp {channel.method} nói {named}"
        elif free and own and own.charged:
            yield (
                (*ways, n, "fees"),
                (f"ghi là không thu phí, lệ phí nhưng nộp {channel.method} thì thu: {own.in_words}"),
            )
    if (
        fees
        and fees.charged
        and channels
        and all(one.charges and not one.charges.charged for one in channels)
    ):
        yield path, f"ghi là có thu ({fees.summary}) nhưng mọi cách nộp đều ghi không thu"


def _named_by(channel: Channel) -> str:
    """Return the first sum above nothing that a way to file names as its fee."""
    told = [*(money_named(channel.fee)), *fees_named(channel.description)]
    return next((one.words for one in told if one.amount), "")


def _within(items: tuple[FeeItem, ...], path: KeyPath) -> Iterator[Found]:
    """Find a charge that is free and names a sum, or that names one too small to be a fee beside another."""
    for n, item in enumerate(items):
        said = [one for one in money_named(f"{item.note}. {item.text}") if one.amount]
        key = "amount" if item.amount is not None else "text"
        if said and (item.free or _FREE.match(item.text)):
            yield (*path, n, key), f"“{item.label}” ghi là không thu nhưng lại nói {said[0].words}"
            continue
        sums = {one.amount: one.words for one in said if one.dong}
        if item.amount and item.currency is Currency.VND:
            sums = {Decimal(item.amount): money(item.amount)} | sums
        small = [words for amount, words in sums.items() if amount < LEAST_FEE]
        large = [words for amount, words in sums.items() if amount >= LEAST_FEE]
        if small and large:
            yield (*path, n, key), f"“{item.label}” ghi {small[0]} nhưng lại nói {large[0]}"


def _folder(looked: Looked) -> Iterator[Found]:
    """Find a record that stands in the folder of another field than the one that it names."""
    fields = looked.register.fields
    known = [name for name in looked.procedure.path.split("/")[2:-1] if name in fields]
    if known and looked.procedure.field in fields and not set(known) & set(looked.procedure.ever("field")):
        yield ("field",), f"lĩnh vực là “{looked.procedure.field}” nhưng tệp nằm trong thư mục “{known[-1]}”"


def _level(looked: Looked) -> Iterator[Found]:
    """Find the level that no longer exists."""
    if looked.on.day >= TWO_LEVELS and "cap huyen" in fold(looked.procedure.level):
        yield (
            ("level",),
            f"cấp thực hiện là “{looked.procedure.level}” nhưng từ 01/7/2025 không còn cấp huyện",
        )


def _complete(looked: Looked) -> Iterator[Found]:
    """Find a record that says that it is complete and lacks a part."""
    said = looked.procedure.completeness
    if said not in (Completeness.FULL, Completeness.FULL_EXCEPT_FEES):
        return
    asked = _CORE if said is Completeness.FULL else _CORE - {"thieu-phi"}
    lacking = [sort.title for sort in MISSING if sort.id in asked and next(sort.find(looked), None)]
    if lacking:
        yield ("completeness",), f"mức đầy đủ là “{said}” nhưng {listing(lacking)}"


SORTS: tuple[Sort, ...] = (
    Sort(
        "online-level",
        Group.CONTRADICTION,
        Aspect.ONLINE,
        "có mức độ trực tuyến trái với cách nộp",
        "Người đọc thấy “toàn trình” mà không có cách nộp trực tuyến, hoặc ngược lại.",
        "Sửa “online_level” hoặc “channels” theo văn bản.",
        _online,
    ),
    Sort(
        "limit-differs",
        Group.CONTRADICTION,
        Aspect.LIMIT,
        "có hai thời hạn khác nhau",
        "Dòng đầu trang nói một thời hạn, bảng cách nộp hay phần mô tả nói thời hạn khác.",
        "Sửa “processing_time” theo văn bản; mỗi trường hợp một thời hạn thì ghi ở “cases”.",
        _limits,
    ),
    Sort(
        "fee-differs",
        Group.CONTRADICTION,
        Aspect.FEES,
        "có hai mức phí, lệ phí khác nhau",
        "Người nộp đọc “không thu” rồi bị thu, hoặc đọc một mức thu sai hàng nghìn lần.",
        "Sửa “fees” theo văn bản; mỗi cách nộp, mỗi trường hợp một mức thì ghi ở đó.",
        _fees,
    ),
    Sort(
        "level-ended",
        Group.CONTRADICTION,
        Aspect.LEVEL,
        "ghi cấp thực hiện không còn",
        "Từ 01/7/2025 chính quyền địa phương có hai cấp; người đọc đến cơ quan cấp huyện sẽ không gặp ai.",
        "Ghi cấp đang thực hiện ở “level”, từ ngày nào, theo văn bản nào.",
        _level,
    ),
    Sort(
        "completeness-differs",
        Group.CONTRADICTION,
        Aspect.COMPLETENESS,
        "tự ghi là đủ mà còn thiếu",
        "Trang nói nội dung đã đủ bên cạnh một phần chưa rõ.",
        "Sửa “completeness”, hoặc bổ sung phần còn thiếu.",
        _complete,
    ),
    Sort(
        "folder-field",
        Group.CONTRADICTION,
        Aspect.FIELD,
        "nằm trong thư mục của lĩnh vực khác",
        "Người sửa bản ghi tìm ở một nơi, người đọc tìm ở nơi khác.",
        "Sửa “field”, hoặc chuyển tệp sang thư mục của lĩnh vực ấy.",
        _folder,
    ),
)
"""What may contradict, the worst first; each is told by the rule of its id."""
