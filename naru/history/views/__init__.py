"""The screens of history: the log, an entry, and the long work with its progress."""
