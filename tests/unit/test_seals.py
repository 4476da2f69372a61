"""A chain of seal and rectifications as value and as file: digests, marks, what must hold, what is read."""

import hashlib
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from sealed import chained

from congbo.reports import seals
from congbo.reports.seals import Change, Shown
from congbo.words.vocabulary import SealedPart

DAY = date(2024, 7, 10)
SHARE = {"title": "Tỷ lệ", "text": "87,5%", "fraction": "14/16", "unit": "%", "records": {"dossier/a": ""}}
COUNT = {"title": "Số kế hoạch", "text": "01", "unit": "kế hoạch", "records": {"document/a": "ngày 1/1"}}
SHOWN = Shown(
    order=["so", "ty-le"],
    figures={"so": COUNT, "ty-le": SHARE},
    records={"document/a": {"name": "Kế hoạch số 46/KH-SKHCN"}},
    names={"organisation/SKHCN": {"full": "Sở Mẫu"}},
    notes={"ghi-chu": {"number": "1", "text": ["Xem ", ["cite", "a"], "."]}},
    keys={"title": "Báo cáo", "period": {"start": "2024-01-01"}},
    body=[["Một."], ["Hai ", ["figure", "so"]]],
)
CHAIN = seals.sealed("mau", DAY, SHOWN)
SO, A = (SealedPart.FIGURE, "so"), (SealedPart.RECORD, "document/a")


def change(key: tuple[SealedPart, str], old: str, new: str, value: Any = None) -> Change:
    part, id_ = key
    return Change(part=part, id=id_, title="số liệu", old=old, new=new, value=value)


