"""Numbers in Korean text, dates apart."""

from __future__ import annotations

import re
from decimal import Decimal

from .counters import COUNTER, DAYS, LENGTHS, NATIVE_COUNTER, NOT_AFTER_ONE, UNITS
from .forms import Draft, Form, Reader, at, form, fraction
from .marks import ANYWHERE, grouped
from .nouns import KOREAN, KOREAN_NOUN
from .numerals import NATIVE, NUMERAL, native, numeral
from .patterns import regex
from .words import NumberKind

_N = NUMERAL["ko"]
_STEP = {"백": 100, "천": 1000, "만": 10000}
_ALONE = r"(?<![가-힣0-9])[백천만](?=여?\s?(?:명|건|개|곳|원|달러|회|대))"
_NUMBER = rf"(?:{_N}|{_ALONE})"
_SPAN = rf"(?P<n>{_NUMBER})(?:(?:명|건|개|곳|%|원)?(?:\ ?~\ ?|[-–](?=[0-9]))(?P<n2>{_N}))?"
_YEO = r"(?P<yeo>\ ?여)?"
_GAP = r"[ \xa0]?\n?"


def read(told: str) -> Decimal:
    """Read a Korean numeral in digits, in digits and magnitude words, a magnitude or native words alone."""
    if told[0].isdigit():
        return numeral(told, "ko")
    return Decimal(_STEP[told]) if told in _STEP else native(told)


def _valued(found: re.Match[str], kind: str, unit: str, times: Decimal | int = 1) -> Draft:
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


def _as(kind: str, unit: str = "") -> Reader:
    return lambda found, text: _valued(found, kind, unit)


_WEIGHTS: dict[str, Decimal | int] = {"ton": 1000, "gram": Decimal("0.001")}
_WARMTH = regex("기온|체온|영하|영상|섭씨")


def _counted(found: re.Match[str], text: str) -> Draft | None:
    counter = found["c"]
    unit = UNITS[counter]
    before = text[max(0, found.start() - 12) : found.start()]
    if counter == "도" and not _WARMTH.search(before):
        return None
    draft = _valued(found, NumberKind.QUANTITY, unit, _WEIGHTS.get(unit, 1))
    draft.unit = "kg" if unit in _WEIGHTS else unit
    if unit == "degree" and before.endswith("-"):
        draft.start, draft.value = draft.start - 1, -(draft.value or Decimal(0))
    draft.bare = unit in {"person", "case", "item", "organisation", "time"} or unit[0] == "?"
    return draft


def _native(found: re.Match[str], text: str) -> Draft | None:
    counter, told, glued = found["c"], found["n"], not found["gap"]
    if counter == "배":
        return _valued(found, NumberKind.SHARE, "fold")
    if told == "한" and ((glued and counter != "명") or counter in NOT_AFTER_ONE):
        return None
    if (
        glued
        and told in {"한", "두", "세", "네", "열", "서"}
        and counter in {"번", "대", "장", "통", "편", "병", "점", "부스"}
    ):
        return None
    draft = _valued(found, NumberKind.QUANTITY, UNITS[counter])
    draft.bare = True
    return draft


def _native_noun(found: re.Match[str], text: str) -> Draft | None:
    """Read `두 기관`: a numeral right before what it counts, `한` apart, which is an article there."""
    if found["n"] == "한" or not (noun := KOREAN_NOUN.match(text, found.end())):
        return None
    draft = Draft(found.start("n"), found.end("n"), NumberKind.QUANTITY, native(found["n"]))
    draft.unit, draft.thing = KOREAN[noun[0]]
    return draft


def _length(found: re.Match[str], text: str) -> Draft | None:
    return _valued(found, NumberKind.DURATION, LENGTHS[found["c"]])


_STAYED = regex(
    r"(?:기간[은이]?\s?(?:모두|총|약)?|일정[이은]|동안|간격|하루에서|짧게는|길게는|이상|최소|최대|평균|걸린)\s?$"
)
_LASTS = regex(
    r"\s?(?:간|동안|만에|이내|내에|이상|이하|가량|정도|안에|안팎|째|씩|연속|뒤|후|전(?=[에까])|짜리|넘|걸|소요|머[무물]|치료)|이[ ]?걸|이\s?소요|[을를]\s?(?:보|머|넘)"
)


def _day_or_days(found: re.Match[str], text: str) -> Draft | None:
    """Tell `24일`, a date, from `30일 안에` and `기간은 모두 24일`."""
    low = int(found["n"])
    high = int(found["n2"] or low)
    before = text[max(0, found.start() - 14) : found.start()]
    if low > 31 or high > 31 or _LASTS.match(text, found.end()) or _STAYED.search(before):
        gan = regex(r"간|째|\ ?연속").match(text, found.end())
        draft = _valued(found, NumberKind.DURATION, "day")
        draft.end = gan.end() if gan else draft.end
        return draft
    if not 1 <= low <= 31:
        return None
    said = f"---{low:02}" if not found["n2"] else f"---{low:02}/---{high:02}"
    return at(found, NumberKind.DATE, said)


