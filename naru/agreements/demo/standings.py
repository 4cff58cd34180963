"""Invented agreements in the other standings: not yet in force, ended, terminated, in review, drafts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from naru.agreements.demo.terms import (
    Look,
    Promise,
    Told,
    invented,
    ours,
    theirs,
)
from naru.agreements.rules.words import Advice, Kind


def of_other_standings(today: date) -> Iterator[Told]:
    """Tell one for each standing that the others do not show."""
    year = today.year
    yield Told(
        Kind.INSTITUTION,
        "윌스기념병원–하라 종합병원 협약",
        "MOU of Wiltse Memorial Hospital and Kharaa General Hospital",
        invented("척추 진료 기술 전수.", "Passing on skills in spine care."),
        (
            ours("Wiltse Memorial Hospital", "가상 서명자", "병원장"),
            theirs("Kharaa General Hospital", "Д. Г. (made up)", "ерөнхий эмч"),
        ),
        languages=("ko", "mn"),
        signed_on=today - timedelta(days=30),
        starts_on=date(year + 1, 1, 1),
        ends_on=date(year + 4, 1, 1),
        at=("Darkhan", "MN"),
        public=False,
    )
    yield Told(
        Kind.AGENCY,
        "강남여성병원–센사인 의료여행 업무협약",
        "MOU of Gangnam Women’s Hospital and Sen Xanh Medical Travel",
        invented("베트남 여성 건강검진 상품.", "Check-ups for women from Vietnam."),
        (
            ours("Gangnam Women’s Hospital", "가상 서명자", "병원장"),
            theirs("Sen Xanh Medical Travel", "N. T. H. (made up)", "giám đốc"),
        ),
        other={
            "vi": (
                "Biên bản ghi nhớ giữa Bệnh viện Phụ nữ Gangnam và Sen Xanh Du lịch Y tế",
                "Gói khám sức khỏe cho phụ nữ Việt Nam. Hư cấu cho bản trình diễn.",
            ),
        },
        languages=("ko", "vi"),
        signed_on=date(2022, 9, 1),
        ends_on=date(2025, 9, 1),
        at=("Hanoi", "VN"),
        duties=(
            Promise(
                "베트남어 안내서 제작",
                "Make a guide in Vietnamese",
                date(2023, 3, 31),
                "Gangnam Women’s Hospital",
                date(2023, 3, 24),
                "안내서 (가상)",
            ),
        ),
        inspections=(Look(date(2024, 11, 5), Advice.END, "송출 실적이 없어 기간 만료로 끝내기로 함."),),
    )
    yield Told(
        Kind.AGENCY,
        "시화병원–골든브리지 메드 업무협약",
        "MOU of Shihwa Hospital and Golden Bridge Med",
        invented("극동 러시아 환자 상담.", "Consultation of patients from the Russian Far East."),
        (
            ours("Shihwa Hospital", "가상 서명자", "이사장"),
            theirs("Golden Bridge Med", "В. П. (made up)", "директор"),
        ),
        languages=("ko", "ru"),
        signed_on=date(2023, 5, 11),
        ends_on=date(year + 1, 5, 11),
        at=("Vladivostok", "RU"),
        terminated_on=date(2025, 3, 1),
        because="상대 기관의 유치업 폐업 통보 (가상)",
        public=False,
        duties=(
            Promise(
                "원격 상담실 운영",
                "Run a room for consultation at a distance",
                date(2024, 12, 31),
                "Golden Bridge Med",
                waived="폐업으로 이행할 수 없음",
            ),
        ),
    )
    yield Told(
        Kind.INSTITUTION,
        "일산병원–투울골 병원 협약",
        "MOU of NHIS Ilsan Hospital and Tuul Gol Hospital",
        invented("노인 진료 경험 교류.", "Exchange on the care of old people."),
        (
            ours("National Health Insurance Service Ilsan Hospital", "가상 서명자", "병원장"),
            theirs("Tuul Gol Hospital", "Ц. Э. (made up)", "захирал"),
        ),
        languages=("ko", "mn"),
        signed_on=date(2018, 4, 3),
        ends_on=date(2021, 4, 3),
        public=False,
        archived=True,
    )
    yield Told(
        Kind.GOVERNMENT,
        "우즈베키스탄 치르치크 어린이병원 지원 협약(안)",
        "Support of Chirchik Children’s Hospital",
        invented("소아 심장 환자 초청과 장비 지원.", "Invitation of child heart patients, and equipment."),
        (ours(signer="가상 서명자"), theirs("Chirchik Children’s Hospital", "", "chief physician")),
        languages=("ko", "uz"),
        state="review",
    )
    yield Told(
        Kind.AGENCY,
        "지샘병원–달라 메드 서비스 업무협약(안)",
        "MOU of G SAM Hospital and Dala Med Service",
        invented("암 환자 2차 소견 상담.", "Second opinions for cancer patients."),
        (ours("G SAM Hospital", "", "병원장"), theirs("Dala Med Service", "", "director")),
        languages=("ko", "ru"),
        activity="Central Asian medical tourism fair",
        state="draft",
    )
    yield Told(
        Kind.GOVERNMENT,
        "베트남 호센 병원 연수 협력 협약(안)",
        "Training cooperation with Ho Sen Hospital",
        invented("의료인 단기 연수.", "Short training of medical staff."),
        (ours(signer="가상 서명자"), theirs("Ho Sen Hospital", "", "giám đốc")),
        languages=("ko", "vi"),
        state="approved",
    )
