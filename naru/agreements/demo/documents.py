"""The agreements that the documents name, with no more than the year; no day and no end is made up for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from naru.activities.rules.words import Known
from naru.agreements.demo.terms import (
    Look,
    Promise,
    Told,
    ours,
    theirs,
)
from naru.agreements.rules.words import Advice, Kind


def of_the_documents(today: date) -> Iterator[Told]:
    """Tell what the documents say of 2013 and 2021, as of a day."""
    yield Told(
        Kind.GOVERNMENT,
        "키르기스스탄 보건부 보건의료협력 업무협약",
        "Health cooperation MOU with the Ministry of Health of the Kyrgyz Republic",
        (
            "보건의료 분야의 교류와 협력. 자료에는 2013년 체결이라는 사실만 나오며 기간은 알려져 있지 않습니다.",
            "Exchange and cooperation in health. The documents tell only that it was signed in 2013; its term is not known.",
        ),
        (ours(), theirs("Ministry of Health of the Kyrgyz Republic", post="보건부 장관", email="")),
        other={
            "ru": (
                "Меморандум о сотрудничестве в здравоохранении с Министерством здравоохранения Кыргызской Республики",
                "Обмен и сотрудничество в сфере здравоохранения. Известен только год подписания — 2013; срок неизвестен.",
            ),
            "mn": (
                "Бүгд Найрамдах Киргиз Улсын Эрүүл мэндийн яамтай байгуулсан санамж бичиг",
                "Эрүүл мэндийн салбарын солилцоо, хамтын ажиллагаа. 2013 онд гарын үсэг зурсан нь л мэдэгдэж байна.",
            ),
            "vi": (
                "Biên bản ghi nhớ hợp tác y tế với Bộ Y tế Cộng hòa Kyrgyz",
                "Trao đổi và hợp tác y tế. Tài liệu chỉ cho biết được ký năm 2013; thời hạn không rõ.",
            ),
            "zh-hans": (
                "与吉尔吉斯共和国卫生部的卫生合作备忘录",
                "卫生领域的交流与合作。资料仅说明于2013年签署，期限不详。",
            ),
        },
        languages=("ko", "ru"),
        activity="Health cooperation MOU with the Ministry of Health of the Kyrgyz Republic",
        source="경기도 보도자료 (2024년 5월)",
        signed_on=date(2013, 1, 1),
        known=Known.YEAR,
        duties=(
            Promise(
                "담당자 연락처 상호 갱신",
                "Renew each other's contact persons",
                date(today.year, 12, 20),
                other={
                    "ru": "Взаимно обновить контактных лиц",
                    "mn": "Харилцагч хүмүүсийн мэдээллээ шинэчлэх",
                    "vi": "Cập nhật đầu mối liên lạc của hai bên",
                    "zh-hans": "互相更新联系人",
                },
            ),
        ),
        inspections=(
            Look(
                date(today.year - 1, 11, 12),
                Advice.AMEND,
                "협약 기간을 문서로 확인하고 연락 담당자를 새로 정할 필요가 있음.",
                {"records": "서명본 사본이 없음. 상대 부처에 요청함."},
            ),
        ),
    )
    yield Told(
        Kind.GOVERNMENT,
        "몽골 다르항올 아이막 보건의료협력 업무협약",
        "Health cooperation MOU with Darkhan-Uul Province",
        (
            "의료인 연수와 보건의료 교류. 자료에는 2021년에 새로 맺은 협약이라는 사실만 나옵니다.",
            "Training of medical staff and exchange in health. The documents tell only that it was newly signed in 2021.",
        ),
        (ours(), theirs("Darkhan-Uul Province", post="아이막 지사", email="")),
        other={
            "ru": (
                "Меморандум о сотрудничестве в здравоохранении с аймаком Дархан-Уул",
                "Обучение медиков и обмен в здравоохранении. Известно только, что подписан в 2021 году.",
            ),
            "mn": (
                "Дархан-Уул аймагтай байгуулсан эрүүл мэндийн хамтын ажиллагааны санамж бичиг",
                "Эмнэлгийн ажилтны сургалт, эрүүл мэндийн солилцоо. 2021 онд шинээр байгуулсан.",
            ),
            "vi": (
                "Biên bản ghi nhớ hợp tác y tế với tỉnh Darkhan-Uul",
                "Đào tạo nhân viên y tế và trao đổi y tế. Tài liệu chỉ cho biết được ký mới năm 2021.",
            ),
            "zh-hans": ("与达尔汗乌勒省的卫生合作备忘录", "医务人员培训与卫生交流。资料仅说明于2021年新签。"),
        },
        languages=("ko", "mn"),
        activity="Health cooperation MOU with Darkhan-Uul Province",
        source="메디컬 경기 e-News (2022-01-24)",
        signed_on=date(2021, 1, 1),
        known=Known.YEAR,
        inspections=(
            Look(
                date(today.year - 1, 11, 13),
                Advice.KEEP,
                "필수의약품 지원과 정책연수로 이어지고 있음.",
            ),
        ),
    )
