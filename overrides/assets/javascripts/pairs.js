/* Chinese is written without spaces: the index has each sign with the one after it, 沿海灯塔 as 沿海 海灯 灯塔 塔 (builder/search/pairs.py). */

const HAN = "\\p{Script=Han}";
const RUN = new RegExp(`${HAN}+|[^\\s${HAN}]+`, "gu");
const SIGN = new RegExp(`^${HAN}`, "u");

/** Whether the word begins with a sign that is no letter. */
export function isHan(word) {
  return SIGN.test(word);
}

/** What a reader typed, as the index has it: pairs of the signs of each run, a sign alone where there is but one. */
export function inPairs(text) {
  return (text.match(RUN) ?? []).flatMap((run) => {
    const signs = [...run];
    return isHan(run) && signs.length > 1 ? signs.slice(1).map((sign, place) => signs[place] + sign) : [run];
  });
}

/** What is shown of a word of the index: of a pair its first sign, and what stands behind the last of a run. */
export function shownOf(word) {
  const [first, second = "", ...rest] = [...word];
  return isHan(word) ? first + (isHan(second) ? rest.join("") : second + rest.join("")) : word;
}

/** What stands between two words of the index where they are shown: nothing beside a sign. */
export function between(before, after) {
  return isHan(before) || isHan(after ?? "") ? "" : " ";
}
