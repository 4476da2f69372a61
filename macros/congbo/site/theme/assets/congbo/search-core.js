/* Search core: finds procedures in du-lieu/tim-kiem.json. No page, no network: runs in a browser and in Node.

   MiniSearch finds the procedures that hold the words, and weighs rare words (BM25). What it lacks stands here:
   Vietnamese folding, codes and document numbers in any form, one typing error a word with transpositions,
   Telex and VNI leftovers, and an order that puts phrases, exact accents and procedures in force first. */

import MiniSearch from "./minisearch.min.js";

const MARKS = /[\u0300-\u036f]/g;
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/;
const WORD = /[\p{L}\p{N}]+/gu;
const WORD_WITH_MARKS = /[\p{L}\p{N}][\p{L}\p{N}\u0300-\u036f]*/gu;

/* What people say around the thing they need; left out only when the whole question finds nothing. */
const FILLERS =
  /\b(?:(?:cho )?(?:toi|em|minh) (?:hoi|muon|can|phai|bi)|xin hoi|xin|cho hoi|muon|can|toi|phai lam gi|(?:thi )?(?:lam|nhu) the nao|(?:thi )?lam sao|o dau|khi nao|bao lau|(?:het )?bao nhieu(?: tien)?|(?:can|gom) (?:nhung )?gi|giay to gi|la gi|duoc khong|thu tuc|ho so|lam|thi|bi)\b/g;
/* Words around a document's number: `quyết định số 348/QĐ-UBND ngày …`. */
const NUMBER_FILLERS = new Set("so quyet dinh nghi thong tu luat van ban cong ke hoach ngay nam".split(" "));

const CODE = /^(\d\.\d{6})(?:\.\d{3}\.\d{2}\.\d{2})?(?:\.h\d{2})?(?:\.\d{2})?$/;

/* What a form of a word is worth beside the word itself. */
const PREFIX = 0.8;
const UNTYPED = 0.9; // Telex and VNI keys taken out
const TYPO = 0.5;

const MOST_CANDIDATES = 12; // corrections of one word
const MOST_COMPARED = 150; // results whose words are looked at one by one
const MOST_PARTLY = 20; // results that hold only some of the words

/** The text as typed without diacritics, in lower case; the same as `congbo.words.spelling.fold`. */
export function fold(text) {
  return text.replace(/đ/g, "d").replace(/Đ/g, "D").normalize("NFD").replace(MARKS, "").toLowerCase();
}

/** The folded words of a text. */
export function words(text) {
  return fold(text).match(WORD) ?? [];
}

/** A word in lower case with its tone at the end, so that `hoà` and `hòa` are one. */
export function accented(word) {
  const letters = word.toLowerCase().normalize("NFD");
  const tone = letters.match(TONE)?.[0] ?? "";
  return letters.replace(TONE, "") + tone;
}

/** The national part of a procedure's code, without the province's or service's suffix. */
export function nationalCode(code) {
  const plain = fold(code).replace(/\s/g, "");
  return plain.match(CODE)?.[1] ?? plain;
}

/** Whether one typing error (a letter more, less, other, or two letters swapped) makes one word the other. */
export function oneTypo(a, b) {
  if (a.length > b.length) [a, b] = [b, a];
  const more = b.length - a.length;
  if (more > 1 || a === b) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let left = a.length - start;
  while (left > 0 && a[start + left - 1] === b[start + left - 1 + more]) left -= 1;
  if (more) return left === 0;
  return left === 1 || (left === 2 && a[start] === b[start + 1] && a[start + 1] === b[start]);
}

/** The word without the keys that Telex or VNI should have turned into marks: `giaays`, `gia6y1` give `giay`. */
export function untyped(word) {
  if (/^[a-z]+\d/.test(word)) return word.replace(/\d/g, "");
  const start = word.search(/[aeiouyw]/);
  if (start < 0) return word;
  const head = word.slice(0, start).replace("dd", "d");
  const vowel = word[start] === "w" ? "u" : word[start];
  const rest = word
    .slice(start + 1)
    .replace(/[sfrxjzwd]/g, "")
    .replace(/([aeo])\1/g, "$1");
  const tail = rest[0] === vowel && "aeo".includes(vowel) ? rest.slice(1) : rest;
  return head + vowel + tail;
}

