"""A seal as a value and as a file: what its parts show, its marks, how a file is read and refused."""

import hashlib
import json
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from congbo.reports import seals
from congbo.reports.seals import Rectification, RectifiedPart, Seal, SealedFigure, SealedNote, State
from congbo.words.vocabulary import SealedPart
from sample import document, event, field, indicator, organisation, procedure, statistic

DAY = date(2024, 7, 10)
SHARE = SealedFigure(
    text="87,5%",
    value="175/2",
    unit="%",
    state="có số liệu",
    time="kỳ",
    numerator="14",
    denominator="16",
    verdict="đạt chỉ tiêu",
    previous=None,
    difference=None,
    records=("a",),
)
COUNT = SHARE.model_copy(update={"text": "01", "numerator": None, "denominator": None})
SEAL = Seal(
    report="mau",
    date=DAY,
    figures={"so": COUNT, "ty-le": SHARE},
    notes={"ghi-chu": SealedNote(number=1, text="Kế hoạch số 46/KH-SKHCN.", records=("a",))},
    citations={"a": ("mục I", "mục II.1")},
    names={"SKHCN": ("Sở Mẫu", "Sở", "")},
    records={"a": "0f" * 32},
    keys={"title": "1e" * 32},
    paragraphs=("2d" * 32, "3c" * 32),
)


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def test_a_digest_is_of_canonical_json() -> None:
    assert seals.digest({"b": [1, None, True], "a": "Đ"}) == sha256('{"a":"Đ","b":[1,null,true]}')
    assert seals.digest("\ud800") == sha256('"\ud800"')


def test_a_mark_is_80_bits_of_the_digest_of_plain_data() -> None:
    assert seals.mark(["a"]) == sha256('["a"]')[:20]
    note = SEAL.notes["ghi-chu"]
    text = '{"number":1,"records":["a"],"text":"Kế hoạch số 46/KH-SKHCN."}'
    assert seals.mark(note) == sha256(text)[:20]


def test_a_fingerprint_is_80_bits_in_groups_of_four() -> None:
    assert SEAL.digest == seals.digest(SEAL.model_dump(mode="json"))
    assert SEAL.fingerprint.replace(" ", "") == SEAL.digest[:20]
    assert [len(group) for group in SEAL.fingerprint.split(" ")] == [4, 4, 4, 4, 4]


def test_every_part_of_a_seal_has_what_is_shown_of_it_and_its_mark() -> None:
    assert {key: state.shown for key, state in SEAL.states.items()} == {
        (SealedPart.FIGURE, "so"): "01",
        (SealedPart.FIGURE, "ty-le"): "87,5% (14/16)",
        (SealedPart.RECORD, "a"): "",
        (SealedPart.NAME, "SKHCN"): "Sở Mẫu",
        (SealedPart.NOTE, "ghi-chu"): "",
        (SealedPart.CITATION, "a"): "mục I và mục II.1",
        (SealedPart.TEXT, "title"): "",
        (SealedPart.TEXT, "body"): "",
    }
    values: dict[tuple[SealedPart, str], Any] = {
        (SealedPart.FIGURE, "so"): COUNT,
        (SealedPart.FIGURE, "ty-le"): SHARE,
        (SealedPart.RECORD, "a"): "0f" * 32,
        (SealedPart.NAME, "SKHCN"): ("Sở Mẫu", "Sở", ""),
        (SealedPart.NOTE, "ghi-chu"): SEAL.notes["ghi-chu"],
        (SealedPart.CITATION, "a"): ("mục I", "mục II.1"),
        (SealedPart.TEXT, "title"): "1e" * 32,
        (SealedPart.TEXT, "body"): ("2d" * 32, "3c" * 32),
    }
    assert {key: state.mark for key, state in SEAL.states.items()} == {
        key: seals.mark(value) for key, value in values.items()
    }


def test_a_seal_cannot_be_changed_once_it_is_made() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        SEAL.report = "khac"  # type: ignore[misc]


FILE = """\
{
 "format": 1,
 "report": "mau",
 "date": "2024-07-10",
 "figures": {
  "so": {
   "text": "01",
   "value": "175/2",
   "unit": "%",
   "state": "có số liệu",
   "time": "kỳ",
   "numerator": null,
   "denominator": null,
   "verdict": "đạt chỉ tiêu",
   "previous": null,
   "difference": null,
   "records": [
    "a"
   ]
  }
 },
"""


