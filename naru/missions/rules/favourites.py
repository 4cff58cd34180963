"""Favourites: the diagnoses that a clinic of a few days meets, by station, found by words of four languages."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from naru.missions.rules import icd
from naru.missions.rules.mds.mapping import plain

LANGUAGES = ("ko", "en", "ru", "mn")
MOST_FOUND = 30

# Code, stations (m medical, d dental, k Korean medicine, e eye), then words in Korean, English, Russian, Mongolian;
# the first of each language is what a button shows, the others are what somebody may type.
_TABLE = """
J00|m|감기,코감기|common cold|простуда,насморк|ханиад
J06.9|m|상기도감염,감기|upper respiratory infection|ОРВИ,острая респираторная инфекция|амьсгалын дээд замын халдвар
J02.9|m|인두염,인후통|pharyngitis,sore throat|фарингит,боль в горле|залгиурын үрэвсэл,хоолой өвдөх
J03.9|m|편도염|tonsillitis|тонзиллит,ангина|гүйлсэн булчирхайн үрэвсэл
J20.9|m|기관지염|bronchitis|бронхит|гуурсан хоолойн үрэвсэл
J18.9|m|폐렴|pneumonia|пневмония|уушгины хатгалгаа
J45.9|m|천식|asthma|астма|багтраа
J44.9|m|만성폐쇄성폐질환|COPD|ХОБЛ|уушгины архаг бөглөрөлт өвчин
J30.4|m|알레르기비염,비염|allergic rhinitis|аллергический ринит|харшлын ринит
H66.9|m|중이염|otitis media,ear infection|отит,средний отит|дунд чихний үрэвсэл
H61.2|m|귀지|ear wax|серная пробка|чихний хулхи
A09|m|급성장염,설사|acute diarrhoea,gastroenteritis|диарея,гастроэнтерит|суулгалт,гэдэсний халдвар
A03.9|m|이질,혈변|dysentery,bloody diarrhoea|дизентерия|цусан суулга
B82.9|m|기생충|intestinal worms|глисты,гельминтоз|гэдэсний хорхой
R50.9|m|발열,원인 모를 열|fever of unknown origin|лихорадка,температура|халуурах
B18.1|m|만성B형간염|chronic hepatitis B|хронический гепатит B|архаг B вирүст гепатит
B18.2|m|만성C형간염|chronic hepatitis C|хронический гепатит C|архаг C вирүст гепатит
K29.7|m|위염|gastritis|гастрит|ходоодны үрэвсэл
K21.9|m|역류성식도염,속쓰림|reflux,heartburn|изжога,рефлюкс|сөөргөө,зүрх хорсох
K30|mk|소화불량|indigestion,dyspepsia|диспепсия,несварение|хоол боловсруулалтын хямрал
K59.0|mk|변비|constipation|запор|өтгөн хатах
K80.2|m|담석|gallstones|желчные камни|цөсний чулуу
I10|m|고혈압|hypertension,high blood pressure|гипертония,высокое давление|даралт ихсэх
E11.9|m|당뇨병,2형당뇨|type 2 diabetes|диабет 2 типа,сахарный диабет|чихрийн шижин
E78.5|m|고지혈증|high cholesterol|высокий холестерин|цусан дахь өөх тос ихсэх
I25.9|m|허혈성심장병|ischaemic heart disease|ишемическая болезнь сердца|зүрхний ишеми
I50.9|m|심부전|heart failure|сердечная недостаточность|зүрхний дутагдал
D50.9|m|철결핍빈혈,빈혈|iron deficiency anaemia|анемия|төмөр дутлын цус багадалт
E04.9|m|갑상샘종|goitre|зоб|бамбайн томрол
N39.0|m|요로감염,방광염|urinary infection,cystitis|инфекция мочевых путей,цистит|шээсний замын халдвар
N20.0|m|신장결석|kidney stone|камни в почках|бөөрний чулуу
N76.0|m|질염|vaginitis|вагинит|үтрээний үрэвсэл
Z34.9|m|임신 진찰|pregnancy check|наблюдение беременности|жирэмсний хяналт
L30.9|m|습진,피부염|eczema,dermatitis|экзема,дерматит|экзем,арьсны үрэвсэл
L50.9|m|두드러기|hives,urticaria|крапивница|чонон хөрвөс
B86|m|옴|scabies|чесотка|хамуу
B35.3|m|무좀|athlete's foot|грибок стопы|хөлийн мөөгөнцөр
L02.9|m|종기,농양|abscess,boil|абсцесс,фурункул|буглаа
L40.9|m|건선|psoriasis|псориаз|хайрст үлд
T14.1|m|열상,찢어진 상처|open wound,cut|рана,порез|шарх
T30.0|m|화상|burn|ожог|түлэгдэл
R51|mk|두통|headache|головная боль|толгой өвдөх
G43.9|mk|편두통|migraine|мигрень|мигрень
G47.0|mk|불면증|insomnia|бессонница|нойргүйдэл
F41.9|m|불안|anxiety|тревога|түгшүүр
F32.9|m|우울|depression|депрессия|сэтгэл гутрал
M54.5|mk|요통,허리 통증|low back pain|боль в пояснице|бүсэлхий өвдөх,нуруу өвдөх
M54.2|mk|목 통증|neck pain|боль в шее|хүзүү өвдөх
M51.2|mk|허리디스크,추간판탈출|disc prolapse|грыжа диска|нурууны дискний цүлхийлт
M17.9|mk|무릎관절염|knee arthritis|артроз колена|өвдөгний үений үрэвсэл
M25.5|mk|관절통|joint pain|боль в суставе|үе өвдөх
M75.0|mk|오십견|frozen shoulder|замороженное плечо|мөрний үе хөших
M77.9|k|힘줄염,근육통|tendinitis|тендинит|шөрмөсний үрэвсэл
S93.4|mk|발목염좌|ankle sprain|растяжение голеностопа|шагайны суналт
G51.0|mk|안면마비|facial palsy|паралич лицевого нерва|нүүрний саажилт
I69.4|mk|뇌졸중 후유증,중풍 후유증|after a stroke|последствия инсульта|харвалтын дараах үлдэц
M79.1|k|근육통|muscle pain|мышечная боль|булчин өвдөх
M06.9|mk|류마티스관절염|rheumatoid arthritis|ревматоидный артрит|хэрэх өвчин
K02.9|d|충치,치아우식|tooth decay,caries|кариес|шүдний цоорол
K04.0|d|치수염|pulpitis|пульпит|шүдний зөөлцийн үрэвсэл
K04.7|d|치근단농양|dental abscess|зубной абсцесс|шүдний буглаа
K05.1|d|잇몸염,치은염|gingivitis|гингивит|буйлны үрэвсэл
K05.3|d|치주염|periodontitis|пародонтит|шүдний тулгуур эдийн үрэвсэл
K03.6|d|치석|tartar|зубной камень|шүдний чулуу
K01.1|d|매복치,사랑니|impacted tooth,wisdom tooth|ретинированный зуб,зуб мудрости|агт араа
K08.1|d|치아상실|lost teeth|потеря зубов|шүд унасан
K00.6|d|유치잔존|milk tooth stays|задержка молочного зуба|сүүн шүд
K12.0|d|구내염|mouth ulcer|стоматит|амны шархлаа
S02.5|d|치아파절|broken tooth|перелом зуба|шүд хугарах
H10.9|em|결막염|conjunctivitis|конъюнктивит|нүдний салстын үрэвсэл
H25.9|e|백내장|cataract|катаракта|нүдний болор цайх,катаракт
H40.9|e|녹내장|glaucoma|глаукома|даралт ихсэх нүдний өвчин,глауком
H11.0|e|익상편,군날개|pterygium|птеригиум|нүдний ургацаг
H52.1|e|근시|short sight,myopia|близорукость|ойрын хараа
H52.0|e|원시|long sight|дальнозоркость|холын хараа
H52.2|e|난시|astigmatism|астигматизм|астигматизм
H52.4|e|노안|presbyopia|пресбиопия,старческая дальнозоркость|настны холын хараа
H04.1|e|안구건조증|dry eye|сухость глаза|нүд хуурайших
H00.0|e|다래끼|stye|ячмень|нүдний зовхины хомхой
H50.9|e|사시|squint|косоглазие|солир нүд
E14.3|e|당뇨망막병증|diabetic eye disease|диабетическая ретинопатия|чихрийн шижингийн нүдний өвчин
T15.9|e|눈 이물|foreign body in the eye|инородное тело глаза|нүдэнд юм орох
Z00.0|m|건강검진,이상 없음|check-up,nothing found|осмотр,здоров|эрүүл мэндийн үзлэг
"""
_STATIONS = {"m": "medical", "d": "dental", "k": "korean", "e": "eye"}


@dataclass(frozen=True, slots=True)
class Favourite:
    """A diagnosis on the short list: its code, the stations that see it first, its words by language."""

    code: str
    stations: tuple[str, ...]
    words: dict[str, tuple[str, ...]]

    def name(self, language: str) -> str:
        """Give what a button shows in a language, English where the list does not speak it."""
        return self.words.get(language[:2], self.words["en"])[0]


def _read() -> tuple[Favourite, ...]:
    found = []
    for line in _TABLE.strip().splitlines():
        code, stations, *words = line.split("|")
        told = {language: tuple(one.split(",")) for language, one in zip(LANGUAGES, words, strict=True)}
        found.append(Favourite(code, tuple(_STATIONS[letter] for letter in stations), told))
    return tuple(found)


FAVOURITES = _read()
BY_CODE = {each.code: each for each in FAVOURITES}


def of_station(station: str) -> tuple[Favourite, ...]:
    """Give the short list of a station, in the order of the table."""
    return tuple(each for each in FAVOURITES if station in each.stations)


@dataclass(frozen=True, slots=True)
class Found:
    """A diagnosis that a search found, with what a button shows."""

    code: str
    name: str
    favourite: bool


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("ё", "е"))
    kept = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", kept)


def _fits(wanted: list[str], words: str) -> bool:
    return all(one in words for one in wanted)


def _begins(wanted: list[str], words: str) -> bool:
    parts = words.replace("-", " ").replace("(", " ").split()
    return all(any(part.startswith(one) for part in parts) for one in wanted)


def search(text: str, *, station: str = "", language: str = "en", most: int = MOST_FOUND) -> list[Found]:
    """
    Find diagnoses by code or by words in any of the four languages: this station's favourites first, then the
    others, then the whole classification by its English names.

    Every word typed must be found; in the classification each must begin a word. A code may be typed without its
    point.
    """
    wanted = _folded(text).split()
    if not wanted:
        return [Found(each.code, each.name(language), True) for each in of_station(station)][:most]
    code = plain(text) if any(sign.isdecimal() for sign in text) else ""
    shown: dict[str, Found] = {}
    ordered = sorted(FAVOURITES, key=lambda each: station not in each.stations)
    for each in ordered:
        words = _folded(" ".join(word for told in each.words.values() for word in told))
        if _fits(wanted, words) or (code and each.code.startswith(code)):
            shown[each.code] = Found(each.code, each.name(language), True)
    for known, name in _classification(wanted, code):
        if len(shown) >= most:
            break
        shown.setdefault(known, Found(known, name, False))
    return list(shown.values())[:most]


def _classification(wanted: list[str], code: str) -> Iterable[tuple[str, str]]:
    for known, name in icd.names().items():
        if (code and known.startswith(code)) or (not code and _begins(wanted, _folded(name))):
            yield known, name


def name_of(code: str, language: str) -> str:
    """Give a diagnosis's name: in the reader's language from the short list, else in English, else the code."""
    told = plain(code)
    if told in BY_CODE:
        return BY_CODE[told].name(language)
    return icd.name_of(told) or code
