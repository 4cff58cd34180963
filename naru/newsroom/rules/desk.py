"""Who may do what at the newsroom's desk: one table of roles and deeds."""

from __future__ import annotations

from collections.abc import Iterable

from naru.directory.rules.accounts import Role

DESK = (Role.EDITOR, Role.HEAD, Role.TRANSLATOR, Role.OFFICER)
"""Who may open the editor at all."""

EVERYTHING = frozenset({"add", "change", "delete", "publish", "lock", "unlock", "view"})
MAY: dict[str, frozenset[str]] = {
    Role.EDITOR: EVERYTHING,
    Role.HEAD: EVERYTHING,
    Role.TRANSLATOR: frozenset({"change", "view"}),
    Role.OFFICER: frozenset({"add", "change", "view"}),
}
"""What a role may do with bulletins in general; `may_with` narrows it for one bulletin."""

FILES: dict[str, frozenset[str]] = {
    Role.EDITOR: frozenset({"add", "change", "choose"}),
    Role.HEAD: frozenset({"add", "change", "choose"}),
    Role.TRANSLATOR: frozenset({"choose"}),
    Role.OFFICER: frozenset({"add", "choose"}),
}
"""What a role may do with pictures and attachments."""


def may(roles: Iterable[str], deed: str) -> bool:
    """Say whether one of the roles may do a deed with some bulletin."""
    return any(deed in MAY.get(role, frozenset()) for role in roles)


def may_with(roles: Iterable[str], deed: str, *, is_translation: bool, is_own_draft: bool) -> bool:
    """
    Say whether one of the roles may do a deed with one bulletin.

    Translators change translations and officers their own drafts; neither publishes. Everybody at the
    desk may read.
    """
    for role in roles:
        if deed not in MAY.get(role, frozenset()):
            continue
        if role == Role.TRANSLATOR and deed == "change" and not is_translation:
            continue
        if role == Role.OFFICER and deed == "change" and not is_own_draft:
            continue
        return True
    return False
