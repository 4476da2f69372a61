"""Documents of every kind are cited in the same words on the page, in Word and in PDF."""

from pathlib import Path

import pytest
from papers import Paper, Word, of_page, squeezed

from conftest import SAMPLE, built_by_mkdocs, copied
from output import article, text_of

HEAD = """---
title: Báo cáo thử về cách dẫn
render_macros: true
organisation: XA
period:
  start: 2024-01-01
  end: 2024-06-30
as_of: 2024-06-30
day: 2024-07-05
signer:
  position: CHỦ TỊCH
  name: Nguyễn Văn Mẫu
---

{{ report_head() }}

## I. VĂN BẢN

"""
BODIES = {"BMA": "Bộ Mẫu A", "BMB": "Bộ Mẫu B", "BMC": "Bộ Mẫu C", "QH": "Quốc hội", "HDND": "HĐND tỉnh"}
SYMBOLS = {"HDND": "HĐND"}
DOCUMENTS = {
    "01-2024-TT-BMA": ("thông tư", "01/2024/TT-BMA", "BMA", "2024-01-10", "về chế độ báo cáo"),
    "09-2023-QH15": ("luật", "09/2023/QH15", "QH", "2023-06-20", "Thử nghiệm"),
    "05-NQ-HDND-2024": ("nghị quyết", "05/NQ-HĐND", "HDND", "2024-03-14", "về dự toán"),
    "7-TB-BMB-2024": ("thông báo", "7/TB-BMB", "BMB", "2024-04-02", "về kết luận"),
    "02-2024-TTLT-BMA-BMB-BMC": (
        "thông tư liên tịch",
        "02/2024/TTLT-BMA-BMB-BMC",
        "BMA",
        "2024-02-06",
        "về phối hợp",
    ),
    "thu-cong-mau": ("thư công", "", "BMA", "2024-05-20", "về lời cảm ơn"),
    "3-PBM-BMC-2024": ("phiếu báo mẫu", "3/PBM-BMC", "BMC", "2024-05-21", "về số liệu"),
}
CALLS = {
    '{{ cite("01-2024-TT-BMA", of="full", subject=true) }}': (
        "Thông tư số 01/2024/TT-BMA ngày 10/01/2024 của Bộ Mẫu A về chế độ báo cáo"
    ),
    '{{ cite("09-2023-QH15", date="long", of="full", subject=true) }}': (
        "Luật Thử nghiệm số 09/2023/QH15 ngày 20 tháng 6 năm 2023 của Quốc hội"
    ),
    '{{ cite("05-NQ-HDND-2024", article="khoản 2 Điều 1", of="full") }}': (
        "khoản 2 Điều 1 Nghị quyết số 05/NQ-HĐND ngày 14/03/2024 của HĐND tỉnh"
    ),
    '{{ cite("7-TB-BMB-2024", date="none", of="full") }}': "Thông báo số 7/TB-BMB của Bộ Mẫu B",
    '{{ cite("7-TB-BMB-2024", kind=false) }}': "7/TB-BMB ngày 02/04/2024",
    '{{ cite("02-2024-TTLT-BMA-BMB-BMC", of="full", subject=true) }}': (
        "Thông tư liên tịch số 02/2024/TTLT-BMA-BMB-BMC ngày 06/02/2024"
        " của Bộ Mẫu A, Bộ Mẫu B và Bộ Mẫu C về phối hợp"
    ),
    '{{ cite("thu-cong-mau", of="full") }}': "Thư công về lời cảm ơn ngày 20/05/2024 của Bộ Mẫu A",
    '{{ cite("3-PBM-BMC-2024", of="full", subject=true) }}': (
        "Phiếu báo mẫu số 3/PBM-BMC ngày 21/05/2024 của Bộ Mẫu C về số liệu"
    ),
}
OWN_KIND = "---\nname: phiếu báo mẫu\ngroup: khác\nsymbols: PBM\nforms: '{số}/{loại}-{cơ quan}'\n---\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample agency with a document of each of these kinds and a report that cites them, built."""
    project = copied(SAMPLE, tmp_path_factory.mktemp("cited") / "project")
    files = {"document-kinds/phieu-bao-mau.md": OWN_KIND}
    for id_, name in BODIES.items():
        files[f"organisations/{id_}.md"] = f"---\nname: {name}\nsymbol: {SYMBOLS.get(id_, id_)}\n---\n"
    for id_, (kind, number, issuer, issued, subject) in DOCUMENTS.items():
        lines = [f"kind: {kind}", f"issuer: {issuer}", f"issued: {issued}", f"subject: {subject}"]
        lines += [f"number: {number}"] if number else []
        lines += ["joint_issuers: [BMB, BMC]"] if "TTLT" in id_ else []
        files[f"documents/{id_}.md"] = "\n".join(["---", *lines, "---", ""])
    for name, text in files.items():
        file = project / "records" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    paragraphs = [f"Thực hiện {call}.\n" for call in CALLS]
    (project / "docs/bao-cao/dan.md").write_text(
        HEAD + "\n".join(paragraphs) + "\n{{ signature() }}\n", "utf-8"
    )
    done = built_by_mkdocs(project)
    assert done.returncode == 0, done.stderr
    return project


def test_the_page_and_both_papers_cite_each_kind_in_the_same_words(project: Path) -> None:
    said = text_of(article(project / "site", "bao-cao/dan/"))
    for words in CALLS.values():
        assert f"Thực hiện {words}." in said
    (word,) = (project / "site").rglob("dan.docx")
    for paper in (Word(word).text(), Paper(word.with_suffix(".pdf")).text("thử về cách dẫn")):
        assert paper == of_page(project / "site", "bao-cao/dan/")
        for words in CALLS.values():
            assert squeezed(f"Thực hiện {words}.") in paper.body


def test_each_citation_leads_to_the_page_of_the_document_which_names_all_its_issuers(project: Path) -> None:
    links = [link.get("href", "") for link in article(project / "site", "bao-cao/dan/").iter("a")]
    for id_, (*_, issuer, _, _) in DOCUMENTS.items():
        assert any(link.endswith(f"/van-ban/{id_}/") for link in links)
        page = text_of(article(project / "site", f"van-ban/{id_}/"))
        assert BODIES[issuer] in page
    joint = text_of(article(project / "site", "van-ban/02-2024-TTLT-BMA-BMB-BMC/"))
    assert "Bộ Mẫu A; Bộ Mẫu B; Bộ Mẫu C" in joint
