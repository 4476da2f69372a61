"""An invented agency: its bodies, fields, indicators, its report, and the words its records are made of."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from as_typed import Keys, record

from congbo.records.kinds import sections

PROJECT = Path(__file__).parents[2]
WITH_PAGES = sections()
REPORT = "2024-sau-thang"
START, END = date(2024, 1, 1), date(2024, 6, 30)
NATIONAL = "Cơ sở dữ liệu quốc gia về thủ tục hành chính"

ORGANISATIONS: dict[str, Keys] = {
    "CP": {"name": "Chính phủ", "symbol": "CP"},
    "TU": {"name": "Tỉnh ủy Bình Sơn", "symbol": "TU"},
    "UBND": {
        "name": "Ủy ban nhân dân tỉnh Bình Sơn",
        "short_name": "UBND tỉnh",
        "symbol": "UBND",
        "parent": "CP",
    },
    "SDV": {"name": "Sở Dịch vụ công tỉnh Bình Sơn", "short_name": "Sở", "symbol": "SDV", "parent": "UBND"},
    "TTPV": {
        "name": "Trung tâm Phục vụ hành chính công tỉnh Bình Sơn",
        "parent": "UBND",
        "address": "Số 12 đường Hoà Bình, phường Trung Tâm",
        "hours": "7 giờ 30 đến 11 giờ; 13 giờ 30 đến 16 giờ 30, ngày làm việc",
    },
}
FIELDS = {
    "dat-dai": "Đất đai",
    "ho-tich": "Hộ tịch",
    "xay-dung": "Xây dựng",
    "moi-truong": "Môi trường",
    "y-te": "Khám bệnh, chữa bệnh",
    "nong-nghiep": "Trồng trọt và bảo vệ thực vật",
}
TOPICS = {"cchc": "Cải cách hành chính", "cong-bo": "Công bố thủ tục hành chính"}
IN_FORCE = "{count: thủ tục, where: {in_force: ngày số liệu}}"
INDICATORS = {
    "tthc-hieu-luc": ("Số thủ tục đang có hiệu lực", "thủ tục", IN_FORCE),
    "tthc-moi": (
        "Số thủ tục mới ban hành trong kỳ",
        "thủ tục",
        "{count: sự kiện, where: {action: mới ban hành, effective: trong kỳ, issuer: UBND}}",
    ),
    "tthc-bai-bo": (
        "Số thủ tục bị bãi bỏ trong kỳ",
        "thủ tục",
        "{count: sự kiện, where: {action: bãi bỏ, effective: trong kỳ, issuer: UBND}}",
    ),
    "tthc-de-nghi": (
        "Số thủ tục đề nghị bãi bỏ",
        "thủ tục",
        "{count: sự kiện, where: {action: đề nghị bãi bỏ, effective: từ đầu kỳ đến ngày báo cáo}}",
    ),
    "quyet-dinh-cong-bo": (
        "Số quyết định công bố thủ tục trong kỳ",
        "quyết định",
        "{count: văn bản, where: {kind: quyết định, issuer: UBND, topics: cong-bo, issued: trong kỳ}}",
    ),
    "ke-hoach": (
        "Số kế hoạch cải cách hành chính của năm",
        "kế hoạch",
        "{count: văn bản, where: {kind: kế hoạch, issuer: SDV, topics: cchc, applies_to: năm của kỳ}}",
    ),
    "quy-trinh": (
        "Số quy trình nội bộ được phê duyệt trong kỳ",
        "quy trình",
        "{count: quy trình nội bộ, where: {issued: trong kỳ, issuer: UBND}}",
    ),
    "toan-trinh": (
        "Số dịch vụ công toàn trình",
        "dịch vụ",
        "{count: thủ tục, where: {in_force: ngày số liệu, online_level: toàn trình}}",
    ),
    "mot-phan": (
        "Số dịch vụ công một phần",
        "dịch vụ",
        "{count: thủ tục, where: {in_force: ngày số liệu, online_level: một phần}}",
    ),
    "ty-le-truc-tuyen": (
        "Tỷ lệ thủ tục cung cấp trực tuyến",
        "'%'",
        "{ratio: {numerator: {count: thủ tục, where: {in_force: ngày số liệu,"
        " online_level: [toàn trình, một phần]}}, denominator: " + IN_FORCE + "}}",
    ),
    "ty-le-tai-trung-tam": (
        "Tỷ lệ thủ tục tiếp nhận tại Trung tâm",
        "'%'",
        "{ratio: {numerator: {count: thủ tục, where: {in_force: ngày số liệu, receiving: TTPV}},"
        " denominator: " + IN_FORCE + "}}",
    ),
    "ty-le-dung-han": (
        "Tỷ lệ hồ sơ giải quyết trước hạn và đúng hạn",
        "'%'",
        "{ratio: {numerator: {sum: [{dossiers: resolved_early}, {dossiers: resolved_on_time}]},"
        " denominator: {dossiers: resolved_total}}}",
    ),
}

ACTIONS = ("Cấp", "Cấp lại", "Cấp đổi", "Gia hạn", "Điều chỉnh", "Đăng ký", "Thẩm định hồ sơ cấp", "Xác nhận")
OBJECTS = {
    "dat-dai": ("giấy chứng nhận quyền sử dụng đất", "văn bản cho chuyển mục đích sử dụng đất"),
    "ho-tich": ("giấy xác nhận tình trạng hôn nhân", "trích lục hộ tịch"),
    "xay-dung": ("giấy phép xây dựng nhà ở", "chứng chỉ năng lực hoạt động xây dựng"),
    "moi-truong": ("giấy phép môi trường", "văn bản chấp thuận phương án cải tạo"),
    "y-te": ("giấy phép hoạt động phòng khám", "giấy phép hành nghề"),
    "nong-nghiep": ("mã số vùng trồng", "giấy phép buôn bán thuốc bảo vệ thực vật"),
}
CASES = (
    "đối với hộ gia đình, cá nhân",
    "đối với tổ chức trong nước",
    "đối với doanh nghiệp có vốn đầu tư nước ngoài",
    "trong trường hợp bị mất, bị hỏng",
    "trong trường hợp thay đổi thông tin đã ghi",
    "tại khu vực biên giới, hải đảo",
    "theo yêu cầu của cơ quan tiến hành tố tụng",
)
APPLICANTS = ("cá nhân", "tổ chức", "doanh nghiệp", "hộ gia đình", "hợp tác xã", "người nước ngoài cư trú")
PAPERS = (
    "Đơn đề nghị theo mẫu, có chữ ký của người đứng tên hoặc người được uỷ quyền hợp pháp",
    "Giấy tờ tuỳ thân của người nộp; người nộp thay phải có thêm văn bản uỷ quyền",
    "Giấy tờ chứng minh địa điểm, diện tích và quyền sử dụng hợp pháp tại nơi thực hiện",
    "Bản thuyết minh hiện trạng kèm sơ đồ vị trí và ảnh chụp trong vòng sáu tháng",
    "Kết quả đo đạc, kiểm tra do đơn vị có năng lực lập",
    "Biên bản họp lấy ý kiến cộng đồng nơi thực hiện (nếu thuộc trường hợp phải lấy ý kiến)",
    "Danh sách người phụ trách chuyên môn kèm văn bằng, chứng chỉ phù hợp",
    "Chứng từ đã nộp phí, lệ phí hoặc mã thanh toán trực tuyến",
)
STEPS = (
    "Người nộp chuẩn bị đủ giấy tờ theo danh mục và điền đơn theo mẫu.",
    "Nộp hồ sơ tại Trung tâm, qua bưu chính hoặc trên Cổng dịch vụ công; nhận giấy hẹn có mã tra cứu.",
    "Cán bộ tiếp nhận kiểm tra; thiếu giấy tờ thì hướng dẫn bổ sung một lần bằng văn bản.",
    "Phòng chuyên môn thẩm định và, khi cần, kiểm tra thực tế tại nơi thực hiện.",
    "Cơ quan lấy ý kiến các bên liên quan; bên được hỏi trả lời trong thời hạn ghi ở văn bản hỏi.",
    "Người có thẩm quyền ký kết quả, hoặc trả lời bằng văn bản nêu rõ lý do không giải quyết.",
    "Người nộp nhận kết quả tại Trung tâm, qua bưu chính hoặc bản điện tử có chữ ký số.",
)
CONDITIONS = (
    "Có địa điểm ổn định, hợp pháp và bảo đảm an toàn cho người chung quanh.",
    "Người phụ trách chuyên môn có thời gian thực hành từ hai năm trở lên.",
    "Không thuộc trường hợp đang bị đình chỉ hoặc đang trong thời gian xử lý vi phạm.",
    "Phù hợp với quy hoạch đã được cấp có thẩm quyền phê duyệt.",
)
MISSING = ("mức phí của trường hợp giải quyết tại chỗ", "số bản sao của từng giấy tờ", "mẫu đơn mới nhất")
DOUBTS = (
    "Hai nguồn ghi thời hạn khác nhau; giữ theo văn bản ban hành sau.",
    "Trang công khai không nói rõ số bộ hồ sơ; số ở đây suy từ phần trình tự.",
)
SUBJECTS = (
    "triển khai công tác cải cách hành chính",
    "rà soát, đơn giản hoá thủ tục hành chính",
    "nâng cao chất lượng cung cấp dịch vụ công trực tuyến",
    "số hoá hồ sơ, kết quả giải quyết thủ tục hành chính",
    "đào tạo, bồi dưỡng cán bộ tiếp nhận và trả kết quả",
    "kiểm tra kỷ luật, kỷ cương hành chính",
    "đo lường sự hài lòng của người dân, tổ chức",
)
SCOPES = ("trên địa bàn tỉnh", "tại các đơn vị trực thuộc", "trong toàn ngành", "tại cấp huyện, cấp xã")
MEASURES = {
    "ho-so-cong-viec": ("Số hồ sơ công việc lập trên mạng", "hồ sơ"),
    "luot-tap-huan": ("Số lượt cán bộ được tập huấn", "lượt"),
    "tai-khoan": ("Số tài khoản điện tử công vụ", "tài khoản"),
    "cuoc-kiem-tra": ("Số cuộc kiểm tra", "cuộc"),
}
LAWS = (("31/2013/QH13", "Luật thứ nhất của ngành"), ("12/2018/TT-BDV", "hướng dẫn về hồ sơ và biểu mẫu"))

REPORT_PAGE = """\
---
title: Báo cáo sáu tháng đầu năm
render_macros: true
organisation: SDV
period:
  start: 2024-01-01
  end: 2024-06-30
