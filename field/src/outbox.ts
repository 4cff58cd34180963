// What the tablet keeps: its entries (written here first, whole and for good), the residents it has seen, and what it was told.
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import { moment, uuid7, type Body, type Entry, type Kept, type Resident } from "./entries";
import { numberOf } from "./numbers";

export const BATCH = 200;

export interface Tablet { uid: string; label: string; tag: string; token: string; blocked?: string }

interface Shape extends DBSchema {
  kept: { key: string; value: unknown };
  entries: { key: string; value: Kept; indexes: { seq: number } };
  residents: { key: string; value: Resident };
  stock: { key: string; value: { lot: string; on_hand: number } };
}
export type Store = IDBPDatabase<Shape>;

// One entry about to be written: `number` asks for the next number of a resident in the body.
export interface Draft {
  kind: string;
  of?: string | null;
  visit?: string | null;
  corrects?: string | null;
  body: Body;
  title: string;
  numbered?: boolean;
  id?: string;
}

export const open = (name = "naru-clinic"): Promise<Store> =>
  openDB<Shape>(name, 1, {
    upgrade(db) {
      db.createObjectStore("kept");
      db.createObjectStore("entries", { keyPath: "id" }).createIndex("seq", "seq", { unique: true });
      db.createObjectStore("residents", { keyPath: "id" });
      db.createObjectStore("stock", { keyPath: "lot" });
    },
  });

export async function get<T>(db: Store, key: string, otherwise: T): Promise<T> {
  return ((await db.get("kept", key)) as T | undefined) ?? otherwise;
}

export const put = (db: Store, key: string, value: unknown) => db.put("kept", value, key);

// One transaction numbers the entries and writes them all, flushed to the disk: after it, pulling the plug loses nothing;
// if it fails, none of them was written and no number is spent.
export async function add(db: Store, by: string, drafts: Draft[], series?: { letter: string; tag: string }): Promise<Kept[]> {
  const change = db.transaction(["kept", "entries"], "readwrite", { durability: "strict" });
  try {
    const kept = change.objectStore("kept");
    const entries = change.objectStore("entries");
    let seq = ((await kept.get("seq")) as number | undefined) ?? 0;
    let running = ((await kept.get("running")) as number | undefined) ?? 0;
    const written: Kept[] = [];
    for (const draft of drafts) {
      const body = { ...draft.body };
      if (draft.numbered) {
        if (!series) throw new Error("no tag");
        running += 1;
        body.number = numberOf(series.letter, series.tag, running);
      }
      const entry: Kept = {
        id: draft.id ?? uuid7(), kind: draft.kind, seq: ++seq, at: moment(), by, of: draft.of ?? null, visit: draft.visit ?? null,
        corrects: draft.corrects ?? null, body, title: draft.title,
      };
      await entries.add(entry);
      written.push(entry);
    }
    await kept.put(seq, "seq");
    await kept.put(running, "running");
    await change.done;
    return written;
  } catch (fault) {
    try { change.abort(); } catch { /* it has ended already */ }
    await change.done.catch(() => undefined);
    throw fault;
  }
}

// What the contract knows of an entry: nothing of what only the tablet keeps.
export const asSent = ({ id, kind, seq, at, by, of, visit, corrects, body }: Kept): Entry => ({ id, kind, seq, at, by, of, visit, corrects, body });

export const above = (db: Store, seq: number, most?: number): Promise<Kept[]> =>
  db.getAllFromIndex("entries", "seq", IDBKeyRange.lowerBound(seq, true), most);

export interface Answer { epoch: string; entries: { id: string; state: Kept["state"]; say?: string }[]; have: number; safe: number }

// What the site says of a sending. It holds all up to `have`: everything above goes again, whatever was said before.
export async function settle(db: Store, answer: Answer): Promise<void> {
  const change = db.transaction(["kept", "entries"], "readwrite", { durability: "strict" });
  const entries = change.objectStore("entries");
  const kept = change.objectStore("kept");
  for (const told of answer.entries) {
    const entry = await entries.get(told.id);
    if (!entry) continue;
    entry.state = told.state;
    if (told.say) entry.say = told.say;
    else delete entry.say;
    await entries.put(entry);
  }
  const covered = ((await kept.get("covered")) as number | undefined) ?? 0;
  if (covered > answer.have) await kept.put(answer.have, "covered");
  await kept.put(answer.have, "have");
  await kept.put(answer.safe, "safe");
  await change.done;
}

// Forgets only what head office holds, what the site's records hold too, and what is older than the newest few.
export async function forget(db: Store, keep = 200): Promise<void> {
  const change = db.transaction(["kept", "entries"], "readwrite");
  const number = async (key: string) => ((await change.objectStore("kept").get(key)) as number | undefined) ?? 0;
  const upto = Math.min(await number("safe"), await number("covered"), (await number("seq")) - keep);
  if (upto > 0) {
    let cursor = await change.objectStore("entries").index("seq").openCursor(IDBKeyRange.upperBound(upto));
    while (cursor) {
      if (cursor.value.state !== "aside" && cursor.value.state !== "refused") await cursor.delete();
      cursor = await cursor.continue();
    }
  }
  await change.done;
}

export interface Changes { epoch: string; upto: number; more: boolean; residents: Resident[]; stock: { lot: string; on_hand: number }[] }

// Takes what changed at the site. Once all of it is here, the tablet's own entries up to `covered` are in the records.
export async function learn(db: Store, changes: Changes, covered: number): Promise<void> {
  const change = db.transaction(["kept", "residents", "stock"], "readwrite", { durability: "strict" });
  const kept = change.objectStore("kept");
  if ((await kept.get("epoch")) !== changes.epoch) await kept.put(changes.epoch, "epoch");
  for (const record of changes.residents) await change.objectStore("residents").put(record);
  for (const lot of changes.stock) await change.objectStore("stock").put({ lot: lot.lot, on_hand: lot.on_hand });
  await kept.put(changes.upto, "upto");
  if (!changes.more) await kept.put(covered, "covered");
  await change.done;
}

// Begins anew with an epoch: the site went on from another state, and its records are asked for from the first.
export async function beginEpoch(db: Store, epoch: string): Promise<void> {
  const change = db.transaction(["kept", "residents", "stock"], "readwrite", { durability: "strict" });
  await change.objectStore("residents").clear();
  await change.objectStore("stock").clear();
  await change.objectStore("kept").put(epoch, "epoch");
  await change.objectStore("kept").put(0, "upto");
  await change.objectStore("kept").put(0, "covered");
  await change.done;
}
