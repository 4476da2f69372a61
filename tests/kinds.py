"""Every kind of page that a site has: in the sample agency's, one of each template, every written page."""

REPORT = "bao-cao/2024-sau-thang/"

GENERATED = {
    "booklet.html": "linh-vuc/ho-tich/so-tay/",
    "calendar.html": "ngay-nghi/2024-gio-lam-viec/",
    "document.html": "van-ban/12-KH-UBND-2024/",
    "document_kind.html": "loai-van-ban/thong-tri/",
    "dossiers.html": "so-lieu/ii06a-ho-tich-2024-06-30/",
    "elsewhere.html": "noi-khac/noi-mau/",
    "evidence.html": f"{REPORT}can-cu/",
    "field.html": "linh-vuc/ho-tich/",
    "form.html": "so-lieu/ii06a-vpcp/",
    "figure.html": f"{REPORT}can-cu/ty-le-dvc-truc-tuyen/",
    "indicator.html": "chi-so/ty-le-dvc-truc-tuyen/",
    "observation.html": "so-lieu/thanh-toan-2024-06-30/",
    "organisation.html": "co-quan/XA/",
    "procedure.html": "thu-tuc/khai-sinh/",
    "quality.html": "chat-luong/thieu-ho-so/",
    "reconciliation.html": f"{REPORT}doi-chieu/",
    "figure_table.html": f"{REPORT}so-lieu/",
    "redirect.html": "thu-tuc/hk-01/",
    "regime.html": "ky-bao-cao/che-do-xa/",
    "rule.html": "quy-tac/date-impossible/",
    "situation.html": "tinh-huong/sinh-con/",
    "statistic.html": "so-lieu/tai-khoan-2024-06-30/",
    "words.html": "tu-ngu/em-be/",
}
"""A page of each template that makes whole pages."""

OTHERS = ("thu-tuc/xm-04/", "404.html")
"""An ended procedure, which looks unlike the others, and the page for an address that is not there."""

WRITTEN = (
    "",
    REPORT,
    "bao-cao/2024-quy-mot/",
    "bao-cao/",
    "chat-luong/",
    "chi-so/",
    "co-quan/",
    "du-lieu/",
    "en/",
    "huong-dan/",
    "huong-dan/ban-ghi/",
    "huong-dan/bat-dau/",
    "linh-vuc/",
    "ky-bao-cao/",
    "loai-van-ban/",
    "ngay-nghi/",
    "noi-khac/",
    "quy-tac/",
    "so-lieu/",
    "thay-doi/",
    "thu-tuc/",
    "tinh-huong/",
    "tu-ngu/",
    "tiep-can/",
    "tro-giup/",
    "van-ban/",
)
"""The pages of docs/, the fronts of sections and the guide for beginners that the package brings."""

KINDS = (*GENERATED.values(), *OTHERS, *WRITTEN)
