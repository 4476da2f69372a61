/* Recomputed: figures of a report computed again from published data, as `verify.py` does, and how, in words. */

import { beside } from "./conditions.js";
import { measured, saidWhole, undated } from "./definitions.js";
import { HUNDRED, ZERO } from "./exact.js";
import { ofBody, scopeOf, statistic } from "./operands.js";
import { must, on } from "./published.js";
import { KNOWN, NOT_ARISEN, NO_DATA, UNLIKE } from "./quantities.js";
import { NO_TARGET, judged } from "./targets.js";
import { factorInto } from "./units.js";
import * as wording from "./wording.js";

/** @typedef {import("./exact.js").Data} Data */
/** @typedef {import("./exact.js").Fraction} Fraction */
/** @typedef {import("./frames.js").Frame} Frame */
/** @typedef {import("./published.js").Published} Published */
/** @typedef {import("./quantities.js").Quantity} Quantity */
/** @typedef {import("./conditions.js").Counted} Counted */

const { ALL_PLACES, capital, inProse, printed, timeInWords } = wording;

/**
 * @typedef {object} Figure  as the data have it now
 * @property {string[]} values  exact: its own, above and below the line
 * @property {Map<string, string>} shown  what counts, and what stands beside its name
 * @property {Record<string, string>} said
 */

/**
 * A figure as the data have it now. Throws Unknown for what these scripts cannot compute.
 * @param {string} id
 * @param {Frame} frame
 * @param {Published} data
 * @returns {Figure}
 */
export function figure(id, frame, data) {
  const indicator = data.record("indicator", id);
  return indicator ? indicated(indicator, frame, data) : declared(id, frame, data);
}

/**
 * The figure of an indicator, as that is on the last day of the period.
 * @param {Data} indicator
 * @param {Frame} frame
 * @param {Published} data
 * @returns {Figure}
 */
function indicated(indicator, frame, data) {
  const held = (/** @type {string} */ key) => on(indicator, key, frame.period[1]);
  const [definition, unit, places] = [held("definition"), must(indicator, "unit"), held("decimals") ?? 1];
  const found = measured(definition, scopeOf(frame), data);
  const { value, state, rule } = settled(found, indicator);
  const facts = undated(definition);
  const note = `; bản ghi không nói ${wording.listed(facts)} có từ ngày nào, nên tính theo bản ghi hiện có`;
  const next = declared(must(indicator, "id"), frame, data);
  const said = {
    title: held("title"),
    unit,
    definition: saidWhole(definition, frame, data),
    text: value ? inProse(value, unit, places) : state,
    state,
    time: capital(timeInWords(found.time)) + (facts.length ? note : ""),
    score: score(value, held("points"), { unit, rule, places }),
    beside: next.values[0] ? (next.said["text"] ?? "") : "",
    ...judged({ value, state, time: found.time }, held("target"), frame, data),
  };
  const sides = found.sides ?? [];
  const counted = [sides[0] ?? found, ...sides].flatMap((part) => part.counted);
  const values = [value, sides[0]?.value, sides[1]?.value].map(exact);
  return { values, shown: shownOf(counted, data), said };
}

/** @param {Fraction | null | undefined} value */
function exact(value) {
  return value ? value.toString() : "";
}

/**
 * The value of an indicator in its own unit, by its own rule for nothing by nothing.
 * @param {Quantity} found
 * @param {Data} indicator
 */
function settled({ value, state, unit, sides }, indicator) {
  const nothing = !sides || sides.every((side) => side.value?.above === 0n);
  const rule = state === NOT_ARISEN && nothing ? indicator.when_zero : "";
  if (rule === "0") return { value: ZERO, state: KNOWN, rule };
  const by = factorInto(unit, must(indicator, "unit"));
  if (!value || by) return { value: value && by && value.times(by), state, rule };
  return { value: null, state: UNLIKE, rule };
}

/**
 * @param {Counted[]} counted
 * @param {Published} data
 */
function shownOf(counted, data) {
  return new Map([...counted].reverse().map((one) => [one.key, beside(one, data)]));
}

/**
 * The figure that somebody states of a measure.
 * @param {string} measure
 * @param {Frame} frame
 * @param {Published} data
 * @returns {Figure}
 */
function declared(measure, frame, data) {
  const every = data.ofMeasure(measure);
  if (!every.length) return { values: ["", "", ""], shown: new Map(), said: { state: NO_DATA, text: NO_DATA } };
  const { value, state, time, counted } = statistic({ statistic: measure }, scopeOf(frame), data);
  const shown = counted[0]?.record ?? ofBody(every, frame.organisation, data).at(-1) ?? every.at(-1) ?? {};
  const joined = (/** @type {string} */ sign, /** @type {string[]} */ ...parts) => parts.filter(Boolean).join(sign);
  const unit = must(shown, "unit");
  const said = {
    title: must(shown, "title"),
    unit,
    stated: stated(shown, data),
    text: value ? joined(" ", shown.qualifier, inProse(value, unit, ALL_PLACES)) : state,
    state,
    time: joined(". ", capital(timeInWords(time)), shown.time_note),
    verdict: NO_TARGET,
  };
  return { values: [exact(value), "", ""], shown: shownOf(counted, data), said };
}

/**
 * Where a declared number is stated.
 * @param {Data} record
 * @param {Published} data
 */
function stated(record, data) {
  const { document = "", place } = record.stated_in ?? {};
  return [data.documentOf(document), place, record.note].filter(Boolean).join("; ");
}

/**
 * The points of a figure as printed: `3,69/4 điểm`; empty where it is not scored.
 * @param {Fraction | null} value
 * @param {Data | undefined} points
 * @param {{ unit: string, rule: string, places: number | Fraction }} of
 */
function score(value, points, { unit, rule, places }) {
  if (!points) return "";
  const most = must(points, "most");
  /** @type {Fraction} */
  let own = most;
  if (value) {
    const whole = wording.ofWhole(value, unit);
    own = most.times(wording.share(points.threshold?.above ? whole.times(HUNDRED).over(points.threshold) : whole));
  } else if (rule !== "điểm tối đa") return "";
  return `${printed(own, places)}/${printed(most, 6)} điểm`;
}