def _hours(found: re.Match[str], text: str) -> Draft | None:
    draft = at(found, NumberKind.DURATION)
    draft.value = read(found["n"]) * 60 + (30 if found["i2"] else read(found["i"]))
    draft.unit = "minute"
    return draft


_ONE_DAY = regex(r"\s?동안|에(?![가-힣])")


def _days(found: re.Match[str], text: str) -> Draft | None:
    told = found["n"]
    if told == "하루" and not found["gan"] and not _ONE_DAY.match(text, found.end()):
        return None
    draft = at(found, NumberKind.DURATION)
    draft.value, draft.unit = Decimal(DAYS[told]), "day"
    return draft


def _nights(found: re.Match[str], text: str) -> Draft | None:
    draft = at(found, NumberKind.DURATION)
    told, unit = (found["d"], "day") if found["d"] else (found["n"], "night")
    draft.value, draft.unit = read(told), unit
    return draft


_THINGS = regex(
    r"(?:구급차|버스|장비|차량|휠체어|기기|컴퓨터|기|침대|초음파|청정기|냉장고|측정기|농축기)[^.,\s]{0,2}\s?$|\s등\s$"
)


def _ages(found: re.Match[str], text: str) -> Draft | None:
    """Read `60대 어르신` and `20~30대`; after a machine `30대` counts it."""
    if _THINGS.search(text[max(0, found.start() - 12) : found.start()]):
        return None
    draft = at(found, NumberKind.DURATION)
    draft.value, draft.unit = Decimal(found["n"]), "year"
    draft.upper = Decimal(found["n2"] or found["n"]) + 9
    return draft


def _week(found: re.Match[str], text: str) -> Draft | None:
    draft = at(found, NumberKind.DURATION)
    half = found["n"] == "반년"
    draft.value, draft.unit = (Decimal("0.5"), "year") if half else (Decimal(1), "week")
    return draft


def _percent(found: re.Match[str], text: str) -> Draft | None:
    return _valued(found, NumberKind.SHARE, "percent_point" if found["point"] else "percent")


def _parted(found: re.Match[str], text: str) -> Draft | None:
    return fraction(found, read(found["n2"]), read(found["n"]))


_ROUND_WHOLES = frozenset({3, 4, 5, 10, 100})


def _of_ten(found: re.Match[str], text: str) -> Draft | None:
    """Read `4명 중 3명`, a fraction, where the whole is no count of its own: ten at most, or a hundred."""
    whole = read(found["n"])
    if whole not in _ROUND_WHOLES and ("가운데" in found[0] or whole > 10):
        return None
    return fraction(found, read(found["n2"]), whole)


def _half(found: re.Match[str], text: str) -> Draft | None:
    return Draft(found.start(), found.end(), NumberKind.SHARE, Decimal("0.5"), unit="fraction")


def _double(found: re.Match[str], text: str) -> Draft | None:
    return Draft(found.start(), found.end(), NumberKind.SHARE, Decimal(2), unit="fold")


_FIRST = {"첫": 1, "둘째": 2, "셋째": 3, "넷째": 4, "다섯째": 5, "여섯째": 6, "일곱째": 7}


def _nth(found: re.Match[str], text: str) -> Draft | None:
    told = found["n"]
    value = Decimal(1) if told.startswith("첫") else Decimal(_FIRST[told]) if told in _FIRST else read(told)
    return Draft(found.start(), found.end(), NumberKind.ORDINAL, value)


_LAW = frozenset({"조", "항", "호", "장", "절"})
_NAMED = regex(r"\s?(?:병원|의원|의료원|대학|고등|초등|중학|시립|국립|종합|진료|임상|의\s)")
_QUOTE = regex(r"[‘“\"'「『<《〈]$")


def _numbered(found: re.Match[str], text: str) -> Draft | None:
    """Tell the articles of law and the halls (`제6조`, `제2전시장`) from the tenth fair and a name (`제1병원`)."""
    counter = found["c"] or ""
    if counter[:1] in _LAW:
        return at(found, NumberKind.IDENTIFIER)
    if counter in {"차", "기"} and _QUOTE.search(text[max(0, found.start() - 1) : found.start()]):
        return Draft(found.start(), found.end("n"), NumberKind.NAME)
    if counter:
        return Draft(found.start(), found.end(), NumberKind.ORDINAL, read(found["n"]))
    named = _NAMED.match(text, found.end())
    return at(found, NumberKind.NAME if named else NumberKind.IDENTIFIER)