def test_a_file_of_a_seal_is_json_that_a_person_can_read() -> None:
    text = seals.encoded(SEAL.model_copy(update={"figures": {"so": COUNT}})).decode()
    assert text.startswith(FILE)
    assert text.endswith("}\n")
    data = json.loads(text)
    assert list(data) == [*Seal.model_fields, "fingerprint"]
    fingerprint = data.pop("fingerprint")
    assert fingerprint == seals.digest(data)


def test_a_seal_stands_beside_its_page() -> None:
    assert seals.seal_path("docs/bao-cao/mau.md") == "docs/bao-cao/mau.seal.json"


PATH = "docs/bao-cao/mau.seal.json"
UNREADABLE = "không đọc được dấu niêm phong; hãy lấy lại tệp này từ lịch sử git"
ALTERED = "dấu niêm phong đã bị sửa sau khi lập; hãy lấy lại tệp này từ lịch sử git"


def broken(raw: bytes, report: str = "mau") -> tuple[int, int, str, str]:
    seal, (problem,) = seals.read_seal(raw, PATH, report)
    assert seal is None
    assert problem.path == PATH
    return problem.line, problem.column, problem.rule, problem.message


def test_a_seal_reads_back_and_only_for_its_report() -> None:
    raw = seals.encoded(SEAL)
    assert seals.read_seal(raw, PATH, "mau") == (SEAL, [])
    assert seals.read_seal(b"\xef\xbb\xbf" + raw, PATH, "mau") == (SEAL, [])
    message = "dấu niêm phong này là của báo cáo “mau”, không phải “khac”"
    assert broken(raw, "khac") == (1, 1, "seal-broken", message)


def test_a_file_that_is_no_seal_or_not_as_it_was_made_is_refused() -> None:
    data = json.loads(seals.encoded(SEAL))
    more = {**data, "more": 1}
    unsigned = {key: value for key, value in data.items() if key != "fingerprint"}
    for raw, message in (
        (b"{", UNREADABLE),
        (b"[[]]", UNREADABLE),
        (b"1", UNREADABLE),
        (b"\xff", UNREADABLE),
        (b"[" * 100_000, UNREADABLE),
        (json.dumps(more).encode(), UNREADABLE),
        (json.dumps({**data, "format": 2}).encode(), UNREADABLE),
        (json.dumps(unsigned).encode(), ALTERED),
        (json.dumps({**data, "date": "2024-07-11"}).encode(), ALTERED),
        (json.dumps({**data, "fingerprint": data["fingerprint"][:20]}).encode(), ALTERED),
    ):
        assert broken(raw) == (1, 1, "seal-broken", message)


def test_a_corrected_part_says_nothing_of_value_and_mark_where_it_is_gone() -> None:
    part = RectifiedPart.model_validate({"part": "bản ghi", "id": "a"})
    assert (part.value, part.mark) == ("", "")
    with pytest.raises(ValidationError):
        RectifiedPart.model_validate({"part": "bảng", "id": "a"})


def rectification(day: str, *changes: tuple[str, str, str, str]) -> Rectification:
    keys = ("part", "id", "value", "mark")
    made = [dict(zip(keys, change, strict=True)) for change in changes]
    return Rectification.model_validate({"date": day, "reason": "Đếm sót.", "changes": made})


FIRST = rectification("2024-08-01", ("số liệu", "so", "02", "m2"), ("bản ghi", "a", "", ""))
SECOND = rectification(
    "2024-09-01", ("số liệu", "so", "03", "m3"), ("số liệu", "moi", "5", "m5"), ("bản ghi", "b", "", "mb")
)


def test_what_must_hold_is_the_seal_with_its_rectifications_over_it_in_turn() -> None:
    assert seals.expected(SEAL, []) == SEAL.states
    so, a = (SealedPart.FIGURE, "so"), (SealedPart.RECORD, "a")
    rest = {key: state for key, state in SEAL.states.items() if key not in (so, a)}
    assert seals.expected(SEAL, [FIRST]) == {**rest, so: State("02", "m2")}
    assert seals.expected(SEAL, [FIRST, SECOND]) == {
        **rest,
        so: State("03", "m3"),
        (SealedPart.FIGURE, "moi"): State("5", "m5"),
        (SealedPart.RECORD, "b"): State("", "mb"),
    }
    back = rectification("2024-10-01", ("bản ghi", "a", "", "ma"))
    assert seals.expected(SEAL, [FIRST, back])[a] == State("", "ma")


