"""The bulletins that are not out: a draft, and one that waits for its moment."""

from __future__ import annotations

from naru.newsroom.demo.texts.story import Text

DRAFT = Text(
    "2025년 의료관광 코디네이터 양성과정 교육생 모집(안)",
    "담당자 확인 중",
    "",
    (
        (
            "paragraph",
            "외국인환자를 돕고 싶은 도민을 위한 코디네이터 양성과정을 준비하고 있다. 지난 과정에는 교육생 "
            "{coordinators.course_trainees}이 참여했다. 일정과 장소가 정해지면 이 자리에 적는다.",
        ),
    ),
)
"""A draft that nobody but the office sees."""

SCHEDULED = Text(
    "비즈니스 포럼 후속 상담 안내",
    "포럼에서 만난 현지 업체와의 온라인 상담을 예약하세요",
    "",
    (
        (
            "paragraph",
            "알마티 비즈니스 포럼에 참여한 도내 의료기관은 현지 업체와 온라인 후속 상담을 예약할 수 있다. "
            "상담은 한국어와 러시아어로 진행되며 통역은 경기도가 지원한다.",
        ),
    ),
)
"""A bulletin that is ready and waits for its moment."""
