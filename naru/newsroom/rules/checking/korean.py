"""Numbers in Korean text, dates apart."""

from __future__ import annotations

import re
from decimal import Decimal

from .forms import Draft, Form, at, form
from .marks import ANYWHERE, grouped
from .nouns import KOREAN, KOREAN_NOUN
from .numerals import NATIVE, NUMERAL, native, numeral
from .words import NumberKind

_N = NUMERAL["ko"]
_BARE_WORD = (
    r"(?<![가-힣0-9])(?:[백천만]|[일이삼사오육칠팔구][백천만])(?=여?\s?(?:명|건|개|곳|원|달러|회|대|여))"
)
_NUMBER = rf"(?:{_N}|{_BARE_WORD})"
_SPAN = rf"(?P<n>{_NUMBER})(?:(?P<c1>명|건|개|곳|억|만|%)?\s?[~–-]\s?(?P<n2>{_N}))?"
_YEO = r"(?P<yeo>\s?여)?"
_HANGUL_DIGIT = {"일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9}
_STEP = {"백": 100, "천": 1000, "만": 10000}

# A counter ends where no other word begins with it: `회원`, `대학`, `개인`, `명단` are none.
COUNTERS = {
    "명": "person", "인": "person", "사람": "person", "분": "person", "쌍": "person",
    "건": "case", "개소": "?place", "곳": "?place", "군데": "?place", "개국": "country", "개사": "organisation",
    "개교": "organisation", "개": "?item", "회": "time", "차례": "time", "번": "time", "대": "item", "편": "item",
    "종": "item", "점": "item", "권": "item", "부": "item", "가지": "item", "단계": "item", "과목": "item", "면": "item",
    "세트": "item", "벌": "item", "병상": "bed", "부스": "booth", "가구": "household", "세대": "household",
    "가족": "household", "상자": "box", "박스": "box", "원": "krw", "달러": "usd", "유로": "eur", "텡게": "kzt",
    "㎏": "kg", "kg": "kg", "킬로그램": "kg", "톤": "ton", "㎞": "km", "km": "km", "킬로미터": "km", "㎡": "m2",
    "제곱미터": "m2", "m²": "m2", "℃": "degree", "도": "degree", "팀": "organisation", "조": "organisation",
    "병": "item", "장": "item", "개조": "item", "강좌": "item", "과정": "item", "강": "item", "차시": "item",
    "개과": "item", "실": "item", "석": "item", "곡": "item", "쪽": "item", "문항": "item", "정": "item", "봉": "item",
    "개반": "item", "개 반": "item", "마디": "item", "켤레": "item", "접": "item", "매": "item", "호": "item",
    "개월분": "item", "기": "item", "동": "item", "필지": "item", "끼": "item", "통": "item", "줄": "item", "표": "item",
}  # fmt: skip
_NOT_AFTER = {
    "명": "명(?!단|의변경|예|칭|령)", "인": "인(?!당[가-힣]|치|터|천|근|력|원)", "분": "분(?!야|기|석|당|만|의|과|류|포)", "건": "건(?!강|물|설|의안)",
    "개": "개(?!인|최|월|년|발|별|선|방|편)", "회": "회(?!원|의|사|장|계|복|화|관)", "번": "번(?!째|역|호)",
    "대": "대(?!학|표|상|형|회|부분|비|륙|한|면|기|로|\\s?(?:여성|남성|환자|어르신|노인|부부|청년|초반|중반|후반))", "종": "종(?!합|교|목|류|사|이|료)",
    "점": "점(?!수|차|검|심)", "권": "권(?!역|한|고|장|리)", "부": "부(?!터|스|문|서|산|천|모|인)", "면": "면(?!적|접|담|에서|서)",
    "원": "원(?!장|격|자|인|형|주|활|내)", "도": "도(?!의|지|내|민|시|청|움|약|입|착|는|가)", "장": "장(?!관|소|비|기|애|려|학|점)",
    "조": "조(?!합|사|직|정|례|치|원|건)", "병": "병(?!원|상|의|력)", "정": "정(?!도|부|책|보|기|원|상)", "실": "실(?!적|시|무|제|험)", "석": "석(?!사)",
    "강": "강(?!좌|의|화|남|연|원)", "기": "기(?!관|업|간|술|존|부|여|준|획|수)", "동": "동(?!안|문|시|네|의)", "통": "통(?!역|합|계|해|신)",
    "호": "호(?!텔|응|실)", "매": "매(?!년|달|월|주|일)", "표": "표(?!준|본|시)", "편": "편(?!의|성|안|입)", "쌍": "쌍(?!방|둥)",
    "사람": "사람", "팀": "팀(?!장|원)", "세대": "세대(?!간)", "과정": "과정(?!에서)", "봉": "봉(?!사)", "접": "접(?!수|촉|견)", "끼": "끼(?!리)",
    "줄": "줄(?!이|었|어)", "쪽": "쪽(?!으로|에)", "가족": "가족(?!이 찾|들이)", "정원": "정원",
}  # fmt: skip
_ORDER = sorted(COUNTERS, key=len, reverse=True)
_COUNTER = "(?P<c>" + "|".join(_NOT_AFTER.get(each, re.escape(each)) for each in _ORDER) + ")"
_NATIVE_COUNTERS = [
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
    "가족",
    "상자",
    "박스",
    "팀",
    "과목",
    "병",
    "장",
    "배",
]
_NATIVE_COUNTER = (
    "(?P<c>"
    + "|".join(
        _NOT_AFTER.get(each, re.escape(each)) for each in sorted(_NATIVE_COUNTERS, key=len, reverse=True)
    )
    + ")"
)


def read(told: str) -> Decimal:
    """Read a Korean numeral in digits, in digits and magnitude words, or a magnitude word alone."""
    if told[0] in _STEP or told[0] in _HANGUL_DIGIT:
        return Decimal(_HANGUL_DIGIT.get(told[0], 1) * _STEP[told[-1]])
    return numeral(told, "ko")


def _valued(found: re.Match[str], kind: str, unit: str, times: int = 1) -> Draft:
    draft = at(found, kind)
    said = found.groupdict()
    draft.value, draft.unit = read(said["n"]) * times, unit
    if said.get("n2"):
        draft.upper = read(said["n2"]) * times
        # `3~5만 명`: the magnitude holds for both ends.
        step = re.search("[십백천만억조]+$", said["n2"])
        if step and draft.value < 1000 and not re.search("[십백천만억조]", said["n"]):
            draft.value = read(said["n"] + step[0]) * times
    if said.get("yeo"):
        draft.qualifier = "about"
    return draft


_CASES = {"consultation": "consultation", "agreement": "agreement", "case": "case"}
_MEETING_CASE = re.compile("상담|업무협약|협약|MOU|양해각서|협정")
_PLACES = frozenset({"institution", "organisation", "place", "country"})


def _counted(found: re.Match[str], text: str) -> Draft | None:
    counter = found["c"]
    unit = COUNTERS[counter]
    if counter == "조" and not re.search(r"[인명]\s?$", text[max(0, found.start() - 2) : found.start()]):
        return None
    if (
        counter == "도"
        and "℃" not in found[0]
        and not re.search("기온|체온|영하|영상|섭씨", text[max(0, found.start() - 12) : found.start()])
    ):
        return None
    draft = _valued(found, NumberKind.QUANTITY, unit, 1000 if unit == "ton" else 1)
    draft.unit = {"ton": "kg"}.get(unit, unit)
    if unit in {"person", "case", "?place", "?item", "item", "organisation"}:
        draft.bare = True
    return draft


def _native(found: re.Match[str], text: str) -> Draft | None:
    counter = found["c"]
    told = found["n"]
    if counter == "배":
        draft = at(found, NumberKind.SHARE)
        draft.value, draft.unit = native(told), "fold"
        return draft
    glued = found["gap"] == ""
    if told == "한" and (
        (glued and counter != "명") or counter in {"편", "번", "대", "장", "분", "점", "가지", "가족"}
    ):
        return None
    if counter in {"번", "대", "장"} and glued and told in {"한", "두", "세"}:
        return None
    draft = at(found, NumberKind.QUANTITY)
    draft.value, draft.unit, draft.bare = native(told), COUNTERS[counter], True
    if found["yeo"]:
        draft.qualifier = "about"
    return draft


_NOUNS = "기관|병원|의료기관|나라|국가|도시|기업|업체|단체|대학|협회|사업|분야|과정|지역|부문|센터|학교|기관장|의사|아이|환자|주제|진료과|축|갈래|팀|마을|도|시|구"


def _native_noun(found: re.Match[str], text: str) -> Draft | None:
    draft = Draft(found.start("n"), found.end("n"), NumberKind.QUANTITY, native(found["n"]))
    draft.unit, draft.thing = KOREAN.get(found["noun"], ("item", ""))
    return draft


_DURATION = {
    "년": "year",
    "개년": "year",
    "해": "year",
    "개월": "month",
    "달": "month",
    "주": "week",
    "주일": "week",
}
_DURATION |= {"일": "day", "박": "night", "시간": "hour", "분": "minute", "살": "year", "세": "year"}


def _length(found: re.Match[str], text: str) -> Draft | None:
    return _valued(found, NumberKind.DURATION, _DURATION[found["c"]])


def _native_length(found: re.Match[str], text: str) -> Draft | None:
    draft = at(found, NumberKind.DURATION)
    draft.value, draft.unit = native(found["n"]), _DURATION[found["c"]]
    return draft


def _hours(found: re.Match[str], text: str) -> Draft | None:
    draft = at(found, NumberKind.DURATION)
    draft.value = read(found["n"]) * 60 + (30 if found["i2"] else read(found["i"]))
    draft.unit = "minute"
    return draft


_DAYS = {
    "하루": 1,
    "이틀": 2,
    "사흘": 3,
    "나흘": 4,
    "닷새": 5,
    "엿새": 6,
    "이레": 7,
    "여드레": 8,
    "아흐레": 9,
    "열흘": 10,
}
_DAYS |= {"보름": 15}


def _days(found: re.Match[str], text: str) -> Draft | None:
    told = found["n"]
    if (
        told == "하루"
        and not found["gan"]
        and not re.match(r"\s?동안|에(?![가-힣])", text[found.end() :][:4])
    ):
        return None
    draft = at(found, NumberKind.DURATION)
    draft.value, draft.unit = Decimal(_DAYS[told]), "day"
    return draft


def _nights(found: re.Match[str], text: str) -> Draft | None:
    draft = at(found, NumberKind.DURATION)
    draft.value, draft.unit = read(found["d"]), "day"
    return draft


def _ages(found: re.Match[str], text: str) -> Draft | None:
    low = Decimal(found["n"])
    draft = at(found, NumberKind.DURATION)
    draft.value, draft.upper, draft.unit = low, Decimal(found["n2"] or found["n"]) + 9, "year"
    return draft


def _percent(found: re.Match[str], text: str) -> Draft | None:
    return _valued(found, NumberKind.SHARE, "percent_point" if found["point"] else "percent")


def _fold(found: re.Match[str], text: str) -> Draft | None:
    return _valued(found, NumberKind.SHARE, "fold")


def _fraction(found: re.Match[str], text: str) -> Draft | None:
    low, high = _part(found["n2"]), _part(found["n"])
    if not 0 < low < high:
        return None
    draft = at(found, NumberKind.SHARE)
    draft.value, draft.unit = (low / high).quantize(Decimal("0.0001")).normalize(), "fraction"
    return draft


def _part(told: str) -> Decimal:
    return read(told) if told[0].isdigit() else native(told)


def _half(found: re.Match[str], text: str) -> Draft | None:
    return Draft(found.start(), found.end(), NumberKind.SHARE, Decimal("0.5"), unit="fraction")


_FIRST = {"첫": 1, "첫째": 1, "둘째": 2, "셋째": 3, "넷째": 4, "다섯째": 5, "여섯째": 6, "일곱째": 7}


def _nth(found: re.Match[str], text: str) -> Draft | None:
    draft = at(found, NumberKind.ORDINAL)
    told = found["n"]
    if told in _FIRST or told.rstrip("째") in _FIRST:
        draft.value = Decimal(_FIRST.get(told) or _FIRST[told.rstrip("째")])
    else:
        draft.value = read(told) if told[0].isdigit() else native(told)
    return draft


def _first(found: re.Match[str], text: str) -> Draft | None:
    draft = at(found, NumberKind.ORDINAL)
    draft.value = Decimal(_FIRST[found["n"].replace(" ", "")])
    return draft


def _numbered(found: re.Match[str], text: str) -> Draft | None:
    """Tell the articles of law and the halls from the tenth fair and the First Hospital."""
    counter = found["c"] or ""
    after = text[found.end() : found.end() + 8]
    if counter in {"조", "항", "호", "장", "절"}:
        return at(found, NumberKind.IDENTIFIER)
    if counter in {"회", "차", "기", "위", "번째", "대"}:
        draft = at(found, NumberKind.ORDINAL)
        draft.value = read(found["n"])
        return draft
    named = re.match(r"\s?(?:병원|의원|의료원|대학|고등|초등|중학|시립|국립|종합|진료|임상)", after)
    return at(found, NumberKind.NAME if named else NumberKind.IDENTIFIER)


def _code(found: re.Match[str], text: str) -> Draft | None:
    return grouped(found, NumberKind.IDENTIFIER)


_QUOTED = re.compile(r"[‘“\"'「『<《〈][^’”\"'」』>》〉\n]{0,60}$")


def _alone(found: re.Match[str], text: str) -> Draft | None:
    """Read digits that stand without a counter."""
    start, end = found.span("n")
    told = found["n"]
    before, after = text[max(0, start - 60) : start], text[end : end + 12]
    if re.fullmatch(r"(?:19|20)[0-9]{2}", told):
        if _QUOTED.search(before) or re.search(r"[A-Za-z)]\s?$", before) or re.match(r"\s[가-힣A-Z]", after):
            return Draft(start, end, NumberKind.NAME)
        return Draft(start, end, NumberKind.DATE, said=told)
    if re.search(r"(?:^|\n)\s*$", before) and re.match(r"[.)]\s", after):
        return Draft(start, end, NumberKind.IDENTIFIER)
    if re.search(r"[A-Za-z]-?$", before) or re.match(r"[A-Za-z](?![A-Za-z])", after):
        return Draft(start, end, NumberKind.NAME)
    draft = _valued(found, NumberKind.QUANTITY, "")
    draft.bare = True
    return draft


def _money(found: re.Match[str], text: str) -> Draft | None:
    signs = {
        "krw": "krw",
        "₩": "krw",
        "usd": "usd",
        "us$": "usd",
        "$": "usd",
        "eur": "eur",
        "€": "eur",
        "kzt": "kzt",
    }
    draft = _valued(found, NumberKind.QUANTITY, signs[found["sign"].lower()])
    great = {"thousand": 10**3, "million": 10**6, "billion": 10**9}.get((found["great"] or "").strip())
    if great and draft.value is not None:
        draft.value *= great
    return draft


_GAP = r"[ \xa0]?\n?"
NUMBERS: list[Form] = [
    *ANYWHERE,
    form(
        r"(?P<sign>KRW|USD|US\$|EUR|KZT|[₩$€])\s?" + _SPAN + r"(?P<great>\s(?:thousand|million|billion))?",
        _money,
    ),
    form(rf"(?P<n>{_N}|{NATIVE})\s?분의\s?(?P<n2>{_N}|하나|{NATIVE})", _fraction),
    form(
        rf"(?P<n>{_N}|{NATIVE})\s?명\s(?:중|가운데)\s?(?P<n2>[0-9]|{NATIVE})\s?명(?=꼴|이|은|\s?정도|\s?이상)",
        _fraction,
    ),
    form(r"절반", _half),
    form(
        r"제\s?(?P<n>[0-9]+)(?P<c>조(?:의\s?[0-9]+)?|항|호|장|절|회|차|기|위|번째|대(?![가-힣]))?",
        lambda f, t: _numbered_split(f, t),
    ),
    form(
        r"(?P<n>[0-9]+)(?:번째|째\s?번|주년|위(?!원|한|해|탁|생|기|험)|등(?=을|으로|에)|년\s?차|회째|차(?=\s?(?:회의|연도|년도|상담|포럼|심사|공모|교육|협의)))",
        _nth,
    ),
    form(r"(?P<n>첫\s?번째|첫째|첫)(?=\s?[가-힣(])", lambda f, t: _first_told(f, t)),
    form(r"(?P<n>둘째|셋째|넷째|다섯째|여섯째|일곱째)", _first),
    form(rf"(?P<n>{NATIVE})\s?번째", _nth),
    form(r"(?P<n>[0-9]+)박\s?(?P<d>[0-9]+)일", _nights),
    form(rf"(?P<n>{_N})시간\s?(?:(?P<i>[0-9]{{1,2}})분|(?P<i2>반))간?", _hours),
    form(
        r"(?P<n>[1-9]0)(?:\s?[~–-]\s?(?P<n2>[1-9]0))?대(?=\s?(?:여성|남성|환자|어르신|노인|부부|청년|초반|중반|후반|이상|와|가|의|로|는|에서|\s참))",
        _ages,
    ),
    form(
        _SPAN
        + _YEO
        + r"\s?(?P<c>개년|개월|주일|주|년|일|시간|분|세|살)(?:간|째)?(?![가-힣]*\s?번째)(?<!분)(?!야|석|당|만\s|의|민|무|기|년|도|요|말|관|계|상|제|대)|"
        + r"(?!)",
        _length,
    ),
    form(
        _SPAN.replace("(?P<n>", "(?P<n>") + r"\s?(?P<c>분)(?:간)?(?!야|석|당|의|과|류|기|포|들)",
        lambda f, t: _minutes(f, t),
    ),
    form(
        rf"(?P<n>{NATIVE})\s?(?P<c>달|해|시간|살|주)(?:간|째)?(?![가-힣]*러)(?!외|결|양|당|변|최|로)",
        lambda f, t: _native_time(f, t),
    ),
    form(r"(?P<n>일주일|반년)(?:간)?", lambda f, t: _week(f, t)),
    form(
        r"(?P<n>하루|이틀|사흘|나흘|닷새|엿새|이레|여드레|아흐레|열흘|보름)(?P<gan>간)?(?![가-힣]*빨리)",
        _days,
    ),
    form(_SPAN + r"\s?(?:%|퍼센트|프로(?=[가를\s]))(?P<point>p|P|포인트|\s?포인트)?", _percent),
    form(_SPAN + _YEO + r"\s?배(?!치|정|우|출|송|포|상)", _fold),
    form(
        r"(?P<n>[0-9]+)(?:층|호실|호(?=\s|\)|,)|번(?=\s?(?:출구|게이트|창구|버스|방))|동(?=\s?[0-9])|길|로\s[0-9]+)",
        lambda f, t: at(f, NumberKind.IDENTIFIER),
    ),
    form(r"[가-힣]{1,6}(?:로|길)\s(?P<it>[0-9]+(?:-[0-9]+)?)(?=\s|\)|,|$)(?!\s?[명건개곳회])", _code),
    form(_SPAN + _YEO + _GAP + _COUNTER, _counted),
    form(rf"(?P<n>{NATIVE})(?P<gap>\s?)(?P<yeo>여\s?)?{_NATIVE_COUNTER}", _native),
    form(rf"(?P<n>{NATIVE})\s(?P<noun>{_NOUNS})(?![가-힣]{{3}})", _native_noun),
    form(_SPAN, _alone),
]


def _numbered_split(found: re.Match[str], text: str) -> Draft | None:
    return _numbered(found, text)


def _first_told(found: re.Match[str], text: str) -> Draft | None:
    draft = at(found, NumberKind.ORDINAL)
    draft.value = Decimal(1)
    return draft


def _minutes(found: re.Match[str], text: str) -> Draft | None:
    return _valued(found, NumberKind.DURATION, "minute")


def _native_time(found: re.Match[str], text: str) -> Draft | None:
    return _native_length(found, text)


def _week(found: re.Match[str], text: str) -> Draft | None:
    draft = at(found, NumberKind.DURATION)
    draft.value, draft.unit = (Decimal(1), "week") if found["n"] == "일주일" else (Decimal("0.5"), "year")
    return draft


FIRST = r"(?<![0-9][.,:])(?<![0-9A-Za-z])(?=[0-9+₩$€(A-Za-z'’‘제백천만일이삼사오육칠팔구하한둘두셋세석넷네넉다여아열스서마쉰예첫절반나닷엿보코낮밤저새])(?:(?=[0-9+₩$€(A-Za-z'’‘])|(?<![가-힣]))"
"""Where a Korean number may begin."""


def noun_near(text: str, draft: Draft, floor: int, ceiling: int) -> None:
    """
    Find what a number with a counter counts, from the nouns before it (`의료기관 11개소`) and after it.

    `floor` and `ceiling` are the nearest places that belong to other numbers or sentences.
    """
    unit = draft.unit
    after = text[draft.end : min(ceiling, draft.end + 16)]
    before = text[max(floor, draft.start - 14) : draft.start]
    wanted = _wanted(unit)
    following = KOREAN_NOUN.search(after) if re.match(r"(?:의)?\s[가-힣]", after) else None
    if following and following.start() <= 9:
        told = KOREAN[following[0]]
        if told[0] in wanted:
            _take(draft, told)
            return
    previous = None
    for noun in KOREAN_NOUN.finditer(before):
        if KOREAN[noun[0]][0] in wanted:
            previous = KOREAN[noun[0]]
    if previous:
        _take(draft, previous)


def _wanted(unit: str) -> frozenset[str]:
    if unit == "person":
        return frozenset({"person"})
    if unit == "case":
        return frozenset({"consultation", "agreement", "case"})
    if unit == "?place":
        return frozenset({"institution", "organisation", "place", "country", "item", "booth"})
    if unit == "?item":
        return frozenset({"institution", "organisation", "place", "country", "item", "booth", "household"})
    if unit == "":
        return frozenset({"person", "consultation", "agreement", "institution", "organisation"})
    return frozenset({unit})


def _take(draft: Draft, told: tuple[str, str]) -> None:
    if draft.unit != "person" or told[0] == "person":
        draft.unit = told[0]
    draft.thing = told[1]
    draft.bare = False
