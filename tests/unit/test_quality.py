"""Flaws of procedures: each part that is missing, each contradiction, and nothing that is none."""

from collections import Counter
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from checking import told

from congbo.figures import completeness, contradictions
from congbo.figures.flaws import Group
from congbo.figures.quality import NEEDLESS, SORTS, Quality, flaws
from congbo.records.procedures import Procedure
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.rules import quality as rules
from congbo.words.vocabulary import Aspect
from sample import event, field, organisation, procedure

DAY = date(2026, 11, 23)
WHOLE: dict[str, Any] = {
    "code": "1.012345",
    "level": "Cấp tỉnh",
    "applicants": "tổ chức",
    "authority": {"decides": "Sở Khoa học và Công nghệ"},
    "receiving": "PVHCC",
    "channels": [{"method": "trực tiếp"}, {"method": "trực tuyến"}],
    "dossier": [{"name": "Đơn", "originals": "1"}],
    "dossier_sets": "1",
    "processing_time": [{"value": "8", "unit": "ngày làm việc"}],
    "fees": [{"items": "không"}],
    "results": ["Giấy phép"],
    "steps": ["Nộp hồ sơ"],
    "legal_basis": [{"number": "142/2020/NĐ-CP"}],
    "online_level": [{"value": "toàn trình"}],
    "published_by": [{"number": "15/QĐ-UBND"}],
}
LACKING = {
    "code": "thieu-ma",
    "level": "thieu-cap",
    "applicants": "thieu-doi-tuong",
    "authority": "thieu-co-quan",
    "receiving": "thieu-noi-nop",
    "channels": "thieu-cach-nop",
    "dossier": "thieu-ho-so",
    "dossier_sets": "thieu-so-bo",
    "processing_time": "thieu-thoi-han",
    "fees": "thieu-phi",
    "results": "thieu-ket-qua",
    "steps": "thieu-trinh-tu",
    "legal_basis": "thieu-can-cu",
    "online_level": "thieu-muc-do-truc-tuyen",
    "published_by": "thieu-quyet-dinh-cong-bo",
}
"""The sort that tells of each part where it is not there."""
BY_CASE = ("channels", "dossier", "processing_time", "fees", "results", "steps")


def found(*records: Record, day: date = DAY) -> list[tuple[str, str]]:
    """The flaws as (sort, what is said)."""
    return [(flaw.sort.id, flaw.said) for flaw in flaws(Register(records), day)]


def sorts(one: Procedure, *others: Record, day: date = DAY) -> set[str]:
    return {sort for sort, _ in found(one, *others, day=day)}


def test_a_whole_procedure_has_no_flaw() -> None:
    assert found(procedure("p1", **WHOLE)) == []


@pytest.mark.parametrize("seed", range(60))
def test_whatever_parts_are_left_out_each_is_told_and_no_other(seed: int) -> None:
    random = Random(seed)
    out = {key for key in WHOLE if random.random() < 0.3}
    kept = {key: value for key, value in WHOLE.items() if key not in out}
    expected = {LACKING[key] for key in out}
    if "dossier" in out:
        expected.discard("thieu-so-bo")  # nothing of which sets could be made
    assert sorts(procedure("p1", **kept)) == expected
    assert sorts(procedure("p1")) >= set(LACKING.values()) - {"thieu-so-bo"}


@pytest.mark.parametrize("seed", range(40))
def test_a_case_that_lacks_a_part_is_named_and_one_that_has_it_is_not(seed: int) -> None:
    random = Random(seed)
    key = random.choice(BY_CASE)
    value = WHOLE[key]
    own: Any = {"processing_time": value[0], "fees": "không"}.get(key, value)
    having = [random.random() < 0.5 for _ in range(random.randint(2, 5))]
    cases = [
        {"id": f"c{n}", "name": f"Trường hợp {n}", **({key: own} if has else {})}
        for n, has in enumerate(having)
    ]
    common = {other: given for other, given in WHOLE.items() if other not in (key, "online_level")}
    one = procedure("p1", **common, online_level=[{"value": "toàn trình"}], cases=cases)
    told_of = [said for sort, said in found(one) if sort == LACKING[key]]
    if all(having):
        assert told_of == []
    elif not any(having):
        assert told_of == [""]
    else:
        (said,) = told_of
        named = [n for n in range(len(cases)) if f"“Trường hợp {n}”" in said]
        lacking = [n for n, has in enumerate(having) if not has]
        assert named == lacking[: completeness.MOST_NAMED]


