"""What a person types at the newsroom's desk."""

from __future__ import annotations

import io
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from naru.newsroom.rules import pictures
from naru.newsroom.rules.reports import FIRST_YEAR, LAST_YEAR
from naru.newsroom.rules.reports import LANGUAGES as REPORT_LANGUAGES
from naru.newsroom.rules.words import LinkStanding

DAMAGED = _("This picture is damaged: it breaks off or cannot be read to its end.")


class PictureField(WagtailImageField):
    """The file of a picture; one that breaks off is refused where Wagtail's own field fails."""

    def check_image_pixel_size(self, f: Any) -> None:
        """Count the points of a picture."""
        try:
            super().check_image_pixel_size(f)
        except (OSError, SyntaxError, ValueError) as error:
            raise forms.ValidationError(DAMAGED) from error


class PictureForm(BaseImageForm):
    """A picture for the editor: where it was taken and by what stays outside, and a broken one is refused."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if given := self.fields.get("file"):
            self.fields["file"] = PictureField(
                label=given.label,
                required=given.required,
                widget=given.widget,
                help_text=given.help_text,
                initial=given.initial,
            )

    def clean_file(self) -> Any:
        """Take what the file says beside the picture out of it, before anything is kept."""
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        file.seek(0)
        data = file.read()
        try:
            with Image.open(io.BytesIO(data)) as picture:
                kind = (picture.format or "").lower()
                orientation = picture.getexif().get(0x0112, 1)
                picture.load()
                bare = _anew(picture) if kind == "avif" else None
            bare = bare or pictures.bare(data, kind=kind, orientation=orientation)
        except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
            raise forms.ValidationError(DAMAGED) from error
        return SimpleUploadedFile(file.name, bare, file.content_type)


def _anew(picture: Image.Image) -> bytes | None:
    """Encode an AVIF again that says more than its picture: its parts cannot be taken out one by one."""
    if not {"exif", "xmp"} & picture.info.keys():
        return None
    written = io.BytesIO()
    turned = ImageOps.exif_transpose(picture)
    colours = picture.info.get("icc_profile")
    turned.save(written, "AVIF", quality=90, exif=b"", xmp=b"", icc_profile=colours)
    return written.getvalue()


class LanguageForm(forms.Form):
    """Into which language a bulletin is to be translated."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class YearForm(forms.Form):
    """Of which year a report is begun."""

    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)


class ReportForm(forms.Form):
    """A report's title and introduction in every language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in settings.LANGUAGES:
            wanted = code in REPORT_LANGUAGES
            help_text = _("Needed before the report is published.") if wanted else ""
            self.fields[f"title_{code}"] = forms.CharField(
                label=_("Title: %(language)s") % {"language": name},
                max_length=200,
                required=False,
                help_text=help_text,
                widget=forms.TextInput(attrs={"lang": code}),
            )
            self.fields[f"introduction_{code}"] = forms.CharField(
                label=_("Introduction: %(language)s") % {"language": name},
                max_length=6000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 5, "lang": code}),
            )

    def told(self, part: str) -> dict[str, str]:
        """Give the texts of a part (title, introduction) by language."""
        return {code: self.cleaned_data[f"{part}_{code}"] for code, _name in settings.LANGUAGES}


class SectionForm(forms.Form):
    """A section's title: Korean and English are enough, others may be added."""

    ko = forms.CharField(
        label=_("Title in Korean"), max_length=200, widget=forms.TextInput(attrs={"lang": "ko"})
    )
    en = forms.CharField(
        label=_("Title in English"), max_length=200, widget=forms.TextInput(attrs={"lang": "en"})
    )


class DecisionForm(forms.Form):
    """How a suggested link is decided."""

    to = forms.ChoiceField(label=_("Decision"), choices=LinkStanding.choices)


class AddLinkForm(forms.Form):
    """What else a bulletin tells of: a kind and a name or title to look for."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[
            ("organisation", _("Organisation")),
            ("person", _("Person")),
            ("place", _("Place")),
            ("country", _("Country")),
            ("activity", _("Activity")),
        ],
    )
    q = forms.CharField(label=_("Name or title"), max_length=100)
