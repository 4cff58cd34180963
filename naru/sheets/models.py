"""The table of sheets: every uploaded file with what was found in it and what was decided."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from naru.sheets.queries import UploadQuerySet
from naru.sheets.rules import declared, uploads
from naru.sheets.rules.uploads import State


def kept_files() -> Storage:
    """Give the place of uploaded files: inside the data folder, at no address of the site."""
    return FileSystemStorage(location=settings.DATA / "uploads", base_url=None)


class Upload(models.Model):
    """A file brought in for a sheet: what it is, what was found in it, what was decided, by whom."""

    sheet = models.CharField(_("sheet"), max_length=60)
    version = models.CharField(_("version of the form"), max_length=20)
    file = models.FileField(_("file"), storage=kept_files, upload_to="sheets/%Y/%m/", max_length=300)
    name = models.CharField(_("file name"), max_length=255)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="uploads", verbose_name=_("uploaded by")
    )
    at = models.DateTimeField(_("uploaded at"), db_index=True)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.WAITING)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    new = models.PositiveIntegerField(_("new"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    same = models.PositiveIntegerField(_("unchanged"), default=0)
    refused = models.PositiveIntegerField(_("refused"), default=0)
    reason = models.TextField(_("reason"), blank=True)
    findings = models.JSONField(default=list)
    """Faults as [row, column key, sentence], the first thousands of them."""
    notices = models.JSONField(default=list)
    preview = models.JSONField(default=list)
    """The first rows of each standing as {number, standing, cells, before, changes}."""
    layout = models.JSONField(default=dict)
    """Where header and columns stand in the file."""
    result = models.TextField(_("result"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    job = models.ForeignKey(
        "history.Job", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("job")
    )

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["sheet", "-at"])]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Give the address of the upload's page."""
        return reverse("sheets:upload", args=[self.pk])

    @property
    def declared(self) -> declared.Sheet | None:
        """The sheet that it was brought in for, while an app declares it."""
        return declared.sheet(self.sheet)

    @property
    def sheet_title(self) -> str:
        """The title of the sheet, or its key where no app declares it any more."""
        return str(self.declared.title) if self.declared else self.sheet

    @property
    def tone(self) -> str:
        """The tone of the state's tag."""
        return uploads.TONES[State(self.state)]

    @property
    def counts(self) -> dict[str, int]:
        """The rows by what they would do."""
        return {"new": self.new, "changed": self.changed, "same": self.same, "refused": self.refused}

    @property
    def wanted(self) -> int:
        """How many rows would be written."""
        return self.new + self.changed

    @property
    def source(self) -> str:
        """The words by which records name this file as their source."""
        return f"{self.name} (sha256 {self.sha256})"

    @property
    def standing(self) -> State:
        """Its state today: one whose job has failed or was cancelled waits for a decision again."""
        if self.state == State.ACCEPTING and (self.job is None or not self.job.is_open):
            return State.READ
        return State(self.state)

    def why_not_accept(self) -> str | None:
        """Say why it cannot be accepted, or nothing if it can."""
        return uploads.why_not_accept(self.standing, new=self.new, changed=self.changed, refused=self.refused)

    def why_not_discard(self) -> str | None:
        """Say why it cannot be discarded, or nothing if it can."""
        return uploads.why_not_discard(self.standing)

    def data(self) -> bytes:
        """Give the bytes of the file as it was uploaded."""
        with self.file.open("rb") as file:
            found: Any = file.read()
        return bytes(found)
