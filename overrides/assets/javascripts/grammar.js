/* Symbols of United Nations documents, read as the builder reads them (builder/symbol_grammar.py), with its patterns, lists and limits.
 *
 * `grammarOf(data)` takes search/grammar.json. A test compares both readers on thousands of symbols.
 */

/** The reader of symbols: parse(printed) gives {symbol, series, session, year, number, kind} or null, as Python's `parse_symbol` does. */
export function grammarOf(data) {
  const pattern = (name, whole) => new RegExp(`^(?:${data.patterns[name]})${whole ? "$" : ""}`);
  const adopted = pattern("adopted"), component = pattern("component", true), value = pattern("value", true);
  const rules = pattern("rules"), firstOfTwo = pattern("first_of_two");
  const brackets = Object.entries(data.brackets).sort((a, b) => b[0].length - a[0].length);

  function parse(printed) {
    let compact = decoded(printed).replace(/\s+/g, "").toUpperCase();
    compact = compact.replace(/[\u2010-\u2015\u2212]/g, "-").replace(/[[\]]/g, "").replace(/\/{2,}/g, "/");
    compact = compact.replace(/^[/.,;:*]+|[/.,;:*]+$/g, "").replace(/\(SUPP\)$/, "");
    const opened = compact.split("(").length - compact.split(")").length;
    if (opened === 1 && compact.slice(compact.lastIndexOf("/") + 1).includes("(")) compact += ")";
    compact = firstOfTwo.exec(compact)?.[1] ?? compact;
    return rules.test(compact) ? readAdopted(compact) : readOther(compact);
  }

  function readAdopted(compact) {
    const match = adopted.exec(compact);
    const tail = match && modifications(compact.slice(match[0].length));
    if (!match || tail === null) return null;
    const got = match.groups;
    const series = got.series ?? got.council_series ?? got.statement_series ?? got.ecosoc_series ?? got.rights_series;
    const roman = got.roman ?? got.ecosoc_roman;
    let session = null, year = null, number, written;
    if (roman) {
      number = got.old ?? got.ecosoc_old;
      if (series.endsWith("DEC") || ofSession(Number(number), roman, series)) session = arabicSession(roman);
      number += letters(got.old_letters ?? got.ecosoc_old_letters, series);
      written = `${number} (${roman})`;
    } else if (got.council) {
      number = got.council;
      year = councilYear(Number(number), got.council_year);
      written = `${number} (${year})`;
    } else if (got.statement) {
      [year, number] = [Number(got.statement_year), got.statement];
      written = `${year}/${number}`;
    } else if (got.ecosoc) {
      [session, year] = [got.ecosoc_year, Number(got.ecosoc_year)];
      number = got.ecosoc + letters(got.ecosoc_letters, series);
      written = `${year}/${number}`;
      if (year < data.ecosoc_years_from) return null;
    } else {
      session = got.session ?? got.rights_session;
      number = (got.number ?? got.rights) + letters(got.letters, series);
      written = `${session}/${number}`;
      if (got.session && !possibleSession(session)) return null;
    }
    if ((year !== null && !possibleYear(year)) || (year === null && session === null)) return null;
    return { symbol: `${series}/${written}${tail}`, series, session, year, number: number + tail, kind: series.split("/").pop() };
  }

  function possibleYear(year) {
    return data.years[0] <= year && year <= data.years[1];
  }

  function councilYear(number, printed) {
    const years = Object.entries(data.first_council_resolutions).filter(([, first]) => first <= number).map(([year]) => Number(year));
    const year = years.length ? Math.max(...years) : null;
    const open = Math.max(...Object.keys(data.first_council_resolutions).map(Number));
    if (year === open && printed && Number(printed) >= year) return Number(printed);
    return printed === undefined || Number(printed) === year ? year : null;
  }

  function possibleSession(session) {
    const special = /^E?S-/.exec(session)?.[0] ?? "";
    return Number(session.slice(special.length)) > (special ? data.last_old_special[special] : data.last_roman_session["A/RES"]);
  }

  function ofSession(number, bracket, series) {
    if (bracket.includes("-")) {
      const special = data.special_sessions[bracket];
      return bracket.startsWith("ORG-") || (special ? series === "A/RES" && special[0] <= number && number <= special[1] : false);
    }
    const session = romanNumber(bracket);
    if (session === null || session > data.last_roman_session[series]) return false;
    const known = Object.entries(data.sessions[series]).map(([place, ends]) => [Number(place), ...ends]);
    const after = Math.max(0, ...known.filter(([place]) => place < session).map(([, , last]) => last));
    const before = Math.min(data.last_old_resolution + 1, ...known.filter(([place]) => place > session).map(([, first]) => first));
    return after < number && number < before;
  }

  function letters(found, series) {
    if (!found) return "";
    const parts = found.split(/-|AND|TO/);
    if (parts.length === 1 || !series.endsWith("DEC")) return ` ${parts.join("-")}`;
    return parts[1].charCodeAt(0) - parts[0].charCodeAt(0) === 1 ? ` ${parts[0]} and ${parts[1]}` : ` ${parts[0]} to ${parts[1]}`;
  }

  function readOther(compact) {
    const components = compact.split("/");
    if (components.length < 2 || !Object.hasOwn(data.series, components[0].split(".")[0]) || !/\d/.test(compact)) return null;
    const written = components.map(componentOf);
    if (written.includes(null)) return null;
    const end = components[components.length - 1];
    if (end.includes(".") && data.bodies.includes(end.split(/[.(]/).at(-2))) return null;
    let head = written.findIndex((word, place) => place > 0 && /^(?:\d|E?S-\d)/.test(word));
    if (head < 0) head = written.length - 1;
    const series = written.slice(0, head).join("/");
    let rest = written.slice(head), session = null, year = null;
    if (rest.length > 1 && series !== "UNTS" && !/^(?:Add|Corr|Rev|Amend)\./.test(rest[1])) {
      if (/^\d{4}$/.test(rest[0]) && possibleYear(Number(rest[0]))) {
        year = Number(rest[0]);
        session = organOf(series) === "Economic and Social Council" ? rest[0] : null;
        rest = rest.slice(1);
      } else if (/^(?:E?S-)?\d{1,3}$/.test(rest[0])) {
        session = rest[0];
        rest = rest.slice(1);
      }
    }
    const kind = written.find((word) => word === "RES" || word === "DEC" || word === "PRST") ?? null;
    return { symbol: written.join("/"), series, session, year, number: rest.join("/"), kind };
  }

  function organOf(series) {
    const components = series.split("/");
    components[0] = components[0].split(".")[0];
    for (let length = components.length; length > 0; length -= 1) {
      const name = components.slice(0, length).join("/");
      if (Object.hasOwn(data.series, name)) return data.series[name];
    }
    return "other";
  }

  function modifications(tail) {
    if (!tail) return "";
    if (!tail.startsWith("/")) return null;
    const written = tail.split("/").slice(1).map(componentOf);
    return written.every((word) => word !== null && /^(?:(?:Add|Corr|Rev|Amend)\.\d|Summary$|Corrigendum$)/.test(word)) ? `/${written.join("/")}` : null;
  }

  function componentOf(printed) {
    const match = component.exec(printed)?.groups;
    if (!match) return null;
    const namesBody = Boolean(match.words) && !match.value;
    const inners = [...(match.brackets ?? match.number_brackets ?? "").matchAll(/\(([^()]*)\)/g)].map((found) => found[1]);
    const shown = inners.map((inner) => (namesBody && isNumeral(inner) ? inner : bracketOf(inner)));
    if (shown.includes(null)) return null;
    let word = match.number, gap = " ";
    if (!word) {
      const words = match.words.split(".");
      const own = words.map((part) => data.spellings[part] ?? part);
      if (match.value?.startsWith(".")) own[own.length - 1] = data.spellings[`${words.at(-1)}.`] ?? own.at(-1);
      word = own.join(".") + (match.value ?? "");
      gap = match.value ? " " : "";
    }
    return word + shown.map((bracket) => `${gap}(${bracket})`).join("");
  }

  function bracketOf(inner) {
    for (const [name, form] of brackets) {
      if (!inner.startsWith(name)) continue;
      const rest = inner.slice(name.length);
      if (!form.includes("{}") && !rest) return form;
      if (form.includes("{}") && value.test(rest)) return form.replace("{}", rest.replaceAll("AND", " and "));
    }
    return null;
  }

  return { parse };
}

/** The path of a canonical symbol below the language, as Python's `symbol_path`: "A/RES/217(III)" for "A/RES/217 A (III)". */
export function symbolPath(symbol) {
  const bare = /^[AE]\/(?:RES|DEC)\/.*\)$/.test(symbol) && !/\/\d+\/[^/]*$/.test(symbol) ? withoutLetters(symbol) : symbol;
  return bare.replace(/ (?:and|to) (?=[A-Z]{1,2}(?:\/|$))/, "-").replaceAll(" ", "");
}

