/* Exact values: JSON whose numbers lose nothing, fractions, and the digest of canonical JSON. */

/** @typedef {Record<string, any>} Data  a group of a data file; it has no prototype, so every key is its own */

const TOKENS = /[ \t\n\r]*(?:([[\]{}:,])|("[^"\\]*(?:\\[^][^"\\]*)*")|([-+.\w]+)|$)/y;
const NUMBER = /^(-?(?:0|[1-9]\d*))(?:\.(\d+))?(?:[eE]([-+]?\d{1,3}))?$/;
const NAMED = new Map([["true", true], ["false", false], ["null", null]]);
const END = "";

/** An exact number; `written` is how a file has it. */
export class Fraction {
  /**
   * @param {bigint} above
   * @param {bigint} below  above zero
   * @param {string} [written]
   */
  constructor(above, below = 1n, written) {
    const common = divisor(above < 0n ? -above : above, below);
    this.above = above / common;
    this.below = below / common;
    this.written = written ?? this.toString();
  }

  /**
   * The number that a text spells: `7`, `87.50`, `175/2`; null where it spells none.
   * @param {string} text
   */
  static read(text) {
    const divided = /^(-?\d+)\/(0*[1-9]\d*)$/.exec(text);
    if (divided) return new Fraction(BigInt(divided[1] ?? 0), BigInt(divided[2] ?? 1));
    const found = NUMBER.exec(text);
    if (!found) return null;
    const [, whole = "", part = "", power = "0"] = found;
    const tens = Number(power) - part.length;
    const digits = BigInt(whole + part);
    const scale = 10n ** BigInt(Math.abs(tens));
    return tens < 0 ? new Fraction(digits, scale, text) : new Fraction(digits * scale, 1n, text);
  }

  /** @param {Fraction} other */
  plus(other) {
    return new Fraction(this.above * other.below + other.above * this.below, this.below * other.below);
  }

  /** @param {Fraction} other */
  minus(other) {
    return new Fraction(this.above * other.below - other.above * this.below, this.below * other.below);
  }

  /** @param {Fraction} other */
  times(other) {
    return new Fraction(this.above * other.above, this.below * other.below);
  }

  /** @param {Fraction} other  not zero */
  over(other) {
    const sign = other.above < 0n ? -1n : 1n;
    return new Fraction(sign * this.above * other.below, sign * this.below * other.above);
  }

  /**
   * Below zero, zero or above it, as it is less than another number, equal to it or more.
   * @param {Fraction} other
   */
  than(other) {
    const { above } = this.minus(other);
    if (!above) return 0;
    return above < 0n ? -1 : 1;
  }

  get whole() {
    return this.below === 1n;
  }

  /** As it is read: `87,5`; as a fraction where its decimals would not end soon. */
  get plain() {
    if (this.above < 0n || 10000n % this.below) return this.toString();
    const scaled = (this.above * 10000n) / this.below;
    const part = String(scaled % 10000n).padStart(4, "0").replace(/0+$/, "");
    return `${scaled / 10000n}${part && `,${part}`}`;
  }

  /** The nearest number that a data file can have. */
  nearest() {
    if (NUMBER.test(this.written)) return Number(this.written);
    const bits = BigInt(Math.max(0, 64 + this.below.toString(2).length - this.above.toString(2).length));
    const scaled = this.above << bits;
    const odd = scaled % this.below ? 1n : 0n; // so that no half is rounded as if it were one
    return Number(((scaled / this.below) << 1n) + (this.above < 0n ? -odd : odd)) / 2 ** (Number(bits) + 1);
  }

  toString() {
    return this.below === 1n ? String(this.above) : `${this.above}/${this.below}`;
  }
}

export const ZERO = new Fraction(0n);
export const ONE = new Fraction(1n);
export const HUNDRED = new Fraction(100n);

/** @param {Fraction[]} values */
export function sum(values) {
  return values.reduce((one, other) => one.plus(other), ZERO);
}

/**
 * @param {bigint} one
 * @param {bigint} other
 */
function divisor(one, other) {
  let [a, b] = [one, other];
  while (b) [a, b] = [b, a % b];
  return a || 1n;
}

/**
 * Return what a JSON text holds; every number is a Fraction. Throws a SyntaxError for anything else.
 * @param {string} text
 */
export function parsed(text) {
  const tokens = tokensOf(text);
  const [value, at] = valueAt(tokens, 0);
  if (tokens[at] !== END) throw new SyntaxError(`unexpected ${tokens[at]}`);
  return value;
}

/** @param {string} text */
function tokensOf(text) {
  const tokens = [];
  TOKENS.lastIndex = 0;
  while (TOKENS.lastIndex < text.length) {
    const found = TOKENS.exec(text);
    if (!found) throw new SyntaxError("no JSON");
    tokens.push(found[1] ?? found[2] ?? found[3] ?? END);
  }
  return tokens.at(-1) === END ? tokens : [...tokens, END];
}

/**
 * @param {string[]} tokens
 * @param {number} at
 * @returns {[any, number]}  the value, and where the next token is
 */
function valueAt(tokens, at) {
  const token = tokens[at] ?? END;
  if (token === "{") return groupAt(tokens, at + 1);
  if (token === "[") return listAt(tokens, at + 1);
  if (token.startsWith('"')) return [JSON.parse(token), at + 1];
  if (NAMED.has(token)) return [NAMED.get(token), at + 1];
  const number = token.includes("/") ? null : Fraction.read(token);
  if (!number) throw new SyntaxError(`unexpected ${token}`);
  return [number, at + 1];
}

/**
 * @param {string[]} tokens
 * @param {number} at
 * @returns {[any[], number]}
 */
function listAt(tokens, at) {
  const found = [];
  let next = at;
  while (tokens[next] !== "]" || found.length) {
    const [value, after] = valueAt(tokens, next);
    found.push(value);
    next = after + 1;
    if (tokens[after] === "]") return [found, next];
    if (tokens[after] !== ",") throw new SyntaxError(`unexpected ${tokens[after]}`);
  }
  return [found, next + 1];
}

/**
 * @param {string[]} tokens
 * @param {number} at
 * @returns {[Data, number]}
 */
function groupAt(tokens, at) {
  /** @type {Data} */
  const found = Object.create(null);
  let next = at;
  for (let first = true; tokens[next] !== "}" || !first; first = false) {
    const key = tokens[next] ?? END;
    if (!key.startsWith('"') || tokens[next + 1] !== ":") throw new SyntaxError(`unexpected ${key}`);
    const [value, after] = valueAt(tokens, next + 2);
    found[JSON.parse(key)] = value;
    next = after + 1;
    if (tokens[after] === "}") return [found, next];
    if (tokens[after] !== ",") throw new SyntaxError(`unexpected ${tokens[after]}`);
  }
  return [found, next + 1];
}

/**
 * Return a value as canonical JSON: keys in the order of their code points, no space between.
 * @param {any} value
 * @returns {string}
 */
export function canonical(value) {
  if (value instanceof Fraction) return value.written;
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const keys = Object.keys(value).sort(byCodePoint);
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}

/**
 * @param {string} one
 * @param {string} other
 */
function byCodePoint(one, other) {
  const [left, right] = [[...one], [...other]];
  const place = left.findIndex((letter, index) => letter !== right[index]);
  if (place < 0) return left.length - right.length;
  return (left[place]?.codePointAt(0) ?? -1) - (right[place]?.codePointAt(0) ?? -1);
}

/**
 * The SHA-256 of the canonical JSON of a value, in hex. A browser has it in a secure context alone.
 * @param {any} value
 */
export async function digest(value) {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(canonical(value)));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
