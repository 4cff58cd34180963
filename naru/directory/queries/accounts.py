"""Questions about accounts and posts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.models import BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone

from naru.directory.rules.accounts import DEMO_DOMAIN, Role, Standing

KEEPERS = (Role.ADMINISTRATOR, Role.HEAD, Role.AUDITOR)
"""Who may see all accounts and posts."""


def organisations_of(account: Any, *, role: str = "") -> Any:
    """Give the organisations where an account holds a post today (in one role, if it is named), as a query of keys."""
    posts = account.posts.held(on=timezone.localdate()).filter(organisation__isnull=False)
    return (posts.filter(role=role) if role else posts).values("organisation")


class PostQuerySet(models.QuerySet[Any]):
    """Posts: a role held at an organisation from a day until a day (end exclusive)."""

    def held(self, *, on: date) -> PostQuerySet:
        """Keep the posts held on a day."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=on), since__lte=on)

    def standing(self, standing: str, *, on: date) -> PostQuerySet:
        """Keep the posts that are worth this on a day (see rules.accounts.standing)."""
        match standing:
            case Standing.HELD:
                return self.held(on=on)
            case Standing.TO_COME:
                return self.filter(since__gt=on)
            case Standing.PAST:
                return self.filter(since__lte=on, until__lte=on)
        return self.none()

    def administrators_besides(self, account: Any, *, on: date) -> int:
        """Count the other active accounts that hold an administrator's post on a day, without an end."""
        posts = self.filter(role=Role.ADMINISTRATOR, since__lte=on, until=None, account__is_active=True)
        count: int = posts.exclude(account=account).values("account").distinct().count()
        return count

    def behind_demo_doors(self, *, on: date) -> list[tuple[Any, list[str]]]:
        """Give the demo's accounts that may sign in, each with the labels of its roles of a day."""
        order = {role.value: place for place, role in enumerate(Role)}
        found: dict[Any, list[str]] = {}
        posts = self.held(on=on).filter(account__email__endswith=f"@{DEMO_DOMAIN}", account__is_active=True)
        for post in sorted(posts.select_related("account"), key=lambda post: order[post.role]):
            found.setdefault(post.account, []).append(post.get_role_display())
        return list(found.items())

    def visible_to(self, account: Any) -> PostQuerySet:
        """Keep what an account may see: the administrator, the head and the auditor all, others their own."""
        if not account.is_authenticated:
            return self.none()
        return self if account.holds(*KEEPERS) else self.filter(account=account)

    def search(self, text: str) -> PostQuerySet:
        """Keep the posts whose holder's name or address, or whose organisation, holds the text."""
        return self.filter(
            Q(account__name__icontains=text)
            | Q(account__email__icontains=text)
            | Q(organisation__name__icontains=text)
            | Q(organisation__name_ko__icontains=text)
            | Q(organisation__name_latin__icontains=text)
        )

    def for_list(self) -> PostQuerySet:
        """Bring along what the list shows of other tables."""
        return self.select_related("account", "organisation")


class AccountQuerySet(models.QuerySet[Any]):
    """Accounts: whoever can sign in."""

    def visible_to(self, account: Any) -> AccountQuerySet:
        """Keep whom an account may see: administrator, head and auditor see all, others themselves."""
        if not account.is_authenticated:
            return self.none()
        return self if account.holds(*KEEPERS) else self.filter(pk=account.pk)

    def holding(self, *roles: str, on: date) -> AccountQuerySet:
        """Keep the active accounts that hold one of the roles on a day: whom a form may offer."""
        posts = self.model._meta.get_field("posts").related_model.objects.held(on=on).filter(role__in=roles)
        return self.filter(is_active=True, pk__in=posts.values("account"))

    def search(self, text: str) -> AccountQuerySet:
        """Keep the accounts whose name or e-mail address holds the text."""
        return self.filter(Q(name__icontains=text) | Q(email__icontains=text))

    def for_list(self) -> AccountQuerySet:
        """Bring along the posts that the list shows."""
        posts = self.model._meta.get_field("posts").related_model.objects.select_related("organisation")
        return self.prefetch_related(models.Prefetch("posts", posts))


class AccountManager(BaseUserManager.from_queryset(AccountQuerySet)):  # type: ignore[misc]
    """Accounts, found by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Any:
        """Make an account with a hashed password (Django's own contract)."""
        account = self.model(email=self.normalize_email(email).lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> Any:
        """Find an account by its e-mail address, whatever the case of its letters."""
        return self.get(email__iexact=username)
