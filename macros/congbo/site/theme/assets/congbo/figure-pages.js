/* Figure pages: at which address the evidence of a figure stands, and which clicks ask to see it. */

const FIGURE_PAGE = /\/can-cu\/[^/]+\/(?:trang-\d+\/)?$/;

/**
 * The address of a figure's own page, of a link to a place on it.
 * @param {string} link
 */
export function pageOf(link) {
  return link.replace(/#.*/s, "");
}

/**
 * Whether a link leads to the page of a figure as a whole, on the same site.
 * @param {string} link
 * @param {string} site  any address of it
 */
export function isPage(link, site) {
  const { origin, pathname, search, hash } = new URL(link);
  return origin === new URL(site).origin && FIGURE_PAGE.test(pathname) && !search && !hash;
}

/**
 * Whether two addresses are of one page, so that a way between them loads none.
 * @param {string} one
 * @param {string} other
 */
export function samePage(one, other) {
  return pageOf(one) === pageOf(other);
}

/**
 * Whether a click follows a link where the reader is; with a key or another button it opens a tab or saves.
 * @param {{ button: number, altKey: boolean, ctrlKey: boolean, metaKey: boolean, shiftKey: boolean }} click
 */
export function isPlain({ button, altKey, ctrlKey, metaKey, shiftKey }) {
  return button === 0 && !(altKey || ctrlKey || metaKey || shiftKey);
}
