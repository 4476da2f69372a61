/* Limits: the page counts as the package does, by the same vectors; and a day for a reader's calendar. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { icalendar } from "../../macros/congbo/site/theme/assets/congbo/icalendar.js";
import {
  NoEnd,
  dayOf,
  isoOf,
  limitEnd,
  minutesOf,
  weekday,
} from "../../macros/congbo/site/theme/assets/congbo/limits.js";

/** @typedef {import("../../macros/congbo/site/theme/assets/congbo/limits.js").Calendar} Calendar */
/** @typedef {[received: string, value: string, unit: string, cutOff: string, expected: unknown]} Vector */

const { calendar, vectors } = /** @type {{ calendar: Calendar, vectors: Vector[] }} */ (
  JSON.parse(readFileSync(new URL("../limits.json", import.meta.url), "utf8"))
);

/** @param {Vector} vector */
function found([received, value, unit, cutOff]) {
  const [day = "", clock] = received.split("T");
  try {
    const end = limitEnd(dayOf(day), clock ? minutesOf(clock) : null, { value, unit, cutOff }, calendar);
    const at = end.at === null ? null : new Date(end.at * 60_000).toISOString().slice(11, 16);
    return [isoOf(end.day), at, end.skipped, end.doubts];
  } catch (error) {
    if (error instanceof NoEnd) return error.message;
    throw error;
  }
}

test("every vector of the package holds in the page", () => {
  assert.equal(vectors.length, 240);
  for (const vector of vectors) assert.deepEqual(found(vector), vector[4], JSON.stringify(vector.slice(0, 4)));
});

test("days of the week are those of the calendar, also before 1970", () => {
  assert.deepEqual(["2026-11-30", "1969-12-28", "2024-02-29"].map((day) => weekday(dayOf(day))), [
    "thứ hai", "chủ nhật", "thứ năm",
  ]);
});

test("a day for a calendar is what RFC 5545 asks for", () => {
  const event = {
    day: "20260223",
    next: "20260224",
    at: "",
    summary: "Hẹn trả: Cấp lại giấy phép; bản sao, bản chính \\",
    description: `Dòng một\nDòng hai ${"ế".repeat(80)}`,
    url: "https://congbo.example/thu-tuc/1/",
    made: new Date("2026-02-13T01:02:03.456Z"),
  };
  const text = icalendar(event);
  const lines = text.split("\r\n");
  assert.equal(lines.pop(), "");
  assert.ok(lines.every((line) => Buffer.byteLength(line) <= 75 && !/[\r\n\uFFFD]/.test(line)));
  const unfolded = text.replaceAll("\r\n ", "");
  for (const line of [
    "BEGIN:VCALENDAR", "VERSION:2.0", "DTSTAMP:20260213T010203Z", "DTSTART;VALUE=DATE:20260223",
    "DTEND;VALUE=DATE:20260224", "SUMMARY:Hẹn trả: Cấp lại giấy phép\\; bản sao\\, bản chính \\\\",
    `DESCRIPTION:Dòng một\\nDòng hai ${"ế".repeat(80)}`, "END:VCALENDAR",
  ]) assert.ok(unfolded.split("\r\n").includes(line), line);
  assert.match(unfolded, /\r\nUID:hen-tra-20260223-[0-9a-z]+@congbo\.example\r\n/);
  assert.ok(icalendar({ ...event, at: "0930" }).includes("DTSTART:20260223T093000\r\n"));
});
