"""The workshop and the course for coordinators of 2022, in our own words."""

from __future__ import annotations

from datetime import date

from naru.newsroom.demo.texts.story import Story, Text

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
                    "{province.medical_institutions}가 있다. 이 가운데 "
                    "{register.gyeonggi_institutions}가 외국인환자 유치 의료기관으로 등록해 통역과 숙소 "
                    "등 맞을 채비를 갖추었다. 그러나 좋은 병원이 많다는 것만으로 환자가 안심하는 것은 "
                    "아니다. 낯선 나라에서 아픈 사람에게는 자기 말을 알아듣는 한 사람이 먼저 필요하다.",
                ),
                ("figures", ("patients.gyeonggi_cumulative", "patients.by_region")),
                (
                    "paragraph",
                    "유치 제도가 생긴 2009년부터 2021년까지 해마다 집계한 경기도 외국인환자를 더하면 "
                    "{patients.gyeonggi_cumulative}에 이른다. 2021년 한 해에도 {patients.by_region}이 "
                    "도내에서 치료를 받았다. 이들의 곁에는 대개 의료관광 코디네이터가 있었다.",
                ),
                ("heading", "말을 옮기고 사람을 잇는 일"),
                (
                    "paragraph",
                    "의료관광 코디네이터는 진료실에서는 의료진과 환자의 말을 옮기고, 진료실 밖에서는 "
                    "예약과 이동, 체류를 챙긴다. 검사 전 금식을 설명하고, 보호자가 머물 곳을 찾고, 퇴원 "
                    "뒤 먹을 약의 이름을 환자의 말로 적어 주는 것도 이들의 몫이다. 병원과 환자 사이에 "
                    "오해가 생기면 가장 먼저 나서는 사람이기도 하다.",
                ),
                (
                    "paragraph",
                    "감염병으로 환자의 발길이 줄자 이들의 일감도 크게 줄었다. 일을 쉬는 동안 현장의 "
                    "감각을 잃을까 걱정하는 목소리가 이어졌다. 경기도는 2022년 이들이 다시 힘을 낼 수 "
                    "있도록 두 가지 자리를 마련했다.",
                ),
                ("heading", "현직을 위한 워크숍"),
                (
                    "paragraph",
                    "‘2022 의료관광 코디네이터 역량강화 워크숍’에는 러시아어, 몽골어, 베트남어, "
                    "중국어를 쓰는 코디네이터를 비롯해 {coordinators.workshop_attendees}이 모였다. "
                    "코로나19 이후의 시장 변화를 짚는 발표에 이어 {coordinators.workshop_speakers}의 "
                    "코디네이터가 현장 경험을 나누었고, 의료기관과 협력할 방법도 논의했다.",
                ),
                (
                    "paragraph",
                    "경험담에는 교과서에 없는 이야기가 많았다. 나쁜 소식을 전할 때 말을 고르는 법, "
                    "약속에 늦은 환자 대신 병원에 양해를 구하는 법, 문화가 달라 생긴 작은 다툼을 풀어 "
                    "낸 일이 이어졌다. 병원 담당자들은 코디네이터가 진료 일정을 미리 알 수 있도록 연락 "
                    "방법을 하나로 모으자고 제안했다.",
                ),
                (
                    "quotation",
                    {
                        "text": "환자가 제 손을 잡고 수술실 앞까지 갑니다. 그때 필요한 것은 어려운 의학 "
                        "용어보다 “끝날 때까지 여기 있겠습니다”라는 한마디입니다.",
                        "source": "워크숍에서 경험을 나눈 코디네이터",
                    },
                ),
                ("heading", "처음 시작하는 이를 위한 양성과정"),
                (
                    "paragraph",
                    "10월 31일부터 11월 4일까지 닷새 동안 열린 양성과정에서는 러시아어, 베트남어, "
                    "중국어 등을 쓰는 교육생 {coordinators.course_trainees}이 이론과 실습을 함께 "
                    "익혔다. 도내에 살며 이 직업으로 첫걸음을 떼려는 이들을 위한 과정이다. 여러 언어를 "
                    "쓰는 주민이 많은 경기도로서는 그 능력이 일자리로 이어지는 길을 내는 일이기도 하다.",
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
                    "실습에서는 교육생이 번갈아 환자와 의사, 코디네이터의 역할을 맡았다. 환자 역을 해 "
                    "본 한 교육생은 “알아듣지 못하는 말을 듣고 누워 있어 보니 무엇부터 설명해야 할지 "
                    "알겠다”고 말했다.",
                ),
                ("heading", "올해의 계획"),
                (
                    "paragraph",
                    "경기도는 올해도 코디네이터 양성을 비롯한 기반 사업을 이어 가, 찾아오는 환자가 말 "
                    "때문에 치료를 망설이지 않도록 할 계획이다. 과정을 마친 교육생이 현장에서 일할 "
                    "기회를 찾도록 의료기관과의 만남도 함께 준비한다.",
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
                    "patients from abroad, and have arranged interpreters, rooms and equipment for "
                    "them. But good hospitals alone do not put a patient at ease. Who is ill in a "
                    "strange country first needs one person who understands what they say.",
                ),
                ("figures", ("patients.gyeonggi_cumulative", "patients.by_region")),
                (
                    "paragraph",
                    "Adding up the yearly counts from 2009, when the law first allowed hospitals to "
                    "invite patients, to 2021 gives {patients.gyeonggi_cumulative} for the province. In "
                    "2021 alone {patients.by_region} from abroad were treated here. Beside most of them "
                    "stood a coordinator.",
                ),
                ("heading", "Carrying words, connecting people"),
                (
                    "paragraph",
                    "A medical tourism coordinator interprets in the consulting room. Outside it, the "
                    "same person sees to appointments, transport and the stay: explains why not to eat "
                    "before a test, finds a room for the family, writes the names of the medicines in "
                    "the patient’s own language. When hospital and patient misunderstand each other, "
                    "the coordinator is the first to step in.",
                ),
                (
                    "paragraph",
                    "When the pandemic kept patients away, much of this work was lost, and coordinators "
                    "worried that their practice would be lost with it. In 2022 the province offered "
                    "them two ways to start again.",
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
                (
                    "paragraph",
                    "Much of what they told stands in no textbook: how to choose words for bad news, "
                    "how to ask a hospital for patience with a patient who is late, how a small quarrel "
                    "between two customs was settled. The hospitals, for their part, proposed to bring "
                    "all contact into one place, so that coordinators know the schedule in time.",
                ),
                (
                    "quotation",
                    {
                        "text": "Patients hold my hand as far as the door of the operating theatre. What "
                        "they need then is not a medical term but one sentence: I shall be here "
                        "until it is over.",
                        "source": "A coordinator who spoke at the workshop",
                    },
                ),
                ("heading", "A course for those who begin"),
                (
                    "paragraph",
                    "From 31 October to 4 November {coordinators.course_trainees} with Russian, "
                    "Vietnamese, Chinese and other languages learned theory and practice side by side. "
                    "The course is for residents of the province who want to enter the profession. In a "
                    "province where so many languages are spoken at home, it also turns a skill into a "
                    "living.",
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
                    "In the exercises the trainees took turns as patient, doctor and coordinator. “Lie "
                    "there once and understand nothing of what is said over you,” said one who had "
                    "played the patient, “and you know what to explain first.”",
                ),
                ("heading", "What comes next"),
                (
                    "paragraph",
                    "This year the province will go on training coordinators, so that nobody who comes "
                    "for treatment has to hesitate because of language. Meetings with hospitals are "
                    "planned too, where those who have finished the course can look for their first "
                    "work.",
                ),
            ),
        ),
    },
)
