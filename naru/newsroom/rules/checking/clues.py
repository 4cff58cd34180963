"""The words that tell what is done with a number: rise, share, total, average, past, plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from naru.newsroom.rules.scripts import HANGUL

from .memory import remembered
from .patterns import regex

_CYRILLIC = regex("[а-яё]", re.IGNORECASE)
_LATIN = regex(r"(?<!\\)[a-z]{2}", re.IGNORECASE)


def _joined(words: Iterable[str], ends: str = "") -> re.Pattern[str]:
    """Join words into one pattern for small letters; those at the head of a word are looked for there alone."""
    words = list(words)
    heads = [word[2:] for word in words if word.startswith(r"\b")]
    others = [word for word in words if not word.startswith(r"\b")]
    joined = "|".join([*([rf"\b(?:{'|'.join(heads)})"] if heads else []), *others]) or "(?!)"
    return regex(f"(?:{joined}){ends}" if ends else joined)


def _small(text: str) -> str:
    """Give a text in small letters, as it is where that would move its places."""
    low = text.lower()
    return low if len(low) == len(text) else text


MANY, LONG = 20_000, 2_000
"""How many answers are remembered, and up to how long a text."""


class _Said:
    """Whether words stand in a text, from memory where that was asked before."""

    def search(self, text: str) -> re.Match[str] | None:
        """Find the words in a text."""
        raise NotImplementedError

    def said(self, text: str) -> bool:
        """Whether any of the words stands in a text."""
        return _said(self, text) if len(text) <= LONG else self.search(text) is not None


@remembered(MANY)
def _said(words: _Said, text: str) -> bool:
    return words.search(text) is not None


class Clue(_Said):
    """
    Words of several languages, looked for in a text only in the language it is written in.

    A text with Hangul is read as Korean, one with Cyrillic letters as Russian, any other as English; signs
    that belong to no language are looked for in all. The words are written in small letters.
    """

    def __init__(self, *words: str) -> None:
        self.words = words
        korean = [word for word in words if HANGUL.search(word)]
        russian = [word for word in words if _CYRILLIC.search(word)]
        signs = [word for word in words if word not in korean and word not in russian]
        english = [word for word in signs if _LATIN.search(word)]
        signs = [word for word in signs if word not in english]
        self._korean, self._russian, self._english = (
            _joined([*some, *signs]) for some in (korean, russian, english)
        )

    def _of(self, text: str) -> re.Pattern[str]:
        if text.isascii():
            return self._english
        if HANGUL.search(text):
            return self._korean
        return self._russian if _CYRILLIC.search(text) else self._english

    def search(self, text: str) -> re.Match[str] | None:
        """Find the first of the words in a text."""
        low = _small(text)
        return self._of(low).search(low)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Find all of the words in a text."""
        low = _small(text)
        return self._of(low).finditer(low)


class Lead(_Said):
    """Words of several languages right before a number, with what may stand between them and it."""

    def __init__(self, *words: str, ends: str) -> None:
        self._words = _joined(words, ends)

    def search(self, text: str) -> re.Match[str] | None:
        """Find the words at the end of what stands before a number."""
        return self._words.search(_small(text))


