// A badge is known without network: its text carries the fair's signature, which the device checks by the public key.
const BADGE = /^NARU1\.([a-z0-9]{8})\.([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{86})$/;

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

export async function keyOf(spki) {
  return crypto.subtle.importKey("spki", bytes(spki), { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
}

// Gives "good", "forged", "other_fair" or "none" (no badge at all).
export async function judge(text, fair, key) {
  const found = BADGE.exec(text.trim());
  if (!found) return "none";
  if (found[1] !== fair) return "other_fair";
  const said = new TextEncoder().encode(text.trim().slice(0, -87));
  const good = await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, bytes(found[3]), said);
  return good ? "good" : "forged";
}
