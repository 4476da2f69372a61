/* Limits: when a time limit ends, by the calendar: the twin of law/limits.py, for whoever reads the page.

   Days are numbers of days since 1970 and hours minutes of a day, both without a zone, as the law counts. */

/** @typedef {[kind: string, name: string, sure: boolean]} Marked what the calendar says of a day */
/**
 * @typedef {object} Calendar
 * @property {Record<string, boolean>} years  each known year, with whether its days off are sure
 * @property {Record<string, Marked>} days
 * @property {[since: string, spans: [string, string][]][]} hours  in the order of their days
 */
/** @typedef {{ value: string, unit: string, cutOff: string }} Limit  the value `3/2` is one and a half */
/** @typedef {{ day: number, at: number | null, skipped: string[], doubts: string[] }} End */

export const HALF_DAY = "luật chưa nói nửa ngày tính thế nào, ở đây tính đến hết ngày";
const WEEKDAYS = ["chủ nhật", "thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy"];
const OFF = new Set(["nghỉ lễ", "nghỉ bù", "nghỉ hoán đổi", "nghỉ khác"]);
const WORKED = new Set(["làm bù", "làm việc"]);
const WEEKEND = new Set(["thứ bảy", "chủ nhật"]);
const DAY = 86_400_000;
const LAST_YEAR = 9999;

/** Why it cannot be said when a limit ends. */
export class NoEnd extends Error {}

/** @param {string} iso `2026-02-13` */
export const dayOf = (iso) => Date.parse(`${iso}T00:00:00Z`) / DAY;
/** @param {number} day */
export const isoOf = (day) => new Date(day * DAY).toISOString().slice(0, 10);
/** @param {number} day */
export const weekday = (day) => WEEKDAYS[(((day + 4) % 7) + 7) % 7] ?? "";
/** @param {string} clock `07:30` */
export const minutesOf = (clock) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/**
 * Why a day is off, empty where it is worked.
 * @param {number} day
 * @param {Marked} marked
 */
function whyOff(day, [kind, name]) {
  if (kind === "nghỉ lễ") return name || kind;
  if (OFF.has(kind)) return name ? `${kind}: ${name}` : kind;
  return !WORKED.has(kind) && WEEKEND.has(weekday(day)) ? weekday(day) : "";
}

/**
 * The days that a count looks at, with those that it passes over.
 * @param {Calendar} calendar
 */
function counting(calendar) {
  /** @type {Map<number, string>} */
  const skipped = new Map();
  /** @type {Set<string>} */
  const doubts = new Set();

  /** @param {number} day */
  function works(day) {
    const iso = isoOf(day);
    const year = Number(iso.slice(0, 4));
    const sure = calendar.years[year];
    if (sure === undefined) throw new NoEnd(`chưa có lịch nghỉ của năm ${year}`);
    const marked = calendar.days[iso] ?? ["", "", sure];
    const why = whyOff(day, marked);
    if (why) skipped.set(day, why);
    if (marked[0] === "chưa rõ") doubts.add(`chưa rõ ngày ${short(day)} nghỉ hay làm việc`);
    else if (!marked[2]) doubts.add(`ngày nghỉ năm ${year} mới là dự tính`);
    return !why;
  }

  /** @param {number} day */
  function onOrAfter(day) {
    let at = day;
    while (!works(at)) at += 1;
    return at;
  }

  /**
   * @param {number} day
   * @param {number} days
   */
  function after(day, days) {
    let at = day;
    for (let n = 0; n < days; n += 1) at = onOrAfter(at + 1);
    return at;
  }

  /**
   * @param {number} day
   * @param {number | null} at
   * @returns {End}
   */
  const end = (day, at = null) => ({
    day,
    at,
    skipped: [...skipped].sort(([one], [other]) => one - other).map(([, why]) => why),
    doubts: [...doubts],
  });
  return { works, onOrAfter, after, end, doubts };
}

/** @param {number} day */
export function short(day) {
  const [year, month, date] = isoOf(day).split("-");
  return `${date}/${month}/${year}`;
}