@pytest.mark.parametrize(
    ("changed", "sort"),
    [
        ({"dossier": [{"name": "Đơn", "originals": "0", "copies": "0"}]}, "thieu-so-ban"),
        ({"dossier": [{"name": "Đơn", "kind": "bản chính"}]}, "thieu-so-ban"),
        ({"dossier": [{"name": "Đơn", "originals": "1", "forms": [{"name": "Mẫu"}]}]}, "thieu-tep-mau"),
        ({"fees": [{"items": [{"label": "Phí"}]}]}, "thieu-muc-thu"),
        ({"name": "Cấp giấy phép."}, "dau-cuoi-ten"),
        ({"name": "Trình báo mất hộ chiếu (tại cấp huyện)"}, "con-cap-huyen"),
        ({"steps": ["Nộp ở Ủy ban nhân dân huyện"]}, "con-cap-huyen"),
    ],
)
def test_a_part_that_says_too_little_or_what_is_gone_is_told(changed: dict[str, Any], sort: str) -> None:
    assert sorts(procedure("p1", **{**WHOLE, **changed})) == {sort}


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "Cấp giấy phép (lần 2)…"},
        {"steps": ["Nộp ở huyện đảo Lý Sơn"]},
        {"dossier": [{"name": "Đơn", "copies": "3", "originals": "0"}]},
        {"fees": [{"items": [{"label": "Phí", "text": "theo quy định của tỉnh"}]}]},
        {"receiving": "", "receiving_note": "70 Lê Hồng Phong"},
    ],
)
def test_what_says_enough_is_no_flaw(changed: dict[str, Any]) -> None:
    assert found(procedure("p1", **{**WHOLE, **changed})) == []


def test_before_the_two_levels_a_district_is_none() -> None:
    one = procedure("p1", **{**WHOLE, "level": "Cấp huyện", "name": "Cấp giấy tại huyện"})
    assert found(one, day=date(2025, 6, 30)) == []
    assert sorts(one, day=contradictions.TWO_LEVELS) == {"level-ended", "con-cap-huyen"}


def test_one_that_has_ended_has_no_flaw_and_one_that_is_coming_is_looked_at_on_its_first_day() -> None:
    ended = procedure("p1", events=[event("bãi bỏ", "2026-01-01")])
    levels = [{"value": "toàn trình"}, {"since": "2026-12-01", "value": "không áp dụng"}]
    keys = {**WHOLE, "online_level": levels}
    coming = procedure("p2", **keys, events=[event("mới ban hành", "2027-01-01")])
    assert found(ended) == []
    assert sorts(coming) == {"online-level"}
    assert found(procedure("p3", **keys)) == []


LEVELS = ("toàn trình", "một phần", "chưa cung cấp trực tuyến", "không áp dụng")
METHODS = ("trực tiếp", "trực tuyến", "bưu chính")


@pytest.mark.parametrize("seed", range(60))
def test_the_online_level_and_the_ways_to_file_are_held_against_each_other(seed: int) -> None:
    random = Random(seed)
    level = random.choice(LEVELS)
    ways = [random.sample(METHODS, random.randint(0, 3)) for _ in range(random.randint(1, 3))]
    channels = [[{"method": one} for one in of_case] for of_case in ways]
    parts: dict[str, Any] = {"online_level": [{"value": level}]}
    if len(ways) == 1:
        parts["channels"] = channels[0]
    else:
        parts["channels"] = ()
        parts["cases"] = [{"id": f"c{n}", "name": f"C{n}", "channels": one} for n, one in enumerate(channels)]
    every = {one for of_case in ways for one in of_case}
    wrong = bool(every) and (level in LEVELS[:2]) != ("trực tuyến" in every)
    assert ("online-level" in sorts(procedure("p1", **{**WHOLE, **parts}))) == wrong