/** A procedure of the index, and the words it is found by. */
class Row {
  constructor(at, part, tables, i) {
    this.at = at;
    this.id = part.id[i];
    this.name = part.name[i];
    this.code = part.code[i] === 0 ? this.id : part.code[i];
    this.codes = [this.code, ...(part.other_codes[i] || [])].map(nationalCode);
    this.field = tables.fields[part.field[i]];
    this.level = tables.levels[part.level[i]] ?? "";
    this.time = part.times[part.time[i]] ?? "";
    this.fee = part.fees[part.fee[i]] ?? "";
    this.ended = Boolean(part.ended[i]);
    this.title = words(this.name);
    this.keywords = part.keywords[i] ? part.keywords[i].map(words) : [];
    this._accents = null;
  }

  /** The words of the title with their accents. */
  get accents() {
    if (!this._accents) this._accents = (this.name.match(WORD_WITH_MARKS) ?? []).map(accented);
    return this._accents;
  }
}

/** The procedures read so far, and how to find them. */
export class Finder {
  constructor() {
    this.rows = [];
    this.tables = { fields: [], levels: [] };
    this.numbers = new Map(); // folded document number → {parts, shown, rows: Map(row → 0 decided | 1 rests on)}
    this.symbols = new Set(); // the words of document numbers: qd, ubnd, cp …
    this.vocabulary = new Map(); // word → its number
    this.frequency = [];
    this.pairs = new Set(); // neighbours in a title or keyword, as numbers
    this.index = new MiniSearch({
      fields: ["title", "keywords", "body"],
      stringifyField: (terms) => terms, // already words
      tokenize: (terms) => (typeof terms === "string" ? terms.split(" ") : terms),
      processTerm: (term) => term,
      searchOptions: { boost: { title: 3, keywords: 2 }, combineWith: "AND" },
    });
  }

  /** Take in one file of the index. */
  add(part) {
    for (const _ of this.adding(part));
  }

  /** Take in one file of the index, pausing after every `step` procedures so that a page can breathe. */
  *adding(part, step = 100) {
    if (part.fields) this.tables = { fields: part.fields, levels: part.levels };
    const numbers = part.numbers.map((number) => this._number(number));
    const applicants = part.applicants.map(words);
    const fields = this.tables.fields.map(([, name]) => words(name));
    for (let i = 0; i < part.id.length; i += 1) {
      const row = new Row(this.rows.length, part, this.tables, i);
      this.rows.push(row);
      for (const n of part.basis[i]) numbers[n].rows.set(row, 1);
      for (const n of part.decision[i]) numbers[n].rows.set(row, 0);
      this._learn(row.title, true);
      for (const keyword of row.keywords) this._learn(keyword, true);
      const title = new Set(row.title);
      const body = new Set([].concat(part.summary[i] ? words(part.summary[i]) : [], fields[part.field[i]], ...part.applicant[i].map((n) => applicants[n])));
      for (const word of title) body.delete(word);
      this._learn(body, false);
      this.index.add({ id: row.at, title: [...title], keywords: row.keywords.flat(), body: [...body] });
      if (i % step === step - 1) yield;
    }
  }

  _number(shown) {
    const parts = words(shown);
    const key = parts.join(" ");
    if (!this.numbers.has(key)) {
      this.numbers.set(key, { parts, shown, rows: new Map() });
      for (const part of parts) if (!/^\d+$/.test(part)) this.symbols.add(part);
    }
    return this.numbers.get(key);
  }

  _learn(text, neighbours) {
    let before = -1;
    for (const word of text) {
      let number = this.vocabulary.get(word);
      if (number === undefined) {
        number = this.vocabulary.size;
        this.vocabulary.set(word, number);
        this.frequency.push(0);
      }
      this.frequency[number] += 1;
      if (neighbours && before >= 0) this.pairs.add(pair(before, number));
      before = number;
    }
  }

