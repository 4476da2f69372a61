/* Elements: how scripts make what a page shows, and find what it has. */

/**
 * Make an element; children that are texts become text, never markup.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string | number | boolean>} properties  the element's own, else its attributes
 * @param {(Node | string)[]} children
 */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in made) Reflect.set(made, key, value);
    else made.setAttribute(key, String(value));
  }
  made.append(...children);
  return made;
}

/**
 * The element of a page that its template promises.
 * @template {Element} Kind
 * @param {ParentNode} place
 * @param {string} selector
 * @param {new () => Kind} kind
 */
export function the(place, selector, kind) {
  const found = place.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`there is no ${selector}`);
  return found;
}

/**
 * A count as Vietnamese prints it: `1 247`, with a narrow space.
 * @param {number} count
 */
export function counted(count) {
  return String(count).replace(/\B(?=(\d{3})+$)/g, "\u202f");
}

/**
 * Say something in a live region, once.
 * @param {HTMLElement} status
 * @param {string} text
 */
export function say(status, text) {
  if (status.textContent !== text) status.textContent = text;
}