def test_each_corrected_part_is_told_with_what_was_shown_before_and_since() -> None:
    told = [
        (one.part, one.id, one.old, one.new, one.removed) for one in seals.rectified(SEAL, [FIRST, SECOND])
    ]
    assert told == [
        (SealedPart.FIGURE, "so", "01", "02", False),
        (SealedPart.RECORD, "a", "", "", True),
        (SealedPart.FIGURE, "so", "02", "03", False),
        (SealedPart.FIGURE, "moi", "", "5", False),
        (SealedPart.RECORD, "b", "", "", False),
    ]
    assert [one.rectification for one in seals.rectified(SEAL, [FIRST, SECOND])] == [FIRST] * 2 + [SECOND] * 3


def content(kind: str, data: dict[str, Any], body: str = "") -> str:
    return seals.digest({"kind": kind, "data": data, "body": body})


def test_the_content_of_a_record_is_its_kind_what_it_says_and_its_body() -> None:
    plan = document("46-KH-SKHCN-2024", issued="2024-03-05", topics=["a", "b"], body="\n Lời. \n")
    data = {
        "id": "46-KH-SKHCN-2024",
        "number": "46/KH-SKHCN",
        "issuer": "SKHCN",
        "issued": "2024-03-05",
        "topics": ["a", "b"],
    }
    assert seals.content_hash(plan, DAY) == content("kế hoạch", data, "Lời.")
    named = organisation("SKHCN", name="Sở Mẫu")
    assert seals.content_hash(named, DAY) == content("Organisation", {"id": "SKHCN", "name": "Sở Mẫu"})


def test_a_value_of_a_record_is_written_exactly_and_a_day_as_a_day() -> None:
    one = statistic("x", "87.50", day="2024-06-30")
    assert '"value":"87.50"' in canonical(one)
    assert '"day":"2024-06-30"' in canonical(one)


def canonical(record: Any, day: date = DAY) -> str:
    """The text of what is hashed of a record."""
    texts: list[str] = []
    made = json.dumps

    def keeping(content: Any, **options: Any) -> str:
        texts.append(made(content, **options))
        return texts[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json, "dumps", keeping)
        seals.content_hash(record, day)
    return texts[-1]


def test_what_a_record_says_of_days_after_a_day_is_left_out_and_of_the_day_itself_is_not() -> None:
    events = [
        event("mới ban hành", "2024-07-09"),
        event("bãi bỏ", "2024-07-10"),
        event("bãi bỏ", "2024-07-11"),
    ]
    levels = [{"value": "toàn trình", "since": day} for day in ("2024-07-10", "2024-07-11")]
    text = canonical(procedure("1.1", events=events, online_level=levels))
    assert text.count('"effective":"2024-07-09"') == text.count('"effective":"2024-07-10"') == 1
    assert text.count('"since":"2024-07-10"') == 1
    assert "2024-07-11" not in text
    assert text.count('"action":"bãi bỏ"') == 1


def test_a_date_after_the_day_is_left_out_with_its_key_alone() -> None:
    ending = [document("46-KH-SKHCN-2024", expired=day) for day in ("2024-07-10", "2024-07-11")]
    assert '"expired":"2024-07-10"' in canonical(ending[0])
    assert canonical(ending[1]) == canonical(document("46-KH-SKHCN-2024"))


def test_an_entry_without_a_beginning_is_kept() -> None:
    fees = [{"items": [{"label": "Phí", "amount": "20000"}]}]
    assert '"label":"Phí"' in canonical(procedure("1.1", fees=fees))
    where = {"count": "văn bản", "where": {"kind": ["kế hoạch", "báo cáo"]}}
    assert '["kế hoạch","báo cáo"]' in canonical(indicator("x", where))
    assert seals.content_hash(field("a"), DAY) == content("FieldOfWork", {"id": "a", "name": "Lĩnh vực a"})