  /**
   * Find procedures. `typing` says that the last word may be unfinished.
   *
   * Returns {kind, hits, matches, corrected}. `kind` is "code", "number", "all" (every word is there, perhaps
   * corrected), "some" (the nearest: not every word), "none" or "empty". A hit is {row, why}; `why` is the number
   * of the document that it was found by. `matches` tells whether a word of a name is to be marked; `corrected` is
   * the query as it was understood, empty when nothing was changed.
   */
  find(text, { typing = false } = {}) {
    const query = text.trim();
    const asked = words(query);
    if (!asked.length || (typing && query.length < 2)) return answer("empty");
    return this._byCode(query) ?? this._byNumber(query, asked, typing) ?? this._byWords(query, typing);
  }

  /** The query with each unknown word as the nearest known one, two letters off at most; empty if one has none. */
  nearest(text) {
    let changed = false;
    const shown = (text.normalize("NFC").match(WORD) ?? []).map((typed) => {
      const word = untyped(fold(typed));
      if (this.vocabulary.has(fold(typed))) return typed;
      const far = word.length > 5 ? 2 : 1;
      const [best] = word.length < 5 || /\d/.test(word) ? [] : this.index.search(word, { fuzzy: far });
      if (!best) return "";
      changed = true;
      const row = this.rows[best.id];
      const at = row.title.indexOf(best.terms[0]);
      return at < 0 ? best.terms[0] : row.name.match(WORD_WITH_MARKS)[at].toLowerCase();
    });
    return changed && shown.every(Boolean) ? shown.join(" ") : "";
  }

  _byCode(query) {
    const plain = nationalCode(query);
    if (!/^(\d\.\d{1,6}|\d{5,7})$/.test(plain)) return null;
    const rank = (own) => {
      if (own === plain) return 0;
      if (own.slice(2) === plain || own.replace(".", "") === plain) return 1;
      return own.startsWith(plain) || own.slice(2).startsWith(plain) || own.replace(".", "").startsWith(plain) ? 2 : 9;
    };
    const found = [];
    for (const row of this.rows) {
      const best = Math.min(...row.codes.map((code, i) => rank(code) + (i && 0.5)));
      if (best < 9) found.push([best, row]);
    }
    found.sort((a, b) => a[0] - b[0] || a[1].ended - b[1].ended || a[1].at - b[1].at);
    if (found.length) return answer("code", found.map(([, row]) => ({ row, why: "" })));
    return CODE.test(plain) ? answer("none") : null; // a code is never guessed
  }

  _byNumber(query, asked, typing) {
    const start = asked.findIndex((word) => /^\d{1,4}$/.test(word));
    if (start < 0) return null;
    let end = start + 1;
    const known = (word, last) =>
      /^\d{1,4}$/.test(word) ||
      this.symbols.has(word) ||
      (last && typing && [...this.symbols].some((symbol) => symbol.startsWith(word)));
    while (end < asked.length && known(asked[end], end === asked.length - 1)) end += 1;
    const [first, ...parts] = asked.slice(start, end);
    const rest = [...asked.slice(0, start), ...asked.slice(end)].filter((word) => !NUMBER_FILLERS.has(word));
    const printed = asked.length === 1 || /\d\/\d{4}(?!\d)/.test(query) || parts.some((part) => !/^\d+$/.test(part));
    if (!printed) return null;
    const fits = (number) =>
      Number(number.parts[0]) === Number(first) &&
      parts.every((part, i) =>
        /^\d+$/.test(part)
          ? number.parts.includes(part) || !/^\d{4}$/.test(number.parts[1] ?? "")
          : number.parts.some((own) => own === part || (typing && i === parts.length - 1 && own.startsWith(part))),
      );
    const found = new Map();
    for (const number of this.numbers.values()) {
      if (!fits(number)) continue;
      const whole = parts.every((part) => !/^\d+$/.test(part) || number.parts.includes(part));
      for (const [row, role] of number.rows) {
        const rank = role + (whole ? 0 : 2); // a number without the year that was typed comes after
        if (!found.has(row) || found.get(row)[0] > rank) found.set(row, [rank, number.shown]);
      }
    }
    if (!found.size) return !rest.length && /\d\/[\p{L}\d]/u.test(query) ? answer("none") : null;
    let rows = [...found.keys()];
    let matches = () => false;
    if (rest.length) {
      const among = this._byWords(rest.join(" "), typing && end < asked.length);
      if (among.kind !== "all") return null;
      rows = among.hits.map((hit) => hit.row).filter((row) => found.has(row));
      matches = among.matches;
      if (!rows.length) return null;
    } else {
      rows.sort((a, b) => found.get(a)[0] - found.get(b)[0] || a.ended - b.ended || a.at - b.at);
    }
    return answer("number", rows.map((row) => ({ row, why: found.get(row)[1] })), matches);
  }

