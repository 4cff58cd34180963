"""Names across scripts: how they are read, the skeletons they are found by, and how alike two of them are."""

from naru.directory.rules.names.keys import LONGEST, Reading, keys, near_keys, read, type_key, vocabulary
from naru.directory.rules.names.likeness import Likeness, Reason, compare, one_letter_apart
from naru.directory.rules.names.romanising import romanise
from naru.directory.rules.names.skeletons import join, skeleton

__all__ = [
    "LONGEST",
    "Likeness",
    "Reading",
    "Reason",
    "compare",
    "join",
    "keys",
    "near_keys",
    "one_letter_apart",
    "read",
    "romanise",
    "skeleton",
    "type_key",
    "vocabulary",
]
