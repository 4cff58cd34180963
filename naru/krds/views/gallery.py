"""The gallery: each component in all its states, for whoever builds a screen and for the tests that look."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from naru.krds.charts import bars, lines
from naru.krds.gate import ANYONE, open_to
from naru.krds.page import page
from naru.krds.tables import Column, Filter, Table

KINDS = [
    ("fair", gettext_lazy("Fair")),
    ("course", gettext_lazy("Course")),
    ("mission", gettext_lazy("Mission")),
]
STATES = [
    ("planned", pgettext_lazy("activity", "Planned"), "info"),
    ("running", gettext_lazy("Running"), "success"),
    ("late", gettext_lazy("Late"), "warning"),
    ("called_off", gettext_lazy("Called off"), "danger"),
    ("over", pgettext_lazy("state", "Over"), "neutral"),
]
ALPHABETS = [
    ("ko", "다람쥐 헌 쳇바퀴에 타고파"),
    ("en", "Pack my box with five dozen liquor jugs"),
    ("ru", "Съешь ещё этих мягких французских булок"),
    ("mn", "Өвгөн Үүлэн хөх тэнгэрт нүүдэллэв"),
    ("vi", "Ưu tiên sức khỏe, chữ Việt đủ dấu ệ ẵ ộ"),
    ("zh-hans", "国际医疗合作与健康"),
    ("kk", "Қазақ тілі: әіңғүұқөһ"),
    ("uz", "Oʻzbek tili: gʻoz, choʻl, sharq"),
    ("ky", "Кыргыз тили: өңүр, жүрөк, ооруу"),
]
"""A line with the letters each language has of its own."""


class Sample(forms.Form):
    """One field of each kind."""

    name = forms.CharField(
        label=gettext_lazy("Name"), help_text=gettext_lazy("As it stands in the passport."), max_length=40
    )
    email = forms.EmailField(label=gettext_lazy("E-mail"))
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=[("", gettext_lazy("Choose one")), *KINDS])
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        choices=[("ru", "Русский"), ("mn", "Монгол"), ("vi", "Tiếng Việt")],
        widget=forms.CheckboxSelectMultiple,
    )
    mode = forms.ChoiceField(
        label=gettext_lazy("How to meet"),
        choices=[("here", gettext_lazy("In person")), ("online", gettext_lazy("Online"))],
        widget=forms.RadioSelect,
        required=False,
    )
    day = forms.DateField(label=gettext_lazy("Day"))
    count = forms.IntegerField(label=gettext_lazy("People expected"), min_value=1, required=False)
    note = forms.CharField(label=gettext_lazy("Note"), widget=forms.Textarea, required=False)
    paper = forms.FileField(label=gettext_lazy("Attachment"), required=False)
    agree = forms.BooleanField(label=gettext_lazy("The partner has agreed to be named."))

    def clean(self) -> dict[str, Any]:
        """Refuse what no single field can know."""
        cleaned = super().clean() or {}
        if cleaned.get("kind") == "mission" and not cleaned.get("note"):
            raise forms.ValidationError(_("A mission needs a note on where it goes."))
        return cleaned


def _rows() -> list[SimpleNamespace]:
    places = ["Almaty", "Bishkek", "Ulaanbaatar", "Hà Nội", "Suwon"]
    return [
        SimpleNamespace(
            title=f"{KINDS[n % 3][1]} {n + 1}",
            kind=KINDS[n % 3][0],
            kind_label=KINDS[n % 3][1],
            state=STATES[n % 5],
            place=places[n % 5],
            on=date(2024, 1, 8) + timedelta(days=11 * n),
            people=(n * 377) % 1900 if n % 7 else None,
        )
        for n in range(46)
    ]


def _table(request: HttpRequest) -> Table:
    return Table(
        request,
        rows=_rows(),
        columns=[
            Column("title", _("Title"), sort="title", link=lambda row: "#", width="wide"),
            Column("kind", _("Kind"), value="kind_label", sort="kind"),
            Column(
                "state",
                _("State"),
                value=lambda row: row.state[1],
                kind="tag",
                tone=lambda row: row.state[2],
                width="narrow",
            ),
            Column("place", _("Place"), sort="place"),
            Column("on", _("Day"), kind="date", sort="on"),
            Column("people", pgettext("head-count", "People"), kind="number", sort="people"),
        ],
        caption=_("Activities of the year"),
        filters=[
            Filter(
                "kind",
                _("Kind"),
                KINDS,
                apply=lambda rows, values: [row for row in rows if row.kind in values],
                several=True,
            ),
            Filter(
                "state",
                _("State"),
                [(key, label) for key, label, _tone in STATES],
                apply=lambda rows, value: [row for row in rows if row.state[0] == value],
            ),
            Filter(
                "since",
                _("From"),
                kind="day",
                apply=lambda rows, value: [row for row in rows if row.on >= value],
            ),
        ],
        search=lambda rows, text: [row for row in rows if text.lower() in f"{row.title} {row.place}".lower()],
        sort="-on",
        per_page=10,
        file_name="gallery",
    )


def _empty(request: HttpRequest) -> Table:
    return Table(
        request,
        name="none",
        rows=[],
        columns=[Column("title", _("Title"))],
        caption=_("A list without rows"),
        empty=_("No activity has been planned for this year yet."),
        empty_action=(_("Plan an activity"), "#"),
    )


def _charts() -> tuple[Any, Any, Any]:
    people = [
        {"year": year, "people": value, "path": path}
        for path, values in (
            (_("Invited"), (41, 55, 62, 58, 79, 88, 96, 104)),
            (_("Came"), (36, 47, 60, 51, 70, 80, 91, 99)),
        )
        for year, value in zip(range(2012, 2020), values, strict=True)
    ]
    labels = {"year": _("Year"), "people": pgettext("head-count", "People"), "path": _("Trainees")}
    total = [row for row in people if row["path"] == _("Came")]
    places = [
        {"place": _("Kazakhstan"), "n": 1350},
        {"place": _("Mongolia"), "n": 2870},
        {"place": _("Viet Nam"), "n": 940},
        {"place": _("Kyrgyzstan"), "n": 610},
    ]
    return (
        lines(people, "year", "people", "path", _("Trainees by year"), _("people"), labels=labels),
        bars(total, "year", "people", None, _("Trainees who came"), _("people"), labels=labels),
        bars(
            places,
            "place",
            "n",
            None,
            _("Consultations by country"),
            _("consultations"),
            labels={"place": _("Country"), "n": _("Consultations")},
            lying=True,
        ),
    )


def _entries() -> list[SimpleNamespace]:
    at = datetime(2024, 4, 24, 0, 30, tzinfo=UTC)
    return [
        SimpleNamespace(
            at=at, by_label="Han Seoyeon", verb="", sentence=_("Han Seoyeon confirmed the figures."), why=""
        ),
        SimpleNamespace(
            at=at - timedelta(days=3, hours=2),
            by_label="Kim Jiho",
            verb="",
            sentence=_("Kim Jiho changed the place."),
            why=_("The hall was too small for the visitors expected."),
        ),
    ]


@open_to(ANYONE)
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in all its states."""
    wrong = Sample(
        {"name": "", "email": "nobody", "kind": "", "count": "0"},
        auto_id="wrong_%s",
        use_required_attribute=False,
    )
    line, bar, lying = _charts()
    context = {
        "crumbs": [(pgettext("gallery", "Look"), "#"), (_("Components"), "")],
        "table": _table(request),
        "none": _empty(request),
        "sample": Sample(),
        "wrong": wrong,
        "entries": _entries(),
        "line": line,
        "bar": bar,
        "lying": lying,
        "states": STATES,
        "alphabets": ALPHABETS,
        "day": date(2024, 4, 24),
        "until": date(2024, 4, 27),
        "at": datetime(2024, 4, 24, 4, 0, tzinfo=UTC),
        "tab_items": [(_("Story"), "#", True), (_("People"), "#", False), (_("Documents"), "#", False)],
        "step_items": [_("Upload"), _("Check"), _("Confirm"), _("Done")],
        "fact_items": [
            (_("Place"), "Almaty, Qazaqstan"),
            (_("Local time"), "10:00–18:00"),
            (_("Officer"), "Han Seoyeon"),
            (_("Budget"), "₩32,000,000"),
        ],
    }
    return page(request, "krds/gallery/gallery.html", "rows", context)


@open_to(ANYONE)
def form(request: HttpRequest) -> HttpResponse:
    """Show the sample form alone, as a page of its own; it keeps nothing."""
    sent = request.method == "POST"
    sample = Sample(request.POST, request.FILES) if sent else Sample()
    if sent and sample.is_valid():
        messages.success(request, _("The form is complete. Nothing was kept."))
        return redirect("gallery:form")
    context = {"sample": sample, "crumbs": [(_("Components"), ".."), (_("Form"), "")]}
    return page(request, "krds/gallery/form.html", None, context)