as_of: 2024-06-30
day: 2024-07-05
---

{{ report_head() }}

## I. KẾT QUẢ

Thực hiện {{ cite("3-KH-SDV-2024", date="long", subject=true) }}[^ke-hoach], Sở đã ban hành
{{ figure("ke-hoach") }} kế hoạch, lập {{ figure("tai-khoan") }} tài khoản điện tử công vụ.

- Tham mưu công bố {{ figure("tthc-moi") }} thủ tục mới, bãi bỏ {{ figure("tthc-bai-bo") }} thủ tục[^cong-bo].
- Phê duyệt {{ figure("quy-trinh") }} quy trình nội bộ; đề nghị bãi bỏ {{ figure("tthc-de-nghi") }} thủ tục.
- Đến ngày {{ date_of("as_of") }} có {{ figure("tthc-hieu-luc") }} thủ tục đang có hiệu lực.

## II. TRỰC TUYẾN

Sở cung cấp {{ figure("toan-trinh") }} dịch vụ toàn trình, {{ figure("mot-phan") }} dịch vụ một phần, đạt
{{ figure("ty-le-truc-tuyen") }} ({{ fraction("ty-le-truc-tuyen") }}); {{ figure("ty-le-tai-trung-tam") }} thủ
tục tiếp nhận tại Trung tâm; {{ figure("ty-le-dung-han") }} hồ sơ giải quyết đúng hạn.

