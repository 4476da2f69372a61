/* iCalendar: a day for a reader's calendar, as RFC 5545 writes it. */

/** @param {string} text */
const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\r\n|[\r\n]/g, "\\n");

/**
 * A content line in lines of at most 75 bytes of UTF-8, no letter cut in two.
 * @param {string} line
 */
function folded(line) {
  let made = "";
  let bytes = 0;
  for (const letter of line) {
    const size = new TextEncoder().encode(letter).length;
    if (bytes + size > 75) {
      made += "\r\n ";
      bytes = 1;
    }
    made += letter;
    bytes += size;
  }
  return `${made}\r\n`;
}

/**
 * A file with one event that takes a whole day, or begins at an hour of the reader's own clock.
 * @typedef {object} Event
 * @property {string} day  `20260223`
 * @property {string} next  the day after
 * @property {string} at  `0930`, or empty
 * @property {string} summary
 * @property {string} description
 * @property {string} url
 * @property {Date} made
 *
 * @param {Event} event
 */
export function icalendar({ day, next, at, summary, description, url, made }) {
  const stamp = made.toISOString().replace(/[-:]|\.\d+/g, "");
  const key = [...url].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 4_294_967_291, 7);
  const when = at ? [`DTSTART:${day}T${at}00`] : [`DTSTART;VALUE=DATE:${day}`, `DTEND;VALUE=DATE:${next}`];
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//congbo//hen tra//VI",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    "BEGIN:VEVENT",
    `UID:hen-tra-${day}-${key.toString(36)}@${new URL(url).hostname}`,
    `DTSTAMP:${stamp}`,
    ...when,
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(description)}`,
    `URL:${url}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
    "END:VCALENDAR",
  ]
    .map(folded)
    .join("");
}
