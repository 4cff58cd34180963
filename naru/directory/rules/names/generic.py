"""General words of names: "hospital", "병원", "университет"; each language's stand under one word."""

from __future__ import annotations

_BY_TYPE: dict[str, str] = {
    "hospital": (
        "hospital hospitals medicentre shifoxona shifoxonasi kasalxona kasalxonasi hospitalis krankenhaus "
        "больница больницы госпиталь эмнэлэг эмнэлгийн аурухана ауруханасы оорукана шифохона касалхона "
        "viện vien"
    ),
    "clinic": (
        "clinic clinics klinika klinikasi polyclinic клиника клиники поликлиника емхана емханасы кабинет"
    ),
    "university": (
        "university college academy institute universitet universiteti akademiya akademiyasi instituti "
        "университет университета университеті академия академии академиясы институт колледж сургууль học "
        "hoc"
    ),
    "ministry": "ministry vazirligi министерство министерства министрлігі министрлиги яам yaam",
    "association": (
        "association society federation assotsiatsiyasi ассоциация общество союз федерация холбоо hội"
    ),
    "centre": "centre center markazi markaz центр центра төв орталығы орталык",
    "company": (
        "company corporation agency co ltd inc llc jsc corp компания агентство ооо тоо осоо оао ао ххк "
        "llp agentligi"
    ),
    "health": (
        "health healthcare здравоохранения здравоохранение мэндийн эрүүл мэнд саламаттык денсаулық сақтау "
        "sogliqni saqlash tế yte"
    ),
    "medical": (
        "medical medicine clinical медицинский медицинская медицинское медицины клиническая медицина "
        "анагаах ухааны tibbiyot медициналық медициналык yte"
    ),
    "general": (
        "general общий общая нэгдсэн многопрофильная многопрофильный khoa жалпы центральная центральный "
        "төвийн"
    ),
    "": (
        "of the and for at in s de и по при им имени св bệnh đại học trường phòng khám benh dai truong "
        "phong kham республиканский республиканская gosudarstvenny государственный государственная улсын "
        "ын ийн republic republics республики республика respublikasi республикасы"
    ),
}
GENERIC: dict[str, str] = {word: kind for kind, group in _BY_TYPE.items() for word in group.split()}
"""A general word in any alphabet, and the type it says; an empty type says nothing and is passed over."""
HANGUL_GENERIC: dict[str, str] = {
    "종합병원": "hospital", "대학교병원": "hospital", "대학병원": "hospital", "대병원": "hospital",
    "병원": "hospital", "의료원": "hospital", "치과의원": "clinic", "한의원": "clinic", "의원": "clinic",
    "대학교": "university", "대학": "university", "의과대학": "university", "아카데미": "university",
    "보건부": "ministry", "보건복지부": "ministry", "협회": "association",
    "학회": "association", "주식회사": "company", "여행사": "company",
    "에이전시": "company", "센터": "centre",
    "医院": "hospital", "醫院": "hospital", "大学": "university", "大學": "university", "诊所": "clinic",
    "中心": "centre", "公司": "company",
}  # fmt: skip
"""General words that stand inside a compound without a space."""

HANGUL_WORDS = ("치과의사회", "한의사회", "의사회", "약사회", "간호사회")
"""Words inside a compound that are parted from it, but say more than a type."""

HONORIFICS = frozenset(
    [
        "dr", "prof", "professor", "doctor", "mr", "mrs", "ms", "miss", "md", "phd", "doktor", "doc",
        "gyosu", "ssi", "nim", "seonsaengnim", "paksa", "baksa",
    ]
)  # fmt: skip
"""Titles that are no part of a person's name."""
