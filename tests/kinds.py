"""Every kind of page that the project's site has: one page of each template, and every written page."""

REPORT = "bao-cao/2024-tu-kiem-tra/"

GENERATED = {
    "booklet.html": "linh-vuc/so-huu-tri-tue/so-tay/",
    "document.html": "van-ban/46-KH-SKHCN-2024/",
    "dossiers.html": "so-lieu/ii06a-SKHCN-2024-07-20/",
    "evidence.html": f"{REPORT}can-cu/",
    "field.html": "linh-vuc/so-huu-tri-tue/",
    "indicator.html": "chi-so/ty-le-dvc-truc-tuyen/",
    "organisation.html": "co-quan/SKHCN/",
    "procedure.html": "thu-tuc/1.012353/",
    "reconciliation.html": f"{REPORT}doi-chieu/",
    "redirect.html": "thu-tuc/kt-skhcn-28/",
    "rule.html": "quy-tac/date-impossible/",
    "statistic.html": "so-lieu/tai-khoan-cong-vu-2024-07-20/",
}
"""A page of each template that makes whole pages."""

OTHERS = ("thu-tuc/kt-skhcn-57/", "404.html")
"""An ended procedure, which looks unlike the others, and the page for an address that is not there."""

WRITTEN = (
    "",
    REPORT,
    "bao-cao/2024-06-cchc-6-thang/",
    "bao-cao/",
    "chi-so/",
    "co-quan/",
    "du-lieu/",
    "huong-dan/",
    "huong-dan/ban-ghi/",
    "huong-dan/bao-cao/",
    "linh-vuc/",
    "quy-tac/",
    "so-lieu/",
    "thay-doi/",
    "thu-tuc/",
    "van-ban/",
)
"""The pages of docs/."""

KINDS = (*GENERATED.values(), *OTHERS, *WRITTEN)
