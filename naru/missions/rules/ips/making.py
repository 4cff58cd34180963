"""Making a resident's summary as a FHIR document: Composition, Patient and what the clinic found.

Source: HL7 International Patient Summary 2.0.0 (FHIR 4.0.1). A section about which the clinic knows nothing stands
with the reason `unavailable`, as the guide's own example has it: empty is not the same as none.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from html import escape
from typing import Any

from django.utils.translation import gettext as _

from naru.missions.rules.ips.documents import Document
from naru.missions.rules.ips.facts import Measured, Summary

PROFILE = "http://hl7.org/fhir/uv/ips/StructureDefinition/Bundle-uv-ips"
LOINC = "http://loinc.org"
ICD = "http://hl7.org/fhir/sid/icd-10"
ATC = "http://www.whocc.no/atc"
UNITS = "http://unitsofmeasure.org"
OURS = "urn:naru:"
"""Where our own codes come from: `urn:naru:procedures`, `urn:naru:formulary`, `urn:naru:residents`."""
TERMS = "http://terminology.hl7.org/CodeSystem/"

VITALS: dict[str, tuple[str, str, str, str]] = {
    "temperature_c": ("8310-5", "Body temperature", "Cel", "°C"),
    "pulse": ("8867-4", "Heart rate", "/min", "/min"),
    "respirations": ("9279-1", "Respiratory rate", "/min", "/min"),
    "spo2": ("59408-5", "Oxygen saturation in Arterial blood by Pulse oximetry", "%", "%"),
    "weight_kg": ("29463-7", "Body weight", "kg", "kg"),
    "height_cm": ("8302-2", "Body height", "cm", "cm"),
    "glucose_mmol": ("14745-4", "Glucose [Moles/volume] in Body fluid", "mmol/L", "mmol/L"),
    "systolic": ("8480-6", "Systolic blood pressure", "mm[Hg]", "mmHg"),
    "diastolic": ("8462-4", "Diastolic blood pressure", "mm[Hg]", "mmHg"),
}
"""LOINC code and name, unit by UCUM and as shown, of each vital sign of the log."""
PRESSURES = ("systolic", "diastolic")
PREGNANT = {"yes": ("LA15173-0", "Pregnant"), "no": ("LA26683-5", "Not pregnant")}


def document(summary: Summary, *, at: datetime) -> Document:
    """Make the summary of a resident as it stands at a moment; the same facts at the same moment give the same bytes."""
    from fhir.resources.R4B.bundle import Bundle

    maker = _Maker(summary, at)
    return Document(Bundle.model_validate(maker.bundle()))


class _Maker:
    def __init__(self, summary: Summary, at: datetime) -> None:
        self.about, self.at = summary, at.isoformat(timespec="seconds")
        self.language = summary.language or "und"
        self.patient, self.author = self.uid("patient"), self.uid("organisation")

    def uid(self, what: str) -> str:
        return str(uuid.uuid5(self.about.uid, what))

    def bundle(self) -> dict[str, Any]:
        sections, found = [], []
        for title, code, display, resources, none in self.sections():
            if not resources and none is None:
                continue
            sections.append(self.section(title, code, display, resources, none))
            found.extend(resources)
        entries = [self.composition(sections), self.person(), self.organisation(), *found]
        return {
            "resourceType": "Bundle",
            "id": self.uid(f"document {self.at}"),
            "meta": {"profile": [PROFILE]},
            "identifier": {
                "system": "urn:ietf:rfc:3986",
                "value": f"urn:uuid:{self.uid(f'document {self.at}')}",
            },
            "type": "document",
            "timestamp": self.at,
            "entry": [{"fullUrl": f"urn:uuid:{each['id']}", "resource": each} for each in entries],
        }

    def composition(self, sections: list[dict[str, Any]]) -> dict[str, Any]:
        title = _("Patient summary of {number}").format(number=self.about.number or self.about.name)
        return {
            "resourceType": "Composition",
            "id": self.uid(f"composition {self.at}"),
            "status": "final",
            "type": _coded(LOINC, "60591-5", "Patient summary Document"),
            "subject": {"reference": f"urn:uuid:{self.patient}"},
            "date": self.at,
            "author": [{"reference": f"urn:uuid:{self.author}"}],
            "title": title,
            "confidentiality": "N",
            "custodian": {"reference": f"urn:uuid:{self.author}"},
            "event": [{"code": [_coded(f"{TERMS}v3-ActClass", "PCPR")], "period": {"end": self.at}}],
            "section": sections,
        }

    def person(self) -> dict[str, Any]:
        about = self.about
        names = [{"use": "official", "text": about.name}]
        if about.latin and about.latin != about.name:
            names.append({"use": "usual", "text": about.latin})
        person: dict[str, Any] = {
            "resourceType": "Patient",
            "id": self.patient,
            "identifier": [{"system": f"{OURS}residents", "value": about.number or str(about.uid)}],
            "name": names,
            "gender": about.sex if about.sex in ("male", "female") else "unknown",
        }
        if about.born:
            person["birthDate"] = about.born
        else:
            # The guide asks for a birth date or for why there is none.
            person["_birthDate"] = {
                "extension": [
                    {
                        "url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason",
                        "valueCode": "unknown",
                    }
                ]
            }
        if about.phone:
            person["telecom"] = [{"system": "phone", "value": about.phone}]
        if about.village or about.country:
            address = {"city": about.village, "country": about.country}
            person["address"] = [{key: told for key, told in address.items() if told}]
        if about.language:
            person["communication"] = [
                {"language": _coded("urn:ietf:bcp:47", about.language), "preferred": True}
            ]
        return person

    def organisation(self) -> dict[str, Any]:
        return {
            "resourceType": "Organization",
            "id": self.author,
            "name": ", ".join(part for part in (self.about.organisation, self.about.site) if part) or "Naru",
        }

    def sections(self) -> Iterable[tuple[str, str, str, list[dict[str, Any]], str | None]]:
        """Title, LOINC code, its name, the resources, and the sentence where there are none (a required section)."""
        yield (
            _("Problems"),
            "11450-4",
            "Problem list - Reported",
            list(self.problems()),
            _("There is no information about problems."),
        )
        yield (
            _("Medicines"),
            "10160-0",
            "History of Medication use Narrative",
            list(self.medicines()),
            _("There is no information about medicines."),
        )
        yield (
            _("Allergies and intolerances"),
            "48765-2",
            "Allergies and adverse reactions Document",
            list(self.allergies()),
            _("There is no information about allergies."),
        )
        yield _("Procedures"), "47519-4", "History of Procedures Document", list(self.procedures()), None
        yield _("Vital signs"), "8716-3", "Vital signs note", list(self.vitals()), None
        yield _("Pregnancy"), "10162-6", "History of pregnancies Narrative", list(self.pregnancy()), None
        yield _("What follows"), "18776-5", "Plan of care note", list(self.plans()), None

    def section(
        self, title: str, code: str, display: str, resources: list[dict[str, Any]], none: str | None
    ) -> dict[str, Any]:
        lines = [each.pop("_line") for each in resources]
        told = "".join(f"<li>{escape(line)}</li>" for line in lines)
        inner = f"<ul>{told}</ul>" if lines else f"<p>{escape(none or '')}</p>"
        section: dict[str, Any] = {
            "title": title,
            "code": _coded(LOINC, code, display),
            "text": {
                "status": "generated",
                "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{inner}</div>',
            },
        }
        if resources:
            section["entry"] = [{"reference": f"urn:uuid:{each['id']}"} for each in resources]
        else:
            reason = _coded(f"{TERMS}list-empty-reason", "unavailable", "Unavailable")
            section["emptyReason"] = reason | {"text": none}
        return section

    def of(self, kind: str, key: str, line: str, **said: Any) -> dict[str, Any]:
        told = {name: value for name, value in said.items() if value not in (None, "", [])}
        return {
            "resourceType": kind,
            "id": self.uid(f"{kind} {key}"),
            "subject": {"reference": f"urn:uuid:{self.patient}"},
            "_line": line,
        } | told

    def problems(self) -> Iterable[dict[str, Any]]:
        for place, each in enumerate(self.about.problems):
            code = _coded(ICD, each.code, each.name) | {"text": each.text or each.name or each.code}
            yield self.of(
                "Condition",
                f"{place} {each.code} {each.on}",
                _line(f"{each.name or each.code} ({each.code})", each.text, each.on),
                clinicalStatus=_coded(f"{TERMS}condition-clinical", "active"),
                verificationStatus=_coded(f"{TERMS}condition-ver-status", "provisional"),
                category=[_coded(LOINC, "75326-9", "Problem")],
                code=code,
                recordedDate=_day(each.on),
            )

    def medicines(self) -> Iterable[dict[str, Any]]:
        for place, each in enumerate(self.about.medicines):
            codings = [{"system": f"{OURS}formulary", "code": each.code, "display": each.name}]
            if each.atc:
                codings.insert(0, {"system": ATC, "code": each.atc})
            given = f"{each.quantity:g} {each.unit}".strip() if each.quantity else ""
            # The guide asks for the time: where nobody wrote it, why it is not there.
            when: dict[str, Any] = (
                {"effectiveDateTime": _day(each.on)} if each.on else _absent("_effectiveDateTime")
            )
            yield self.of(
                "MedicationStatement",
                f"{place} {each.code} {each.on}",
                _line(each.name, each.dose, given, each.on),
                status="unknown",
                medicationCodeableConcept={"coding": codings, "text": each.name},
                dosage=[{"text": each.dose}] if each.dose else None,
                note=[{"text": _("Given: {what}").format(what=given)}] if given else None,
                **when,
            )

    def allergies(self) -> Iterable[dict[str, Any]]:
        for word in self.about.allergies:
            told = self.of(
                "AllergyIntolerance",
                word,
                word,
                clinicalStatus=_coded(f"{TERMS}allergyintolerance-clinical", "active"),
                verificationStatus=_coded(f"{TERMS}allergyintolerance-verification", "unconfirmed"),
                code={"text": word},
            )
            told["patient"] = told.pop("subject")
            yield told

    def procedures(self) -> Iterable[dict[str, Any]]:
        for place, each in enumerate(self.about.done):
            when: dict[str, Any] = (
                {"performedDateTime": _day(each.on)} if each.on else _absent("_performedDateTime")
            )
            yield self.of(
                "Procedure",
                f"{place} {each.code} {each.on}",
                _line(each.name, each.on),
                status="completed",
                code=_coded(f"{OURS}procedures", each.code, each.name) | {"text": each.name},
                **when,
            )

    def vitals(self) -> Iterable[dict[str, Any]]:
        for place, measured in enumerate(self.about.measured):
            if all(key in measured.values for key in PRESSURES):
                yield self.pressure(place, measured)
            for key, (code, name, _unit, shown) in VITALS.items():
                if key in measured.values and (key not in PRESSURES or not self.paired(measured)):
                    line = _line(f"{name} {measured.values[key]:g} {shown}", measured.at.date())
                    yield self.observed(
                        f"{place} {key}",
                        line,
                        code,
                        name,
                        measured.at,
                        valueQuantity=_quantity(key, measured),
                    )

    @staticmethod
    def paired(measured: Measured) -> bool:
        return all(key in measured.values for key in PRESSURES)

    def pressure(self, place: int, measured: Measured) -> dict[str, Any]:
        values = measured.values
        line = _line(f"{values['systolic']:g}/{values['diastolic']:g} mmHg", measured.at.date())
        parts = [
            {"code": _coded(LOINC, VITALS[key][0], VITALS[key][1]), "valueQuantity": _quantity(key, measured)}
            for key in PRESSURES
        ]
        name = "Blood pressure panel with all children optional"
        return self.observed(f"{place} pressure", line, "85354-9", name, measured.at, component=parts)

    def observed(
        self, key: str, line: str, code: str, name: str, at: datetime, **said: Any
    ) -> dict[str, Any]:
        return self.of(
            "Observation",
            key,
            line,
            status="final",
            category=[_coded(f"{TERMS}observation-category", "vital-signs")],
            code=_coded(LOINC, code, name),
            effectiveDateTime=at.isoformat(timespec="seconds"),
            performer=[{"reference": f"urn:uuid:{self.author}"}],
            **said,
        )

    def pregnancy(self) -> Iterable[dict[str, Any]]:
        told = PREGNANT.get(self.about.pregnant)
        if told and self.about.pregnant_on:
            yield self.of(
                "Observation",
                "pregnancy",
                _line(told[1], self.about.pregnant_on),
                status="final",
                code=_coded(LOINC, "82810-3", "Pregnancy status"),
                effectiveDateTime=_day(self.about.pregnant_on),
                valueCodeableConcept=_coded(LOINC, *told),
                performer=[{"reference": f"urn:uuid:{self.author}"}],
            )

    def plans(self) -> Iterable[dict[str, Any]]:
        for place, each in enumerate(self.about.plans):
            yield self.of(
                "CarePlan",
                f"{place} {each.what}",
                _line(each.what, each.to, each.on),
                status="active",
                intent="plan",
                description=", ".join(part for part in (each.what, each.to) if part),
                period={"end": _day(each.on)} if each.on else None,
            )


def _coded(system: str, code: str, display: str = "") -> dict[str, Any]:
    coding = {"system": system, "code": code}
    return {"coding": [coding | {"display": display} if display else coding]}


def _absent(key: str) -> dict[str, Any]:
    url = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
    return {key: {"extension": [{"url": url, "valueCode": "unknown"}]}}


def _quantity(key: str, measured: Measured) -> dict[str, Any]:
    _code, _name, unit, shown = VITALS[key]
    return {"value": measured.values[key], "unit": shown, "system": UNITS, "code": unit}


def _day(on: date | None) -> str | None:
    return on.isoformat() if on else None


def _line(*parts: str | date | None) -> str:
    return ", ".join(part.isoformat() if isinstance(part, date) else part for part in parts if part)
