"""
The demo's agreements, as they are told.

That of 2013 with the Kyrgyz ministry and that of 2021 with Darkhan-Uul are named in the documents, with no more
than the year; no day and no end is made up for them. All others are invented, and say so in their purpose.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from naru.activities.demo.past import FAIR
from naru.activities.rules.words import Known
from naru.agreements.rules.words import Advice, Kind, Side

DAY = timedelta(days=1)
PROVINCE = "Gyeonggi Province"
MADE_UP = "시범용으로 지어낸 협약 (invented for the demo)"
MAIL = "agreements@demo.naru.example"


@dataclass(frozen=True)
class Signer:
    """A party: its Latin name, its side, who signs in which post, and where it is written to."""

    latin: str
    side: str
    signer: str = ""
    post: str = ""
    email: str = MAIL


@dataclass(frozen=True)
class Promise:
    """An obligation: its words, its owner's Latin name (all where empty), its day, how it ended."""

    ko: str
    en: str
    due_on: date
    owner: str = ""
    met_on: date | None = None
    proof: str = ""
    waived: str = ""
    other: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Look:
    """An inspection: its day, what was weak, what is advised."""

    on: date
    advice: str = Advice.KEEP
    findings: str = ""
    weak: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Told:
    """One agreement as the demo tells it."""

    kind: str
    ko: str
    en: str
    wants: tuple[str, str]
    parties: tuple[Signer, ...]
    other: dict[str, tuple[str, str]] = field(default_factory=dict)
    languages: tuple[str, ...] = ("ko", "en")
    activity: str = ""
    source: str = MADE_UP
    remark: str = ""
    signed_on: date | None = None
    known: str = Known.DAY
    starts_on: date | None = None
    ends_on: date | None = None
    at: tuple[str, str] | None = None
    state: str = "signed"
    public: bool = True
    archived: bool = False
    terminated_on: date | None = None
    because: str = ""
    paper: str = ""
    paper_title: str = "서명본"
    duties: tuple[Promise, ...] = ()
    inspections: tuple[Look, ...] = ()
    renew_until: date | None = None
    renewed: bool = False
    report: bool = False


def _ours(latin: str = PROVINCE, signer: str = "", post: str = "경기도지사") -> Signer:
    return Signer(latin, Side.OURS, signer, post)


def _theirs(latin: str, signer: str = "", post: str = "", email: str = MAIL) -> Signer:
    return Signer(latin, Side.THEIRS, signer, post, email)


def _invented(ko: str, en: str) -> tuple[str, str]:
    return f"{ko} 시범용으로 지어낸 협약입니다.", f"{en} Invented for the demo."