  _byWords(query, typing) {
    let typed = (query.normalize("NFC").match(WORD) ?? []).flatMap((word) => this._parted(word));
    let unfinished = typing && /[\p{L}\p{N}]$/u.test(query.normalize("NFC")) ? typed.length - 1 : -1;
    if (unfinished > 0 && typed[unfinished].length === 1) {
      typed = typed.slice(0, -1); // one letter says too little yet
      unfinished = -1;
    }
    const asked = typed.map(fold);
    const accents = typed.some((word, i) => word.toLowerCase() !== asked[i]) ? typed.map(accented) : null;
    let terms = asked.map((word, i) => this._forms(asked, i, i === unfinished));
    let rows = this._allOf(terms, accents);
    const near = this._corrections(asked, terms, unfinished);
    if (rows.length && near) {
      // Every word is known, but not side by side: a phrase that one typing error hides comes first.
      const phrases = this._allOf(near, accents).filter((row) => held(row.title, near).phrase);
      rows = [...new Set([...phrases, ...rows])];
      if (phrases.length) terms = near;
    }
    if (!rows.length) {
      const bare = asked.join(" ").replace(FILLERS, " ").trim();
      if (bare && bare.length < asked.join(" ").length) {
        const found = this._byWords(bare, typing);
        if (found.kind === "all") return found;
      }
    }
    if (!rows.length && near) {
      terms = near;
      rows = this._allOf(terms, accents);
    }
    let kind = "all";
    if (!rows.length) {
      kind = "some";
      rows = this._someOf(terms, accents);
    }
    if (!rows.length) return answer("none");
    const matches = (word) => terms.some((forms) => forms.has(fold(word)));
    return answer(kind, rows.map((row) => ({ row, why: "" })), matches, this._corrected(typed, terms, rows[0]));
  }

  /** The words of which an unknown one was made by leaving out spaces: `giayphep`. */
  _parted(word) {
    const whole = fold(word);
    if (whole.length < 4 || this.vocabulary.has(whole)) return [word];
    const cuts = (start, before) => {
      if (start === whole.length) return [];
      for (let end = Math.min(start + 7, whole.length); end >= start + 2; end -= 1) {
        const number = this.vocabulary.get(whole.slice(start, end));
        if (number === undefined || (start && !this.pairs.has(pair(before, number)))) continue;
        const rest = cuts(end, number);
        if (rest) return [word.slice(start, end), ...rest];
      }
      return null;
    };
    return cuts(0, -1) ?? [word];
  }

  /** The forms in which a word of the query may stand in a procedure, with what each is worth. */
  _forms(asked, i, unfinished) {
    const word = asked[i];
    const forms = new Map();
    if (this.vocabulary.has(word)) forms.set(word, 1);
    const known = forms.size > 0;
    if (unfinished || (!known && i === asked.length - 1)) {
      for (const own of this._begunBy(asked, i)) forms.set(own, PREFIX);
    }
    if (known || (unfinished && forms.size)) return forms;
    const plain = untyped(word);
    if (!this.vocabulary.has(plain)) return new Map([...this._near(asked, i, plain, false), ...forms]);
    return new Map([...this._near(asked, i, word, true), ...forms, [plain, UNTYPED]]);
  }

