"""Completeness: the parts that a procedure must have and a record lacks.

Which parts stands in Nghị định 63/2010/NĐ-CP, Điều 8 khoản 2 (as amended by Nghị định 92/2017/NĐ-CP); the
code, the level and the online level are asked for by Thông tư 01/2018/TT-VPCP, Điều 16.
"""

from collections.abc import Callable, Iterator, Sequence

from congbo.figures.cases import CaseView
from congbo.figures.flaws import Found, Group, Looked, Sort
from congbo.figures.ranges import limits_of
from congbo.records.filing import DossierItem
from congbo.records.frontmatter import KeyPath
from congbo.words.vocabulary import Aspect, EventAction
from congbo.words.wording import first_of

_ART_8 = "Nghị định 63/2010/NĐ-CP, Điều 8 khoản 2"
_PORTAL = "Thông tư 01/2018/TT-VPCP, Điều 16"
MOST_NAMED = 3
"""How many cases or papers a line names before it counts the rest."""
LONGEST_NAMED = 80
"""Signs of a name that a line says: enough to find it by."""


def _by_case(key: str, title: str, has: Callable[[CaseView], bool]) -> Callable[[Looked], Iterator[Found]]:
    """Return what finds the cases that lack a part; where none has it the procedure lacks it."""

    def find(looked: Looked) -> Iterator[Found]:
        lacking = [case for case in looked.cases if not has(case)]
        if len(lacking) == len(looked.cases):
            yield (key,), ""
        elif lacking:
            yield ("cases",), f"{title}: trường hợp {_named([case.name for case in lacking], 'trường hợp')}"

    return find


def _named(names: Sequence[str], what: str) -> str:
    """Return the first names in quotes, long ones cut, and how many more there are."""
    cut = [name if len(name) <= LONGEST_NAMED else f"{name[:LONGEST_NAMED].rstrip()}…" for name in names]
    return first_of([f"“{name}”" for name in cut], MOST_NAMED, what)


def _whole(key: str, has: Callable[[Looked], object]) -> Callable[[Looked], Iterator[Found]]:
    """Return what finds that the procedure as a whole lacks a part."""

    def find(looked: Looked) -> Iterator[Found]:
        if not has(looked):
            yield (key,), ""

    return find


def _sort(
    id_: str,
    about: Aspect,
    title: str,
    why: str,
    mend: str,
    find: Callable[[Looked], Iterator[Found]],
) -> Sort:
    return Sort(id_, Group.MISSING, about, title, why, mend, find)


def _fee_known(case: CaseView) -> bool:
    if case.fees is not None:
        return True
    return bool(case.channels) and all(one.fee or one.fees is not None for one in case.channels)


def _published(looked: Looked) -> bool:
    events = any(event.action is EventAction.PUBLISHED for event in looked.procedure.events)
    return events or bool(looked.procedure.published_by)


def _decides(looked: Looked) -> bool:
    who = looked.procedure.authority
    return who is not None and bool(who.decides or who.handles or who.decided_by or who.handled_by)


def _uncounted(looked: Looked) -> Iterator[Found]:
    """Find the papers of which it is not said how many of what kind; the first of them is the place."""
    found = [(path, item.name) for path, item in _papers(looked) if not _counted(item)]
    if found:
        names = _named([name for _, name in found], "giấy tờ")
        yield found[0][0], f"chưa rõ số bản chính, bản sao của {names}"


def _papers(looked: Looked) -> Iterator[tuple[KeyPath, DossierItem]]:
    for number, item in enumerate(looked.procedure.dossier):
        yield ("dossier", number), item
    for n, case in enumerate(looked.procedure.cases):
        for number, item in enumerate(case.dossier):
            yield ("cases", n, "dossier", number), item


def _counted(item: DossierItem) -> bool:
    return bool(item.originals or item.copies)


