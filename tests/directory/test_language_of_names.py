"""Which language a name is marked with."""

from __future__ import annotations

import pytest
from django.test import Client

from naru.directory.rules.people import language_of
from tests.makers.people import an_organisation


@pytest.mark.parametrize(
    ("name", "country", "own", "language"),
    [
        ("분당제생병원", "KR", True, "ko"),
        ("Туул гол эмнэлэг", "MN", True, "mn"),
        ("Сарыарка орталық ауруханасы", "KZ", True, "kk"),
        ("Золотой Мост Мед", "RU", True, "ru"),
        ("Chirchiq bolalar shifoxonasi", "UZ", True, "uz"),
        ("Chirchik Children’s Hospital", "UZ", False, "en"),
        ("Bệnh viện Hồ Sen", "VN", True, "vi"),
        ("北京医院", "CN", True, "zh"),
        ("3-108", "", True, ""),
    ],
)
def test_a_name_is_marked_by_its_letters_and_its_country(
    name: str, country: str, own: bool, language: str
) -> None:
    assert language_of(name, country=country, own=own) == language


@pytest.mark.django_db
def test_each_name_of_a_cell_is_marked_and_the_file_has_plain_text() -> None:
    row = an_organisation(
        "Туул гол эмнэлэг", country="MN", name_latin="Tuul Gol Hospital", name_ko="톨골병원"
    )
    marked = '<span lang="mn">Туул гол эмнэлэг</span> · <span lang="en">Tuul Gol Hospital</span>'
    client = Client()
    assert marked in client.get("/ko/directory/organisations/").content.decode()
    assert marked in client.get(f"/ko/directory/organisations/{row.pk}/").content.decode()
    file = client.get("/ko/directory/organisations/?export=csv")
    told = b"".join(file.streaming_content) if file.streaming else file.content
    assert "Туул гол эмнэлэг · Tuul Gol Hospital" in told.decode("utf-8-sig")