  /** The words of the vocabulary that begin so: those that suit the word before, then the most frequent. */
  _begunBy(asked, i) {
    const found = [];
    for (const [own, number] of this.vocabulary) {
      if (!own.startsWith(asked[i]) || own === asked[i]) continue;
      found.push([this._support(asked, i, own), this.frequency[number], own]);
    }
    found.sort((a, b) => b[0] - a[0] || b[1] - a[1]);
    return found.slice(0, MOST_CANDIDATES).map(([, , own]) => own);
  }

  /** The terms with a typing error allowed in known words that stand beside none of their neighbours, or null. */
  _corrections(asked, terms, unfinished) {
    if (asked.length < 3) return null;
    let changed = false;
    const near = terms.map((forms, i) => {
      if (i === unfinished || !this.vocabulary.has(asked[i]) || this._support(asked, i, asked[i])) return forms;
      const others = this._near(asked, i, asked[i], true);
      if (!others.size) return forms;
      changed = true;
      return new Map([...others, ...forms]);
    });
    return changed ? near : null;
  }

  /** With how many of its neighbours in the query, 0 to 2, a word stands together in some title or keyword. */
  _support(asked, i, word) {
    const number = this.vocabulary.get(word);
    const before = this.vocabulary.get(asked[i - 1]);
    const after = this.vocabulary.get(asked[i + 1]);
    const left = before !== undefined && this.pairs.has(pair(before, number));
    const right = after !== undefined && this.pairs.has(pair(number, after));
    return left + right;
  }

  /** The words of the vocabulary one typing error away; those that suit their neighbours, if any do. */
  _near(asked, i, plain, suited) {
    const word = asked[i];
    const found = [];
    let most = suited ? 1 : 0;
    if (/^\d+$/.test(word)) return new Map(); // a number is never guessed
    for (const [own, number] of this.vocabulary) {
      if (!oneTypo(word, own) && (plain === word || !oneTypo(plain, own))) continue;
      const support = this._support(asked, i, own);
      if (support < Math.min(most, 1)) continue;
      most = Math.max(most, support);
      const swapped = own.length === word.length && [...own].sort().join() === [...word].sort().join();
      // A short word has a neighbour one letter away by chance: only the words beside it can speak for that.
      if (!support && !swapped && word.length < (asked.length > 1 ? 5 : 4)) continue;
      found.push([support, 0.4 * swapped + 0.05 * Math.log(this.frequency[number] + 1), own]);
    }
    const best = found.filter(([support]) => support >= Math.min(most, 1));
    best.sort((a, b) => b[0] + b[1] - a[0] - a[1] || (a[2] < b[2] ? -1 : 1));
    return new Map(best.slice(0, MOST_CANDIDATES).map(([, , own]) => [own, TYPO]));
  }

  /** The rows that hold every word in one of its forms, best first. */
  _allOf(terms, accents) {
    if (terms.some((forms) => !forms.size)) return [];
    return this._ordered(this.index.search({ combineWith: "AND", queries: terms.map(either) }), terms, accents);
  }

  /** The rows that hold the weightier half of the words, best first; an unknown word weighs most. */
  _someOf(terms, accents) {
    const used = terms.filter((forms) => forms.size);
    const rarity = used.map((forms) => {
      let count = 0;
      for (const form of forms.keys()) count += this.frequency[this.vocabulary.get(form)];
      return Math.log(1 + this.rows.length / count);
    });
    const unknown = (terms.length - used.length) * Math.log(1 + this.rows.length);
    const whole = rarity.reduce((sum, part) => sum + part, unknown);
    const results = this.index.search({ combineWith: "OR", queries: used.map(either) }).filter((result) => {
      const has = (forms) => result.terms.some((term) => forms.has(term));
      result.share = used.reduce((sum, forms, i) => sum + (has(forms) ? rarity[i] : 0), 0) / whole;
      return result.share >= 0.5;
    });
    return this._ordered(results, used, accents).slice(0, MOST_PARTLY);
  }