RISE = Clue(
    r"증가",
    r"늘(?!리기로|릴)",
    r"상승",
    r"성장",
    r"신장(?=했|하|률|세|된|[.,]|$)",
    r"급증",
    r"확대",
    r"증액",
    r"웃돌",
    r"[높많]아[졌지진져]",
    r"올[라랐]",
    r"오[른르]",
    r"뛰었|뛰며|뛰어올",
    r"불어[났나]",
    r"[↑▲]",
    r"\bris(?:e|es|en|ing)\b",
    r"\brose\b",
    r"\bgr(?:ew|ow|own|owth|owing)\b",
    r"\bincreas\w*",
    r"(?<!add )(?<!adds )(?<!added )(?<!adding )(?<!sums )(?<!made )(?<!make )(?<!makes )(?<!set )(?<!follow )\bup\b(?! to\b)",
    r"\bgain(?:ed)?\b",
    r"\bclimb\w*",
    r"\bjump\w*",
    r"\bsurg\w*",
    r"\bhigher\b",
    r"\bmore than (?:in|the year|last)\b",
    r"\bвырос\w*",
    r"\bрост\w*",
    r"\bувелич\w*",
    r"\bбольше\b",
    r"\bприрост\w*",
    r"\bприбав\w*",
    r"\bвозрос\w*",
    r"\bвозраст[аёеу]т\w*",
    r"\bповыси\w*",
    r"\bподня[лв]\w*",
)
FALL = Clue(
    r"감소",
    r"줄[어었든]",
    r"줄(?=었|어|은|고)",
    r"하락",
    r"급감",
    r"축소",
    r"감액",
    r"삭감",
    r"깎[인였여]",
    r"[낮적]아[졌지진져]",
    r"떨어[졌져]|떨어지며",
    r"내려[갔가]",
    r"[↓▼△]",
    r"\bfall(?:s|en|ing)?\b(?! (?:semester|festival|of \d))",
    r"\bfell\b",
    r"\bdecreas\w*",
    r"\bdown\b",
    r"\bdeclin\w*",
    r"\bdrop\w*",
    r"\bshr[aiu]nk\w*",
    r"\blower\b(?! part)",
    r"\bfewer\b",
    r"\bless than (?:in|the year|last)\b",
    r"\bсниз\w*",
    r"\bснижени\w*",
    r"\bсократ\w*",
    r"\bсокращени\w*",
    r"\bуменьш\w*",
    r"\bупал\w*",
    r"\bпадени\w*",
    r"\bпонизи\w*",
    r"\bопусти\w*",
    r"\bспад\w*",
    r"\bменьше\b",
)
CHANGE = Clue(*RISE.words, *FALL.words, "증감", r"\bchange\b", r"\bизмен")
WHOLE_BEFORE = Lead(
    r"전체|총|모두|합계|합쳐|더해|통틀어|계|총원",
    r"\b(?:a )?total(?:\s+of|\s+number of|ling|led)?",
    r"\b(?:all|in all|overall|altogether|of the|of all|of|out of|among(?: the)?|sum of)",
    r"\b(?:всего|из|итого|среди|общ\w+)",
    ends=r"\s*[:：]?\s*(?:the\s+|its\s+|these\s+|those\s+|some\s+|about\s+|약\s*)?$",
)
TOTAL_BEFORE = Lead(
    r"전체|총|총원|모두|합계|합계는|합쳐|합치면|합해|더해|더하면|보태|통틀어|합하면|아울러|도합",
    r"(?:합한|합친|더한|보탠)[^\d.,]{0,20}[은는이가]|총[가-힣]{1,5}[은는]|=",
    r"\btogether (?:come|comes|came|make|makes|made|cost|add up|adds up|amount|amounts|amounted)(?: up)?(?: to)?",
    r"\b(?:come|comes|came|amount|amounts|amounted|bring|brings|brought) (?:together )?to",
    r"\b(?:a )?total(?:\s+of|\s+number of|l?ing|l?ed)?",
    r"\b(?:in all|altogether|together|combined|all told|adding up to|(?:adds?|sums?) up to|makes? up|sum of|all(?= \d)|given as)",
    r"\b(?:в сумме[^\d.]{0,24}|вместе[^\d.,]{0,20}|всего|итого|в общей сложности|общ\w+(?:\s+\w+){0,2})",
    ends=r"\s*[:：]?\s*(?:the\s+|some\s+|about\s+|약\s*)?$",
)
TOTAL_AFTER = regex(
    r"^\s*(?:[가-힣]{0,2}\s*(?:을|를|이|가)?\s*(?:합계|전체|모두))|^(?:\s+\w+){0,4}?\s+(?:in all|in total|altogether|overall)\b"
    r"|^(?:\s+\w+){0,3}\s+в общей сложности",
    re.IGNORECASE,
)
PART_AFTER = regex(r"^[^\d.]{0,22}?(?:중(?![국앙동소심점])|가운데|에서(?=\s*\d))", re.IGNORECASE)
PARTLY = Clue(
    r"(?<![가-힣])등(?=[\s을를의이)]|$)",
    r"포함",
    r"주요",
    r"대표적",
    r"가장 많",
    r"\bincluding\b",
    r"\bsuch as\b",
    r"\bamong them\b",
    r"\band (?:many )?others\b",
    r"\betc\b",
    r"\bof whom\b",
    r"\bof which\b",
    r"\bof them\b",
    r"\bof these\b",
    r"\bat least\b",
    r"\bin particular\b",
    r"\bnotably\b",
    r"이 중",
    r"이 가운데",
    r"그중",
    r"\bв том числе\b",
    r"\bвключая\b",
    r"\bиз них\b",
    r"\bи друг\w+\b",
)
MADE_UP = Clue(
    r"구성",
    r"이뤄",
    r"이루어",
    r"꾸려",
    r"꾸렸",
    r"짜였",
    r"\bconsist\w*",
    r"\bmade up\b",
    r"\bcompris\w*",
    r"\bcomposed\b",
    r"[:：]",
    r"\bnamely\b",
    r"\bсостоя\w+",
    r"\bсостоит\b",
    r"\bвошли\b",
    r"\bвходят\b",
    r"\bв составе\b",
)
AVERAGE = Clue(
    r"평균",
    r"\baverag\w*",
    r"\bon average\b",
    r"\bв среднем\b",
    r"\bсредн\w+",
    r"\bmean of\b",
    r"[가-힣]당",
    r"꼴(?=[이로입])",
    r"\bapiece\b",
    r"\bevenly\b",
    r"\bequally\b",
    r"\bin equal\b",
    r"\bпоровну\b",
    r"똑같이 나[눠누]",
    r"고루 나[눠누]",
    r"균등",
    r"\bper (?:day|person|institution|hospital|head|doctor|booth|patient|clinic|session|trainee|company|country)\b",
    r"\beach day\b",
    r"\ba day\b(?= on average)",
)
CUMULATIVE = Clue(
    r"누적",
    r"누계",
    r"\bcumulative\w*",
    r"\baccumulated\b",
    r"\bнакоплен\w*",
    r"\bнараста\w+ итог\w*",
    r"\bсуммарн\w*",
)
GOES_ON = Clue(
    r"올해[^.,]{0,10}말에는\s*$",
    r"더하면",
    r"합하면",
    r"포함하면",
    r"보태면",
    r"\btotal (?:has |had )?(?:reached|reaches|rose to|risen to|come to|came to|comes to|now stands at|stands at|stood at)",
    r"\b(?:bring|brings|brought|bringing|raising|raises|raised) (?:the|its|this|that) (?:\w+ )?total\b",
    r"\bобщее (?:число|количество) (?:достигло|достигает|составило|составляет|равно|равняется)",
)
"""A total that goes on from one that was told before."""
RUNNING = Clue(
    *CUMULATIVE.words,
    *GOES_ON.words,
    r"\btotal (?:of|number)[^.]{0,60}\bsince\b",
    r"\bsince (?:then|(?:19|20)\d\d)\b",
    r"\bsince the (?:beginning|start)\b",
    r"\ba total of(?=\s*$)",
    r"지금까지 모두",
    r"이후 모두",
    r"부터[^.]{0,24}모두",
)
EXPLAINED = Clue(
    r"연인원",
    r"연환자",
    r"연도별[^.]{0,30}(?:합|더)",
    r"해마다[^.]{0,30}(?:합|더)",
    r"매년[^.]{0,30}(?:합|더)",
    r"연간[^.]{0,20}(?:합|더)",
    r"실인원이 아",
    r"중복",
    r"합산",
    r"\bsum of\b[^.]{0,40}\b(?:yearly|annual|years)\b",
    r"\b(?:yearly|annual) (?:counts?|numbers?|totals?|figures?)\b",
    r"\badded up\b",
    r"\bcounted (?:once|again|twice|in each|each time|every time|each year|every year|several times|anew)\b",
    r"\b(?:adding|added|add) (?:up|together) (?:the )?(?:figures|numbers|counts|yearly|annual)\b",
    r"\bнесколько раз\b",
    r"\bкаждый раз\b",
    r"해마다 (?:다시|새로|따로)",
    r"매년 (?:다시|새로|따로)",
    r"\bnot (?:different )?(?:people|persons|individuals)\b",
    r"\bvisits\b",
    r"\bсумм\w+[^.]{0,30}\bгод",
    r"\bпо годам\b",
)
MANY_ANSWERS = Clue(
    r"\bseveral (?:answers|choices|responses)\b",
    r"\bнескольк\w+ ответ",
    r"여러 개",
    r"여럿",
    r"모두 고르",
    r"\b(?:could|can|may|might) (?:name|choose|give|tick|pick|select)\b",
    r"\bmore than once\b",
    r"\bnot exclusive\b",
    r"\bнесколько\b",
    r"\bнескольк(?:их|им|ими)\b",
    r"\bболее одного\b",
    r"복수\s*응답",
    r"중복",
    r"\bmultiple (?:answers|responses|choices)\b",
    r"\bmore than one\b",
)
PLANNED = Clue(
    r"예정",
    r"계획",
    r"할 방침",
    r"[할될열갈칠올] (?:것|수)",
    r"기로 했",
    r"기로 결정",
    r"목표",
    r"앞두",
    r"모집",
    r"전망",
    r"기대",
    r"접수",
    r"\bwill\b",
    r"\bplan(?:s|ned|ning)?\b",
    r"\bscheduled\b",
    r"\bto be (?:held|opened|sent)\b",
    r"\bexpect\w*",
    r"\bis going to\b",
    r"\baims?\b",
    r"\bwould\b",
    r"\bupcoming\b",
    r"\bahead of\b",
    r"\bannounced\b",
    r"\bdeadline\b",
    r"\buntil\b",
    r"\bfrom now\b",
    r"\bбуд(?:ет|ут)\b",
    r"\bпланиру\w*",
    r"\bнамечен\w*",
    r"\bзапланирован\w*",
    r"\bсостоится\b",
    r"\bпройд[её]т\b",
    r"\bпредстоя\w*",
)
_DONE = "".join(chr(at) for at in range(0xAC00, 0xD7A4) if (at - 0xAC00) % 28 == 20 and chr(at) not in "있겠")
"""The syllables that end a Korean verb in the past: 했, 갔, 넸 and whatever else closes with ㅆ."""
REPORTED = regex(
    r"(?<=고)\s(?:[^\s.]+\s){0,3}?(?:밝혔|말했|전했|설명했|덧붙였|강조했|알렸|소개했|발표했|안내했|예고했)(?:습니)?다"
)
"""Who said it, at the end of a Korean sentence: the past of the saying is not that of what is said."""
PAST = Clue(
    rf"[{_DONE}]다(?:고|는|며)?(?![가-힣])",
    rf"[{_DONE}](?:으며|고|으나|는데|지만|습니다)",
    r"(?:개최|진행|실시|마무리|운영|열|펼|다녀|파견|진료|제공)[가-힣]{0,3}[한된린친온](?=\s)",
    r"\b(?:was|were|had|did|took|held|gave|met|saw|went|came|ran|led|made|sent|began|drew)\b",
    r"\b(?!need|speed|exceed|proceed|hundred|united|embed|indeed|based|located|registered|licensed|called|named|aged|limited|related"
    r"|combined|advanced|planned|scheduled|invited)[a-z]{3,}ed\b",
    r"\b[а-яё]+(?:ал[аио]?|ил[аио]?|ел[аио]?|ял[аио]?|[аиея]л(?:ся|ась|ось|ись))\b",
)
PER_DAY = Clue(
    r"날마다",
    r"하루",
    r"일(?:일)?\s*평균",
    r"\b(?:a|per|each|every) day\b",
    r"\bdaily\b",
    r"\bв день\b",
    r"\bв сутки\b",
)
PER_PERSON = Clue(
    r"사람마다",
    r"1인당",
    r"한 사람(?:당|에|이)?(?=\s*(?:평균|\d))",
    r"명당",
    r"\b(?:per|each) (?:person|head|patient|trainee|doctor|member)\b",
    r"\bна человека\b",
)
PER_PLACE = Clue(
    r"\bна кажд(?:ое|ую|ый)\b",
    r"(?:기관|병원|업체|기업|개소|곳|부스|나라|개국)\s*(?:당|마다)",
    r"한 (?:나라|기관|병원|업체|기업|곳|부스|도시|지역)(?:에서|에|당)?\s*평균",
    r"(?:나라|기관|병원|업체|기업|부스|도시|지역)별(?:로)?\s*평균",
    r"\bapiece\b",
    r"\beach (?:received|receives|got|gets|held|treated|saw)\b",
    r"\bв каждо[йм]\b",
    r"\b(?:per|each|every) (?:institution|hospital|clinic|company|organisation|organization|booth|site)\b",
    r"\bна (?:одну )?(?:клинику|больницу|учреждение|организацию)\b",
)
PER_YEAR = Clue(
    r"연평균",
    r"한 해 평균",
    r"해마다 평균",
    r"\b(?:a|per|each|every) year\b",
    r"\bв год\b",
)
RESTATED = regex(
    r"(?:셈|꼴|것)(?:이다|이었다|입니다)|(?<![가-힣])즉(?=[,\s])|다시 말해|\bin other words\b|\b(?:which|this|that) means\b|\bthat is to say\b"
    r"|\bтаким образом\b|\bиными словами\b|\bэто значит\b",
    re.IGNORECASE,
)
"""Words that say what was just said once more, as a share."""
OTHER_YEAR = Clue(
    r"전년",
    r"지난해",
    r"작년",
    r"\bprevious year\b",
    r"\byear earlier\b",
    r"\blast year\b",
    r"\bгод(?:ом)? ранее\b",
)
