// Numbers of residents: given on the tablet without asking anybody, and never given twice. As naru/missions/rules/numbers.py.
const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const CHECKS = `${LETTERS}*`;
const PATTERN = /^([A-Z])([2-9A-HJ-NP-Z]{2,4})-(\d{4,6})-?([0-9A-Z*])$/;
const PLAIN = /^([A-Z])([2-9A-HJ-NP-Z]{2,4})(\d{4})([0-9A-Z*])$/;

// ISO/IEC 7064, MOD 37-2: finds every single wrong sign and every swap of two neighbours.
export function checkCharacter(text: string): string {
  let product = 0;
  for (const sign of text) product = ((product + LETTERS.indexOf(sign)) * 2) % 37;
  return CHECKS[(38 - product) % 37] ?? "";
}

export function numberOf(letter: string, tag: string, running: number): string {
  const body = String(running).padStart(4, "0");
  return `${letter}${tag}-${body}-${checkCharacter(`${letter}${tag}${body}`)}`;
}

// Reads a number as a person types it or a card's code gives it; null where it cannot be one. Strokes part tag and
// running number; without them the running number has four digits.
export function readNumber(text: string): string | null {
  const typed = text.replace(/\s/g, "").replace(/[–—]/g, "-").toUpperCase();
  const found = PATTERN.exec(typed) ?? PLAIN.exec(typed.replaceAll("-", ""));
  if (!found) return null;
  const [, letter, tag, running, check] = found;
  return checkCharacter(`${letter}${tag}${running}`) === check ? `${letter}${tag}-${running}-${check}` : null;
}
