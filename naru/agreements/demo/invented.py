"""The invented agreements that bind, each saying in its purpose that it is made up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from naru.activities.demo.past import FAIR
from naru.agreements.demo.terms import (
    PROVINCE,
    Look,
    Promise,
    Told,
    invented,
    ours,
    theirs,
)
from naru.agreements.rules.words import Advice, Kind


def in_force(today: date) -> Iterator[Told]:
    """Tell those that bind today."""
    year = today.year
    fair_day = date(2024, 4, 25)
    yield Told(
        Kind.AGENCY,
        "세종병원–시파게르 메드투어 환자 송출 업무협약",
        "Patient referral MOU of Sejong Hospital and Shipager Medtour",
        invented("심장 질환 환자의 상담과 송출.", "Consultation and referral of heart patients."),
        (
            ours("Sejong Hospital", "가상 서명자", "국제진료센터장"),
            theirs("Shipager Medtour", "Ерлан С. (made up)", "director"),
        ),
        other={
            "ru": (
                "Меморандум о направлении пациентов: Sejong Hospital и Шипагер Медтур",
                "Консультации и направление кардиологических пациентов. Вымышлено для демонстрации.",
            ),
            "mn": (
                "Sejong эмнэлэг ба Шипагер Медтур: өвчтөн илгээх санамж бичиг",
                "Зүрхний өвчтөнд зөвлөгөө өгөх, илгээх. Үзүүлэнгийн зориулалтаар зохиосон.",
            ),
            "vi": (
                "Biên bản ghi nhớ giới thiệu bệnh nhân giữa Bệnh viện Sejong và Shipager Medtour",
                "Tư vấn và giới thiệu bệnh nhân tim mạch. Hư cấu cho bản trình diễn.",
            ),
            "zh-hans": (
                "世宗医院与Shipager Medtour患者转诊备忘录",
                "心脏病患者的咨询与转诊。为演示虚构。",
            ),
        },
        languages=("ko", "ru"),
        activity=FAIR,
        signed_on=fair_day,
        at=("Almaty", "KZ"),
        ends_on=today + timedelta(days=75),
        paper="세종병원–시파게르 메드투어 업무협약 (시범용 가상 문서)\n제1조 목적 …\n",
        duties=(
            Promise(
                "분기별 송출 상담 현황 공유",
                "Share how many referrals were discussed, each quarter",
                date(2024, 9, 30),
                "Shipager Medtour",
                date(2024, 9, 27),
                "이메일 2024-09-27 (가상)",
            ),
            Promise(
                "심장 초음파 판독 교육 1회",
                "One training in reading heart ultrasound",
                date(2025, 6, 30),
                "Sejong Hospital",
                date(2025, 7, 14),
                "교육 결과 보고 2025-07-14 (가상)",
            ),
            Promise(
                f"{year}년 상반기 송출 실적 통보",
                f"Tell the referrals of the first half of {year}",
                date(year, 7, 31),
                "Shipager Medtour",
                other={
                    "ru": f"Сообщить о направленных пациентах за первое полугодие {year}",
                    "mn": f"{year} оны эхний хагас жилийн илгээсэн өвчтөний тоог мэдэгдэх",
                    "vi": f"Báo số bệnh nhân giới thiệu nửa đầu năm {year}",
                    "zh-hans": f"通报{year}年上半年转诊情况",
                },
            ),
        ),
        inspections=(
            Look(
                date(year - 1, 10, 21),
                Advice.RENEW,
                "상담은 이어지나 송출 실적 통보가 늦음.",
                {"duties": "교육이 2주 늦게 이루어짐."},
            ),
        ),
        renew_until=today + timedelta(days=75 + 730),
    )
    yield Told(
        Kind.AGENCY,
        "분당제생병원–알라타우 살라마트 업무협약",
        "MOU of Bundang Jesaeng General Hospital and Alatau Salamat",
        invented("건강검진과 재활 환자의 유치.", "Check-ups and rehabilitation of patients from Kazakhstan."),
        (
            ours("Bundang Jesaeng General Hospital", "가상 서명자", "병원장"),
            theirs("Alatau Salamat", "Айгерим Т. (made up)", "director"),
        ),
        languages=("ko", "ru"),
        activity=FAIR,
        signed_on=fair_day,
        at=("Almaty", "KZ"),
        ends_on=today + timedelta(days=20),
        duties=(
            Promise(
                "공동 설명회 개최",
                "Hold a joint information day",
                date(2025, 5, 31),
                "",
                date(2025, 5, 20),
                "행사 사진과 명단 (가상)",
            ),
        ),
    )
    yield Told(
        Kind.INSTITUTION,
        "아주대학교병원–제티수 종합병원 의료진 교류 협약",
        "Staff exchange of Ajou University Hospital and Zhetisu Multidisciplinary Hospital",
        invented("외상·응급 의료진의 상호 방문.", "Mutual visits of trauma and emergency staff."),
        (
            ours("Ajou University Hospital", "가상 서명자", "병원장"),
            theirs("Zhetisu Multidisciplinary Hospital", "Нұрлан А. (made up)", "chief physician"),
        ),
        other={
            "ru": (
                "Обмен персоналом: Ajou University Hospital и многопрофильная больница Жетісу",
                "Взаимные визиты сотрудников травматологии и скорой помощи. Вымышлено для демонстрации.",
            ),
        },
        languages=("ko", "en", "kk"),
        activity=FAIR,
        signed_on=fair_day,
        at=("Almaty", "KZ"),
        ends_on=date(today.year + 2, 4, 25),
        renewed=True,
        renew_until=date(today.year + 5, 4, 24),
        duties=(
            Promise(
                "상호 방문 2명씩",
                "Two visitors from each side",
                date(2025, 10, 31),
                "",
                date(2025, 10, 10),
                "방문 결과 보고 (가상)",
            ),
            Promise("교류 성과 공동 보고", "A joint report on the exchange", today + timedelta(days=21)),
        ),
        inspections=(Look(date(year - 1, 10, 28), Advice.KEEP, "계획대로 진행됨."),),
    )
    yield Told(
        Kind.INSTITUTION,
        "경기도–타슈켄트 의학 아카데미 연수 협력 협약",
        "Training cooperation of Gyeonggi Province and Tashkent Medical Academy",
        invented("연수생 추천과 온라인 강의.", "Nomination of trainees, and lectures online."),
        (
            ours(signer="가상 서명자"),
            theirs("Tashkent Medical Academy", "Sh. R. (made up)", "rector"),
        ),
        other={
            "ru": (
                "Сотрудничество в обучении: провинция Кёнгидо и Ташкентская медицинская академия",
                "Выдвижение стажёров и онлайн-лекции. Вымышлено для демонстрации.",
            ),
            "zh-hans": ("京畿道与塔什干医学院培训合作协议", "推荐进修人员及线上授课。为演示虚构。"),
        },
        languages=("ko", "uz", "ru"),
        signed_on=date(2023, 6, 20),
        at=("Tashkent", "UZ"),
        ends_on=date(year + 2, 6, 20),
        paper="경기도–타슈켄트 의학 아카데미 협약 (시범용 가상 문서)\n제1조 …\n",
        duties=(
            Promise(
                f"{year}년 연수생 3명 추천",
                f"Nominate three trainees for {year}",
                date(year, 3, 31),
                "Tashkent Medical Academy",
                date(year, 3, 12),
                "추천 공문 (가상)",
            ),
            Promise(
                "온라인 강의 6회 제공",
                "Give six lectures online",
                date(year, 12, 15),
                PROVINCE,
            ),
        ),
        inspections=(Look(date(year, 9, 18), Advice.KEEP, "연수생 추천이 기한 안에 이루어짐."),),
    )
    yield Told(
        Kind.AGENCY,
        "명지병원–텡게르 메드투어 업무협약",
        "MOU of Myongji Hospital and Tenger Med Tour",
        invented(
            "몽골 환자의 사전 상담과 사후 관리.",
            "Consultation before and care after treatment for Mongolian patients.",
        ),
        (
            ours("Myongji Hospital", "가상 서명자", "국제진료부장"),
            theirs("Tenger Med Tour", "Б. О. (made up)", "захирал"),
        ),
        other={
            "mn": (
                "Myongji эмнэлэг ба Тэнгэр Мед Тур: санамж бичиг",
                "Монгол өвчтөнд эмчилгээний өмнөх зөвлөгөө, дараах хяналт. Үзүүлэнгийн зориулалтаар зохиосон.",
            ),
        },
        languages=("ko", "mn"),
        signed_on=today - timedelta(days=12),
        at=("Ulaanbaatar", "MN"),
        ends_on=today + timedelta(days=3 * 365),
        paper="명지병원–텡게르 메드투어 업무협약 (시범용 가상 문서)\n제1조 …\n",
        duties=(
            Promise(
                "전담 코디네이터 지정", "Name a coordinator", today + timedelta(days=5), "Myongji Hospital"
            ),
        ),
        report=True,
    )
