"""The bulletins of the demo world: our own words on the events that the five documents tell of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

Block = tuple[str, Any]


@dataclass(frozen=True)
class Text:
    """One language version: `{figure.key}` in a sentence becomes a chip that quotes the reading."""

    title: str
    subtitle: str
    picture_alt: str
    blocks: tuple[Block, ...]


TAGS = {
    "ko": {
        "training": "연수",
        "alumni": "연수 동문",
        "plans": "사업 계획",
        "exchange": "국제교류",
        "coordinators": "코디네이터",
        "fairs": "박람회",
        "kazakhstan": "카자흐스탄",
        "kyrgyzstan": "키르기스스탄",
        "missions": "의료봉사",
        "mongolia": "몽골",
    },
    "ru": {
        "training": "обучение",
        "alumni": "выпускники",
        "plans": "планы",
        "exchange": "обмен",
        "coordinators": "координаторы",
        "fairs": "выставки",
        "kazakhstan": "Казахстан",
        "kyrgyzstan": "Кыргызстан",
        "missions": "медицинские миссии",
        "mongolia": "Монголия",
    },
}
"""The tags of the stories in the languages that do not keep the English word."""


@dataclass(frozen=True)
class Story:
    """One bulletin in its languages, with what the board prints and the source of its figures."""

    slug: str
    published_on: date
    views: int | None
    category: str
    tags: tuple[str, ...]
    source: str
    versions: dict[str, Text] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None


CONFERENCE = Story(
    slug="conference",
    published_on=date(2021, 12, 15),
    views=1132,
    category="training",
    tags=("training", "alumni"),
    source="enews_2021_12",
    since=date(2021, 6, 1),
    until=date(2021, 11, 1),
    versions={
        "ko": Text(
            "연수 동문과 도내 병원, 화면으로 다시 만나다",
            "코로나19로 막힌 초청을 대신해 6월부터 10월까지 온라인 학술 교류 이어져",
            "한 회의에 모인 여러 사람의 화면 창과 그 사이를 잇는 선을 그린 그림",
            (
                (
                    "paragraph",
                    "경기도에서 연수를 받고 돌아간 해외 의료인들은 2021년 한 해 한국을 찾을 수 없었다. "
                    "경기도는 만남을 미루는 대신 자리를 화면으로 옮겼다. ‘2021 메디컬코리아 경기 온라인 "
                    "콘퍼런스’가 6월부터 10월까지 이어지며 연수 동문과 이들을 가르쳤던 도내 병원을 다시 "
                    "연결했다.",
                ),
                ("heading", "병원마다 열린 온라인 강의실"),
                (
                    "paragraph",
                    "도내 의료기관 {conference.institutions}가 차례로 자리를 마련했다. 분당제생병원, "
                    "윌스기념병원, 가톨릭대학교 부천성모병원, 명지병원, 국민건강보험 일산병원이다. "
                    "러시아, 베트남, 몽골, 우즈베키스탄의 의료진이 접속해 귀국 뒤 진료 현장에서 무엇을 "
                    "바꾸었는지 들려주었고, 각 분야의 최근 쟁점을 국내 의료진과 함께 검토했다.",
                ),
                ("heading", "2017년의 연수생, 2021년의 발표자"),
                (
                    "paragraph",
                    "6월 25일 분당제생병원 콘퍼런스에는 타슈켄트 의학아카데미 의료진 "
                    "{conference.participants}이 참여했다. 비뇨의학과 투흐타미셰프 무자파르 씨를 비롯한 "
                    "이들은 2017년 경기도에서 연수를 받은 동문이다. 배우러 왔던 사람이 4년 뒤 자신의 "
                    "성과를 나누는 자리에 선 것이다.",
                ),
                ("heading", "2011년부터 쌓아 온 인연"),
                ("figures", ("training.completed_cumulative",)),
                (
                    "paragraph",
                    "이번 콘퍼런스는 10년 넘게 이어 온 연수 사업 위에 서 있다. 2011년 이후 해외 의료인 "
                    "{training.completed_cumulative}이 도내 의료기관에서 임상 연수를 비롯한 교육을 "
                    "마쳤다. 동문들은 저마다 자국의 의료 현장에서 책임을 맡고 있으며, 한국 치료를 "
                    "고민하는 환자와 협력할 곳을 찾는 기관이 가장 먼저 의견을 구하는 사람이기도 하다.",
                ),
                (
                    "paragraph",
                    "경기도는 왕래가 자유로워지면 초청 연수를 다시 시작하되, 근무지를 비우기 어려운 "
                    "동문을 위해 온라인 교류도 함께 이어 갈 계획이다.",
                ),
            ),
        ),
        "en": Text(
            "Former trainees and Gyeonggi hospitals meet again, on screen",
            "From June to October an online conference stood in for the visits that the pandemic had stopped",
            "Drawing of several video windows in one meeting, with lines that join them",
            (
                (
                    "paragraph",
                    "Doctors and nurses who once trained in Gyeonggi could not come back in 2021. The "
                    "province did not want to wait, and moved the meeting to the screen: between June and "
                    "October the 2021 Medical Korea Gyeonggi Online Conference joined former trainees "
                    "with the hospitals that had taught them.",
                ),
                ("heading", "A lecture room at each hospital"),
                (
                    "paragraph",
                    "In the province {conference.institutions} took turns as host: Bundang Jesaeng "
                    "General Hospital, Wiltse Memorial Hospital, the Catholic University of Korea Bucheon "
                    "St. Mary’s Hospital, Myongji Hospital and the National Health Insurance Service "
                    "Ilsan Hospital. Colleagues signed in from Russia, Vietnam, Mongolia and Uzbekistan, "
                    "told what they had been able to change in their wards since their stay, and went "
                    "through current questions of their fields with their hosts.",
                ),
                ("heading", "Trainees of 2017, speakers of 2021"),
                (
                    "paragraph",
                    "On 25 June {conference.participants} from the Tashkent Medical Academy joined the "
                    "session of Bundang Jesaeng General Hospital, the urologist Tukhtamishev Muzaffar "
                    "among them. In 2017 they had been guests in the province to learn; four years on "
                    "they had results of their own to show.",
                ),
                ("heading", "What has grown since 2011"),
                ("figures", ("training.completed_cumulative",)),
                (
                    "paragraph",
                    "The conference rests on more than ten years of teaching. Since 2011, "
                    "{training.completed_cumulative} from abroad have finished clinical or other training "
                    "at hospitals in Gyeonggi. Many of them carry responsibility at home today, and they "
                    "are often the first whom a patient asks about treatment in Korea, or an institution "
                    "about a partner there.",
                ),
                (
                    "paragraph",
                    "Once travel is free again the province means to resume its invitations. The online "
                    "sessions are to stay for alumni who cannot leave their posts.",
                ),
            ),
        ),
    },
)

PLANS = Story(
    slug="plans-2022",
    published_on=date(2022, 1, 24),
    views=1202,
    category="exchange",
    tags=("plans", "exchange"),
    source="enews_2022_01",
    since=date(2022, 1, 1),
    until=date(2023, 1, 1),
    versions={
        "ko": Text(
            "2022년에도 국제의료 협력의 문은 열려 있다",
            "온라인과 현장을 함께 준비해 교류, 연수, 수출 지원을 이어 간다",
            "열두 달의 칸 가운데 몇 칸이 화면 모양, 몇 칸이 비행기 모양으로 채워진 그림",
            (
                (
                    "paragraph",
                    "국경을 넘는 일은 여전히 쉽지 않다. 그러나 경기도는 2022년 국제의료사업을 멈추지 "
                    "않기로 했다. 직접 만나야 하는 일과 화면으로 할 수 있는 일을 나누고, 상황이 나아지면 "
                    "곧바로 대면으로 되돌릴 수 있도록 두 가지 방식을 함께 준비한다.",
                ),
                ("heading", "정부 간 협력과 연수"),
                (
                    "paragraph",
                    "보건의료 분야의 주요 협력 상대와는 비대면으로 교류를 이어 간다. 해외 의료인 연수도 "
                    "당분간 온라인으로 진행하며, 기존 협력 지역뿐 아니라 2021년 새로 업무협약을 맺은 몽골 "
                    "다르항올 같은 지역의 의료인도 참여하게 된다. 방역 여건이 허락하는 대로 초청 연수를 "
                    "재개한다.",
                ),
                ("heading", "찾아가지 못한 두 해, 보내고 모셔 온 두 해"),
                (
                    "paragraph",
                    "지난 2년 동안 해외 의료봉사단은 떠나지 못했다. 대신 의료 여건이 어려운 지역에 마스크 "
                    "등 방역물품과 필수 의약품을 보냈고, 자국에서 수술받기 어려운 중증 환자를 초청해 "
                    "치료비와 자가격리 비용을 지원했다. 2022년에도 이 두 가지 지원은 계속된다.",
                ),
                ("heading", "의료 기업의 해외 진출"),
                (
                    "items",
                    (
                        "해외 박람회에 참가하는 도내 의료 기업을 지원한다.",
                        "온라인 수출상담회를 열어 현지 바이어와 연결한다.",
                        "우즈베키스탄 등 중앙아시아, 인도네시아, 베트남 가운데 "
                        "수요와 방역 상황을 살펴 대상 국가를 정한다.",
                    ),
                ),
                ("heading", "믿고 찾을 수 있는 등록 관리"),
                (
                    "paragraph",
                    "경기도는 외국인환자 유치 의료기관과 유치업자의 등록을 맡고 있다. 등록 기관을 꾸준히 "
                    "살피고 도와 외국인환자가 안심하고 진료받을 수 있는 바탕을 다진다. 만남이 어려운 "
                    "때일수록 협력 상대와 더 자주 이야기하겠다는 것이 올해의 약속이다.",
                ),
            ),
        ),
        "en": Text(
            "The door to medical cooperation stays open in 2022",
            "Exchange, training and export support are prepared both for the screen and for the journey",
            "Drawing of twelve months as tiles, some filled with a screen and some with an aeroplane",
            (
                (
                    "paragraph",
                    "Crossing a border is still difficult. Gyeonggi has decided all the same not to pause "
                    "its international medical work in 2022. What can be done on screen is planned there, "
                    "what needs a meeting is kept ready for it, and each project can change over as soon "
                    "as the rules allow.",
                ),
                ("heading", "Between governments, and in training"),
                (
                    "paragraph",
                    "With the province’s main partners in health care, exchange goes on without travel. "
                    "Training for medical staff from abroad will be given online for the time being. It "
                    "is open to the regions that have long worked with Gyeonggi and to those that signed "
                    "a memorandum in 2021, such as Darkhan-Uul in Mongolia. Invitations to the hospitals "
                    "themselves will resume when they are safe.",
                ),
                ("heading", "Two years of sending and receiving"),
                (
                    "paragraph",
                    "For two years no volunteer team could leave. Instead masks, other protective goods "
                    "and essential medicines went to places where care is scarce, and gravely ill people "
                    "who could not be operated on at home were brought to Gyeonggi. The province paid for "
                    "their treatment and for the days they had to spend in quarantine. Both kinds of help "
                    "will continue this year.",
                ),
                ("heading", "Medical companies abroad"),
                (
                    "items",
                    (
                        "Companies of the province will be supported at fairs abroad.",
                        "Export conferences will be held online and bring them together with buyers.",
                        "One target country will be chosen by demand and by the state of the pandemic: "
                        "from Central Asia, such as Uzbekistan, or Indonesia, or Vietnam.",
                    ),
                ),
                ("heading", "A register to rely on"),
                (
                    "paragraph",
                    "Institutions that treat foreign patients, and the agencies that bring them, are "
                    "registered with the province. It will keep looking after both, so that patients can "
                    "trust the care they find. When meeting is hard, talking more often is this year’s "
                    "promise to every partner.",
                ),
            ),
        ),
    },
)

COORDINATORS = Story(
    slug="coordinators",
    published_on=date(2023, 1, 31),
    views=711,
    category="coordinators",
    tags=("coordinators", "training"),
    source="enews_2023_01",
    since=date(2022, 10, 31),
    until=date(2022, 11, 5),
    versions={
        "ko": Text(
            "외국인환자 곁의 코디네이터, 경기도가 키운다",
            "2022년 역량강화 워크숍과 닷새 양성과정으로 다시 뛸 준비",
            "환자와 의사 사이에서 말풍선 세 개를 이어 주는 사람을 그린 그림",
            (
                (
                    "paragraph",
                    "경기도에는 주민 {province.residents}이 살고 의료기관 "
                    "{province.medical_institutions}가 있다. 이 가운데 {register.gyeonggi_institutions}가 "
                    "외국인환자 유치 의료기관으로 등록해 통역과 숙소 등 맞을 채비를 갖추었다.",
                ),
                ("figures", ("patients.gyeonggi_cumulative", "patients.by_region")),
                (
                    "paragraph",
                    "유치 제도가 생긴 2009년부터 2021년까지 해마다 집계한 경기도 외국인환자를 더하면 "
                    "{patients.gyeonggi_cumulative}에 이른다. 2021년 한 해에도 {patients.by_region}이 "
                    "도내에서 치료를 받았다.",
                ),
                ("heading", "말을 옮기고 사람을 잇는 일"),
                (
                    "paragraph",
                    "의료관광 코디네이터는 진료실에서는 의료진과 환자의 말을 옮기고, 진료실 밖에서는 "
                    "예약과 이동, 체류를 챙긴다. 감염병으로 환자의 발길이 줄자 이들의 일감도 크게 줄었다. "
                    "경기도는 2022년 이들이 다시 힘을 낼 수 있도록 두 가지 자리를 마련했다.",
                ),
                ("heading", "현직을 위한 워크숍"),
                (
                    "paragraph",
                    "‘2022 의료관광 코디네이터 역량강화 워크숍’에는 러시아어, 몽골어, 베트남어, 중국어를 "
                    "쓰는 코디네이터를 비롯해 {coordinators.workshop_attendees}이 모였다. 코로나19 이후의 "
                    "시장 변화를 짚는 발표에 이어 {coordinators.workshop_speakers}의 코디네이터가 현장 "
                    "경험을 나누었고, 의료기관과 협력할 방법도 논의했다.",
                ),
                ("heading", "처음 시작하는 이를 위한 양성과정"),
                (
                    "paragraph",
                    "10월 31일부터 11월 4일까지 닷새 동안 열린 양성과정에서는 러시아어, 베트남어, 중국어 "
                    "등을 쓰는 교육생 {coordinators.course_trainees}이 이론과 실습을 함께 익혔다.",
                ),
                (
                    "items",
                    (
                        "세계 보건의료 시장과 문화의 이해",
                        "온라인 홍보와 마케팅",
                        "의료기관 현장 실습",
                        "외국인환자 응대",
                    ),
                ),
                (
                    "paragraph",
                    "경기도는 올해도 코디네이터 양성을 비롯한 기반 사업을 이어 가, 찾아오는 환자가 말 "
                    "때문에 치료를 망설이지 않도록 할 계획이다.",
                ),
            ),
        ),
        "en": Text(
            "The people beside foreign patients: Gyeonggi trains coordinators",
            "A workshop and a five-day course in 2022 prepare them for patients to return",
            "Drawing of a person who joins three speech bubbles between a patient and a doctor",
            (
                (
                    "paragraph",
                    "Gyeonggi is home to {province.residents} and to {province.medical_institutions} of "
                    "medicine. Of these, {register.gyeonggi_institutions} are registered to receive "
                    "patients from abroad, and have arranged interpreters, rooms and equipment for them.",
                ),
                ("figures", ("patients.gyeonggi_cumulative", "patients.by_region")),
                (
                    "paragraph",
                    "Adding up the yearly counts from 2009, when the law first allowed hospitals to "
                    "invite patients, to 2021 gives {patients.gyeonggi_cumulative} for the province. In "
                    "2021 alone {patients.by_region} from abroad were treated here.",
                ),
                ("heading", "Carrying words, connecting people"),
                (
                    "paragraph",
                    "A medical tourism coordinator interprets in the consulting room. Outside it, the "
                    "same person sees to appointments, transport and the stay. When the pandemic kept "
                    "patients away, much of this work was lost. In 2022 the province offered coordinators "
                    "two ways to start again.",
                ),
                ("heading", "A workshop for those at work"),
                (
                    "paragraph",
                    "The 2022 workshop gathered {coordinators.workshop_attendees}, among them "
                    "coordinators who work in Russian, Mongolian, Vietnamese or Chinese. A talk on how "
                    "the market has changed since COVID-19 was followed by the experience of "
                    "{coordinators.workshop_speakers} from the field, and by a discussion of how "
                    "hospitals and coordinators can work together.",
                ),
                ("heading", "A course for those who begin"),
                (
                    "paragraph",
                    "From 31 October to 4 November {coordinators.course_trainees} with Russian, "
                    "Vietnamese, Chinese and other languages learned theory and practice side by side:",
                ),
                (
                    "items",
                    (
                        "health care markets and cultures of the world",
                        "promotion and marketing online",
                        "practice at medical institutions",
                        "receiving foreign patients",
                    ),
                ),
                (
                    "paragraph",
                    "This year the province will go on training coordinators, so that nobody who comes "
                    "for treatment has to hesitate because of language.",
                ),
            ),
        ),
    },
)

FAIR = Story(
    slug="kitf-2024",
    published_on=date(2024, 5, 13),
    views=None,
    category="fairs",
    tags=("fairs", "kazakhstan", "kyrgyzstan"),
    source="thekorea_2024_05",
    since=date(2024, 4, 24),
    until=date(2024, 4, 27),
    versions={
        "ko": Text(
            "알마티에서 열 번째 만남, 비슈케크에서 첫인사",
            "카자흐스탄 국제의료관광박람회 공동관과 비즈니스 포럼, 키르기스스탄 방문까지 사흘의 기록",
            "설산 아래 늘어선 박람회 부스와 그 앞에서 이야기하는 사람들을 그린 그림",
            (
                (
                    "paragraph",
                    "경기도가 4월 24일부터 26일까지 알마티 아타켄트 전시장에서 열린 카자흐스탄 "
                    "국제관광박람회(KITF) 2024에 공동관을 꾸렸다. 2012년 이후 {fairs.participations}째 "
                    "참가다. 감염병으로 쉬어 간 2020년부터 2022년을 빼면 한 해도 거르지 않았다.",
                ),
                ("figures", ("fairs.visitors", "fairs.consultations", "fairs.agreements", "fairs.patients")),
                ("heading", "도내 의료기관 열한 곳이 함께"),
                (
                    "paragraph",
                    "공동관에는 {fairs.institutions}가 참여했다. 가톨릭대학교 부천성모병원, "
                    "아주대학교병원, 고려대학교 안산병원, 순천향대학교 부천병원, 국민건강보험 일산병원, "
                    "지샘병원, 세종병원, 윌스기념병원, 강남여성병원, 분당제생병원, 시화병원이다. 사흘 "
                    "동안 {fairs.visitors}이 부스를 찾았고, 의료기관과 에이전시 사이의 상담 "
                    "{fairs.consultations}, 업무협약 {fairs.agreements}, 환자 유치 {fairs.patients}의 "
                    "실적을 거두었다.",
                ),
                ("heading", "마주 앉은 이틀"),
                (
                    "paragraph",
                    "24일과 25일에는 알마티 시내에서 ‘2024 메디컬 경기 비즈니스 포럼’을 열어 도내 "
                    "의료기관과 현지 환자 송출 업체가 일대일로 만났다. 경기도에서 연수를 마친 카자흐스탄 "
                    "의료인 {fairs.alumni}도 자리를 함께해 소식을 나누었다.",
                ),
                ("heading", "국경 너머 비슈케크로"),
                (
                    "paragraph",
                    "대표단은 26일 키르기스스탄 비슈케크로 건너가 현지 의료진과 송출 업체에 경기도 "
                    "의료기관을 소개했다. 키르기스스탄은 한국 의료에 대한 관심에 견주어 실제로 찾아오는 "
                    "환자가 아직 적은 곳이다. 경기도는 2013년 키르기스스탄 보건부와 협약을 맺은 뒤 초청 "
                    "연수와 포럼으로 관계를 이어 왔다.",
                ),
                ("attachment", "kitf"),
            ),
        ),
        "en": Text(
            "Tenth time in Almaty, first steps in Bishkek",
            "Three days at the Kazakhstan tourism fair, at a business forum and across the Kyrgyz border",
            "Drawing of fair booths below snowy mountains, with people talking in front of them",
            (
                (
                    "paragraph",
                    "From 24 to 26 April the Kazakhstan International Tourism Fair (KITF) 2024 filled the "
                    "Atakent exhibition centre in Almaty, and Gyeonggi again had a joint stand there. It "
                    "has taken part {fairs.participations} since 2012; only the pandemic years from 2020 "
                    "to 2022 were left out.",
                ),
                ("figures", ("fairs.visitors", "fairs.consultations", "fairs.agreements", "fairs.patients")),
                ("heading", "Eleven hospitals under one roof"),
                (
                    "paragraph",
                    "The stand was shared by {fairs.institutions}: Bucheon St. Mary’s Hospital, Ajou "
                    "University Hospital, Korea University Ansan Hospital, Soonchunhyang University "
                    "Bucheon Hospital, Ilsan Hospital, G Sam Hospital, Sejong Hospital, Wiltse Memorial "
                    "Hospital, Gangnam Women’s Hospital, Bundang Jesaeng General Hospital and Sihwa "
                    "Hospital. In three days {fairs.visitors} came by. Hospitals and agencies held "
                    "{fairs.consultations} and signed {fairs.agreements}; {fairs.patients} were won for "
                    "treatment in the province.",
                ),
                ("heading", "Two days across a table"),
                (
                    "paragraph",
                    "On 24 and 25 April the 2024 Medical Gyeonggi Business Forum brought the hospitals "
                    "together with Kazakh agencies in one-to-one meetings in the city. The province had "
                    "also invited {fairs.alumni} from Kazakhstan who had completed its training, to hear "
                    "how they have fared.",
                ),
                ("heading", "On to Bishkek"),
                (
                    "paragraph",
                    "On 26 April the delegation travelled to Bishkek in Kyrgyzstan, and introduced the "
                    "hospitals to doctors and agencies there. Interest in Korean medicine is high in the "
                    "country, but so far few patients make the journey. Gyeonggi has had an agreement "
                    "with the Kyrgyz health ministry since 2013, and has kept it alive with training and "
                    "forums.",
                ),
                ("attachment", "kitf"),
            ),
        ),
        "ru": Text(
            "Десятая встреча в Алматы и первое знакомство в Бишкеке",
            "Три дня на туристской выставке Казахстана, на деловом форуме и в Киргизии",
            "Рисунок: выставочные стенды у подножия снежных гор, перед ними беседуют люди",
            (
                (
                    "paragraph",
                    "С 24 по 26 апреля в выставочном центре «Атакент» в Алматы проходила Казахстанская "
                    "международная туристская выставка KITF 2024. Провинция Кёнгидо снова подготовила "
                    "общий стенд. С 2012 года она участвовала в выставке {fairs.participations}; "
                    "пропущены были только годы пандемии, с 2020 по 2022.",
                ),
                ("figures", ("fairs.visitors", "fairs.consultations", "fairs.agreements", "fairs.patients")),
                ("heading", "Одиннадцать больниц на одном стенде"),
                (
                    "paragraph",
                    "На стенде работали {fairs.institutions}, среди них больница Бундан Чесэн, больница "
                    "при университете Аджу и больница Ильсан. За три дня стенд посетили {fairs.visitors}. "
                    "Больницы и агентства провели {fairs.consultations} и подписали {fairs.agreements}; "
                    "на лечение решили приехать {fairs.patients}.",
                ),
                ("heading", "Два дня за столом переговоров"),
                (
                    "paragraph",
                    "24 и 25 апреля в городе прошёл деловой форум «2024 Medical Gyeonggi», где больницы "
                    "встречались с казахстанскими агентствами один на один.",
                ),
                ("heading", "Дальше, в Бишкек"),
                (
                    "paragraph",
                    "26 апреля делегация приехала в Бишкек и познакомила с больницами провинции местных "
                    "врачей и агентства. Соглашение с министерством здравоохранения Киргизии действует с "
                    "2013 года.",
                ),
            ),
        ),
    },
)

FAIR_BEFORE = {
    5: (
        "paragraph",
        "24일과 25일에는 알마티 시내에서 ‘2024 메디컬 경기 비즈니스 포럼’을 열어 도내 의료기관과 현지 "
        "환자 송출 업체가 일대일로 만났다.",
    ),
}
"""How the Korean fair bulletin stood when the Russian version was made of it: without the alumni."""

MISSION = Story(
    slug="mission-2024",
    published_on=date(2024, 7, 18),
    views=None,
    category="missions",
    tags=("missions", "mongolia"),
    source="enews_2024_07",
    since=date(2024, 7, 24),
    until=date(2024, 7, 28),
    versions={
        "ko": Text(
            "국제의료봉사단, 7월 24일 몽골로 떠난다",
            "울란바토르와 주변 지역에서 나흘 동안 무료 진료 예정",
            "초원 위 게르 곁에 진료 천막이 서 있고 사람들이 줄지어 오는 그림",
            (
                (
                    "paragraph",
                    "경기도 국제의료봉사단이 오는 7월 24일부터 27일까지 몽골을 찾는다. 수도 울란바토르와 "
                    "의료의 손길이 잘 닿지 않는 주변 지역에서 형편이 어려운 주민 {missions.residents}을 "
                    "진료할 예정이다.",
                ),
                ("figures", ("missions.members", "missions.residents", "missions.residents_cumulative")),
                ("heading", "다섯 단체에서 모인 봉사단"),
                (
                    "paragraph",
                    "봉사단은 모두 {missions.members}으로 꾸려진다. 경기도의사회, 경기도치과의사회, "
                    "경기도한의사회, 경기도약사회, 경기도간호사회 등 {missions.associations}의 의료인이 "
                    "뜻을 모았고, 현지 통역 봉사자도 함께한다.",
                ),
                ("heading", "진료에서 교류까지"),
                (
                    "items",
                    (
                        "의과, 치과, 한의과 진료와 투약을 무료로 제공한다.",
                        "현지 의료인과 세미나를 열어 최신 의료 기술을 나눈다.",
                        "어린이와 주민을 위한 얼굴 그림 그리기 등 작은 문화 행사를 마련한다.",
                    ),
                ),
                ("heading", "2011년부터 이어 온 발걸음"),
                (
                    "paragraph",
                    "국제의료봉사는 2011년에 시작되었다. 필리핀, 캄보디아, 미얀마, 말라위, 짐바브웨, "
                    "카자흐스탄, 몽골, 탄자니아, 방글라데시까지 {missions.countries}에서 지금까지 "
                    "{missions.residents_cumulative}의 주민을 만났다. 의료 여건이 어려운 이웃의 건강을 "
                    "돌보는 동시에 경기도 의료를 알리는 자리이기도 하다.",
                ),
                (
                    "paragraph",
                    "나흘 동안의 진료 결과는 봉사단이 돌아온 뒤 이 게시판에서 따로 알릴 예정이다.",
                ),
            ),
        ),
        "en": Text(
            "Medical volunteers leave for Mongolia on 24 July",
            "Four days of free care are planned in Ulaanbaatar and the countryside around it",
            "Drawing of a clinic tent beside a ger on the steppe, with people coming in a line",
            (
                (
                    "paragraph",
                    "The international medical volunteers of Gyeonggi will be in Mongolia from 24 to 27 "
                    "July. In the capital, Ulaanbaatar, and in nearby districts where doctors are hard to "
                    "reach, they expect to see {missions.residents} who could not otherwise afford care.",
                ),
                ("figures", ("missions.members", "missions.residents", "missions.residents_cumulative")),
                ("heading", "A team from five associations"),
                (
                    "paragraph",
                    "The team will number {missions.members}. Its doctors, dentists, doctors of Korean "
                    "medicine, pharmacists and nurses come from {missions.associations}: the Gyeonggi-do "
                    "Medical Association, the Gyeonggi Dental Association, the Association of Gyeonggi "
                    "Korean Medicine, the Gyeonggido Pharmaceutical Association and the Gyeonggi-do "
                    "Nurses Association. Volunteer interpreters in Mongolia will join them.",
                ),
                ("heading", "From treatment to exchange"),
                (
                    "items",
                    (
                        "Medical, dental and Korean medicine consultations and the medicines will be free.",
                        "Seminars with Mongolian colleagues will share recent techniques.",
                        "Face painting and other small events will welcome children and their families.",
                    ),
                ),
                ("heading", "On the road since 2011"),
                (
                    "paragraph",
                    "The volunteers first set out in 2011. They have since worked in "
                    "{missions.countries}: the Philippines, Cambodia, Myanmar, Malawi, Zimbabwe, "
                    "Kazakhstan, Mongolia, Tanzania and Bangladesh. By now they have met "
                    "{missions.residents_cumulative}. They go to look after neighbours who have little "
                    "access to care, and to let them see what medicine in Gyeonggi can do.",
                ),
                (
                    "paragraph",
                    "What the four days bring will be told on this board when the team is back.",
                ),
            ),
        ),
    },
)

STORIES = (CONFERENCE, PLANS, COORDINATORS, FAIR, MISSION)
"""The five bulletins, in the order of the board's dates."""

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
