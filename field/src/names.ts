// Names across scripts without network: each name by its letters in plain Latin, and by what survives every usual spelling
// of them. As naru/directory/rules/names (Revised Romanisation, the programme's Cyrillic, skeletons), without Chinese characters,
// whose sound the registration types as the quick key.
const pairs = (letters: string, sounds: string): [string, string][] => sounds.split(" ").map((sound, place) => [[...letters][place] ?? "", sound]);
const CYRILLIC = new Map<string, string>([
  ...pairs("абвгдезийклмнопрстуфыэіїєґәқғңөұүһўҳҷӣӯ", "a b v g d e z i y k l m n o p r s t u f i e i i e g a k g n o u u h o h j i u"),
  ...pairs("ёжхцчшщюяљњћђ", "yo zh kh ts ch sh sh yu ya l n ch j"),
  ["ъ", ""], ["ь", ""],
]);
const MARKED = new Map<string, string>([
  ...pairs("şșšŝçčžżğđðıłøßæœþəŋŏŭħ", "sh sh sh sh ch ch zh zh g d d i l o ss ae oe th a ng eo eu h"),
]);
const LEADS = ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"];
const VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(" ");
const TAILS = ["", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", ""];

const WORDS: Record<string, string> = {
  lee: "li", yi: "li", rhee: "li", rhie: "li", ri: "li", ree: "li", leigh: "li", park: "pak", bark: "pak", tsoi: "choe", tsoy: "choe", choy: "choe",
  lim: "im", rim: "im", yim: "im", leem: "im", ryu: "yu", ryoo: "yu", lyu: "yu", lyoo: "yu", yoo: "yu", you: "yu", roh: "no", rho: "no", ro: "no",
  ahn: "an", bahn: "pan", hahn: "han", hur: "heo", paik: "baek", baik: "baek", paek: "baek", sohn: "son", shon: "son", chough: "cho", hyon: "hyeon",
  kwun: "kwon", alexander: "aleksandr", aleksander: "aleksandr", nguyen: "nguen", eunguyen: "nguen", ngyuen: "nguen",
};
const STEPS: [RegExp, string][] = [
  [/^ngh/g, "ng"], [/^wh/g, "hw"], [/shch|sch/g, "S"], [/tsch|tch|dzh|chzh|dj|zh|ch|j/g, "C"], [/ts|tz|sh/g, "S"], [/dz/g, "z"], [/kh|x/g, "h"],
  [/(?<!n)gh|ck|q/g, "k"], [/ph|f/g, "p"], [/th/g, "t"], [/c(?=[eiy])/g, "s"], [/c/g, "k"], [/(?<=[aeiou])h$/g, ""], [/w(?=oo|u)/g, ""], [/w/g, "v"],
  [/g/g, "k"], [/b/g, "p"], [/d/g, "t"], [/S/g, "s"], [/C/g, "c"],
  [/(?<=[aeou])ye(?!o)/g, "e"], [/[iy]*[iy]eo/g, "yo"], [/eo|eu(?!i)/g, "o"], [/(?<![aeo])(?:eui|ui)/g, "i"], [/ae/g, "e"], [/u/g, "o"], [/oe|o+/g, "o"],
  [/ee/g, "i"], [/[iy]+e/g, "e"], [/ee/g, "i"], [/[iy]+(?=[ao])/g, "y"], [/(?<=[aeo])[iy]+(?![ao])/g, ""], [/[iy]+(?![ao])/g, "i"],
];
const JOINS: [RegExp, string][] = [
  [/nh/g, "n"], [/eo/g, "o"], [/[iy]+e/g, "e"], [/[iy]+(?=[ao])/g, "y"], [/(?<=[aeo])[iy]+(?![ao])/g, ""], [/([a-z])\1+/g, "$1"],
];
const LOAN = /^(?:ale|ma|feli|ro|o)x|^x(?=en)/g;
const APOSTROPHES = /[’'`´ʻʼ‘ʹʺ]/g;

export const words = (text: string): string[] => text.normalize("NFKC").toLowerCase().normalize("NFC").replace(APOSTROPHES, "").match(/[\p{L}\p{N}]+/gu) ?? [];

function letterOf(letter: string): string {
  const code = letter.charCodeAt(0) - 0xac00;
  if (code >= 0 && code < 11172) return `${LEADS[Math.floor(code / 588)]}${VOWELS[Math.floor((code % 588) / 28)]}${TAILS[code % 28]}`;
  return CYRILLIC.get(letter) ?? [...letter.normalize("NFD").replace(/[\u0300-\u036f]/g, "")].map((one) => CYRILLIC.get(one) ?? one).join("");
}

export function romanise(word: string): string {
  const plain = word.toLowerCase().replace(APOSTROPHES, "").normalize("NFC").replace(/(?<=[бвгджзйклмнпрстфхцчшщьъ])ё/g, "е");
  return [...plain].map((letter) => letterOf(MARKED.get(letter) ?? letter)).join("").replace(/[^a-z0-9]/g, "");
}

export function join(bones: string[]): string {
  return JOINS.reduce((whole, [pattern, into]) => whole.replace(pattern, into), bones.join(""));
}

export function skeleton(word: string): string {
  const known = WORDS[word] ?? word;
  const bones = STEPS.reduce((left, [pattern, into]) => left.replace(pattern, into), known.replace(LOAN, (found) => found.replace("x", "ks")));
  return join([bones]) || word;
}

const HANGUL = /^[가-힣]{2,4}$/;
const DOUBLE = /^(남궁|황보|제갈|사공|선우|독고|서문|동방)./;

// Gives the skeletons of a name's words; a Korean name written as one word is cut into family and given name.
export function bonesOf(name: string): string[] {
  const found = words(name);
  const only = found[0];
  const cut = found.length === 1 && only && HANGUL.test(only) ? (DOUBLE.test(only) ? 2 : 1) : 0;
  const parts = cut && only ? [only.slice(0, cut), only.slice(cut)] : found;
  return parts.map((word) => (word === "이" && cut ? "li" : romanise(word))).filter(Boolean).map(skeleton).filter(Boolean);
}

// The quick key proposed for a name: its words in plain Latin letters; empty where it holds none that can be told.
export const latinOf = (name: string): string => words(name).map(romanise).filter(Boolean).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ");

function near(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1 || Math.min(one.length, other.length) < 4) return one === other;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  let end = 0;
  while (end < Math.min(one.length, other.length) - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end++;
  return Math.max(one.length, other.length) - start - end <= 1;
}

// How well a name answers to what was typed: 3 each word begins alike, 2 the same written together, 1 one letter apart, 0 not at all.
export function answers(asked: string[], held: string[]): number {
  if (!asked.length || !held.length) return 0;
  const free = [...held];
  const begun = asked.every((word) => {
    const place = free.findIndex((each) => each.startsWith(word));
    if (place >= 0) free.splice(place, 1);
    return place >= 0;
  });
  if (begun) return 3;
  const whole = join(asked);
  if (whole.length >= 2 && held.some((_word, turn) => join([...held.slice(turn), ...held.slice(0, turn)]).startsWith(whole))) return 2;
  return asked.every((word) => held.some((each) => each.startsWith(word) || near(word, each))) || near(whole, join(held)) ? 1 : 0;
}
