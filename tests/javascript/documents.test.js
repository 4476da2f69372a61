/* Documents are found by number in any typing, and by what they are about. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { fit, sought } from "../../macros/congbo/site/theme/assets/congbo/documents.js";

const DECISION = sought("Quyết định số 348/QĐ-UBND", "21/06/2024 về việc công bố thủ tục hành chính lĩnh vực đất đai");
const OTHER = sought("Quyết định số 1348/QĐ-UBND", "21/06/2024 về việc công bố danh mục");
const LAW = sought("Luật Khoa học và Công nghệ số 29/2013/QH13", "18/06/2013");
const POINT = sought("Nghị quyết số 66.19/2026/NQ-CP", "");

const BY_NUMBER = [
  "348/QĐ-UBND",
  "348/QĐ-UBND ngày 21/6/2024",
  "348 qd ubnd",
  "348 qđ ubnd",
  "348qđubnd",
  "348/qd-ubnd",
  "quyết định 348",
  "QĐ số 348",
  "quyết định số 0348/QĐ-UBND ngày 21 tháng 06 năm 2024",
  "348/q",
];

for (const query of BY_NUMBER) {
  test(`“${query}” finds the decision of that number and no other`, () => {
    assert.ok(fit(DECISION, query) >= 2);
    assert.equal(fit(OTHER, query), 0);
    assert.equal(fit(LAW, query), 0);
  });
}

test("a subject finds its document, with or without diacritics, and the last word may be unfinished", () => {
  for (const query of ["đất đai", "dat dai", "công bố thủ tục đất đ", "về lĩnh vực đất đai"]) {
    assert.equal(fit(DECISION, query), 1);
    assert.equal(fit(OTHER, query), 0);
  }
});

test("a law is found by its name and its number, a number with a point whole or in part", () => {
  for (const query of ["luật khoa học và công nghệ", "29/2013/QH13", "luật 29/2013"]) assert.ok(fit(LAW, query));
  for (const query of ["66.19/2026/NQ-CP", "66.19", "nghị quyết 66.19"]) assert.ok(fit(POINT, query) >= 2);
});

test("what says nothing finds nothing", () => {
  for (const query of ["", "số", "ngày", "  /-. ", "349/QĐ-UBND", "34"]) assert.equal(fit(DECISION, query), 0);
});

const CIRCULAR = sought("Thông tư số 01/2020/TT-VPCP", "21/10/2020 quy định chế độ báo cáo định kỳ");
const DECREE = sought("Nghị định số 63/2010/NĐ-CP", "08/06/2010 về kiểm soát thủ tục hành chính");
const INDEX = sought("Quyết định số 766/QĐ-TTg", "23/06/2022 phê duyệt Bộ chỉ số chỉ đạo, điều hành");
/** @type {[ReturnType<typeof sought>, number, string[]][]} */
const FORMS = [
  [CIRCULAR, 2, ["thông tư 01/2020", "thông tư 1/2020", "01/2020/tt-vpcp", "01/2020/TT-VP", "tt 01 2020 vpcp"]],
  [DECREE, 1, ["nghị định kiểm soát thủ tục", "nghi dinh kiem soat thu tuc h", "nghị định về kiểm soát"]],
  [INDEX, 2, ["quyết định 766", "QĐ 766", "766 qđ ttg", "quyết định số 766/QĐ-TTg ngày 23/6/2022", "766/QĐ-TTg"]],
];

for (const [one, least, queries] of FORMS) {
  for (const query of queries) {
    test(`“${query}” finds the document that is meant and none of the others`, () => {
      assert.ok(fit(one, query) >= least);
      for (const [other] of FORMS) if (other !== one) assert.equal(fit(other, query), 0);
    });
  }
}