[^cong-bo]: Gồm {{ cite_all("quyet-dinh-cong-bo", order="number") }}.

[^ke-hoach]: Căn cứ {{ cite("5-2016-ND-CP") }}; {{ cite("6-SDV-VP-2024", subject=true) }}.

## Phụ lục

{{ indicator_table() }}

{{ dossier_form() }}
"""


def vocabulary() -> Iterator[tuple[str, str]]:
    """Yield the records that are the same at every size: bodies, fields, topics, indicators."""
    for id_, keys in ORGANISATIONS.items():
        yield f"records/organisations/{id_}.md", record(keys)
    for order, (id_, name) in enumerate((FIELDS | TOPICS).items(), start=1):
        yield f"records/fields/{id_}.md", record({"name": name, "order": order})
    for order, (id_, (title, unit, definition)) in enumerate(INDICATORS.items(), start=1):
        head = f"title: {title}\nunit: {unit}\ndefinition: {definition}\norder: {order}"
        yield f"records/indicators/{id_}.md", f"---\n{head}\n---\n\n{title}, tính từ các bản ghi.\n"


def configuration() -> str:
    """Return the project's own mkdocs.yml for the invented agency, with the pages that are written here."""
    text = (PROJECT / "mkdocs.yml").read_text("utf-8")
    text = re.sub(r"(?m)^site_name: .*", "site_name: Trang đo tốc độ", text)
    text = re.sub(r"(?m)^( +agency:) .*", r"\1 SDV", text)
    nav = ["  - Trang chủ: index.md", f"  - Sáu tháng: bao-cao/{REPORT}.md"]
    nav += [f"  - {section.title}: {section.address}index.md" for section in WITH_PAGES]
    return without_key(text, "nav") + "\nnav:\n" + "\n".join(nav) + "\n"


def without_key(text: str, key: str) -> str:
    """Return a configuration without one of its top keys and all below it."""
    return re.sub(rf"(?ms)^{key}:.*?(?=^\S|\Z)", "", text)


def written_pages() -> Iterator[tuple[str, str]]:
    """Yield the pages that people write: home, a page a section, and one report."""
    front = "---\ntitle: {}\nrender_macros: true\nhide: [navigation, toc]\n---\n\n# {}\n\n{}\n"
    yield "docs/index.md", front.format("Trang chủ", "Thủ tục và báo cáo", "{{ summary() }}")
    for section in WITH_PAGES:
        listing = f'{{{{ listing("{section.name}") }}}}'
        yield f"docs/{section.address}index.md", front.format(section.title, section.title, listing)
    yield f"docs/bao-cao/{REPORT}.md", REPORT_PAGE
