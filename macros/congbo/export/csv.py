"""CSV: procedures and documents as tables that a spreadsheet opens as they are: UTF-8 with a mark, CRLF."""

import csv
import io
from collections.abc import Iterator, Sequence
from functools import partial

from congbo.export.export import DataFile, Export
from congbo.pages.pages import Pages
from congbo.reports.reconciliation import Reconciliation, reconcile
from congbo.reports.report import Report

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def files(pages: Pages) -> Iterator[DataFile]:
    """Yield du-lieu/thu-tuc.csv, van-ban.csv and bao-cao/<report>-doi-chieu.csv."""
    yield DataFile("du-lieu/thu-tuc.csv", lambda: table(PROCEDURE_COLUMNS, procedure_rows(pages)))
    yield DataFile("du-lieu/van-ban.csv", lambda: table(DOCUMENT_COLUMNS, document_rows(pages)))
    for report in filter(lambda report: report.reconcilable, pages.site.reports):
        yield DataFile(f"du-lieu/bao-cao/{report.id}-doi-chieu.csv", partial(_reconciliation, report, pages))


EXPORT = Export("csv", files)


PROCEDURE_COLUMNS = (
    "id",
    "ma_thu_tuc",
    "ten",
    "linh_vuc",
    "tinh_trang",
    "hieu_luc_tu",
    "het_hieu_luc_tu",
    "muc_do_truc_tuyen",
    "thoi_han",
    "phi_le_phi",
    "co_quan_quyet_dinh",
    "noi_tiep_nhan",
    "doi_tuong",
    "so_bo_ho_so",
    "so_giay_to",
    "con_thieu",
    "du_lieu_minh_hoa",
    "cap_thuc_hien",
    "loai_thu_tuc",
    "co_quan_thuc_hien",
    "so_truong_hop",
    "ly_do_mot_phan",
    "quyet_dinh_cong_bo",
)

DOCUMENT_COLUMNS = (
    "id",
    "so_ky_hieu",
    "loai",
    "co_quan_ban_hanh",
    "ngay_ban_hanh",
    "trich_yeu",
    "noi_dung_theo_noi_dan",
    "quy_pham_phap_luat",
    "chu_de",
    "nam_ap_dung",
    "tinh_trang",
    "tinh_trang_tu_ngay",
    "do_van_ban",
)


RECONCILIATION_COLUMNS = (
    "loai",
    "cho_in",
    "ma",
    "ten",
    "ban_goc_in",
    "ho_so_cho",
    "ket_qua",
    "vi_sao",
    "ban_goc_danh_gia",
    "ho_so_danh_gia",
)


def procedure_rows(pages: Pages) -> Iterator[list[str]]:
    """Yield a row a procedure, in the order of the register."""
    register = pages.register
    for row in pages.rows(register.procedures.values()):
        procedure, time, fees, online = row.procedure, row.processing_time, row.fees, row.online_service
        varies = len(row.cases) > 1 or (time is None and row.time_in_words)
        spell = row.state.spell
        yield [
            procedure.id,
            procedure.code,
            procedure.name,
            register.fields[procedure.field].name,
            str(row.state.name),
            spell.start.isoformat() if spell.start else "",
            spell.end.isoformat() if spell.end else "",
            str(row.online_level or ""),
            row.time_in_words if varies else time.plain if time else "",
            fees.in_words if fees and not procedure.cases else row.fees_in_words,
            procedure.authority.decides if procedure.authority else "",
            "; ".join(register.organisations[id_].name for id_ in procedure.receiving),
            "; ".join(procedure.applicants),
            "" if procedure.dossier_sets is None else str(procedure.dossier_sets),
            str(len(procedure.dossier)) if procedure.dossier else "",
            "; ".join(procedure.missing),
            "có" if procedure.illustrative else "không",
            procedure.level,
            procedure.type,
            procedure.authority.handles if procedure.authority else "",
            str(len(procedure.cases)) if procedure.cases else "",
            str(online.reason or "") if online else "",
            "; ".join(decision.number for decision in procedure.published_by),
        ]


def document_rows(pages: Pages) -> Iterator[list[str]]:
    """Yield a row a document, by id."""
    register = pages.register
    for document in sorted(register.documents.values(), key=lambda document: document.id):
        on = pages.documents_on_day[document.id]
        yield [
            document.id,
            document.number,
            str(document.kind),
            "; ".join(register.names_then(document, document.issuers)),
            document.issued.isoformat() if document.issued else "",
            document.subject,
            document.description,
            "có" if document.normative else "không",
            "; ".join(register.fields[topic].name for topic in document.topics),
            "; ".join(str(year) for year in document.applies_to),
            on.status if on.partly else str(on.state),
            on.since.isoformat() if on.since else "",
            "; ".join(other.id for other in on.by) if on.idle else "",
        ]


def _reconciliation(report: Report, pages: Pages) -> bytes:
    return table(RECONCILIATION_COLUMNS, reconciliation_rows(reconcile(report, pages.site.problems)))


def reconciliation_rows(reconciliation: Reconciliation) -> Iterator[list[str]]:
    """Yield a row a printed value, then a row a corrected slip, then a row a warning."""
    for value in reconciliation.values:
        printed, figure = value.printed, value.figure
        yield [
            "số tự khai" if figure.declared else "số tính được",
            printed.place,
            figure.id,
            figure.title,
            printed.text,
            value.computed,
            str(value.agreement),
            value.reason,
            printed.verdict,
            str(figure.verdict) if printed.verdict else "",
        ]
    for slip in reconciliation.slips:
        about = [slip.record.id, slip.record.label] if slip.record else ["", ""]
        yield [
            "lỗi đánh máy",
            slip.place,
            *about,
            slip.printed,
            slip.corrected,
            "đã sửa",
            slip.reason,
            "",
            "",
        ]
    for warning in reconciliation.warnings:
        about = [warning.problem.rule, warning.record.label if warning.record else "trang báo cáo"]
        place = f"{warning.problem.path}:{warning.problem.line}"
        yield ["cảnh báo", place, *about, "", "", "cần xem lại", warning.problem.message, "", ""]


def table(columns: Sequence[str], rows: Iterator[list[str]]) -> bytes:
    """Return the rows as CSV in which no cell can begin a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return out.getvalue().encode("utf-8-sig")