FIRST = (change(SO, "01", "02", {**COUNT, "text": "02"}), change(A, "Kế hoạch", ""))
SECOND = (
    change(SO, "02", "03", {**COUNT, "text": "03"}),
    change((SealedPart.FIGURE, "moi"), "", "5", {"title": "Số mới", "text": "5"}),
)
CORRECTED = CHAIN.followed_by(date(2024, 8, 1), "Đếm sót.", FIRST)
TWICE = CORRECTED.followed_by(date(2024, 9, 1), "Đếm sót nữa.", SECOND)


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def canonical(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def test_a_digest_is_of_canonical_json() -> None:
    assert seals.digest({"b": ["1", None], "a": "Đ", "A": "\n"}) == sha256(
        '{"A":"\\n","a":"Đ","b":["1",null]}'
    )
    assert seals.digest("\ud800") == sha256('"\ud800"')


def test_the_digest_of_a_seal_is_of_its_form_its_report_and_what_was_shown() -> None:
    data = json.loads(seals.encoded(CHAIN))
    first = {key: data[key] for key in ("format", "report", "seal")}
    assert CHAIN.digests == [sha256(canonical(first))] == [CHAIN.head]
    assert seals.sealed("mau", date(2024, 7, 11), SHOWN).head != CHAIN.head
    assert seals.sealed("khac", DAY, SHOWN).head != CHAIN.head


def test_each_link_carries_the_digest_of_the_one_before_and_the_head_is_that_of_the_last() -> None:
    data = json.loads(seals.encoded(TWICE))
    first, second = data["rectifications"]
    assert first["previous"] == CHAIN.head
    assert second["previous"] == sha256(canonical(first)) == CORRECTED.head
    assert data["head"] == sha256(canonical(second)) == TWICE.head
    assert TWICE.digests == [CHAIN.head, CORRECTED.head, TWICE.head]


def test_a_link_is_added_and_nothing_before_it_changes() -> None:
    assert CORRECTED.seal == CHAIN.seal
    assert TWICE.rectifications[:1] == CORRECTED.rectifications
    assert (CHAIN.rectifications, CHAIN.broken(), TWICE.broken()) == ((), "", "")


def test_a_mark_is_128_bits_of_the_head_in_groups_of_four() -> None:
    assert CHAIN.mark.replace(" ", "") == CHAIN.head[:32]
    assert len(bytes.fromhex(CHAIN.mark)) * 8 == 128
    assert [len(group) for group in CHAIN.mark.split(" ")] == [4] * 8


def test_every_part_of_a_seal_is_what_was_shown_of_it() -> None:
    assert SHOWN.states == {
        SO: COUNT,
        (SealedPart.FIGURE, "ty-le"): SHARE,
        A: SHOWN.records["document/a"],
        (SealedPart.NAME, "organisation/SKHCN"): {"full": "Sở Mẫu"},
        (SealedPart.NOTE, "ghi-chu"): SHOWN.notes["ghi-chu"],
        (SealedPart.TEXT, "title"): "Báo cáo",
        (SealedPart.TEXT, "period"): {"start": "2024-01-01"},
        (SealedPart.TEXT, "body"): SHOWN.body,
    }


def test_a_seal_cannot_be_changed_once_it_is_made() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        CHAIN.report = "khac"  # type: ignore[misc]


def test_what_must_hold_is_the_seal_with_its_rectifications_over_it_in_turn() -> None:
    assert CHAIN.expected == SHOWN.states
    rest = {key: value for key, value in SHOWN.states.items() if key not in (SO, A)}
    assert CORRECTED.expected == {**rest, SO: {**COUNT, "text": "02"}}
    assert TWICE.expected == {
        **rest,
        SO: {**COUNT, "text": "03"},
        (SealedPart.FIGURE, "moi"): {"title": "Số mới", "text": "5"},
    }
    back = CORRECTED.followed_by(DAY, "Vẫn còn.", [change(A, "", "Kế hoạch", {"name": "Kế hoạch"})])
    assert back.expected[A] == {"name": "Kế hoạch"}


def test_each_corrected_part_is_told_with_its_rectification_and_the_number_of_that() -> None:
    assert [(one.number, one.change) for one in TWICE.rectified] == [
        *((1, one) for one in FIRST),
        *((2, one) for one in SECOND),
    ]
    assert [TWICE.rectifications[one.number - 1] for one in TWICE.rectified] == [
        one.rectification for one in TWICE.rectified
    ]


def test_a_figure_moved_where_what_was_printed_of_it_is_another_or_gone() -> None:
    assert FIRST[0].moved
    assert change(SO, "01", "", None).moved
    beside = change(SO, "thời gian: Năm 2023", "thời gian: Năm 2024", {**COUNT, "time": "Năm 2024"})
    assert not beside.moved
    assert change((SealedPart.FIGURE, "ty-le"), "50% (1/2)", "87,5% (14/16)", SHARE).moved


def test_a_figure_is_read_with_the_two_counts_of_a_ratio_on_one_line() -> None:
    assert seals.figure_text(COUNT) == "01"
    assert seals.figure_text(SHARE) == "87,5% (14/16)"
    assert seals.figure_text({"text": "không\nphát\tsinh"}) == "không phát sinh"


TYPED = {
    "as it is printed": "1a2b 3c4d",
    "on one line of a page": "1a2b\u00a03c4d",
    "in two lines": "1a2b\n  3c4d ",
    "with hyphens": "1a2b-3c4d",
    "with other dashes and points": "1a2b\u2013.3c\u20114d",
    "in capitals": "1A2B 3C4D",
    "without spaces": "1a2b3c4d",
    "with what cannot be seen": "1a2b\u200b 3c4d\ufeff",
}


@pytest.mark.parametrize("text", TYPED.values(), ids=TYPED)
def test_a_mark_may_be_typed_as_people_copy_it(text: str) -> None:
    assert seals.typed_mark(text) == "1a2b3c4d"


FILE = """\
{
 "format": 2,
 "report": "mau",
 "seal": {
  "date": "2024-07-10",
  "shown": {
   "order": [
    "so",
    "ty-le"
   ],
   "figures": {
    "so": {
     "title": "Số kế hoạch",
     "text": "01",
     "unit": "kế hoạch",
     "records": {
      "document/a": "ngày 1/1"
     }
    },
"""


def test_a_file_of_a_seal_is_json_that_a_person_can_read() -> None:
    text = seals.encoded(CHAIN).decode()
    assert text.startswith(FILE)
    assert text.endswith(f'\n "head": "{CHAIN.head}"\n}}\n')
    assert list(json.loads(text)) == ["format", "report", "seal", "rectifications", "head"]
    links = json.loads(seals.encoded(TWICE))["rectifications"]
    assert [list(link) for link in links] == [["date", "reason", "previous", "changes"]] * 2
    assert list(links[0]["changes"][1].items()) == [
        ("part", "bản ghi"),
        ("id", "document/a"),
        ("title", "số liệu"),
        ("old", "Kế hoạch"),
        ("new", ""),
        ("value", None),
    ]


def test_a_seal_stands_beside_its_page() -> None:
    assert seals.seal_path("docs/bao-cao/mau.md") == "docs/bao-cao/mau.seal.json"


PATH = "docs/bao-cao/mau.seal.json"
RESTORE = "Hãy lấy lại tệp này từ lịch sử git"
UNREADABLE = "không đọc được dấu niêm phong"


def refused(raw: bytes, report: str = "mau") -> str:
    """Why a file is refused: one problem, one line, at the head of the file."""
    chain, (problem,) = seals.read_seal(raw, PATH, report)
    assert chain is None
    assert (problem.path, problem.line, problem.column) == (PATH, 1, 1)
    assert (problem.rule, problem.hint) == ("seal-broken", RESTORE)
    assert str(problem).encode().decode().isprintable()
    return problem.message


def test_a_seal_reads_back_and_only_for_its_report() -> None:
    for chain in (CHAIN, CORRECTED, TWICE):
        raw = seals.encoded(chain)
        assert seals.read_seal(raw, PATH, "mau") == (chain, [])
        assert refused(raw, "khac") == "dấu niêm phong này là của báo cáo “mau”, không phải “khac”"


def test_a_seal_may_be_laid_out_otherwise() -> None:
    def reversed_keys(data: Any) -> Any:
        if isinstance(data, dict):
            return {key: reversed_keys(data[key]) for key in reversed(data)}
        return [reversed_keys(one) for one in data] if isinstance(data, list) else data

    raw = b"\xef\xbb\xbf" + json.dumps(reversed_keys(json.loads(seals.encoded(TWICE)))).encode()
    assert seals.read_seal(raw, PATH, "mau") == (TWICE, [])


LINKS = ["phần niêm phong", "đính chính thứ 1", "đính chính thứ 2"]


def every_text(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every text in plain data."""
    if isinstance(data, str):
        return [path]
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [found for key, value in items for found in every_text(value, (*path, key))]


def test_no_text_of_a_seal_can_be_changed_without_being_seen_at_its_link() -> None:
    data = json.loads(seals.encoded(TWICE))
    seen = 0
    for path in every_text(data):
        altered = json.loads(seals.encoded(TWICE))
        holder = altered
        for key in path[:-1]:
            holder = holder[key]
        was = holder[path[-1]]
        holder[path[-1]] = {"date": "2024-07-30", "part": "tên" if was != "tên" else "bản ghi"}.get(
            path[-1], f"{was}x"
        )
        link = 0 if path[0] in ("seal", "report") else path[1] + 1 if path[0] == "rectifications" else 2
        link -= path[-1] == "previous"  # what carries the digest is not what is told
        told = refused(json.dumps(altered).encode(), "maux" if path == ("report",) else "mau")
        told_link = told == UNREADABLE or told.startswith(f"{LINKS[link]} đã bị sửa")
        assert told_link, (path, told)
        seen += told != UNREADABLE
    assert seen > 30


def with_seal(**keys: Any) -> Callable[[dict[str, Any]], None]:
    return lambda data: data["seal"]["shown"].update(keys)


def at(*path: Any, value: Any) -> Callable[[dict[str, Any]], None]:
    """Put a value at a place of a file."""

    def altered(data: Any) -> None:
        for key in path[:-1]:
            data = data[key]
        data[path[-1]] = value

    return altered


DEEP: Any = "x"
for _ in range(120):
    DEEP = [DEEP]
FIGURE, CHANGE = ("seal", "shown", "figures", "so"), ("rectifications", 0, "changes", 0)
KEY = ("seal", "shown", "keys", "title")
SHAPELESS: dict[str, Callable[[dict[str, Any]], None]] = {
    "a figure without words": at(*FIGURE, value={}),
    "a figure without a title": at(*FIGURE, value={"text": "1"}),
    "a figure that is a list": at(*FIGURE, value=["01"]),
    "a number where a text stands": at(*FIGURE, "text", value=1),
    "a key that no figure has": at(*FIGURE, "khac", value="x"),
    "records in a list": at(*FIGURE, "records", value=["document/a"]),
    "records of numbers": at(*FIGURE, "records", value={"document/a": 1}),
    "answers that are a text": at(*FIGURE, "answers", value="01"),
    "all records in a list": with_seal(records=["document/a"]),
    "a record without a name": with_seal(records={"document/a": {}}),
    "a record of no kind": with_seal(records={"a": {"name": "x"}}),
    "a name that is a list": with_seal(names={"organisation/SKHCN": ["x"]}),
    "a name without a form": with_seal(names={"organisation/SKHCN": "x"}),
    "a form of a name that is a list": with_seal(names={"organisation/SKHCN": {"full": ["x"]}}),
    "no order": lambda data: data["seal"]["shown"].pop("order"),
    "an order that is a text": with_seal(order="so"),
    "an order of lists": with_seal(order=[["so"]]),
    "listed records in no list of their own": at(*FIGURE, "listed", value=["document/a"]),
    "a note without words": with_seal(notes={"ghi-chu": {"number": "1"}}),
    "a note that is a text": with_seal(notes={"ghi-chu": "x"}),
    "a body that is a text": with_seal(body="x"),
    "a body of numbers": with_seal(body=[[1]]),
    "a body of nothing": with_seal(body=[None]),
    "a huge number": at(*KEY, value=10**4000),
    "a fraction": at(*KEY, value=0.1),
    "no number": at(*KEY, value=float("nan")),
    "an endless number": at(*KEY, value=float("inf")),
    "yes and no": at(*KEY, value=True),
    "nothing": at(*KEY, value=None),
    "half a letter": at(*KEY, value="\ud800"),
    "a control character": at(*KEY, value="\x1b[2J"),
    "a control character in a key": with_seal(keys={"a\nb": "x"}),
    "a line separator": at(*KEY, value="a\u2028b"),
    "a group within a group within a group": at(*KEY, value=[DEEP, {"a": [None]}]),
    "a day as a number": at("seal", "date", value=1720569600),
    "a day with an hour": at("seal", "date", value="2024-07-10T00:00:00"),
    "a day that is none": at("seal", "date", value="2024-02-30"),
    "another form": at("format", value=3),
    "the former form": at("format", value=1),
    "a form that is a fraction": at("format", value=2.0),
    "a form that is a text": at("format", value="2"),
    "one more key": at("more", value="x"),
    "rectifications in a group": at("rectifications", value={}),
    "a rectification of nothing": at("rectifications", 0, "changes", value=[]),
    "a reason in two lines": at("rectifications", 0, "reason", value="a\nb"),
    "old words in two lines": at(*CHANGE, "old", value="a\nb"),
    "a part that there is not": at(*CHANGE, "part", value="bảng"),
    "a figure corrected to a text": at(*CHANGE, "value", value="x"),
    "a figure corrected to a group of nothing": at(*CHANGE, "value", value={}),
    "a figure corrected to a number": at(*CHANGE, "value", value=7),
    "a body corrected to a group": at(*CHANGE, value=None),
    "a head that is a number": at("head", value=1),
    "a report that is a list": at("report", value=["mau"]),
    "a report in two lines": at("report", value="mau\nkhac"),
}


def digested(data: dict[str, Any]) -> bytes:
    """A file with every digest computed anew over whatever stands there."""
    data["head"] = data["head"] if isinstance(data["head"], int) else ""
    head = sha256(canonical({key: data[key] for key in ("format", "report", "seal")}))
    links = data["rectifications"]
    for link in links if isinstance(links, list) else ():
        link["previous"] = head
        head = sha256(canonical(link))
    data["head"] = data["head"] or head
    return json.dumps(data).encode()


@pytest.mark.parametrize("altered", SHAPELESS.values(), ids=SHAPELESS)
def test_what_a_seal_cannot_hold_is_told_in_one_line_though_its_digests_hold(
    altered: Callable[[dict[str, Any]], None],
) -> None:
    data = json.loads(seals.encoded(CORRECTED))
    assert seals.read_seal(digested(data), PATH, "mau") == (CORRECTED, [])
    altered(data)
    report = data["report"] if isinstance(data["report"], str) else "mau"
    assert refused(digested(data), report) == UNREADABLE


TEXT = seals.encoded(CORRECTED).decode()
NO_SEALS = {
    "nothing": b"",
    "a list": b"[[]]",
    "a number": b"1",
    "a number without end": b"9" * 10_000,
    "no number": b"NaN",
    "nothing in JSON": b"null",
    "half a file": TEXT[:1000].encode(),
    "two files": (TEXT + TEXT).encode(),
    "no UTF-8": b"\xff",
    "UTF-16": TEXT.encode("utf-16"),
    "deep lists": b"[" * 100_000,
    "deep groups": b'{"a":' * 100_000,
    "a deep value": TEXT.replace('"Báo cáo"', "[" * 500 + '"x"' + "]" * 500).encode(),
    "a very deep value": TEXT.replace('"Báo cáo"', "[" * 50_000 + '"x"' + "]" * 50_000).encode(),
    "a key twice": TEXT.replace('"report": "mau",', '"report": "khac", "report": "mau",').encode(),
    "a figure twice": TEXT.replace('"figures": {', '"figures": {"so": {"title": "x", "text": "9"},').encode(),
    "no form": TEXT.replace('"format": 2,', "").encode(),
    "no rectifications": seals.encoded(CHAIN).decode().replace('"rectifications": [],', "").encode(),
}


@pytest.mark.parametrize("raw", NO_SEALS.values(), ids=NO_SEALS)
def test_a_file_that_is_no_seal_is_told_in_one_line(raw: bytes) -> None:
    assert refused(raw) == UNREADABLE


def test_a_chain_whose_links_were_altered_says_which() -> None:
    after = " đã bị sửa, hoặc có đính chính bị thêm, bị bớt hay đổi chỗ ngay sau đó"
    one, two = TWICE.rectifications
    broken = [
        ((one, two.model_copy(update={"reason": "Khác."})), 2),
        ((one.model_copy(update={"reason": "Khác."}), two), 1),
        ((two,), 0),
        ((one,), 1),
        ((), 0),
        ((two, one), 0),
        ((one, one, two), 1),
    ]
    for links, link in broken:
        altered = TWICE.model_copy(update={"rectifications": links})
        assert altered.broken() == LINKS[link] + after
        assert chained(altered).broken() == ""
        assert refused(seals.encoded(altered)) == LINKS[link] + after
    assert chained(TWICE) == TWICE


DATA_PAGE = Path(__file__).parents[2] / "macros/congbo/pages/docs/du-lieu/index.md"


def test_a_stranger_recomputes_the_head_by_what_the_page_of_the_data_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", DATA_PAGE.read_text("utf-8"), re.DOTALL)
    (name,) = re.findall(r'Path\("(.*?)"', code)
    monkeypatch.chdir(tmp_path)
    for chain in (CHAIN, CORRECTED, TWICE):
        (tmp_path / name).write_bytes(seals.encoded(chain))
        exec(compile(code, "page", "exec"), {})
        assert capsys.readouterr().out == chain.mark.replace(" ", "") + "\n"
        (tmp_path / name).write_text(seals.encoded(chain).decode().replace("Hai ", "Ba "), "utf-8")
        with pytest.raises(AssertionError):
            exec(compile(code, "page", "exec"), {})