/** @typedef {ReturnType<typeof counting>} Count */
/** @typedef {{ day: number, minutes: number | null, numerator: number, denominator: number }} Asked */

/** @type {Record<string, (asked: Asked, count: Count, limit: Limit, calendar: Calendar) => End>} */
const BY_UNIT = {
  "trong ngày": ({ day, minutes }, count, { cutOff }) => {
    if (cutOff && count.works(day)) {
      if (minutes === null) throw new NoEnd(`phải biết nhận trước hay sau ${cutOff}`);
      if (minutes > minutesOf(cutOff)) return count.end(count.after(day, 1));
    }
    return count.end(count.onOrAfter(day));
  },
  "ngày làm việc": ({ day, numerator, denominator }, count) => {
    if (denominator > 1) count.doubts.add(HALF_DAY);
    return count.end(count.onOrAfter(count.after(day, Math.ceil(numerator / denominator))));
  },
  ngày: ({ day, numerator, denominator }, count) => {
    if (denominator > 1) count.doubts.add(HALF_DAY);
    return count.end(count.onOrAfter(day + Math.ceil(numerator / denominator)));
  },
  tháng: (asked, count) => count.end(count.onOrAfter(monthsAfter(asked, 1))),
  năm: (asked, count) => count.end(count.onOrAfter(monthsAfter(asked, 12))),
  giờ: ({ day, minutes, numerator, denominator }, count) => {
    const ends = begun(minutes, "giờ") + Math.ceil((numerator * 60) / denominator);
    const last = day + Math.floor(ends / 1440);
    const worked = count.onOrAfter(last);
    return count.end(worked, worked === last ? ends % 1440 : null);
  },
  "giờ làm việc": ({ day, minutes, numerator, denominator }, count, _limit, calendar) => {
    const begins = begun(minutes, "giờ làm việc");
    let left = Math.ceil((numerator * 60) / denominator);
    for (let at = count.onOrAfter(day); ; at = count.onOrAfter(at + 1)) {
      const spans = calendar.hours.filter(([since]) => since <= isoOf(at)).at(-1)?.[1] ?? [];
      if (!spans.length) throw new NoEnd("chưa biết giờ làm việc của cơ quan");
      for (const [opens, closes] of spans) {
        const from = Math.max(minutesOf(opens), at === day ? begins : 0);
        const open = minutesOf(closes) - from;
        if (open >= 0 && left <= open) return count.end(at, from + left);
        left -= Math.max(open, 0);
      }
    }
  },
};

/**
 * @param {number | null} minutes
 * @param {string} unit
 */
function begun(minutes, unit) {
  if (minutes === null) throw new NoEnd(`thời hạn tính bằng ${unit} thì phải biết giờ bắt đầu`);
  return minutes;
}

/**
 * The same day so many months later, of a month without it the last.
 * @param {Asked} asked
 * @param {number} months in a unit
 */
function monthsAfter({ day, numerator, denominator }, months) {
  const all = (numerator * months) / denominator;
  if (!Number.isInteger(all)) throw new NoEnd("luật chưa nói nửa tháng liền nhau tính thế nào");
  const from = new Date(day * DAY);
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + all];
  if (year + Math.floor(month / 12) > LAST_YEAR) throw new NoEnd("thời hạn dài quá những năm đã có lịch nghỉ");
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(from.getUTCDate(), last)) / DAY;
}

/**
 * When a limit ends that begins on a day, or at a minute of it; `NoEnd` where that cannot be said.
 * @param {number} day
 * @param {number | null} minutes
 * @param {Limit} limit
 * @param {Calendar} calendar
 */
export function limitEnd(day, minutes, limit, calendar) {
  const [numerator = 0, denominator = 1] = limit.value.split("/").map(Number);
  const by = BY_UNIT[limit.unit];
  if (!by || numerator > LAST_YEAR * 366) throw new NoEnd("thời hạn dài quá những năm đã có lịch nghỉ");
  return by({ day, minutes, numerator, denominator }, counting(calendar), limit, calendar);
}
