"""The International Patient Summary of a resident: as a document (FHIR R4), and so small that a card's QR carries it."""
