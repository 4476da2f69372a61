"""The program that is published with the seals: it computes reports again from the published data alone."""

import ast
import json
import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

REPORT = "2024-tu-kiem-tra"
SEAL = f"bao-cao/{REPORT}.seal.json"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        return None


@pytest.fixture(scope="module")
def verify() -> Any:
    """The program as a module, for what would be slow as a process."""
    from congbo.export.standalone import verify

    return verify


@pytest.fixture
def data(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built / "du-lieu", tmp_path / "du-lieu")
    return tmp_path


def run(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    program = folder / "du-lieu/verify.py"
    command = [sys.executable, "-I", "-S", str(program), *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def edit(folder: Path, name: str, change: Callable[[Any], None]) -> None:
    file = folder / "du-lieu" / name
    found = json.loads(file.read_bytes())
    change(found)
    file.write_text(json.dumps(found, ensure_ascii=False), "utf-8")


def one(found: list[dict[str, Any]], id_: str) -> dict[str, Any]:
    return next(item for item in found if item["id"] == id_)


def test_every_figure_is_the_sealed_one_and_so_is_the_head(data: Path) -> None:
    head = json.loads((data / "du-lieu" / SEAL).read_bytes())["head"]
    done = run(data)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "đã tính lại 49 số liệu, so 136 bản ghi và tên: khớp" in done.stdout
    assert head[:32] in done.stdout.replace(" ", "")
    assert run(data, "--mark", head[:32].upper()).returncode == 0
    wrong = run(data, "--mark", "0" * 32)
    assert wrong.returncode == 1
    assert "mã trên giấy không phải là mã của dấu niêm phong này" in wrong.stdout


def test_the_program_is_one_file_that_needs_the_standard_library_alone(data: Path) -> None:
    text = (data / "du-lieu/verify.py").read_text("utf-8")
    imported = {
        name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
        )
    }
    assert {name.partition(".")[0] for name in imported} <= set(sys.stdlib_module_names)
    assert text.startswith("#!/usr/bin/env python3\n")
    assert "congbo" not in text


def test_a_seal_knows_renamed_records_by_their_former_names(data: Path) -> None:
    def rename(found: Any) -> None:
        one(found, "SKHCN").update(id="SKHCN-KT", former_ids=["SKHCN"])

    edit(data, "co-quan.json", rename)
    for name in ("chi-so.json", "van-ban.json", "so-lieu.json", f"bao-cao/{REPORT}.json"):
        file = data / "du-lieu" / name
        file.write_text(file.read_text("utf-8").replace('"SKHCN"', '"SKHCN-KT"'), "utf-8")
    done = run(data)
    assert done.returncode == 0, done.stdout


def test_it_reads_a_site_at_an_address(data: Path) -> None:
    handler = partial(Quiet, directory=str(data))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        done = run(data, f"http://127.0.0.1:{server.server_port}/")
        server.shutdown()
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_cannot_be_read_is_said_in_one_line(data: Path) -> None:
    (data / "du-lieu/so-lieu.json").write_text("{", "utf-8")
    done = run(data)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "không đúng dạng" in done.stderr
    assert run(data, str(data / "khong-co")).returncode == 2
    assert run(data, "--report", "khong-co").returncode == 2


PLANTS: dict[str, tuple[str, Callable[[Any], None], str]] = {
    "a declared value": (
        "so-lieu.json",
        lambda found: one(found, "tai-khoan-cong-vu-2024-07-20").update(value=55),
        "số liệu tai-khoan-cong-vu: tính lại 55, niêm phong 54",
    ),
    "a cell of the form": (
        "so-lieu.json",
        lambda found: next(row for row in found if "counts" in row)["counts"].update({"resolved_early": 12}),
        "tính lại",
    ),
    "a day of issue": (
        "van-ban.json",
        lambda found: one(found, "17-KH-SKHCN-2024").update(issued="2024-02-06"),
        "văn bản 17-KH-SKHCN-2024: nay “ngày 06/02/2024”, niêm phong “ngày 05/02/2024”",
    ),
    "a day of issue outside the period": (
        "van-ban.json",
        lambda found: one(found, "17-KH-SKHCN-2024").update(issued="2025-02-05"),
        "số liệu ke-hoach-cchc: tính lại 5, niêm phong 6; văn bản 17-KH-SKHCN-2024: nay không tính",
    ),
    "an abolition that was earlier": (
        "thu-tuc.json",
        lambda found: one(found, "1.012353")["events"].append(
            {"action": "bãi bỏ", "effective": "2024-07-01", "decision": "158-QD-UBND-2024"}
        ),
        "số liệu tthc-dang-hieu-luc: tính lại 55, niêm phong 56",
    ),
    "a name": (
        "thu-tuc.json",
        lambda found: one(found, "kt-skhcn-05").update(name="Thủ tục khác", short_name=""),
        "thủ tục kt-skhcn-05: tên nay là “Thủ tục khác”",
    ),
    "a definition": (
        "chi-so.json",
        lambda found: one(found, "ke-hoach-cchc")["definition"]["where"].update(kind=["báo cáo"]),
        "số liệu ke-hoach-cchc",
    ),
    "a condition that lets through the same records": (
        "chi-so.json",
        lambda found: one(found, "tthc-moi-ban-hanh")["definition"]["where"].pop("issuer"),
        "số liệu tthc-moi-ban-hanh: cách tính nay là “đếm sự kiện: sự kiện là mới ban hành, ngày có hiệu lực",
    ),
    "one more word of a condition": (
        "chi-so.json",
        lambda found: one(found, "ke-hoach-cchc")["definition"]["where"]["kind"].append("chỉ thị"),
        "loại văn bản là kế hoạch hoặc chỉ thị, ",
    ),
    "another column with the same number": (
        "chi-so.json",
        lambda found: one(found, "ty-le-ho-so-mot-cua")["definition"]["ratio"]["denominator"].update(
            dossiers="resolved_total"
        ),
        "mẫu số Biểu II.06a/VPCP/KSTT, cột (7)",
    ),
    "a unit": (
        "chi-so.json",
        lambda found: one(found, "ke-hoach-cchc").update(unit="văn bản"),
        "số liệu ke-hoach-cchc: đơn vị nay là “văn bản”, niêm phong “kế hoạch”",
    ),
    "a target that nobody set": (
        "chi-so.json",
        lambda found: one(found, "ty-le-ho-so-mot-cua").update(
            target={
                "direction": "không thấp hơn",
                "steps": [{"year": 2024, "value": 87.55, "source": "17-KH-SKHCN-2024"}],
            }
        ),
        "chỉ tiêu nay là “không thấp hơn 87,55, năm 2024, Kế hoạch số 17/KH-SKHCN”, niêm phong “”",
    ),
    "a cell that no figure counts": (
        "so-lieu.json",
        lambda found: next(row for row in found if "counts" in row)["counts"].update({"pending_overdue": 1}),
        "dòng Biểu II.06a ii06a-SKHCN-2024-07-20: các ô nay là “(3) 16",
    ),
    "a word before a declared value": (
        "so-lieu.json",
        lambda found: one(found, "van-ban-tuyen-truyen-2024-07-20").update(qualifier="gần"),
        "giá trị nay là “gần 60 văn bản”, niêm phong “hơn 60 văn bản”",
    ),
    "where a value is stated": (
        "so-lieu.json",
        lambda found: one(found, "ty-le-dong-bo-2024-07-20").update(note=""),
        "số liệu ty-le-dong-bo: nơi khai nay là “I.3.5”",
    ),
    "the name of a body": (
        "co-quan.json",
        lambda found: one(found, "UBND").update(short_name="Ủy ban"),
        "cơ quan UBND: tên ngắn nay là “Ủy ban”, niêm phong “UBND tỉnh”",
    ),
    "a value in the file of the report": (
        f"bao-cao/{REPORT}.json",
        lambda found: one(found["figures"], "ke-hoach-cchc").update(value=6.5),
        "số liệu ke-hoach-cchc: tệp của báo cáo không ghi 6",
    ),
    "a text in the file of the report": (
        f"bao-cao/{REPORT}.json",
        lambda found: one(found["figures"], "ke-hoach-cchc").update(text="07"),
        "số liệu ke-hoach-cchc: chữ in nay là “07”, niêm phong “06”",
    ),
    "the title of the report": (
        f"bao-cao/{REPORT}.json",
        lambda found: found.update(title="Báo cáo khác"),
        "tên báo cáo nay là “Báo cáo khác”",
    ),
    "a sealed value": (
        SEAL,
        lambda found: found["seal"]["shown"]["figures"]["tai-khoan-cong-vu"].update(text="55"),
        "phần niêm phong không còn như lúc ghi",
    ),
    "the head": (SEAL, lambda found: found.update(head="0" * 64), "phần niêm phong không còn như lúc ghi"),
    "the report's own day": (
        f"bao-cao/{REPORT}.json",
        lambda found: found.update(as_of="2024-01-01"),
        "tính lại",
    ),
}


@pytest.mark.parametrize(("name", "change", "said"), PLANTS.values(), ids=PLANTS)
def test_a_planted_change_of_what_a_figure_rests_on_is_found_and_named(
    data: Path, name: str, change: Callable[[Any], None], said: str
) -> None:
    edit(data, name, change)
    done = run(data)
    assert done.returncode == 1, done.stdout + done.stderr
    assert said in done.stdout


@pytest.mark.parametrize(
    "definition", [{"guess": "6"}, {"count": "văn bản", "where": {"colour": ["đỏ"]}}, {"count": "điều"}]
)
def test_what_it_cannot_compute_is_no_match_and_no_difference(data: Path, definition: Any) -> None:
    edit(data, "chi-so.json", lambda found: one(found, "ke-hoach-cchc").update(definition=definition))
    done = run(data)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "CHƯA RÕ: số liệu ke-hoach-cchc: không tính lại được: " in done.stdout
    assert "KHÁC" not in done.stdout
    assert "đã tính lại 48 số liệu" in done.stdout
    assert "khớp, trừ 1 số liệu không tính lại được" in done.stdout


UNRELATED: dict[str, tuple[str, Callable[[Any], None]]] = {
    "a summary": ("thu-tuc.json", lambda found: one(found, "1.012353").update(summary="Khác.")),
    "an abolition since": (
        "thu-tuc.json",
        lambda found: one(found, "1.012353")["events"].append(
            {"action": "bãi bỏ", "effective": "2026-07-01", "decision": "158-QD-UBND-2024"}
        ),
    ),
    "a name since": (
        "thu-tuc.json",
        lambda found: one(found, "1.012353").update(
            name="Mới",
            versions={
                "name": [
                    {"value": one(found, "1.012353")["name"]},
                    {"since": "2025-07-01", "value": "Mới"},
                ]
            },
        ),
    ),
    "a plan of a later year": (
        "van-ban.json",
        lambda found: found.append({**one(found, "17-KH-SKHCN-2024"), "id": "x", "issued": "2026-01-05"}),
    ),
}


@pytest.mark.parametrize(("name", "change"), UNRELATED.values(), ids=UNRELATED)
def test_what_the_report_did_not_rest_on_changes_nothing(
    data: Path, name: str, change: Callable[[Any], None]
) -> None:
    if name == "thu-tuc.json":
        edit(data, name, lambda found: one(found, "1.012353").pop("short_name", None))
        before = json.loads((data / "du-lieu" / SEAL).read_bytes())
        sealed_name = before["seal"]["shown"]["records"]["procedure/1.012353"]["name"]
        edit(data, name, lambda found: one(found, "1.012353").update(name=sealed_name))
    edit(data, name, change)
    done = run(data)
    assert done.returncode == 0, done.stdout


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    parts: Any = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    yield from (found for key, part in parts for found in leaves(part, (*path, key)))
    if not isinstance(value, dict | list):
        yield path


def test_no_leaf_of_a_seal_can_be_changed_without_being_found(built: Path, verify: Any) -> None:
    chain = json.loads((built / "du-lieu" / SEAL).read_bytes())
    found = list(leaves(chain))
    for path in random.Random(9).sample(found, 300):
        changed = json.loads(json.dumps(chain))
        *way, last = path
        place = changed
        for key in way:
            place = place[key]
        place[last] = f"{place[last]}!" if isinstance(place[last], str) else 7
        assert list(verify.chain_problems(changed)), path