def _code(found: re.Match[str], text: str) -> Draft | None:
    return grouped(found, NumberKind.IDENTIFIER)


def _mark(kind: str) -> Reader:
    return lambda found, text: at(found, kind)


_QUOTED = regex(r"[‘“\"'「『<《〈][^’”\"'」』>》〉\n]{0,60}$")


_REGISTERED = regex(r"(?:등록|허가|인증|신고|승인)번호\s?:?\s?(?:제|[가-힣]{2}\s?[가-힣]?)?\s?$")


def _alone(found: re.Match[str], text: str) -> Draft | None:
    """Read digits that stand without a counter."""
    start, end = found.span("n")
    told = found["n"]
    before, after = text[max(0, start - 60) : start], text[end : end + 12]
    if re.fullmatch(r"(?:19|20)[0-9]{2}", told):
        named = (
            _QUOTED.search(before) or re.search(r"[A-Za-z)]\s?$", before) or re.match(r"\s[가-힣A-Z]", after)
        )
        if named:
            return Draft(start, end, NumberKind.NAME)
        return Draft(start, end, NumberKind.DATE, said=told)
    if _REGISTERED.search(before):
        return Draft(start, end, NumberKind.IDENTIFIER)
    if re.search(r"[A-Za-z]-?$", before) or re.match(r"[A-Za-z](?![A-Za-z])", after):
        return Draft(start, end, NumberKind.NAME)
    draft = _valued(found, NumberKind.QUANTITY, "")
    draft.bare = True
    return draft


_SIGNS = {
    "krw": "krw",
    "₩": "krw",
    "usd": "usd",
    "us$": "usd",
    "$": "usd",
    "eur": "eur",
    "€": "eur",
    "kzt": "kzt",
}
_GREAT = {"thousand": 10**3, "million": 10**6, "billion": 10**9}


def _money(found: re.Match[str], text: str) -> Draft | None:
    great = _GREAT.get((found["great"] or "").strip(), 1)
    return _valued(found, NumberKind.QUANTITY, _SIGNS[found["sign"].lower()], great)


