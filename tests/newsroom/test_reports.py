"""The yearly report: only frozen readings, sealed at publication, corrected in sight, printed as a PDF."""

from __future__ import annotations

import hashlib
import io
from datetime import date

import pytest
from django.test import Client
from pypdf import PdfReader

from naru.directory.rules.accounts import Role
from naru.figures import book
from naru.history.book import Refusal, work_off
from naru.history.models import Entry, Job
from naru.krds.printing import fonts_for
from naru.newsroom.actions import reports
from naru.newsroom.models import Report, ReportPrint
from naru.newsroom.rules.reports import digest, moved, told_in
from tests.makers.accounts import an_account, an_analyst, an_editor, an_officer, signed_in
from tests.makers.newsroom import a_bulletin, a_paragraph
from tests.makers.reports import BY, a_published_report, a_yearly_report, readings_of_years

pytestmark = pytest.mark.usefixtures("fonts")
DESK = "/en/desk/news/reports/"
PAGE = "/en/news/reports/2023/"


@pytest.mark.parametrize(
    ("texts", "language", "told"),
    [
        ({"ko": "가", "en": "a"}, "ko", ("가", "ko")),
        ({"ko": "가", "en": "a"}, "vi", ("a", "en")),
        ({"ko": "가", "en": " "}, "vi", ("가", "ko")),
        ({}, "vi", ("", "vi")),
    ],
)
def test_a_text_is_told_in_the_nearest_language(texts, language, told):
    assert told_in(texts, language) == told


def test_an_order_moves_one_step_and_stays_at_its_ends():
    assert moved([1, 2, 3], 3, -1) == [1, 3, 2]
    assert moved([1, 2, 3], 1, -1) == [1, 2, 3]
    assert moved([1, 2, 3], 3, 1) == [1, 2, 3]


def test_the_digest_tells_every_change():
    one = {"year": 2023, "sections": [[{"ko": "가"}, [["code", "seal", []]]]]}
    other = {"year": 2023, "sections": [[{"ko": "가"}, [["code", "seel", []]]]]}
    assert digest(one) == digest(dict(reversed(one.items())))
    assert digest(one) != digest(other)


@pytest.mark.django_db
def test_a_reading_is_frozen_when_it_is_put_in_and_only_one_of_the_year_may_be():
    [reading, next_year] = readings_of_years(2023, 2024)
    assert not reading.is_frozen
    report = a_yearly_report(2023, readings=[reading])
    reading.refresh_from_db()
    assert reading.is_frozen
    section = report.sections.get()
    with pytest.raises(Refusal, match="another year"):
        reports.put_reading(section, next_year, **BY)
    with pytest.raises(Refusal, match="already"):
        reports.put_reading(section, reading, **BY)
    planned = book.plan(
        "training.completed_cumulative", 700, since=date(2023, 1, 1), until=date(2024, 1, 1), **BY
    )
    with pytest.raises(Refusal, match="target"):
        reports.put_reading(section, planned, **BY)


@pytest.mark.django_db
def test_a_report_without_texts_or_readings_does_not_go_out():
    report = reports.open_report(2023, **BY)
    with pytest.raises(Refusal, match="Title and introduction"):
        reports.publish_report(report, **BY)
    with pytest.raises(Refusal, match="already"):
        reports.open_report(2023, **BY)
    with pytest.raises(Refusal, match="no reading"):
        reports.publish_report(a_yearly_report(2022, readings=[]), **BY)


@pytest.mark.django_db
def test_what_is_published_stays_until_it_is_withdrawn():
    report = a_published_report()
    section = report.sections.get()
    with pytest.raises(Refusal, match="Withdraw it"):
        reports.add_section(report, titles={"ko": "나", "en": "b"}, **BY)
    with pytest.raises(Refusal, match="Withdraw it"):
        reports.take_out(section.items.get(), **BY)
    reading = section.items.get().reading
    assert {use.url for use in reading.uses.all()} == {"/ko/news/reports/2023/", PAGE}
    reports.withdraw_report(report, why="A wrong title", **BY)
    assert not reading.uses.exists()
    reports.add_section(Report.objects.get(), titles={"ko": "나", "en": "b"}, **BY)


@pytest.mark.django_db
def test_the_public_reads_a_published_report_with_earlier_years_activities_and_bulletins(client):
    *earlier, reading = readings_of_years(2021, 2022, 2023)
    a_bulletin(
        "The year at the harbour", body=[a_paragraph("The boats lay still.")], published_on=date(2023, 5, 1)
    )
    report = a_yearly_report(2023, readings=[reading])
    assert client.get(PAGE).status_code == 404
    assert "Report of the year" not in client.get("/en/news/reports/").content.decode()
    reports.publish_report(report, **BY)
    page = client.get(PAGE).content.decode()
    assert "A look back at the year." in page
    for each in (*earlier, reading):
        each.refresh_from_db()
        assert each.is_frozen
        assert str(int(each.value)) in page
    assert "The year at the harbour" in page
    assert "<svg" in page
    assert "has not been translated" in client.get(
        "/vi/news/reports/2023/"
    ).content.decode() or 'lang="en"' in (client.get("/vi/news/reports/2023/").content.decode())