def _of_the_documents(today: date) -> Iterator[Told]:
    yield Told(
        Kind.GOVERNMENT,
        "키르기스스탄 보건부 보건의료협력 업무협약",
        "Health cooperation MOU with the Ministry of Health of the Kyrgyz Republic",
        (
            "보건의료 분야의 교류와 협력. 자료에는 2013년 체결이라는 사실만 나오며 기간은 알려져 있지 않습니다.",
            "Exchange and cooperation in health. The documents tell only that it was signed in 2013; its term is not known.",
        ),
        (_ours(), _theirs("Ministry of Health of the Kyrgyz Republic", post="보건부 장관", email="")),
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
        (_ours(), _theirs("Darkhan-Uul Province", post="아이막 지사", email="")),
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


def _invented_ones(today: date) -> Iterator[Told]:
    year = today.year
    fair_day = date(2024, 4, 25)
    yield Told(
        Kind.AGENCY,
        "세종병원–시파게르 메드투어 환자 송출 업무협약",
        "Patient referral MOU of Sejong Hospital and Shipager Medtour",
        _invented("심장 질환 환자의 상담과 송출.", "Consultation and referral of heart patients."),
        (
            _ours("Sejong Hospital", "가상 서명자", "국제진료센터장"),
            _theirs("Shipager Medtour", "Ерлан С. (made up)", "director"),
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
        _invented(
            "건강검진과 재활 환자의 유치.", "Check-ups and rehabilitation of patients from Kazakhstan."
        ),
        (
            _ours("Bundang Jesaeng General Hospital", "가상 서명자", "병원장"),
            _theirs("Alatau Salamat", "Айгерим Т. (made up)", "director"),
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
        _invented("외상·응급 의료진의 상호 방문.", "Mutual visits of trauma and emergency staff."),
        (
            _ours("Ajou University Hospital", "가상 서명자", "병원장"),
            _theirs("Zhetisu Multidisciplinary Hospital", "Нұрлан А. (made up)", "chief physician"),
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
        _invented("연수생 추천과 온라인 강의.", "Nomination of trainees, and lectures online."),
        (
            _ours(signer="가상 서명자"),
            _theirs("Tashkent Medical Academy", "Sh. R. (made up)", "rector"),
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
        _invented(
            "몽골 환자의 사전 상담과 사후 관리.",
            "Consultation before and care after treatment for Mongolian patients.",
        ),
        (
            _ours("Myongji Hospital", "가상 서명자", "국제진료부장"),
            _theirs("Tenger Med Tour", "Б. О. (made up)", "захирал"),
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
    yield Told(
        Kind.INSTITUTION,
        "윌스기념병원–하라 종합병원 협약",
        "MOU of Wiltse Memorial Hospital and Kharaa General Hospital",
        _invented("척추 진료 기술 전수.", "Passing on skills in spine care."),
        (
            _ours("Wiltse Memorial Hospital", "가상 서명자", "병원장"),
            _theirs("Kharaa General Hospital", "Д. Г. (made up)", "ерөнхий эмч"),
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
        _invented("베트남 여성 건강검진 상품.", "Check-ups for women from Vietnam."),
        (
            _ours("Gangnam Women’s Hospital", "가상 서명자", "병원장"),
            _theirs("Sen Xanh Medical Travel", "N. T. H. (made up)", "giám đốc"),
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
        _invented("극동 러시아 환자 상담.", "Consultation of patients from the Russian Far East."),
        (
            _ours("Shihwa Hospital", "가상 서명자", "이사장"),
            _theirs("Golden Bridge Med", "В. П. (made up)", "директор"),
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
        _invented("노인 진료 경험 교류.", "Exchange on the care of old people."),
        (
            _ours("National Health Insurance Service Ilsan Hospital", "가상 서명자", "병원장"),
            _theirs("Tuul Gol Hospital", "Ц. Э. (made up)", "захирал"),
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
        _invented("소아 심장 환자 초청과 장비 지원.", "Invitation of child heart patients, and equipment."),
        (_ours(signer="가상 서명자"), _theirs("Chirchik Children’s Hospital", "", "chief physician")),
        languages=("ko", "uz"),
        state="review",
    )
    yield Told(
        Kind.AGENCY,
        "지샘병원–달라 메드 서비스 업무협약(안)",
        "MOU of G SAM Hospital and Dala Med Service",
        _invented("암 환자 2차 소견 상담.", "Second opinions for cancer patients."),
        (_ours("G SAM Hospital", "", "병원장"), _theirs("Dala Med Service", "", "director")),
        languages=("ko", "ru"),
        activity="Central Asian medical tourism fair",
        state="draft",
    )
    yield Told(
        Kind.GOVERNMENT,
        "베트남 호센 병원 연수 협력 협약(안)",
        "Training cooperation with Ho Sen Hospital",
        _invented("의료인 단기 연수.", "Short training of medical staff."),
        (_ours(signer="가상 서명자"), _theirs("Ho Sen Hospital", "", "giám đốc")),
        languages=("ko", "vi"),
        state="approved",
    )


def told(today: date) -> list[Told]:
    """Give all agreements of the demo as of a day."""
    return [*_of_the_documents(today), *_invented_ones(today)]
