/* Frames: what a report stands for in time, and how its seal calls records. */

import { must, spanOf } from "./published.js";

/** @typedef {import("./exact.js").Data} Data */
/** @typedef {import("./published.js").Span} Span */

/** By days as YEAR-MONTH-DAY. */
export class Frame {
  /**
   * @param {Span} period
   * @param {{ asOf: string, day: string, organisation: string, former: Map<string, string> }} rest
   */
  constructor(period, rest) {
    this.period = period;
    this.rest = rest;
    this.asOf = rest.asOf;
    this.day = rest.day;
    this.organisation = rest.organisation;
    this.former = rest.former; // what the seal calls renamed records
  }

  /**
   * That of a report, or of the period that it is compared with.
   * @param {Data} report
   * @param {Map<string, string>} former
   * @param {Data} [before]
   */
  static of(report, former, before) {
    const period = spanOf(before ?? must(report, "period"));
    const asOf = must(before ?? report, "as_of");
    const day = before ? period[1] : must(report, "day");
    return new Frame(period, { asOf, day, organisation: must(report, "organisation"), former });
  }

  /** @param {string} organisation */
  ofBody(organisation) {
    return new Frame(this.period, { ...this.rest, organisation });
  }

  /** @param {string} start */
  since(start) {
    return new Frame([start, this.period[1]], this.rest);
  }

  /** The last day that it speaks of. */
  get lastDay() {
    return [this.period[1], this.asOf, this.day].sort().at(-1) ?? "";
  }

  /**
   * The time words that a day answers.
   * @param {string | null | undefined} day
   */
  moments(day) {
    const [first, last] = this.period;
    /** @type {[string, string, string][]} */
    const spans = [
      ["trong kỳ", first, last],
      ["năm của kỳ", first, last],
      ["đến cuối kỳ", "", last],
      ["từ đầu kỳ đến ngày báo cáo", first, this.day],
      ["ngày số liệu", "", this.asOf],
    ];
    return day ? spans.filter(([, start, end]) => start <= day && day <= end).map(([word]) => word) : [];
  }

  /**
   * The id by which the seal knows a record.
   * @param {string} key
   */
  called(key) {
    const was = this.former.get(key) ?? key;
    return was.slice(was.indexOf("/") + 1);
  }
}
