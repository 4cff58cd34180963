"""The fair in Almaty and the visit to Bishkek of 2024, in our own words."""

from __future__ import annotations

from datetime import date

from naru.newsroom.demo.texts.story import Block, Story, Text

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
                    "참가다. 감염병으로 쉬어 간 2020년부터 2022년을 빼면 한 해도 거르지 않았다. "
                    "카자흐스탄은 물론 우즈베키스탄과 러시아, 튀르키예 등 이웃한 지역에서도 관계자들이 "
                    "찾아오는 중앙아시아의 큰 행사다.",
                ),
                (
                    "figures",
                    ("fairs.visitors_counted", "fairs.consultations", "fairs.agreements", "fairs.patients"),
                ),
                ("heading", "도내 의료기관 열한 곳이 함께"),
                (
                    "paragraph",
                    "공동관에는 {fairs.institutions}가 참여했다. 가톨릭대학교 부천성모병원, "
                    "아주대학교병원, 고려대학교 안산병원, 순천향대학교 부천병원, 국민건강보험 일산병원, "
                    "지샘병원, 세종병원, 윌스기념병원, 강남여성병원, 분당제생병원, 시화병원이다. 사흘 "
                    "동안 {fairs.visitors_counted}이 부스를 찾았고, 의료기관과 에이전시 사이의 상담 "
                    "{fairs.consultations}, 업무협약 {fairs.agreements}, 환자 유치 {fairs.patients}의 "
                    "실적을 거두었다.",
                ),
                (
                    "paragraph",
                    "‘한국에서의 치료’를 주제로 꾸민 공동관에는 아침부터 진료 기록을 들고 온 가족들이 "
                    "줄을 섰다. 병원마다 통역사가 함께 앉아 검사 결과를 읽고, 치료할 수 있는지와 걸리는 "
                    "기간, 비용을 차근차근 설명했다. 그 자리에서 답하기 어려운 물음은 따로 적어 도내 "
                    "전문의에게 보냈다. 한 방문객은 “어머니의 사진을 보여 드리고 바로 의견을 들을 수 "
                    "있어 먼 길을 온 보람이 있다”고 말했다.",
                ),
                ("heading", "마주 앉은 이틀"),
                (
                    "paragraph",
                    "24일과 25일에는 알마티 시내에서 ‘2024 메디컬 경기 비즈니스 포럼’을 열어 도내 "
                    "의료기관과 현지 환자 송출 업체가 일대일로 만났다. 경기도에서 연수를 마친 "
                    "카자흐스탄 의료인 {fairs.alumni}도 자리를 함께해 소식을 나누었다.",
                ),
                (
                    "paragraph",
                    "미리 상대를 고르고 시간을 맞춘 만남이라 이야기는 짧고도 깊었다. 병원은 자신 있는 "
                    "진료 과목과 환자를 맞는 절차를, 업체는 환자들이 자주 묻는 것과 불편해하는 것을 "
                    "내놓았다. 돌아간 뒤의 경과를 누가 어떻게 살필 것인지가 어느 탁자에서나 가장 오래 "
                    "이야기되었다.",
                ),
                (
                    "quotation",
                    {
                        "text": "병원 이름보다 그 병원에서 누가 전화를 받는지가 중요합니다. 오늘 얼굴을 본 "
                        "사람에게라면 환자를 보낼 수 있습니다.",
                        "source": "포럼에 참가한 현지 업체 관계자",
                    },
                ),
                ("heading", "국경 너머 비슈케크로"),
                (
                    "paragraph",
                    "대표단은 26일 키르기스스탄 비슈케크로 건너가 현지 의료진과 송출 업체에 경기도 "
                    "의료기관을 소개했다. 키르기스스탄은 한국 의료에 대한 관심에 견주어 실제로 찾아오는 "
                    "환자가 아직 적은 곳이다. 경기도는 2013년 키르기스스탄 보건부와 협약을 맺은 뒤 초청 "
                    "연수와 포럼으로 관계를 이어 왔다.",
                ),
                (
                    "paragraph",
                    "현지 의료진은 어떤 환자를 언제 보내는 것이 좋은지, 보내기 전에 무엇을 검사해야 "
                    "하는지를 물었다. 대표단은 도내 병원과 화상으로 의논하는 방법을 안내하고, 먼저 "
                    "의견을 구한 뒤 먼 길을 나서도록 당부했다. 경기도는 오래된 거점인 카자흐스탄과 새로 "
                    "문을 여는 키르기스스탄을 함께 살피며 다음 만남을 준비할 계획이다.",
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
                    "From 24 to 26 April the Kazakhstan International Tourism Fair (KITF) 2024 filled "
                    "the Atakent exhibition centre in Almaty, and Gyeonggi again had a joint stand "
                    "there. It has taken part {fairs.participations} since 2012; only the pandemic "
                    "years from 2020 to 2022 were left out. The fair is among the great ones of Central "
                    "Asia, and draws visitors from Uzbekistan, Russia and Türkiye as well.",
                ),
                (
                    "figures",
                    ("fairs.visitors_counted", "fairs.consultations", "fairs.agreements", "fairs.patients"),
                ),
                ("heading", "Eleven hospitals under one roof"),
                (
                    "paragraph",
                    "The stand was shared by {fairs.institutions}: Bucheon St. Mary’s Hospital, Ajou "
                    "University Hospital, Korea University Ansan Hospital, Soonchunhyang University "
                    "Bucheon Hospital, Ilsan Hospital, G Sam Hospital, Sejong Hospital, Wiltse Memorial "
                    "Hospital, Gangnam Women’s Hospital, Bundang Jesaeng General Hospital and Sihwa "
                    "Hospital. In three days {fairs.visitors_counted} came by. Hospitals and agencies held "
                    "{fairs.consultations} and signed {fairs.agreements}; {fairs.patients} were won for "
                    "treatment in the province.",
                ),
                (
                    "paragraph",
                    "The stand had one theme, treatment in Korea, and from the morning on families "
                    "queued with medical records in their hands. Beside each hospital sat an "
                    "interpreter; together they read the results, and explained what can be treated, "
                    "how long it takes and what it costs. What could not be answered on the spot was "
                    "written down for a specialist at home. “I showed a scan of my mother’s and had "
                    "an opinion at once,” said one visitor. “That was worth the journey.”",
                ),
                ("heading", "Two days across a table"),
                (
                    "paragraph",
                    "On 24 and 25 April the 2024 Medical Gyeonggi Business Forum brought the hospitals "
                    "together with Kazakh agencies in one-to-one meetings in the city. The province had "
                    "also invited {fairs.alumni} from Kazakhstan who had completed its training, to "
                    "hear how they have fared.",
                ),
                (
                    "paragraph",
                    "The partners had been chosen and the hours agreed beforehand, so that talk was "
                    "short and to the point. Hospitals spoke of what they do best and of how they "
                    "receive a patient; agencies of what patients ask and what troubles them. At every "
                    "table one question took the longest: who looks after the patient once they are "
                    "home again?",
                ),
                (
                    "quotation",
                    {
                        "text": "The name of the hospital matters less than who picks up the telephone "
                        "there. To somebody whom I have met I can send a patient.",
                        "source": "An agent at the forum",
                    },
                ),
                ("heading", "On to Bishkek"),
                (
                    "paragraph",
                    "On 26 April the delegation travelled to Bishkek in Kyrgyzstan, and introduced the "
                    "hospitals to doctors and agencies there. Interest in Korean medicine is high in "
                    "the country, but so far few patients make the journey. Gyeonggi has had an "
                    "agreement with the Kyrgyz health ministry since 2013, and has kept it alive with "
                    "training and forums.",
                ),
                (
                    "paragraph",
                    "Doctors in Bishkek asked which patients to send and when, and what to examine "
                    "before they leave. The delegation showed them how to consult a hospital in "
                    "Gyeonggi by video, and urged them to seek an opinion first and travel afterwards. "
                    "The province means to prepare its next meetings with both in view: Kazakhstan, "
                    "where it has long been at home, and Kyrgyzstan, whose door has just opened.",
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
                    "пропущены были только годы пандемии, с 2020 по 2022. На выставку приезжают гости "
                    "не только из Казахстана, но и из Узбекистана, России и Турции.",
                ),
                (
                    "figures",
                    ("fairs.visitors_counted", "fairs.consultations", "fairs.agreements", "fairs.patients"),
                ),
                ("heading", "Одиннадцать больниц на одном стенде"),
                (
                    "paragraph",
                    "На стенде работали {fairs.institutions}, среди них больница Бундан Чесэн, больница "
                    "при университете Аджу и больница Ильсан. За три дня стенд посетили "
                    "{fairs.visitors_counted}. Больницы и агентства провели {fairs.consultations} и подписали "
                    "{fairs.agreements}; на лечение решили приехать {fairs.patients}.",
                ),
                (
                    "paragraph",
                    "Темой стенда было лечение в Корее, и с самого утра сюда приходили семьи с "
                    "медицинскими документами. Рядом с врачами сидели переводчики: вместе они читали "
                    "результаты обследований и объясняли, что можно вылечить, сколько времени это "
                    "займёт и сколько стоит. Вопросы, на которые нельзя было ответить сразу, записывали "
                    "и отправляли специалистам в провинцию.",
                ),
                ("heading", "Два дня за столом переговоров"),
                (
                    "paragraph",
                    "24 и 25 апреля в городе прошёл деловой форум «2024 Medical Gyeonggi», где больницы "
                    "встречались с казахстанскими агентствами один на один.",
                ),
                (
                    "paragraph",
                    "Собеседники выбрали друг друга заранее, поэтому разговор был коротким и по "
                    "существу. Больницы рассказывали о своих сильных сторонах, агентства — о том, что "
                    "спрашивают и чего опасаются пациенты. Дольше всего обсуждали, кто наблюдает за "
                    "пациентом после возвращения домой.",
                ),
                (
                    "quotation",
                    {
                        "text": "Важно не столько название больницы, сколько человек, который там берёт "
                        "трубку. К тому, с кем я знаком лично, я могу отправить пациента.",
                        "source": "Представитель агентства, участник форума",
                    },
                ),
                ("heading", "Дальше, в Бишкек"),
                (
                    "paragraph",
                    "26 апреля делегация приехала в Бишкек и познакомила с больницами провинции местных "
                    "врачей и агентства. Соглашение с министерством здравоохранения Киргизии действует "
                    "с 2013 года.",
                ),
                (
                    "paragraph",
                    "Врачи спрашивали, каких пациентов и когда лучше направлять и какие обследования "
                    "нужны перед поездкой. Делегация рассказала, как посоветоваться с больницей по "
                    "видеосвязи, и просила сначала получать заключение, а потом отправляться в дальнюю "
                    "дорогу.",
                ),
            ),
        ),
    },
)

FAIR_BEFORE: dict[int, Block] = {
    6: (
        "paragraph",
        "24일과 25일에는 알마티 시내에서 ‘2024 메디컬 경기 비즈니스 포럼’을 열어 도내 의료기관과 현지 "
        "환자 송출 업체가 일대일로 만났다.",
    ),
}
"""How the Korean fair bulletin stood when the Russian version was made of it: without the alumni."""