@pytest.mark.parametrize("seed", range(60))
def test_limits_differ_only_where_no_way_to_file_has_the_one_that_is_said_first(seed: int) -> None:
    random = Random(seed)
    first = random.randint(1, 3)
    others = [random.choice([None, 1, 2, 3]) for _ in range(random.randint(0, 3))]
    channels = [
        {"method": "trực tuyến", **({"processing_time": {"value": str(one), "unit": "ngày"}} if one else {})}
        for one in others
    ]
    keys = {"processing_time": [{"value": str(first), "unit": "ngày"}], "channels": channels}
    said = [one for one in others if one]
    assert ("limit-differs" in sorts(procedure("p1", **{**WHOLE, **keys}))) == (
        bool(said) and first not in said
    )


@pytest.mark.parametrize("seed", range(60))
def test_a_description_may_name_the_limit_or_its_stages_and_nothing_else(seed: int) -> None:
    random = Random(seed)
    limit = random.randint(4, 20)
    stage = random.randint(1, limit - 1)
    texts = {
        f"trả kết quả sau {limit} ngày làm việc": False,
        f"{stage} ngày xem hồ sơ, {limit - stage} ngày trả kết quả": False,
        f"ngày {stage}/7/2025 có hiệu lực": False,
        f"trả kết quả sau {limit + random.randint(1, 9)} ngày": True,
        "giờ hành chính": False,
    }
    text, wrong = random.choice(list(texts.items()))
    channel = {"method": "trực tuyến", "description": text}
    keys: dict[str, Any] = {
        "processing_time": [{"value": str(limit), "unit": "ngày làm việc"}],
        "channels": [channel],
    }
    if random.random() < 0.5:
        channel |= {"processing_time": keys.pop("processing_time")[0]}
        keys["processing_time"] = ()
    assert ("limit-differs" in sorts(procedure("p1", **{**WHOLE, **keys}))) == wrong


def test_a_description_that_names_the_limits_of_the_cases_is_right() -> None:
    cases = [
        {"id": f"c{n}", "name": f"C{n}", "processing_time": {"value": str(n), "unit": "ngày"}} for n in (5, 9)
    ]
    channels = [{"method": "trực tuyến", "description": "Cấp mới 5 ngày, cấp lại 9 ngày"}]
    keys = {"cases": cases, "channels": channels, "processing_time": [{"value": "20", "unit": "ngày"}]}
    assert found(procedure("p1", **{**WHOLE, **keys})) == []
    channels[0]["description"] = "Cấp mới 6 ngày"
    assert sorts(procedure("p1", **{**WHOLE, **keys})) == {"limit-differs"}


