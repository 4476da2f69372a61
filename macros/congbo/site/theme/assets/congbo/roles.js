/* Roles: what the words of a question do in it: which tell what is asked for, and which only stand around it. */

import { Phrases } from "./phrases.js";

/** @typedef {import("./phrases.js").Word} Word */

/**
 * What a word does in a question: it is what is asked for; it is said of many procedures and never decides alone; it
 * stands around what is asked for.
 * @typedef {"telling" | "common" | "filler"} Role
 */

/* What people say around the thing they need. */
const FILLERS = `
cho tôi hỏi; cho em hỏi; cho mình hỏi; xin hỏi; cho hỏi; xin cho hỏi; muốn hỏi; xin chào; chào; hỏi; ad; ad ơi; ạ; dạ;
vậy; vậy ạ; với; nhé; nha; à; ơi; admin; anh chị; anh; chị; em; mình; tôi; tui; e; mk; chúng tôi; bọn em; bên em;
bên tôi; nhà tôi; của tôi; của em; của mình; bạn; ai; muốn; cần; phải; cần phải; có cần; có phải; có cần phải; định;
đang; đã; sẽ; vừa; mới vừa; bị; được; được không; có được không; không; có; thì; là; mà; để; thì phải; xin; làm;
làm sao; thì làm sao; phải làm sao; làm gì; phải làm gì; cần làm gì; làm thế nào; như thế nào; thế nào; ra sao;
làm cách nào; cách; cách làm; hướng dẫn; quy trình; trình tự; các bước; ở đâu; chỗ nào; nơi nào; đi đâu; nộp ở đâu;
nộp đâu; đến đâu; tới đâu; liên hệ ai; hỏi ai; khi nào; bao giờ; bao lâu; mất bao lâu; hết bao lâu; mấy ngày;
mất mấy ngày; bao nhiêu ngày; bao nhiêu; bao nhiêu tiền; hết bao nhiêu; hết bao nhiêu tiền; mất bao nhiêu tiền;
mất phí không; có mất phí không; tốn bao nhiêu; mất tiền không; giấy gì; giấy tờ gì; giấy tờ; những giấy tờ gì;
những gì; cái gì; gì; cần gì; gồm gì; gồm những gì; bao gồm; gồm; cần giấy gì; cần giấy tờ gì; chuẩn bị; chuẩn bị gì;
cần chuẩn bị; nộp gì; nộp; nộp hồ sơ; nộp đơn; nộp online; nộp trực tuyến; qua mạng; online; mẫu đơn; mẫu; tờ khai;
tải; tải mẫu; tải ở đâu; đơn; thủ tục; thủ tục hành chính; tthc; hồ sơ; giải quyết; thời hạn; thời gian;
thời hạn giải quyết; có kết quả; bao lâu có; lệ phí; phí; chi phí; điều kiện; yêu cầu; quy định; mới nhất; năm nay;
hiện nay; bây giờ; giờ; và; của; các; những; cho; về; tại; ở; trong; từ; theo; do; bởi; này; đó; kia; một; cái; chiếc;
việc; vụ; nào; đâu; sao; nếu; khi; lúc; xong; rồi; thêm nữa; nữa; cũng; hay; hoặc; trước; trước khi; sau; sau khi; ra;
vào; lên; hết; đi; lại phải; liên hệ; gặp; đến; tới; qua; how to; how; to; the; a; of; for; in; where; what; is; i;
need; my; apply`;

/* What is said of so many procedures that it never decides which is meant. */
const COMMON = `
cấp; cấp lại; cấp mới; cấp đổi; cấp phép; giấy; giấy phép; phép; giấy chứng nhận; giấy xác nhận; chứng nhận;
chứng chỉ; xác nhận; công nhận; bằng; thẻ; đăng ký; thay đổi; đổi; bổ sung; thêm; sửa; sửa đổi; điều chỉnh; gia hạn;
hết hạn; sắp hết hạn; mất; bị mất; hỏng; rách; lại; lần đầu; sử dụng; dùng; hoạt động; thực hiện; hỗ trợ; tiền;
kinh phí; tổ chức; cá nhân; cơ quan; đơn vị; cơ sở; công ty; doanh nghiệp; nhà nước; tỉnh; cấp tỉnh; thành phố; huyện;
xã; phường; việt nam; kinh doanh; sản xuất; dự án; kết quả; nội dung; mở; lập; thành lập; xin phép; mua; bán; nhập;
làm giấy; nước ngoài; trong nước; số; mới; cũ; chuyển; địa chỉ; tên; đổi tên; đổi địa chỉ; quyết định; phê duyệt;
thẩm định; kiểm tra; quản lý; lĩnh vực; sản phẩm; hàng; hàng hoá; đánh giá; hợp đồng; license; licence; permit;
certificate; registration; register`;

/** @type {Phrases<Role>} */
const ROLES = new Phrases({ strict: true });
for (const said of FILLERS.split(";")) ROLES.add(said, "filler");
for (const said of COMMON.split(";")) ROLES.add(said, "common");

/**
 * What each word of a question does in it. One that has fillers only is asked for as it stands.
 * @param {Word[]} words
 * @returns {Role[]}
 */
export function roles(words) {
  /** @type {Role[]} */
  const found = words.map(() => "telling");
  for (const { at, end, found: phrases } of ROLES.within(words)) {
    const role = phrases.some(({ meaning }) => meaning === "common") ? "common" : "filler";
    found.fill(role, at, end);
  }
  return found.every((role) => role === "filler") ? found.map(() => "telling") : found;
}
