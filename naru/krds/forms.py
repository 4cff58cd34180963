"""How Django's forms are drawn: fields in the look of KRDS, errors at the field and in a summary."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting

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