FREE: Any = "không"
FEES = (
    ({"fees": [{"items": FREE}], "channels": [{"method": "trực tuyến", "fee": "50.000 đồng"}]}, True),
    ({"fees": [{"items": FREE}], "channels": [{"method": "trực tuyến", "fee": FREE}]}, False),
    (
        {
            "fees": [{"items": FREE}],
            "channels": [{"method": "trực tuyến", "fees": [{"label": "Phí", "amount": "5000"}]}],
        },
        True,
    ),
    (
        {
            "fees": [{"items": FREE}],
            "channels": [{"method": "trực tuyến", "description": "Ký quỹ 50.000.000 đồng"}],
        },
        False,
    ),
    (
        {
            "fees": [{"items": [{"label": "Phí", "amount": "5000"}]}],
            "channels": [{"method": "trực tuyến", "fee": FREE}, {"method": "trực tiếp"}],
        },
        False,
    ),
    (
        {
            "fees": [{"items": [{"label": "Phí", "amount": "5000"}]}],
            "channels": [{"method": "trực tuyến", "fee": FREE}, {"method": "trực tiếp", "fees": FREE}],
        },
        True,
    ),
    ({"fees": [{"items": [{"label": "Phí", "amount": "0", "note": "mức cũ 20.000 đồng"}]}]}, True),
    ({"fees": [{"items": [{"label": "Phí", "text": "Miễn phí (135.000 đồng/lần)"}]}]}, True),
    ({"fees": [{"items": [{"label": "Phí", "text": "25 VNĐ (25.000.000đ/giấy)"}]}]}, True),
    ({"fees": [{"items": [{"label": "Phí", "amount": "150", "note": "150.000 đồng"}]}]}, True),
    ({"fees": [{"items": [{"label": "Phí", "amount": "500", "note": "500 đồng/trang"}]}]}, False),
    ({"fees": [{"items": [{"label": "Phí", "amount": "150000", "note": "giảm còn 75.000 đồng"}]}]}, False),
    (
        {"fees": [{"items": [{"label": "Phí", "amount": "30", "currency": "USD", "note": "750.000 đồng"}]}]},
        False,
    ),
    (
        {
            "cases": [
                {
                    "id": "c",
                    "name": "C",
                    "fees": FREE,
                    "channels": [{"method": "trực tuyến", "fee": "9.000 đồng"}],
                }
            ]
        },
        True,
    ),
)


@pytest.mark.parametrize("number", range(len(FEES)))
def test_free_and_charged_are_held_against_each_other_wherever_they_are_said(number: int) -> None:
    keys, wrong = FEES[number]
    assert ("fee-differs" in sorts(procedure("p1", **{**WHOLE, **keys}))) == wrong


def test_a_record_that_says_that_it_is_complete_lacks_nothing_of_the_core() -> None:
    full = {**WHOLE, "completeness": "đủ"}
    assert found(procedure("p1", **full)) == []
    without = {key: value for key, value in full.items() if key != "fees"}
    assert sorts(procedure("p1", **without)) == {"thieu-phi", "completeness-differs"}
    except_fees = {**without, "completeness": "đủ, trừ phí và lệ phí"}
    assert sorts(procedure("p1", **except_fees)) == {"thieu-phi"}


def test_the_folder_of_a_record_is_that_of_a_field_that_it_has_or_had() -> None:
    fields = [field("so-huu-tri-tue"), field("do-luong")]
    path = "records/procedures/do-luong/nhom/p1.md"
    assert sorts(procedure("p1", **WHOLE, path=path), *fields) == {"folder-field"}
    changed = [{"value": "do-luong"}, {"since": "2025-01-01", "value": "so-huu-tri-tue"}]
    assert sorts(procedure("p1", **{**WHOLE, "field": changed}, path=path), *fields) == set()
    assert sorts(procedure("p1", **WHOLE, path="records/procedures/khac/p1.md"), *fields) == set()


def test_a_former_name_of_a_body_is_told_unless_it_is_part_of_a_name_that_holds() -> None:
    renamed = organisation(
        "SKHCN",
        name=[
            {"value": "Sở Khoa học và Công nghệ"},
            {"since": "2025-03-01", "value": "Sở Khoa học và Công nghệ tỉnh Mới"},
        ],
    )
    merged = organisation("STNMT", name="Sở Tài nguyên và Môi trường", successor="SNNMT")
    heir = organisation("SNNMT", name="Sở Nông nghiệp và Môi trường")
    bodies = (renamed, merged, heir)

    def says(text: str, day: date = DAY) -> list[tuple[str, str]]:
        return found(procedure("p1", **{**WHOLE, "authority": {"decides": text}}), *bodies, day=day)

    assert says("Sở Khoa học và Công nghệ tỉnh Mới") == []
    ((sort, said),) = says("Sở Khoa học và Công nghệ")
    assert (sort, "nay là Sở Khoa học và Công nghệ tỉnh Mới" in said) == ("ten-co-quan-cu", True)
    assert says("Sở Khoa học và Công nghệ", date(2025, 2, 28)) == []
    ((_, said),) = says("Sở Tài nguyên và Môi trường tỉnh")
    assert "nay là Sở Nông nghiệp và Môi trường" in said


