/* Figure table: a filter over the table of a report's figures; without this script the whole table stands. */

import { say, the } from "./elements.js";

const host = the(document, "[data-figure-table]", HTMLElement);
const filter = the(host, "[data-filter]", HTMLElement);
const status = the(filter, "[role=status]", HTMLElement);
/** @type {NodeListOf<HTMLTableRowElement>} */
const rows = host.querySelectorAll("tr[data-kinds]");

function choose() {
  const kind = the(filter, "input:checked", HTMLInputElement).value;
  let left = 0;
  for (const row of rows) {
    const fits = !kind || (row.dataset["kinds"] ?? "").split(" ").includes(kind);
    row.hidden = !fits;
    left += Number(fits);
  }
  say(status, `${left} số liệu`);
}

filter.addEventListener("change", choose);
filter.hidden = false;
choose(); // the browser may have kept what was chosen before
