"""Letters: outgoing mail as rows, one template per language."""
