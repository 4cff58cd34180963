"""Accounts and the posts that give them roles."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naru.directory.queries.accounts import AccountManager, PostQuerySet
from naru.directory.rules.accounts import GUARDED, OFFICE, Role, Standing, Term, standing


class Account(AbstractBaseUser, PermissionsMixin):
    """Whoever can sign in. What they may do comes from their posts of the day, never from this row."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=150)
    language = models.CharField(_("language"), max_length=10, default="ko")
    person = models.OneToOneField(
        "directory.Person", models.SET_NULL, null=True, blank=True, related_name="account"
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    date_joined = models.DateTimeField(_("since"), default=timezone.now)

    objects = AccountManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("account")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name or self.email

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles held today."""
        today = timezone.localdate()
        return frozenset(self.posts.held(on=today).values_list("role", flat=True))

    @property
    def is_office(self) -> bool:
        """Whether any role held today is one of the office's."""
        return self.is_active and bool(self.roles & OFFICE)

    @property
    def is_guarded(self) -> bool:
        """Whether any role held today asks for a second factor."""
        return self.is_active and bool(self.roles & GUARDED)

    @cached_property
    def has_second_factor(self) -> bool:
        """Whether a passkey or an authenticator app is set up; recovery codes alone are none."""
        kinds = [Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP]
        return Authenticator.objects.filter(user=self, type__in=kinds).exists()

    @property
    def is_staff(self) -> bool:
        """Django's word for is_office."""
        return self.is_office

    def holds(self, *roles: str) -> bool:
        """Say whether one of the roles is held today."""
        return self.is_active and bool(self.roles & set(roles))

    def get_absolute_url(self) -> str:
        """Give the address of its page for the staff."""
        return reverse("accounts:account", args=[self.pk])

    def get_full_name(self) -> str:
        """Give the name, as Wagtail asks for it."""
        return self.name

    def get_short_name(self) -> str:
        """Give the name, as Wagtail asks for it."""
        return self.name


class Post(models.Model):
    """A role that an account holds at an organisation, from a day until a day (end exclusive)."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="posts")
    role = models.CharField(_("role"), max_length=30, choices=Role)
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="posts"
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    NAMED_BY = ("account",)
    """The rows whose names make its own."""

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        ordering = ["-since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("since")),
                name="post_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.get_role_display()}"

    def term(self) -> Term:
        """Give the facts to the rules."""
        return Term(self.role, self.organisation_id, self.since, self.until)

    def standing(self, *, on: date) -> Standing:
        """Say what the post is worth on a day."""
        return standing(self.term(), on=on)
