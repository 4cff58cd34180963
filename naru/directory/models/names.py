"""Search keys of names: plain indexed rows, so that every database answers alike (see rules.names)."""

from __future__ import annotations

from django.db import models


class Key(models.Model):
    """One key under which a name is found: a skeleton of one word or of several joined."""

    key = models.CharField(max_length=64)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.key


class PersonKey(Key):
    """A key under which a person is found."""

    person = models.ForeignKey("directory.Person", models.CASCADE, related_name="keys", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["key", "person"]), models.Index(fields=["person"])]


class OrganisationKey(Key):
    """A key under which an organisation is found."""

    organisation = models.ForeignKey(
        "directory.Organisation", models.CASCADE, related_name="keys", db_index=False
    )

    class Meta:
        indexes = [models.Index(fields=["key", "organisation"]), models.Index(fields=["organisation"])]


class PlaceKey(Key):
    """A key under which a place is found."""

    place = models.ForeignKey("directory.Place", models.CASCADE, related_name="keys", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["key", "place"]), models.Index(fields=["place"])]


class NearWord(models.Model):
    """A word of the directory under one of the keys that a misspelling of it shares with it."""

    key = models.CharField(max_length=64)
    word = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "word"], name="a_word_is_near_a_key_once")]

    def __str__(self) -> str:
        return f"{self.key} → {self.word}"
