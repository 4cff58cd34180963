"""How Django's forms are drawn: fields in the look of KRDS, errors at the field and in a summary."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.db import transaction
from django.db.models import Model
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naru.krds.readable import whole


class Renderer(TemplatesSetting):
    """Draws every form that a page prints; Wagtail's admin draws its own."""

    form_template_name = "krds/forms/form.html"
    field_template_name = "krds/forms/field.html"


class DayInput(forms.DateInput):
    """A day, chosen in the browser's own calendar; written in ISO 8601 between browser and server."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """A day and a time of day in the office's zone, chosen in the browser."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class ClockInput(forms.TimeInput):
    """A time of day, chosen in the browser."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


OWN: dict[type[forms.Widget], type[forms.Widget]] = {
    forms.DateInput: DayInput,
    forms.DateTimeInput: MomentInput,
    forms.TimeInput: ClockInput,
}
"""Django's plain widgets and what stands in their place."""


def dressed(field: forms.BoundField) -> str:
    """Draw a field's widget with the class of its kind and, for days and times, the browser's own picker."""
    widget = field.field.widget
    other = OWN.get(type(widget))
    if other:
        replaced = other(attrs=widget.attrs)
        replaced.is_required = widget.is_required
        return field.as_widget(widget=replaced, attrs=_class(field, "krds-input"))
    if isinstance(widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple):
        return field.as_widget()
    if isinstance(widget, forms.Select):
        several = getattr(widget, "allow_multiple_selected", False)
        return field.as_widget(attrs=_class(field, "krds-several" if several else "krds-form-select"))
    if isinstance(widget, forms.FileInput):
        return field.as_widget(attrs=_class(field, "krds-file"))
    return field.as_widget(attrs=_class(field, "krds-input"))


def _class(field: forms.BoundField, name: str) -> dict[str, str]:
    return {"class": f"{name} {field.field.widget.attrs.get('class', '')}".strip()}


class Several(forms.ModelMultipleChoiceField):
    """Several rows of one table; a number that no key can be is refused as any other that is not offered."""

    def _check_values(self, value: Any) -> Any:
        # Django asks the database for it, and the database fails at thirty digits.
        for key in value if isinstance(value, (list, tuple)) else ():
            if whole(str(key)) is None:
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": key}
                )
        return super()._check_values(value)  # type: ignore[misc]


class Unmoved(forms.Form):
    """
    A form of a row that several people may have open at once.

    It remembers in a hidden field what the row said when the page was opened. Where somebody has saved
    other values since, it says so instead of putting the old ones back; sent once more, it saves.
    """

    SEEN = "seen"

    def watch(self) -> None:
        """Remember what the row says now; called once all fields stand."""
        self.fields[self.SEEN] = forms.CharField(
            widget=forms.HiddenInput, required=False, initial=self._says(), max_length=64
        )

    def _says(self) -> str:
        told = [
            (name, _told(self.get_initial_for_field(field, name)))
            for name, field in self.fields.items()
            if name != self.SEEN
        ]
        return hashlib.sha256(repr(told).encode()).hexdigest()

    def full_clean(self) -> None:
        """Check the fields, and that the row says what it said."""
        super().full_clean()
        seen = self.data.get(self.add_prefix(self.SEEN)) if self.is_bound else None
        if self.SEEN not in self.fields or not seen or seen == self._says():
            return
        self.data = self.data.copy()
        self.data[self.add_prefix(self.SEEN)] = self._says()
        self.add_error(
            None,
            _(
                "Somebody else has saved changes here since you opened this page. Nothing of yours is saved "
                "yet. Open the page in another window to compare; save again to put yours in place of theirs."
            ),
        )


def one_at_a_time(table: type[Model]) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """
    Let whoever saves a row hold it from the reading of the form to the writing, so that Unmoved keeps its word.

    For a screen whose address names the row of the table by `pk`. Two who send at the same moment would both
    find the row unmoved; so the second waits until the first is answered. Reading waits for nobody.
    """

    def decorate(screen: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(screen)
        def alone(request: HttpRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method != "POST":
                return screen(request, pk, *args, **kwargs)
            with transaction.atomic():
                list(table._default_manager.select_for_update().filter(pk=pk).values_list("pk"))
                return screen(request, pk, *args, **kwargs)

        return alone

    return decorate


def _told(value: Any) -> Any:
    """Write an initial value so that two readings of the same row agree, in whatever language."""
    if callable(value) and not hasattr(value, "all"):
        value = value()
    if hasattr(value, "all"):
        value = value.all()
    if isinstance(value, Model):
        return str(value.pk)
    if value is None or isinstance(value, str):
        return value or ""
    try:
        return sorted(str(_told(one)) for one in value)
    except TypeError:
        return str(value)
