"""The alumni’s online conference of 2021, in our own words."""

from __future__ import annotations

from datetime import date

from naru.newsroom.demo.texts.story import Story, Text

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
                    "경기도는 만남을 미루는 대신 자리를 화면으로 옮겼다. ‘2021 메디컬코리아 경기 "
                    "온라인 콘퍼런스’를 6월부터 10월까지 열어 연수 동문과 이들을 가르쳤던 도내 병원을 "
                    "다시 연결했다. 하늘길이 막혔다고 배움까지 끊겨서는 안 된다는 데 병원과 동문의 뜻이 "
                    "모였다.",
                ),
                ("heading", "병원마다 열린 온라인 강의실"),
                (
                    "paragraph",
                    "도내 의료기관 {conference.institutions}가 차례로 자리를 마련했다. 분당제생병원, "
                    "윌스기념병원, 가톨릭대학교 부천성모병원, 명지병원, 국민건강보험 일산병원이다. "
                    "러시아, 베트남, 몽골, 우즈베키스탄의 의료진이 접속해 귀국 뒤 진료 현장에서 무엇을 "
                    "바꾸었는지 들려주었고, 각 분야의 최근 쟁점을 국내 의료진과 함께 검토했다.",
                ),
                (
                    "paragraph",
                    "회의는 병원마다 다르게 꾸려졌다. 강의를 먼저 듣고 질문을 모아 답하기도 하고, "
                    "현지에서 진료한 사례를 동문이 먼저 소개하면 국내 전문의가 의견을 보태기도 했다. "
                    "나라마다 시차가 있어 회의 시각은 양쪽의 진료가 끝나는 때를 살펴 정했으며, 발표 "
                    "자료는 미리 번역해 나누고 통역도 함께 준비했다. 주최 병원의 담당자는 “예전에는 한 "
                    "사람만 초청할 수 있었지만 화면 앞에는 그 사람의 동료까지 함께 앉았다”고 전했다.",
                ),
                ("heading", "2017년의 연수생, 2021년의 발표자"),
                (
                    "paragraph",
                    "6월 25일 분당제생병원 콘퍼런스에는 타슈켄트 의학아카데미 의료진 "
                    "{conference.participants}이 참여했다. 비뇨의학과 투흐타미셰프 무자파르 씨를 비롯한 "
                    "이들은 2017년 경기도에서 연수를 받은 동문이다. 배우러 왔던 사람이 4년 뒤 자신의 "
                    "성과를 나누는 자리에 선 것이다.",
                ),
                (
                    "paragraph",
                    "이들은 수술실에서 익힌 절차를 자기 병원의 사정에 맞게 고쳐 쓴 과정과 그 과정에서 "
                    "부딪힌 어려움을 숨김없이 이야기했다. 한국 의료진은 같은 고민을 어떻게 풀어 "
                    "왔는지로 답했다. 가르치는 쪽과 배우는 쪽이 따로 없는, 동료들의 대화에 가까운 "
                    "시간이었다.",
                ),
                (
                    "quotation",
                    {
                        "text": "연수 동안 배운 것은 기술만이 아니었습니다. 모르는 것을 물어볼 사람이 "
                        "생겼다는 점이 가장 컸습니다. 화면으로라도 다시 만나니 그때 하지 못한 "
                        "질문이 떠올랐습니다.",
                        "source": "콘퍼런스에 참여한 연수 동문",
                    },
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
                    "동문과의 관계는 도내 의료기관에도 힘이 된다. 환자를 돌려보낸 뒤에도 현지 주치의와 "
                    "경과를 의논할 수 있고, 새로운 지역에 진출하려는 병원은 그곳 사정을 잘 아는 동료의 "
                    "조언을 들을 수 있다.",
                ),
                ("heading", "왕래가 다시 열린 뒤에도"),
                (
                    "paragraph",
                    "경기도는 왕래가 자유로워지면 초청 연수를 다시 시작하되, 근무지를 비우기 어려운 "
                    "동문을 위해 온라인 교류도 함께 이어 갈 계획이다.",
                ),
                (
                    "items",
                    (
                        "초청 연수는 방역 여건이 허락하는 대로 도내 의료기관에서 재개한다.",
                        "연수를 마친 동문이 서로의 사례를 나누는 온라인 모임을 이어 간다.",
                        "동문의 소속과 연락처를 정기적으로 확인해 인연이 끊기지 않도록 한다.",
                    ),
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
                    "province did not want to wait, and moved the meeting to the screen: between June "
                    "and October the 2021 Medical Korea Gyeonggi Online Conference joined former "
                    "trainees with the hospitals that had taught them. Closed airports, hospitals and "
                    "alumni agreed, were no reason to stop learning from each other.",
                ),
                ("heading", "A lecture room at each hospital"),
                (
                    "paragraph",
                    "In the province {conference.institutions} took turns as host: Bundang Jesaeng "
                    "General Hospital, Wiltse Memorial Hospital, the Catholic University of Korea "
                    "Bucheon St. Mary’s Hospital, Myongji Hospital and the National Health Insurance "
                    "Service Ilsan Hospital. Colleagues signed in from Russia, Vietnam, Mongolia and "
                    "Uzbekistan, told what they had been able to change in their wards since their "
                    "stay, and went through current questions of their fields with their hosts.",
                ),
                (
                    "paragraph",
                    "Each hospital shaped its session in its own way. Some began with a lecture and "
                    "answered the questions it raised; elsewhere a former trainee presented a case from "
                    "home, and Korean specialists added their view. The hours were chosen so that "
                    "neither side had to leave its patients, slides were translated and sent round in "
                    "advance, and interpreters stood by. “We used to be able to invite one person,” "
                    "said an organiser at one of the hospitals. “On screen, their colleagues sat down "
                    "beside them.”",
                ),
                ("heading", "Trainees of 2017, speakers of 2021"),
                (
                    "paragraph",
                    "On 25 June {conference.participants} from the Tashkent Medical Academy joined the "
                    "session of Bundang Jesaeng General Hospital, the urologist Tukhtamishev Muzaffar "
                    "among them. In 2017 they had been guests in the province to learn; four years on "
                    "they had results of their own to show.",
                ),
                (
                    "paragraph",
                    "They told how they had fitted what they saw in the operating theatre to the means "
                    "of their own hospital, and did not leave out what had gone wrong. Their hosts "
                    "answered with how they had met the same problems. It was less a lesson than a talk "
                    "among colleagues.",
                ),
                (
                    "quotation",
                    {
                        "text": "What I took home was not only technique. I had found people whom I could "
                        "ask. When we met again, even on a screen, all the questions came back that "
                        "I had not put at the time.",
                        "source": "A former trainee at the conference",
                    },
                ),
                ("heading", "What has grown since 2011"),
                ("figures", ("training.completed_cumulative",)),
                (
                    "paragraph",
                    "The conference rests on more than ten years of teaching. Since 2011, "
                    "{training.completed_cumulative} from abroad have finished clinical or other "
                    "training at hospitals in Gyeonggi. Many of them carry responsibility at home "
                    "today, and they are often the first whom a patient asks about treatment in Korea, "
                    "or an institution about a partner there.",
                ),
                (
                    "paragraph",
                    "The hospitals gain as well. When a patient has gone home, they can talk over the "
                    "recovery with a doctor whom they know; and a hospital that thinks of working in a "
                    "new region can ask somebody who knows it from the inside.",
                ),
                ("heading", "When travel is free again"),
                (
                    "paragraph",
                    "Once it is, the province means to resume its invitations. The online sessions are "
                    "to stay for alumni who cannot leave their posts.",
                ),
                (
                    "items",
                    (
                        "Training at the hospitals will begin again as soon as the rules allow.",
                        "Online meetings will let alumni go on sharing their cases.",
                        "The province will ask alumni regularly where they work now, so that no tie is lost.",
                    ),
                ),
            ),
        ),
    },
)
