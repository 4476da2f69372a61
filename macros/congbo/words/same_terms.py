"""Same terms: other words by which clerks call a term of a closed list, and the term that they mean.

Only words that mean the same wherever the term is used stand here; what means less or more does not.
"""

from collections.abc import Sequence

from congbo.words.spelling import fold

_SAID = {
    "công khai": "da cong bo|cong bo|da dang|dang|public|published|cong khai tren mang",
    "dự thảo": "nhap|ban nhap|draft|du thao lan 1|chua ban hanh|dang soan",
    "nội bộ": "internal|private|luu hanh noi bo|noi bo co quan|khong cong khai",
    "toàn trình": "dvctt toan trinh|dich vu cong truc tuyen toan trinh|truc tuyen toan trinh|muc do 4|muc 4"
    "|muc do toan trinh|full",
    "một phần": "dvctt mot phan|dich vu cong truc tuyen mot phan|truc tuyen mot phan|muc do 3|muc 3"
    "|muc do mot phan|partial",
    "chưa cung cấp trực tuyến": "chua|chua co|chua cung cap|chua truc tuyen|khong truc tuyen|muc do 1"
    "|muc do 2|cung cap thong tin truc tuyen",
    "mới ban hành": "ban hanh moi|cong bo moi|moi|moi cong bo|ban hanh|cong bo|bo sung moi|thu tuc moi",
    "sửa đổi, bổ sung": "sua doi|bo sung|sua doi bo sung|duoc sua doi|duoc sua doi bo sung"
    "|duoc sua doi, bo sung|sua doi va bo sung|sua doi - bo sung|sua doi/bo sung|sdbs|sd, bs|sua",
    "thay thế bởi": "thay the|bi thay the|duoc thay the|thay the boi thu tuc khac",
    "bãi bỏ": "huy bo|bi bai bo|bi huy bo|duoc bai bo|huy|bo|xoa bo|het hieu luc",
    "đề nghị bãi bỏ": "de xuat bai bo|kien nghi bai bo",
    "trực tiếp": "nop truc tiep|tai mot cua|tai bo phan mot cua|bo phan mot cua|tai tru so|tai quay|offline"
    "|nop tai bo phan mot cua|tai trung tam phuc vu hanh chinh cong|truc tiep tai bo phan mot cua",
    "trực tuyến": "online|nop truc tuyen|qua mang|nop qua mang|internet|cong dich vu cong"
    "|dich vu cong truc tuyen|qua cong dich vu cong|tren cong dich vu cong|dvc|dvctt",
    "bưu chính": "buu dien|qua buu dien|qua buu chinh|buu chinh cong ich|qua duong buu dien|dich vu buu chinh"
    "|qua dich vu buu chinh|qua dich vu buu chinh cong ich|dich vu buu chinh cong ich|bcci|gui buu dien"
    "|nop qua buu dien|nop qua buu chinh",
    "ngày làm việc": "ngay lv|ngay lam|nlv|n.l.v|ngay l/v|ngay l.v|ngay cong|working day|working days"
    "|ngay lam viec hanh chinh",
    "ngày": "day|days|ngay lich|ngay duong lich|ngay thuong",
    "tháng": "month|months|thang duong lich",
    "năm": "year|years",
    "giờ": "hour|hours|tieng|h|tieng dong ho",
    "giờ làm việc": "gio lv|gio lam|gio hanh chinh|working hour|working hours",
    "trong ngày": "trong ngay lam viec|ngay trong ngay|trong buoi|trong ngay nhan ho so|within day",
    "bản chính": "ban goc|goc|chinh|original|ban chinh giay to",
    "bản sao": "sao|copy|photo|ban photo|ban photocopy|ban sao chung thuc|ban sao co chung thuc|sao y"
    "|ban sao y|ban sao y cong chung|ban sao y chung thuc|ban chup|ban sao hop le"
    "|ban sao cong chung|ban sao co cong chung",
    "bản chính hoặc bản sao": "ban sao hoac ban chinh|chinh hoac sao|ban goc hoac ban sao|ban chinh/ban sao",
    "đủ": "day du|du ca|hoan chinh|toan bo|full",
    "chỉ có tên": "ten|co ten|chi ten",
    "thay thế": "da thay the|bi thay the|da bi thay the|duoc thay the",
    "hết hiệu lực": "da het hieu luc|het han|khong con hieu luc",
    "ngưng hiệu lực": "tam ngung|ngung|tam ngung hieu luc|dinh chi",
    "chưa có hiệu lực": "chua hieu luc|sap co hieu luc",
    "cao": "high|tot",
    "trung bình": "vua|medium|tb",
    "thấp": "low|kem",
    "tái dựng": "dung lai|phuc dung|reconstructed",
    "suy ra": "suy luan|inferred",
    "báo cáo tự khai": "tu khai|bao cao khai|don vi tu khai|declared",
    "cấp bộ": "bo|trung uong|cap trung uong|cap bo, nganh",
    "cấp tỉnh": "tinh|so|cap so|thanh pho|cap thanh pho",
    "cấp huyện": "huyen|cap quan huyen",
    "cấp xã": "xa|phuong|cap phuong|xa, phuong|cap xa, phuong",
    "không thấp hơn": "toi thieu|it nhat|>=|≥|tro len|tang|cao hon|khong duoi|lon hon hoac bang|tu",
    "không cao hơn": "toi da|nhieu nhat|<=|≤|tro xuong|giam|thap hon|khong qua|khong vuot qua"
    "|nho hon hoac bang",
    "văn bản": "van ban hanh chinh|tai lieu|document|documents",
    "thủ tục": "thu tuc hanh chinh|tthc|procedure|procedures",
    "sự kiện": "event|events|viec cong bo",
    "quy trình nội bộ": "quy trinh|workflow|workflows|quy trinh dien tu",
    "VND": "vnđ|d|đ|dong viet nam|viet nam dong|tien dong|vn dong",
    "USD": "do la|do la my|dollar|$|us$|do",
    "EUR": "euro|đong euro|dong euro|€",
    "JPY": "yen|yen nhat|¥",
    "CNY": "nhan dan te|te|rmb",
    "KRW": "won|won han quoc",
    "GBP": "bang anh|bang|£",
    "LAK": "kip|kip lao",
    "THB": "bat|bat thai|baht",
    "KHR": "riel|rieng",
    "nộp hồ sơ": "nop|nop truc tuyen|dich vu cong|nop online",
    "tải mẫu": "mau|mau don|bieu mau|tai ve|tai mau don",
    "điện thoại": "dt|sdt|so dien thoai|goi|hotline|duong day nong|tel",
    "tra cứu hồ sơ": "tra cuu|theo doi|xem tinh trang",
    "trang gốc": "goc|nguon|trang nguon|link goc",
}
"""Each term with the folded words for it, divided by a bar."""

_TERMS: dict[str, list[str]] = {}
for _term, _words in _SAID.items():
    for _word in _words.split("|"):
        _TERMS.setdefault(fold(_word), []).append(_term)


def same_term(text: str, terms: Sequence[str]) -> str:
    """Return the one of a closed list's terms that a text is another word for, or nothing.

    Letter case, diacritics, spaces and signs around it do not count.
    """
    said = " ".join(fold(text).strip(" .,;:\"'“”").split())
    same = {one for one in terms if fold(one) == said or one in _TERMS.get(said, ())}
    return same.pop() if len(same) == 1 else ""