def test_an_explanation_is_told_with_the_flaw_and_quiets_the_rule() -> None:
    keys = {**WHOLE, "channels": [{"method": "trực tiếp"}]}
    bare = procedure("p1", **keys)
    note = "Quyết định công bố ghi như vậy."
    said = procedure("p1", **keys, explained=[{"about": "mức độ trực tuyến", "note": note}])
    (line,) = told(rules.contradictions, bare)
    assert line[1:3] == ("online_level.0.value", "online-level")
    assert told(rules.contradictions, said) == []
    (flaw,) = flaws(Register([said]), DAY)
    assert flaw.note == note
    (tally,) = Quality(Register([said]), DAY).tallies
    assert tally.in_words.endswith("(1 đã giải thích)")


def test_an_explanation_of_what_is_no_flaw_is_told() -> None:
    one = procedure("p1", **WHOLE, explained=[{"about": "thời hạn", "note": "Luật không quy định."}])
    ((sort, said),) = found(one)
    assert (sort, "“thời hạn”" in said) == ("giai-thich-thua", True)
    without = {key: value for key, value in WHOLE.items() if key != "processing_time"}
    assert sorts(procedure("p1", **without, explained=[{"about": "thời hạn", "note": "x"}])) == {
        "thieu-thoi-han"
    }


def test_a_key_that_is_written_as_versions_is_pointed_at_in_the_version_of_the_day() -> None:
    channels = [
        {"value": [{"method": "trực tuyến"}]},
        {"since": "2025-01-01", "value": [{"method": "trực tuyến", "description": "sau 30 ngày"}]},
        {"since": "2027-01-01", "value": [{"method": "trực tuyến"}]},
    ]
    one = procedure("p1", **{**WHOLE, "channels": channels})
    (line,) = told(rules.contradictions, one)
    assert line[1:3] == ("channels.1.value.0.description", "limit-differs")


def test_every_sort_has_its_own_id_says_why_and_how_to_mend_and_can_be_explained() -> None:
    assert not [id_ for id_, size in Counter(sort.id for sort in SORTS).items() if size > 1]
    for sort in SORTS:
        assert sort.why.endswith("."), sort.id
        assert sort.mend.endswith("."), sort.id
        assert sort.title[0].islower()
        assert sort.about or sort is NEEDLESS
    assert {rule.id for rule in rules.contradictions.rules} == {
        sort.id for sort in SORTS if sort.group is Group.CONTRADICTION
    }


def test_the_guide_names_every_part_that_can_be_explained() -> None:
    guide = (Path(__file__).parents[2] / "macros/congbo/pages/docs/huong-dan/index.md").read_text("utf-8")
    assert [part for part in Aspect if f"“{part}”" not in guide] == []


@pytest.mark.parametrize("seed", range(10))
def test_tallies_count_procedures_and_hold_every_flaw_once(seed: int) -> None:
    random = Random(seed)
    many = [
        procedure(f"p{n}", **{key: value for key, value in WHOLE.items() if random.random() < 0.7})
        for n in range(30)
    ]
    quality = Quality(Register(many), DAY)
    assert sum(len(tally.flaws) for tally in quality.tallies) == len(quality.flaws)
    for tally in quality.tallies:
        assert tally.procedures == sum(tally.sort.id in sorts(one) for one in many)
    assert quality.flawed == sum(bool(found(one)) for one in many)
    assert quality.looked_at == 30