def _without_file(looked: Looked) -> Iterator[Found]:
    """Find the forms that are named but can be had nowhere."""
    found = [
        ((*path, "forms", n), form.label)
        for path, item in _papers(looked)
        for n, form in enumerate(item.forms)
        if not form.file and not form.address
    ]
    if found:
        names = _named([label for _, label in found], "mẫu")
        yield found[0][0], f"chưa có tệp để tải của {names}"


def _without_amount(looked: Looked) -> Iterator[Found]:
    """Find the charges of which it is not said how much they are."""
    value = looked.on.fees
    fees = looked.procedure.fees
    found = [
        (("fees", fees.index(value), "items", n), item.label)
        for n, item in enumerate(value.items if value else ())
        if value and not item.known
    ]
    for number, case in enumerate(looked.procedure.cases):
        found += [
            (("cases", number, "fees", n), item.label)
            for n, item in enumerate(case.fees or ())
            if not item.known
        ]
    if found:
        names = _named([label for _, label in found], "khoản")
        yield found[0][0], f"chưa rõ mức của {names}"


SORTS: tuple[Sort, ...] = (
    _sort(
        "thieu-thoi-han",
        Aspect.LIMIT,
        "chưa có thời hạn giải quyết",
        f"Người nộp không biết phải chờ bao lâu. {_ART_8} điểm đ.",
        "Ghi “processing_time” của thủ tục, của từng trường hợp hoặc của từng cách nộp.",
        _by_case("processing_time", "chưa có thời hạn giải quyết", lambda case: any(limits_of(case))),
    ),
    _sort(
        "thieu-ho-so",
        Aspect.DOSSIER,
        "chưa có thành phần hồ sơ",
        f"Người nộp không biết phải mang gì. {_ART_8} điểm d.",
        "Ghi mỗi giấy tờ một mục ở “dossier”.",
        _by_case("dossier", "chưa có thành phần hồ sơ", lambda case: bool(case.dossier)),
    ),
    _sort(
        "thieu-phi",
        Aspect.FEES,
        "chưa rõ có thu phí, lệ phí hay không",
        f"Người nộp không biết phải trả bao nhiêu. {_ART_8} điểm h.",
        "Ghi “fees”; không thu thì ghi “không”.",
        _by_case("fees", "chưa rõ có thu phí, lệ phí hay không", _fee_known),
    ),
    _sort(
        "thieu-cach-nop",
        Aspect.CHANNELS,
        "chưa có cách thức thực hiện",
        f"Người nộp không biết nộp bằng cách nào. {_ART_8} điểm c.",
        "Ghi mỗi cách nộp một mục ở “channels”.",
        _by_case("channels", "chưa có cách thức thực hiện", lambda case: bool(case.channels)),
    ),
    _sort(
        "thieu-ket-qua",
        Aspect.RESULTS,
        "chưa có kết quả thực hiện",
        f"Người nộp không biết sẽ nhận được gì. {_ART_8} điểm h.",
        "Ghi giấy tờ mà người nộp nhận được ở “results”.",
        _by_case("results", "chưa có kết quả thực hiện", lambda case: bool(case.results)),
    ),
    _sort(
        "thieu-trinh-tu",
        Aspect.STEPS,
        "chưa có trình tự thực hiện",
        f"{_ART_8} điểm b.",
        "Ghi mỗi bước một dòng ở “steps”.",
        _by_case("steps", "chưa có trình tự thực hiện", lambda case: bool(case.steps)),
    ),
    _sort(
        "thieu-doi-tuong",
        Aspect.APPLICANTS,
        "chưa có đối tượng thực hiện",
        f"{_ART_8} điểm e.",
        "Ghi mỗi đối tượng một dòng ở “applicants”.",
        _whole("applicants", lambda looked: looked.procedure.applicants),
    ),
    _sort(
        "thieu-co-quan",
        Aspect.AUTHORITY,
        "chưa có cơ quan giải quyết",
        f"{_ART_8} điểm g.",
        "Ghi cơ quan quyết định hoặc cơ quan thực hiện ở “authority”.",
        _whole("authority", _decides),
    ),
    _sort(
        "thieu-noi-nop",
        Aspect.RECEIVING,
        "chưa rõ nơi tiếp nhận hồ sơ",
        "Người nộp không biết đến đâu. Nghị định 63/2010/NĐ-CP, Điều 13 khoản 2 điểm a (địa điểm thực hiện).",
        "Ghi mã cơ quan ở “receiving”, hoặc địa chỉ như nguồn ghi ở “receiving_note”.",
        _whole("receiving", lambda looked: looked.procedure.receiving or looked.procedure.receiving_note),
    ),
    _sort(
        "thieu-can-cu",
        Aspect.BASIS,
        "chưa có căn cứ pháp lý",
        "Nghị định 63/2010/NĐ-CP, Điều 15 khoản 1 điểm b.",
        "Ghi mỗi văn bản một mục ở “legal_basis”.",
        _whole("legal_basis", lambda looked: looked.procedure.legal_basis),
    ),
    _sort(
        "thieu-quyet-dinh-cong-bo",
        Aspect.PUBLISHED,
        "chưa ghi quyết định công bố",
        "Người đọc không biết văn bản nào công bố thủ tục.",
        "Ghi sự kiện “mới ban hành” ở “events”; chưa rõ ngày có hiệu lực thì ghi số ở “published_by”.",
        _whole("published_by", _published),
    ),
    _sort(
        "thieu-muc-do-truc-tuyen",
        Aspect.ONLINE,
        "chưa rõ mức độ dịch vụ công trực tuyến",
        f"{_PORTAL}.",
        "Ghi “online_level”.",
        _whole("online_level", lambda looked: looked.on.online_level),
    ),
    _sort(
        "thieu-ma",
        Aspect.CODE,
        "chưa rõ mã thủ tục quốc gia",
        f"Không tra được thủ tục trên Cơ sở dữ liệu quốc gia. {_PORTAL}.",
        "Ghi “code” như trên Cơ sở dữ liệu quốc gia; đừng đoán.",
        _whole("code", lambda looked: looked.procedure.code),
    ),
    _sort(
        "thieu-cap",
        Aspect.LEVEL,
        "chưa có cấp thực hiện",
        f"{_PORTAL}.",
        "Ghi “level”, ví dụ “Cấp tỉnh”.",
        _whole("level", lambda looked: looked.procedure.level),
    ),
    _sort(
        "thieu-muc-thu",
        Aspect.FEES,
        "có khoản phí chưa rõ mức",
        f"Người nộp biết có thu mà không biết bao nhiêu. {_ART_8} điểm h.",
        "Ghi “amount”, “percent” hoặc nguyên văn của nguồn ở “text”.",
        _without_amount,
    ),
    _sort(
        "thieu-so-bo",
        Aspect.SETS,
        "chưa rõ số bộ hồ sơ",
        f"{_ART_8} điểm d (số lượng hồ sơ).",
        "Ghi “dossier_sets”.",
        _by_case(
            "dossier_sets",
            "chưa rõ số bộ hồ sơ",
            lambda case: not case.dossier or case.dossier_sets is not None,
        ),
    ),
    _sort(
        "thieu-so-ban",
        Aspect.COPIES,
        "có giấy tờ chưa rõ số bản chính, bản sao",
        f"{_ART_8} điểm d (số lượng hồ sơ).",
        "Ghi “originals”, “copies” của từng giấy tờ khi quy định có nói.",
        _uncounted,
    ),
    _sort(
        "thieu-tep-mau",
        Aspect.FORMS,
        "có mẫu đơn, tờ khai chưa có tệp để tải",
        f"{_ART_8} điểm h (mẫu đơn, mẫu tờ khai).",
        "Đặt tệp vào thư mục của bản ghi và ghi “file”, hoặc ghi “address” của mẫu.",
        _without_file,
    ),
)
"""What may be missing, in the order in which citizens miss it."""
