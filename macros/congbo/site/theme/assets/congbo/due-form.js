/* Due form: the day of filing, the day of the answer, and that day for the reader's own calendar. */

import { element, say } from "./elements.js";
import { icalendar } from "./icalendar.js";
import { isoOf, limitEnd, minutesOf, NoEnd, short, weekday } from "./limits.js";

/** @typedef {import("./limits.js").Calendar} Calendar */
/** @typedef {import("./limits.js").End} End */
/** @typedef {import("./limits.js").Limit & { case: string, words: string }} Due */

const HOURS = ["giờ", "giờ làm việc"];
const DAY = 86_400_000;

/** @param {number} minutes */
const clock = (minutes) =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** @param {End} end */
function inWords(end) {
  const hour = end.at === null ? "hết " : `${clock(end.at)}, `;
  return `${hour}${weekday(end.day)}, ${short(end.day)}`;
}

/** @param {End} end */
const order = (end) => end.day * 1440 + (end.at ?? 1440);

/**
 * The earliest and the latest end of limits.
 * @param {Due[]} dues
 * @param {(due: Due) => End} endOf
 */
function range(dues, endOf) {
  const ends = dues.map((due) => ({ due, end: endOf(due) })).sort((one, other) => order(one.end) - order(other.end));
  return { first: ends[0], last: ends.at(-1) };
}

/** @param {End} end */
function about(end) {
  const passed = [...new Set(end.skipped.filter((why) => !/^(thứ bảy|chủ nhật)$/.test(why)))];
  return [
    passed.length ? `Không tính: ${passed.join(", ")}.` : "",
    end.doubts.length ? `Chưa chắc chắn: ${end.doubts.join("; ")}.` : "",
  ].filter(Boolean);
}

/**
 * What is told of a filing on a day, with the latest end where there is one.
 * @param {number} filed
 * @param {Due[]} limits
 * @param {(due: Due) => End} endOf
 * @returns {{ told: string, notes: string[], end?: End }}
 */
function answered(filed, limits, endOf) {
  if (Number.isNaN(filed)) return { told: "Hãy chọn ngày nộp hồ sơ.", notes: [] };
  try {
    const { first, last } = range(limits, endOf);
    if (!first || !last) return { told: "", notes: [] };
    const due =
      order(first.end) === order(last.end)
        ? `hạn trả là ${inWords(last.end)}`
        : `hạn trả từ ${inWords(first.end)} (${first.due.words}) đến chậm nhất là ${inWords(last.end)}` +
          ` (${last.due.words}), tuỳ trường hợp, cách nộp`;
    const told = `Nộp đủ hồ sơ ${weekday(filed)}, ${short(filed)} thì ${due}.`;
    return { told, notes: about(last.end), end: last.end };
  } catch (error) {
    if (!(error instanceof NoEnd)) throw error;
    return { told: `Chưa tính được: ${error.message}.`, notes: [] };
  }
}

/**
 * The day of the answer as a file for a calendar.
 * @param {End} end
 * @param {string} name
 * @param {string[]} told
 */
function file(end, name, told) {
  const text = icalendar({
    day: isoOf(end.day).replaceAll("-", ""),
    next: isoOf(end.day + 1).replaceAll("-", ""),
    at: end.at === null ? "" : clock(end.at).replace(":", ""),
    summary: `Hẹn trả: ${name}`,
    description: [...told, "Giấy hẹn của cơ quan tiếp nhận có giá trị hơn ngày tính ở đây."].join("\n"),
    url: location.href.split(/[?#]/)[0] ?? "",
    made: new Date(),
  });
  return URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
}

/** The reader's own today, as a field of a date has it. */
function today() {
  const now = new Date();
  return isoOf(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / DAY);
}

/**
 * The fields and what they are answered by.
 * @param {boolean} timed  whether the hour matters
 */
function fields(timed) {
  const day = element("input", { type: "date", id: "ngay-nop", value: today() });
  const hour = element("input", { type: "time", id: "gio-nop", value: "08:00" });
  const inputs = [element("label", { htmlFor: day.id }, "Ngày nộp đủ hồ sơ"), day];
  if (timed) inputs.push(element("label", { htmlFor: hour.id }, "Giờ nộp"), hour);
  const said = element("p", { className: "cb-due__answer" });
  const notes = element("ul");
  const save = element("a", { className: "cb-button", download: "hen-tra.ics" }, "Thêm vào lịch của tôi (.ics)");
  const form = element("div", { className: "cb-due__form" }, ...inputs);
  return { day, hour, said, notes, save, parts: [form, element("div", { role: "status" }, said, notes), save] };
}

/**
 * Fetch the calendar, then stand the form in the place of the button.
 * @param {HTMLElement} place
 * @param {HTMLElement} button
 */
export async function open(place, button) {
  const answer = await fetch(place.dataset["calendar"] ?? "");
  if (!answer.ok) throw new Error(String(answer.status));
  const calendar = /** @type {Calendar} */ (await answer.json());
  const dues = /** @type {Due[]} */ (JSON.parse(place.dataset["due"] ?? "[]"));
  const timed = dues.some((due) => due.cutOff || HOURS.includes(due.unit));
  const { day, hour, said, notes, save, parts } = fields(timed);
  const cases = document.querySelector("[data-cases]");

  /** The limits of the case that is chosen, of all where none is. */
  function asked() {
    const own = dues.filter((due) => due.case === cases?.getAttribute("data-cases"));
    return own.length ? own : dues;
  }

  function count() {
    const minutes = timed ? minutesOf(hour.value || "08:00") : null;
    const found = answered(day.valueAsNumber / DAY, asked(), (due) =>
      limitEnd(day.valueAsNumber / DAY, minutes, due, calendar),
    );
    say(said, found.told);
    notes.replaceChildren(...found.notes.map((one) => element("li", {}, one)));
    if (save.href) URL.revokeObjectURL(save.href);
    save.hidden = !found.end;
    if (found.end) save.href = file(found.end, place.dataset["name"] ?? "", [found.told, ...found.notes]);
  }

  button.replaceWith(...parts);
  for (const input of [day, hour]) input.addEventListener("input", count);
  if (cases) new MutationObserver(count).observe(cases, { attributeFilter: ["data-cases"] });
  count();
  day.focus();
}
