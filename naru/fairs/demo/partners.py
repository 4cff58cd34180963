"""Who takes part in the demo's forums: hospitals by what they offer, agencies and buyers, all of these invented."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from naru.directory.models import Organisation
from naru.fairs.actions import profiles
from naru.fairs.models import Forum, Participant

MADE_UP = "invented for the demo"
DOMAIN = "agency.example"
HOSPITALS: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("oncology", "transplantation", "check_up"),
        "Cancer centre with proton planning and a bone marrow unit.",
    ),
    (
        ("cardiology", "oncology", "transplantation"),
        "Severe cases by air, with a team for children's hearts.",
    ),
    (("spine", "orthopaedics", "rehabilitation"), "Joint replacement and rehabilitation in one house."),
    (
        ("cardiology", "paediatrics", "obstetrics"),
        "Heart surgery for newborns; a ward for mothers from abroad.",
    ),
    (("check_up", "oncology", "rehabilitation"), "Check-up within a day, with results in Russian."),
    (("oncology", "check_up", "korean_medicine"), "Radiation therapy and Korean medicine side by side."),
    (("cardiology", "paediatrics", "imaging"), "The heart is all we do."),
    (("spine", "orthopaedics"), "Endoscopic spine surgery, home after three days."),
    (("obstetrics", "fertility"), "Fertility treatment for couples from abroad."),
    (
        ("cardiology", "orthopaedics", "check_up"),
        "General hospital with interpreters for Russian and Mongolian.",
    ),
    (("spine", "orthopaedics", "dentistry"), "Hand and spine surgery near the airport."),
    (("check_up", "plastic_surgery", "ophthalmology"), "Eyes, skin and check-up."),
)
AGENCIES: tuple[tuple[str, str, str, str, tuple[str, ...]], ...] = (
    ("Алтын Дала Тур", "Altyn Dala Tour", "알틴달라 투어", "Almaty", ("oncology", "check_up")),
    ("Медсапар", "Medsapar", "메드사파르", "Almaty", ("cardiology", "paediatrics")),
    ("Көктөбе Шипа", "Koktobe Shipa", "콕토베 시파", "Almaty", ("fertility", "obstetrics")),
    ("Нұрлы Жол Мед", "Nurly Zhol Med", "누를리졸 메드", "Astana", ("oncology", "transplantation")),
    ("Есіл Саяхат", "Esil Sayakhat", "예실 사야하트", "Astana", ("spine", "orthopaedics")),
    (
        "Ордабасы Медтрэвел",
        "Ordabasy Medtravel",
        "오르다바시 메드트래블",
        "Shymkent",
        ("check_up", "dentistry"),
    ),
    ("Каспий Здоровье", "Kaspiy Zdorovye", "카스피 즈도로비예", "Aktau", ("cardiology", "rehabilitation")),
    ("Жайық Емдеу", "Zhaiyk Emdeu", "자이크 옘데우", "Atyrau", ("ophthalmology", "plastic_surgery")),
    ("Сарқырама Тур", "Sarkyrama Tour", "사르키라마 투어", "Almaty", ("korean_medicine", "rehabilitation")),
)
"""Sending agencies of the demo, all invented: own name, Latin, Korean, city, fields."""
FROM_THE_FORUM = ("Shipager Medtour", "Alatau Salamat", "Dala Med Service")
BUYERS: tuple[tuple[str, str, str, str, str, str, tuple[str, ...]], ...] = (
    (
        "Toshkent Tibbiy Texnika",
        "Tashkent Medical Technics",
        "타슈켄트 의료기기",
        "UZ",
        "Tashkent",
        "Asia/Tashkent",
        ("imaging", "diagnostics"),
    ),
    (
        "Алатау Медтехника",
        "Alatau Medtekhnika",
        "알라타우 메드테흐니카",
        "KZ",
        "Almaty",
        "Asia/Almaty",
        ("imaging", "consumables"),
    ),
    (
        "Хан-Уул Мед Импорт",
        "Khan-Uul Med Import",
        "한올 메드임포트",
        "MN",
        "Ulaanbaatar",
        "Asia/Ulaanbaatar",
        ("diagnostics", "digital_health"),
    ),
    (
        "Công ty Thiết bị Y tế Sông Hồng",
        "Song Hong Medical Equipment",
        "송홍 의료기기",
        "VN",
        "Hanoi",
        "Asia/Ho_Chi_Minh",
        ("consumables", "dental_materials"),
    ),
)
"""Buyers of the demo, all invented: own name, Latin, Korean, country, city, zone, products."""


def join(
    forum: Forum, organisation: Organisation, side: str, *, by: Any, at: datetime, **profile: Any
) -> Participant:
    """Invite an organisation, let it apply with its profile two days later, and approve it the day after."""
    email = profile.pop("email")
    language = profile.pop("language")
    row = profiles.invite(forum, organisation, side=side, email=email, language=language, by=by, at=at)
    row = profiles.apply(row, by=None, at=at + timedelta(days=2), **profile)
    return profiles.approve(row, by=by, at=at + timedelta(days=3))