_LENGTH = (
    r"\ ?(?P<c>개년|개월|주일|주(?!년|요|말|관|민|기|제|최|의|류)|년(?!도|생|대)|일|시간|분(?!야|석|당|과|류|기(?!간)|포|들)"
    r"|세(?!대|기|계|트|션|부|요|미|포)|살(?!아|리|펴))"
)
_ORDER = (
    r"번째|째\ ?번|주년|위(?!원|한|해|탁|생|기|험|치|주|로금)|등(?=을|으로|에|상)|(?:년|주|일|개월)\ ?차(?![례량])|회째|세기(?=x)"
    r"|차(?=\s?(?:회의|연도|년도|포럼|심사|공모|교육|협의|서류|면접|팸투어|모집|접수|파견|지원|연수|추경|추가|조사|심의|회담|사업|행사|발표|상담회))"
)
NUMBERS: list[Form] = [
    *ANYWHERE,
    form(
        rf"(?P<sign>KRW|USD|US\$|EUR|KZT|[₩$€])\s?{_SPAN}(?P<great>\s(?:thousand|million|billion)\b)?", _money
    ),
    form(rf"(?P<n>[0-9]+|{NATIVE})\ ?분의\ ?(?P<n2>[0-9]+|하나|{NATIVE})(?!분|시간|명|건)", _parted),
    form(
        rf"(?P<n>[0-9]+|{NATIVE})\ ?(?:명|건|곳|개|사람)\ (?:중|가운데)(?:에서)?\ (?P<n2>[0-9]+|{NATIVE})\ ?(?:명|건|곳|개|사람)(?!\()",
        _of_ten,
    ),
    form(
        r"(?P<n>둘|셋|넷|다섯|여섯|일곱|여덟|아홉|열)\ (?:중|가운데)(?:에서)?\ (?P<n2>하나|둘|셋|넷|다섯|여섯|일곱|여덟|아홉)(?![가-힣]*째)",
        _of_ten,
    ),
    form(r"(?:갑절|곱절)", _double),
    form(r"절반", _half),
    form(
        r"제\ ?(?P<n>[0-9]+)(?P<c>조(?:의\ ?[0-9]+)?|항|호|장|절|회|차(?!고)|기|위|번째|대(?![가-힣]))?",
        _numbered,
    ),
    form(r"(?P<n>4)차(?=\ ?산업혁명)", _mark(NumberKind.NAME)),
    form(rf"(?P<n>[0-9]+)(?:{_ORDER})", _nth),
    form(r"(?P<n>첫\ ?번째|첫째|첫)(?=\ [가-힣(]|날|해|걸음|[이가은는을를로]|\()(?!\ ?발)", _nth),
    form(r"(?P<n>둘째|셋째|넷째|다섯째|여섯째|일곱째)", _nth),
    form(rf"(?P<n>{NATIVE})\ ?번째", _nth),
    form(r"(?P<n>[0-9]+)박(?:\s?(?P<d>[0-9]+)일|(?![가-힣]*람))간?", _nights),
    form(rf"(?P<n>{_N})시간\ ?(?:(?P<i>[0-9]{{1,2}})분|(?P<i2>반))간?", _hours),
    form(r"(?P<n>[1-9]0)(?:\ ?[~–-]\ ?(?P<n2>[1-9]0))?대(?=\ ?[가-힣,])(?!학|형|회|표|\ ?[0-9])", _ages),
    form(
        r"(?P<n>[0-9]{1,3})(?:[~–-](?P<n2>[0-9]{1,3}))?일(?!본|반|부(?!터)|정(?!상)|시(?!적)|산|대)",
        _day_or_days,
    ),
    form(rf"{_SPAN}{_YEO}{_LENGTH}(?:간|째|\ ?연속)?", _length),
    form(
        rf"(?P<n>{NATIVE})\ ?(?P<c>달|해|시간|살|주)(?:간|째|\ ?연속)?(?!외|결|양|당|변|최|로|에만)",
        lambda f, t: _native_length(f, t),
    ),
    form(r"(?P<n>일주일|반년)(?:간)?", _week),
    form(rf"(?P<n>{'|'.join(DAYS)})(?P<gan>간)?", _days),
    form(rf"{_SPAN}\ ?(?:%|퍼센트|프로(?=[가를\s]))(?P<point>\ ?[pP](?![A-Za-z])|\ ?포인트)?", _percent),
    form(rf"{_SPAN}{_YEO}\ ?배(?!치|정|우|출|송|포|상)", _as(NumberKind.SHARE, "fold")),
    form(
        r"[0-9]+(?:층|호실|호(?=\s|\)|,|선)|번(?=\ ?(?:출구|게이트|창구|버스|방))|동(?=\ ?[0-9]))",
        _mark(NumberKind.IDENTIFIER),
    ),
    form(
        r"[0-9](?:교대|G(?![A-Za-z])|·[0-9]{1,2}(?=\ (?:판문점|선언|혁명|운동|민주)))", _mark(NumberKind.NAME)
    ),
    form(
        r"(?:(?<=[가-힣][로길]\ )|우(?:편번호)?\ ?\(?(?=[0-9]{5}(?![0-9])))(?P<it>[0-9]+(?:-[0-9]+)?)"
        r"(?=[),\n]|\ (?![명건개곳회만천%]|여)|$)",
        _code,
    ),
    form(rf"{_SPAN}{_YEO}{_GAP}(?P<c>{COUNTER})", _counted),
    form(rf"(?!세종)(?P<n>{NATIVE})(?P<gap>\ ?)(?P<yeo>여\ ?)?(?P<c>{NATIVE_COUNTER})", _native),
    form(rf"(?P<n>{NATIVE})\ (?=[가-힣])", _native_noun),
    form(_SPAN, _alone),
]


def _native_length(found: re.Match[str], text: str) -> Draft | None:
    if found["n"] == "한" and found["c"] in {"해", "시간", "살", "주"} and found["c"] != "시간":
        return None
    return _valued(found, NumberKind.DURATION, LENGTHS[found["c"]])


_HEADS = (
    r"제\ ?[0-9]|[백천만](?=[여\ 명건개곳원])|[한두세네석넉서](?=[\ 명건개곳군차번대편종점권가단부상박팀과병장배조칸마척끼통줄켤달해시살주])"
    r"|하나|하루|둘|셋|넷|다섯|여[섯덟드]|일[곱흔]|일주일|아[홉흔흐]|열(?!린|리|었|어|고|기|람|띤|악|의|정)|스[물무]|서른|마흔|쉰|예순|첫|절반|갑절|곱절|반년"
    r"|이[틀레]|사흘|나흘|닷새|엿새|보름|코로나|코비드|우(?=[0-9]|편번호)|(?:오[전후]|낮|밤|저녁|새벽)\ ?[0-9]"
)
FIRST = (
    r"(?:(?=[0-9+₩$€(])|(?=[A-Zhw'’‘])(?=[A-Z]{1,8}[$\ -]?[0-9]|COVID|Covid|https?:|www\.|['’‘][0-9])"
    rf"|(?<![가-힣])(?={_HEADS}))(?<![0-9][.,:])(?<![0-9A-Za-z])"
)
"""Where a Korean number may begin: words only at the head of a word."""