  /** The rows of MiniSearch's results; those that it puts last of many keep its order. */
  _ordered(results, terms, accents) {
    const most = results[0]?.score ?? 1;
    const scored = results.map((result, i) => {
      const row = this.rows[result.id];
      const close = i < MOST_COMPARED ? closeness(row, terms, accents) : -9;
      return [10 * (result.share ?? 1) + close + (0.5 * result.score) / most - (row.ended ? 3 : 0), row];
    });
    return scored.sort((a, b) => b[0] - a[0] || a[1].at - b[1].at).map(([, row]) => row);
  }

  /** The query as it was understood, in the spelling of the best procedure; empty when nothing was corrected. */
  _corrected(typed, terms, row) {
    let changed = false;
    const names = row.name.match(WORD_WITH_MARKS) ?? [];
    const shown = typed.map((printed, i) => {
      const word = fold(printed);
      const at = row.title.findIndex((own) => terms[i].has(own) && (own === word || !row.title.includes(word)));
      const own = row.title[at];
      if (own === undefined || own.startsWith(word)) return printed;
      changed = true;
      return names[at].toLowerCase();
    });
    return changed ? shown.join(" ") : "";
  }
}

/** Two neighbours as one small number; beyond 32,768 words some share a number, which costs a needless look. */
function pair(before, after) {
  return ((before & 0x7fff) << 15) | (after & 0x7fff);
}

function answer(kind, hits = [], matches = () => false, corrected = "") {
  return { kind, hits, matches, corrected };
}

/** A part of a MiniSearch query: any of the forms, each with what it is worth. */
function either(forms) {
  return { combineWith: "OR", queries: [[...forms.keys()].join(" ")], boostTerm: (term) => forms.get(term) };
}

/** How closely a row answers: phrase over scattered words, title over keywords over body, accents as typed. */
function closeness(row, terms, accents) {
  const title = held(row.title, terms);
  let score = 2 * title.share + 2 * title.adjacent + 3 * title.phrase + 0.3 * title.first;
  let best = 0;
  for (const keyword of row.keywords) {
    const own = held(keyword, terms);
    best = Math.max(best, own.share + own.adjacent + 2 * own.phrase);
  }
  score = Math.max(score, 0.9 * best) + 0.1 * Math.min(score, best);
  if (accents) {
    let same = 0;
    for (const word of accents) if (row.accents.includes(word)) same += 1;
    score += (3 * same) / accents.length;
  }
  return score;
}

/** What part of the query's words a text holds, how many stand side by side, and whether all do, in order. */
function held(text, terms) {
  const n = terms.length;
  let whole = 0;
  let sum = 0;
  let pairs = 0;
  let first = 0;
  const best = new Array(n).fill(0);
  const beside = new Array(n).fill(0);
  for (let p = 0; p < text.length; p += 1) {
    let run = 1;
    for (let k = 0; k < n; k += 1) {
      const worth = terms[k].get(text[p]) ?? 0;
      if (worth > best[k]) best[k] = worth;
      if (worth && k && p) {
        const before = terms[k - 1].get(text[p - 1]) ?? 0;
        if (before) beside[k] = Math.max(beside[k], worth * before);
      }
      if (run) run = p + k < text.length ? run * (terms[k].get(text[p + k]) ?? 0) : 0;
    }
    if (run > whole) {
      whole = run;
      first = p === 0 ? 1 : 0;
    }
  }
  for (let k = 0; k < n; k += 1) {
    sum += best[k];
    pairs += beside[k];
  }
  return { share: sum / n, adjacent: n > 1 ? pairs / (n - 1) : sum / n, phrase: whole, first };
}

/** The text cut into [piece, matched] for marking the words that were found. */
export function marked(text, matches) {
  const pieces = [];
  let end = 0;
  for (const found of text.matchAll(WORD_WITH_MARKS)) {
    if (!matches(found[0])) continue;
    if (found.index > end) pieces.push([text.slice(end, found.index), false]);
    pieces.push([found[0], true]);
    end = found.index + found[0].length;
  }
  if (end < text.length) pieces.push([text.slice(end), false]);
  return pieces;
}
