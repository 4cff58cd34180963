"""The words that Korean puts behind a number, with the unit that each says, and what must not follow them."""

from __future__ import annotations

import re

_TABLE = """
person: 명 인 사람 분 쌍
case: 건
?institution: 개소
?place: 곳 군데
?item: 개
country: 개국
organisation: 개사 개교 팀 조
time: 회 차례 번
item: 대 편 종 점 권 부 가지 단계 과목 면 세트 벌 병 장 개조 강좌 과정 강 차시 실 석 곡 쪽 문항 정 봉 반 켤레 매 동 끼 통 줄 표
item: 자 컷 마리 척 칸 구간 문제 행 열 정거장 항목 글자 단어
bed: 병상
booth: 부스
household: 가구 세대
box: 상자 박스
krw: 원
usd: 달러
eur: 유로
kzt: 텡게
kg: ㎏ kg 킬로그램
ton: 톤 t
gram: g 그램
km: ㎞ km 킬로미터
m2: ㎡ 제곱미터 m²
degree: ℃ 도
"""
UNITS = {
    counter: unit
    for unit, _colon, counters in (line.partition(": ") for line in _TABLE.strip().splitlines())
    for counter in counters.split()
}
"""What a counter counts; a question mark says that the noun beside it may tell more."""

# A counter ends where no other word begins with it: `회원`, `대학`, `개인`, `명단` are none.
_NOT_BEFORE = """
명: 단 칭 령 예
인: 당[가-힣] 치 터 천 근 력 원
분: 야 기 석 당 만 과 류 포 의\\s?[0-9일이삼사한두세]
건: 강 물 설
개: 인 최 월 년 발 별 선 방 편
회: 원 의 사 장 계 복 화 관
번: 째 역 호
대: 학 표 상 형 회 부분 비 륙 한 면 기 로
종: 합 교 목 류 사 료
점: 수 차 검 심
권: 역 한 고 장 리
부: 터 스 문 서 산 천 모 인 처
면: 적 접 담 서
원: 장 격 자 인 형 주 활 내
도: 의 지 내 민 시 청 움 약 입 착 는 가 를 와 에
장: 관 소 비 기 애 려 학 점
조: 합 사 직 정 례 치 원 건
병: 원 의 력 동
정: 도 부 책 보 기 원 상
실: 적 시 무 제 험
석: 사
강: 좌 의 화 남 연 원
동: 안 문 시 네 의
통: 역 합 계 해 신
매: 년 달 월 주 일
표: 준 본 시
편: 의 성 안 입
쌍: 방 둥
팀: 장 원
세대: 간
과정: 에서
봉: 사
끼: 리
줄: 이 었 어
쪽: 으로 에
반: 기 면 도 영 복 려
자: 리 체 원 격 문 신 녀
척: 추 도 수
행: 사 정 위
열: 린 기 린다 었
칸: 막
t: [A-Za-z]
g: [A-Za-z]
"""
_BARRED = {
    counter: "|".join(words.split())
    for counter, _colon, words in (line.partition(": ") for line in _NOT_BEFORE.strip().splitlines())
}


def counters(told: list[str]) -> str:
    """Make the pattern of some counters, the longer before the shorter, none at the head of another word."""
    return "|".join(
        re.escape(each) + (f"(?!{_BARRED[each]})" if each in _BARRED else "")
        for each in sorted(told, key=len, reverse=True)
    )


COUNTER = counters(list(UNITS))
"""Any counter after digits."""
NATIVE_COUNTER = counters(
    [
        "명",
        "사람",
        "분",
        "쌍",
        "건",
        "개소",
        "곳",
        "군데",
        "개국",
        "개사",
        "개교",
        "개",
        "차례",
        "번",
        "대",
        "편",
        "종",
        "점",
        "권",
        "가지",
        "단계",
        "부스",
        "가구",
        "세대",
        "상자",
        "박스",
        "팀",
        "과목",
        "병",
        "장",
        "배",
        "조",
        "칸",
        "마리",
        "척",
        "끼",
        "통",
        "줄",
        "켤레",
    ]
)
"""A counter after a numeral in native words."""
NOT_AFTER_ONE = frozenset({"편", "번", "대", "장", "분", "점", "단계", "줄", "통", "조", "칸", "팀", "병"})
"""With these `한` is a turn of speech and counts nothing: 한편, 한번, 한 단계."""
LENGTHS = {
    "년": "year", "개년": "year", "해": "year", "개월": "month", "달": "month", "주": "week", "주일": "week", "일": "day",
    "박": "night", "시간": "hour", "분": "minute", "살": "year", "세": "year",
}  # fmt: skip
"""What counts time."""
DAYS = {
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8, "아흐레": 9, "열흘": 10,
    "보름": 15,
}  # fmt: skip
"""Days in one word."""
