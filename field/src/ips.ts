// The International Patient Summary of one resident (HL7 FHIR R4), as small as it can be and still be one: for the code they keep.
import type { App } from "./app";
import { diagnosisName } from "./diagnoses";
import { moment, type Diagnosis, type Resident } from "./entries";
import { medicinesOf } from "./screens/prescribing";

const LOINC = "http://loinc.org";
const section = (title: string, code: string, refs: string[]) => ({
  title, code: { coding: [{ system: LOINC, code }] },
  ...(refs.length ? { entry: refs.map((reference) => ({ reference })) } : { emptyReason: { coding: [{ system: "http://terminology.hl7.org/CodeSystem/list-empty-reason", code: "nilknown" }] } }),
});

export function summary(app: App, record: Resident): Record<string, unknown> {
  const ref = { reference: "Patient/p" };
  const codes = new Map<string, Diagnosis>();
  for (const visit of record.visits) for (const one of visit.consultations) for (const each of (one.diagnoses as Diagnosis[] | undefined) ?? []) codes.set(each.code, each);
  const given = record.visits.flatMap((visit) => visit.lines.filter((line) => line.given > 0));
  const conditions = [...codes.values()].map((one, place) => ({ resourceType: "Condition", id: `c${place}`, subject: ref, clinicalStatus: { coding: [{ system: "http://terminology.hl7.org/CodeSystem/condition-clinical", code: "active" }] }, code: { coding: [{ system: "http://hl7.org/fhir/sid/icd-10", code: one.code }], text: diagnosisName(app, one).slice(0, 60) } }));
  const allergies = record.allergies.map((word, place) => ({ resourceType: "AllergyIntolerance", id: `a${place}`, patient: ref, code: { text: word } }));
  const medicines = given.map((line, place) => {
    const about = medicinesOf(app).find((one) => one.code === line.medicine);
    return { resourceType: "MedicationStatement", id: `m${place}`, status: "active", subject: ref, effectiveDateTime: record.visits.at(-1)?.day ?? undefined, medicationCodeableConcept: { ...(about?.atc ? { coding: [{ system: "http://www.whocc.no/atc", code: about.atc }] } : {}), text: `${about?.name ?? line.medicine} ${about?.strength ?? ""}`.trim() }, dosage: [{ text: `${String(line.dose ?? "")} x${String(line.per_day ?? "")} ${String(line.days ?? "")}d` }] };
  });
  const patient = { resourceType: "Patient", id: "p", identifier: [{ value: record.number }], name: [{ text: record.name }], gender: record.sex, ...(record.birth_on ? { birthDate: record.birth_about === "year" ? record.birth_on.slice(0, 4) : record.birth_about === "month" ? record.birth_on.slice(0, 7) : record.birth_on } : {}) };
  const composition = {
    resourceType: "Composition", status: "final", type: { coding: [{ system: LOINC, code: "60591-5" }] }, subject: ref, date: moment(), author: [{ display: `${app.briefing?.mission.title ?? ""} ${app.briefing?.site.name ?? ""}`.trim() }], title: "Patient Summary",
    section: [
      section("Problems", "11450-4", conditions.map((one) => `Condition/${one.id}`)), section("Allergies", "48765-2", allergies.map((one) => `AllergyIntolerance/${one.id}`)),
      section("Medicines", "10160-0", medicines.map((one) => `MedicationStatement/${one.id}`)),
    ],
  };
  return { resourceType: "Bundle", type: "document", identifier: { value: record.id }, timestamp: moment(), entry: [composition, patient, ...conditions, ...allergies, ...medicines].map((resource) => ({ resource })) };
}

const base64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

// "IPS1." + the bundle as JSON, deflated (RFC 1951), in base64url: what one code of paper can hold.
export async function packed(bundle: Record<string, unknown>): Promise<string> {
  const plain = new Blob([JSON.stringify(bundle)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return `IPS1.${base64(new Uint8Array(await new Response(plain).arrayBuffer()))}`;
}