@pytest.mark.django_db
def test_a_later_correction_is_told_on_the_page_and_what_was_printed_stays(client):
    report = a_published_report()
    reading = report.sections.get().items.get().reading
    then = reading.spoken("en")
    newer = book.correct(reading, value=999, reason="Counted twice", **BY)
    page = client.get(PAGE).content.decode()
    assert then in page
    assert newer.spoken("en") in page
    assert "Counted twice" in page
    report.refresh_from_db()
    assert report.digest


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"), [("ko", "한 해를 돌아본다."), ("en", "A look back at the year.")]
)
def test_a_print_is_a_tagged_pdf_with_the_text_and_a_digest(language, words, client):
    report = a_published_report(readings=readings_of_years(2021, 2022, 2023)[2:])
    made = reports.print_report(report, language=language, **BY)
    address = f"/{language}/news/reports/2023/print/{made.pk}/"
    data = b"".join(client.get(address).streaming_content)
    assert hashlib.sha256(data).hexdigest() == made.sha256
    pdf = PdfReader(io.BytesIO(data))
    text = "".join(page.extract_text() for page in pdf.pages)
    assert words in text
    assert report.digest[:20] in text.replace("\n", "")
    assert pdf.metadata.title == report.titles[language]
    catalogue = pdf.trailer["/Root"]
    assert catalogue["/Lang"].startswith(language)
    assert catalogue["/MarkInfo"]["/Marked"]
    fonts = {font for page in pdf.pages for font in page["/Resources"]["/Font"].get_object()}
    assert fonts
    for page in pdf.pages:
        for font in page["/Resources"]["/Font"].get_object().values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(inner["/FontDescriptor"].get_object())
    assert reports.print_report(report, language=language, **BY) == made


@pytest.mark.django_db
def test_a_correction_stands_in_the_next_print():
    report = a_published_report()
    first = reports.print_report(report, language="en", **BY)
    book.correct(report.sections.get().items.get().reading, value=999, reason="Counted twice", **BY)
    second = reports.print_report(report, language="en", **BY)
    assert (first.corrections, second.corrections) == (0, 1)
    with second.file.open() as held:
        text = "".join(page.extract_text() for page in PdfReader(held).pages)
    assert "Counted twice" in text


def test_every_language_of_ours_finds_its_letters(tmp_path, settings):
    settings.DATA = tmp_path
    folder, families = fonts_for("한국 Español Қазақ Монгол өү Việt ế 中文")
    assert {"pretendard-gov-hangul", "noto-sans-cyrillic", "noto-sans-vietnamese"} <= set(families)
    assert any(family.startswith("noto-sans-sc") for family in families)
    assert (folder / "noto-sans-cyrillic-700.ttf").exists()


@pytest.mark.django_db(transaction=True)
def test_the_office_makes_a_report_from_the_screen_and_prints_it_by_a_job():
    [reading] = readings_of_years(2023)
    browser = signed_in(an_editor())
    browser.post(f"{DESK}begin/", {"year": "2023"})
    one = f"{DESK}2023/"
    browser.post(f"{one}sections/", {"ko": "연수", "en": "Training"})
    browser.post(f"{one}sections/", {"ko": "환자", "en": "Patients"})
    training, patients = Report.objects.get().sections.all()
    browser.post(f"{one}sections/{patients.pk}/", {"deed": "up"})
    assert [section.title for section in Report.objects.get().sections.all()] == ["Patients", "Training"]
    browser.post(f"{one}sections/{patients.pk}/", {"deed": "remove"})
    assert "Freeze and put in" in browser.get(one).content.decode()
    browser.post(f"{one}readings/", {"section": training.pk, "reading": reading.code})
    texts = {
        f"{part}_{code}": f"{part} {code}" for part in ("title", "introduction") for code in ("ko", "en")
    }
    assert "disabled" in browser.get(one).content.decode()
    browser.post(f"{one}texts/", texts)
    browser.post(f"{one}publish/")
    report = Report.objects.get()
    assert report.is_published
    answer = browser.post(f"{one}print/", {"language": "en"})
    work_off()
    job = Job.objects.get(kind="newsroom.print_report")
    assert answer.url == f"/en{job.get_absolute_url()[3:]}"
    assert job.state == "done", job.error
    made = ReportPrint.objects.get()
    assert job.result["url"].endswith(f"/news/reports/2023/print/{made.pk}/")
    assert "PDF" in Client().get(PAGE).content.decode()
    verbs = set(Entry.objects.about(report).values_list("verb", flat=True))
    assert {"began_report", "added_section", "put_into_report", "wrote", "published", "printed"} <= verbs
    browser.post(f"{one}withdraw/", {"why": ""})
    assert Report.objects.get().is_published
    browser.post(f"{one}withdraw/", {"why": "A wrong title"})
    assert not Report.objects.get().is_published
    assert Client().get(f"/en/news/reports/2023/print/{made.pk}/").status_code == 404


@pytest.mark.django_db
def test_who_may_not_make_a_report_only_reads_it_and_the_public_not_even_that():
    report = a_yearly_report()
    section = report.sections.get()
    browser = signed_in(an_officer())
    page = browser.get(f"{DESK}2023/")
    assert page.status_code == 200
    assert "Freeze and put in" not in page.content.decode()
    for path in (
        "texts/",
        "sections/",
        f"sections/{section.pk}/",
        "publish/",
        "withdraw/",
        "print/",
        "readings/",
    ):
        assert browser.post(f"{DESK}2023/{path}", {"deed": "remove"}).status_code == 404, path
    assert signed_in(an_analyst()).post(f"{DESK}2023/publish/").status_code == 404
    assert signed_in(an_account("Nobody")).get(f"{DESK}2023/").status_code == 404
    assert Client().get(f"{DESK}2023/").status_code == 302
    assert signed_in(an_account("Head", Role.HEAD)).post(f"{DESK}2023/publish/").status_code == 302
    assert Report.objects.get().is_published


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_the_shelf_asks_as_many_questions_for_one_report_as_for_three(rows, django_assert_max_num_queries):
    for at in range(rows):
        a_yearly_report(2020 + at)
    browser = signed_in(an_editor())
    browser.get(DESK)
    with django_assert_max_num_queries(12):
        assert browser.get(DESK).status_code == 200