/** The symbol without the letters of its parts: "A/RES/74/250" for "A/RES/74/250 A-B". */
export function withoutLetters(symbol) {
  return /^[AE]\/(?:RES|DEC)\//.test(symbol) ? symbol.replace(/(\d) (?:AA|BB|CC|DD|[A-Z])(?:(?:-| and | to )(?:AA|BB|CC|DD|[A-Z]))?(?=\/| \(|$)/, "$1") : symbol;
}

/** Where the United Nations shows the document, as Python's `official_url`; null where it has no address. */
export function officialAddress(facts, language, data) {
  const shown = data.official_languages.includes(language) ? language : "en";
  const own = data.own_addresses[facts.symbol];
  if (own) return own.replaceAll("{language}", shown);
  if (facts.kind === "DEC") return null;
  if (facts.series === "UNTS") return data.treaty_address.replaceAll("{volume}", facts.symbol.split("/")[1]);
  const path = symbolPath(facts.symbol).split(/([/()])/).map((piece) => (/^[/()]$/.test(piece) ? piece : encodeURIComponent(piece))).join("");
  return data.official_address.replace("{language}", shown).replace("{path}", path);
}

function decoded(printed) {
  if (!printed.includes("%")) return printed;
  try {
    return decodeURIComponent(printed);
  } catch {
    return printed;
  }
}

const ROMAN = { I: 1, V: 5, X: 10, L: 50, C: 100 };

/** "XIV" -> 14; null for what no one would write ("IIII"). */
function romanNumber(numeral) {
  if (!/^(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/.test(numeral) || !numeral) return null;
  return [...numeral].reduce((sum, letter, place) => sum + (ROMAN[letter] < (ROMAN[numeral[place + 1]] ?? 0) ? -1 : 1) * ROMAN[letter], 0);
}

function isNumeral(inner) {
  return /^\d+$/.test(inner) || romanNumber(inner) !== null;
}

/** "III" -> "3", "S-VI" -> "S-6", "ORG-75" as it is; null for an impossible one. */
function arabicSession(bracket) {
  if (bracket.startsWith("ORG-")) return bracket;
  const special = /^E?S-/.exec(bracket)?.[0] ?? "";
  const number = romanNumber(bracket.slice(special.length));
  return number === null ? null : `${special}${number}`;
}
