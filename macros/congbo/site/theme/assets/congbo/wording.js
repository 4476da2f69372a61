/* Wording: exact numbers, days and periods as they stand in reports. */

import { HUNDRED, ONE, ZERO } from "./exact.js";

/** @typedef {import("./exact.js").Fraction} Fraction */
/** @typedef {[start: string, end: string]} Span  first and last day; of what is of one day the first is empty */

/** More decimals than a number has that is typed: such a number is printed exactly. */
export const ALL_PLACES = 30;

/**
 * A number as it is printed, with so many decimals at most, rounded half up: `1 247`, `87,5`.
 * @param {Fraction} value
 * @param {number | Fraction} places
 */
export function printed({ above, below }, places = 1) {
  const asked = typeof places === "number" ? places : Number(places.above / places.below);
  const most = Math.max(0, Math.min(asked, ALL_PLACES));
  const scale = 10n ** BigInt(most);
  const scaled = ((above < 0n ? -above : above) * scale * 2n + below) / (2n * below);
  const [whole, part] = [scaled / scale, scaled % scale];
  const sign = above < 0n && scaled ? "-" : "";
  const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, "\u202f");
  const decimals = part ? `,${String(part).padStart(most, "0").replace(/0+$/, "")}` : "";
  return `${sign}${grouped}${decimals}`;
}

/**
 * A number as prose has it: `06`, `56`, `87,5%`.
 * @param {Fraction} value
 * @param {string} unit
 * @param {number | Fraction} places
 */
export function inProse(value, unit, places) {
  if (unit === "%") return `${printed(value, places)}%`;
  const few = value.whole && value.than(ZERO) > 0 && value.above < 10n;
  return few ? `0${value.above}` : printed(value, places);
}

/**
 * A number as it may be typed: `16`, `87.5`.
 * @param {Fraction} value
 */
export function typed(value) {
  return printed(value, ALL_PLACES).replaceAll("\u202f", "").replace(",", ".");
}

/**
 * The number, in limits.
 * @param {Fraction} value
 */
export function share(value) {
  if (value.than(ONE) > 0) return ONE;
  return value.than(ZERO) < 0 ? ZERO : value;
}

/**
 * What a value is of the whole in its unit.
 * @param {Fraction} value
 * @param {string} unit
 */
export function ofWhole(value, unit) {
  return unit === "%" ? value.over(HUNDRED) : value;
}

/**
 * A day as it is printed: `28/03/2024`.
 * @param {string} day
 */
export function short(day) {
  return day.split("-").reverse().join("/");
}

/**
 * The day so many days later.
 * @param {string} day
 * @param {number} by
 */
export function moved(day, by) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + by);
  return date.toISOString().slice(0, 10);
}

/**
 * How many days there are in a time, less one.
 * @param {Span} span
 */
export function days([first, last]) {
  return Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000);
}

/**
 * A time: `từ 01/01/2024 đến 20/07/2024`, `ngày 20/07/2024`.
 * @param {Span} span
 */
export function timeInWords([start, end]) {
  return start ? `từ ${short(start)} đến ${short(end)}` : `ngày ${short(end)}`;
}

/**
 * What a period is called: `quý II năm 2024`, `6 tháng đầu năm 2024`, else its two days.
 * @param {Span} period
 */
export function periodInWords(period) {
  const [[year, first, day], [lastYear, last]] = /** @type {[string[], string[]]} */ (
    period.map((one) => one.split("-"))
  );
  if (day !== "01" || moved(period[1], 1).slice(8) !== "01" || year !== lastYear) return timeInWords(period);
  return monthsInWords(Number(first), Number(last), year) ?? timeInWords(period);
}

/**
 * What whole months of a year are called, where they have a name.
 * @param {number} begin
 * @param {number} end
 * @param {string | undefined} year
 */
function monthsInWords(begin, end, year) {
  const months = end - begin + 1;
  if (months === 12) return `năm ${year}`;
  if (months === 1) return `tháng ${begin} năm ${year}`;
  if (months === 3 && end % 3 === 0) return `quý ${["I", "II", "III", "IV"][end / 3 - 1]} năm ${year}`;
  if (begin === 1) return `${months} tháng đầu năm ${year}`;
  return begin === 7 && end === 12 ? `6 tháng cuối năm ${year}` : null;
}

/**
 * A text with a capital first letter, the rest as it is.
 * @param {string} text
 */
export function capital(text) {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/**
 * Words as a list in a sentence: `a, b và c`.
 * @param {string[]} words
 */
export function listed(words) {
  return [words.slice(0, -1).join(", "), ...words.slice(-1)].filter(Boolean).join(" và ");
}
