"""The figure checker: which numbers a text gives, what each counts, and which of them cannot be right."""
