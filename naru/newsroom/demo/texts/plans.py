"""The plans for 2022, in our own words."""

from __future__ import annotations

from datetime import date

from naru.newsroom.demo.texts.story import Story, Text

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
                    "않기로 했다. 직접 만나야 하는 일과 화면으로 할 수 있는 일을 나누고, 상황이 "
                    "나아지면 곧바로 대면으로 되돌릴 수 있도록 두 가지 방식을 함께 준비한다. 사업마다 "
                    "온라인 계획과 현장 계획을 나란히 세워 두고 방역 상황에 따라 고르는 방식이다.",
                ),
                ("heading", "정부 간 협력과 연수"),
                (
                    "paragraph",
                    "보건의료 분야의 주요 협력 상대와는 비대면으로 교류를 이어 간다. 서로의 방역 경험과 "
                    "의료 현안을 화상회의로 나누고, 이미 맺은 협약에서 아직 이루지 못한 과제를 함께 "
                    "점검한다. 만나지 못하는 동안 미뤄 둔 일을 정리해 두면 왕래가 열렸을 때 곧바로 "
                    "움직일 수 있다는 판단이다.",
                ),
                (
                    "paragraph",
                    "해외 의료인 연수도 당분간 온라인으로 진행한다. 기존 협력 지역뿐 아니라 2021년 새로 "
                    "업무협약을 맺은 몽골 다르항올 같은 지역의 의료인도 참여하게 된다. 강의는 도내 "
                    "의료기관이 맡고, 현지에서 실제로 쓰는 장비와 약품을 고려해 내용을 고른다. 방역 "
                    "여건이 허락하는 대로 초청 연수를 재개한다.",
                ),
                ("heading", "찾아가지 못한 두 해, 보내고 모셔 온 두 해"),
                (
                    "paragraph",
                    "지난 2년 동안 해외 의료봉사단은 떠나지 못했다. 대신 의료 여건이 어려운 지역에 "
                    "마스크 등 방역물품과 필수 의약품을 보냈고, 자국에서 수술받기 어려운 중증 환자를 "
                    "초청해 치료비와 자가격리 비용을 지원했다. 2022년에도 이 두 가지 지원은 계속된다.",
                ),
                (
                    "paragraph",
                    "초청 환자 한 사람의 치료에는 여러 기관이 손을 보탠다. 현지 의료진이 진료 기록을 "
                    "보내면 도내 병원이 치료할 수 있는지를 검토하고, 입국과 격리, 수술과 회복, 귀국 "
                    "뒤의 경과 확인까지 담당자가 곁을 지킨다. 한 담당자는 “격리 기간이 가장 길고 "
                    "외로운 시간이라 매일 그 나라 말로 안부 전화를 드린다”고 말했다.",
                ),
                ("heading", "의료 기업의 해외 진출"),
                (
                    "paragraph",
                    "감염병은 의료 기업의 길도 바꾸어 놓았다. 전시장에서 제품을 만져 보고 거래를 정하던 "
                    "바이어들이 이제 화면 앞에서 설명을 듣는다. 경기도는 실적이 우수한 도내 기업이 "
                    "달라진 시장에서도 기회를 얻도록 다음과 같이 돕는다.",
                ),
                (
                    "items",
                    (
                        "해외 박람회에 참가하는 도내 의료 기업을 지원한다.",
                        "온라인 수출상담회를 열어 현지 바이어와 연결하고 통역과 자료 번역을 돕는다.",
                        "우즈베키스탄 등 중앙아시아, 인도네시아, 베트남 가운데 수요와 방역 상황을 살펴 "
                        "대상 국가를 정한다.",
                    ),
                ),
                ("heading", "믿고 찾을 수 있는 등록 관리"),
                (
                    "paragraph",
                    "경기도는 외국인환자 유치 의료기관과 유치업자의 등록을 맡고 있다. 등록 기관을 "
                    "꾸준히 살피고 도와 외국인환자가 안심하고 진료받을 수 있는 바탕을 다진다. 환자가 "
                    "줄어든 시기를 오히려 안내 문서와 설명 절차를 손보는 기회로 삼자는 제안도 "
                    "받아들였다.",
                ),
                (
                    "paragraph",
                    "만남이 어려운 때일수록 협력 상대와 더 자주 이야기하겠다는 것이 올해의 약속이다. "
                    "경기도는 사업이 온라인에서 현장으로 바뀔 때마다 이 게시판에서 알릴 예정이다.",
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
                    "Crossing a border is still difficult. Gyeonggi has decided all the same not to "
                    "pause its international medical work in 2022. What can be done on screen is "
                    "planned there, what needs a meeting is kept ready for it, and each project can "
                    "change over as soon as the rules allow. For every one of them two plans lie side "
                    "by side, and the state of the pandemic decides which is taken.",
                ),
                ("heading", "Between governments, and in training"),
                (
                    "paragraph",
                    "With the province’s main partners in health care, exchange goes on without "
                    "travel. Video meetings compare how each side has dealt with the pandemic, and go "
                    "through what existing agreements have promised and not yet brought. Whatever is "
                    "put in order while nobody can travel, the reasoning goes, can start on the day "
                    "that they can.",
                ),
                (
                    "paragraph",
                    "Training for medical staff from abroad will be given online for the time being. It "
                    "is open to the regions that have long worked with Gyeonggi and to those that "
                    "signed a memorandum in 2021, such as Darkhan-Uul in Mongolia. Hospitals of the "
                    "province will teach, and choose their subjects with an eye to the equipment and "
                    "the medicines that the participants have at home. Invitations to the hospitals "
                    "themselves will resume when they are safe.",
                ),
                ("heading", "Two years of sending and receiving"),
                (
                    "paragraph",
                    "For two years no volunteer team could leave. Instead masks, other protective goods "
                    "and essential medicines went to places where care is scarce, and gravely ill "
                    "people who could not be operated on at home were brought to Gyeonggi. The province "
                    "paid for their treatment and for the days they had to spend in quarantine. Both "
                    "kinds of help will continue this year.",
                ),
                (
                    "paragraph",
                    "Many hands are needed for a single patient. Doctors at home send the records, a "
                    "hospital in Gyeonggi considers whether it can help, and from arrival and "
                    "quarantine through surgery to the check-ups after the return somebody is "
                    "responsible. “Quarantine is the longest and loneliest part,” said one of those "
                    "who look after the guests. “So we ring every day, in their own language.”",
                ),
                ("heading", "Medical companies abroad"),
                (
                    "paragraph",
                    "The pandemic has changed the road for companies too. Buyers who once took a device "
                    "in their hands at a fair now listen to an explanation on screen. To give the "
                    "stronger companies of the province their chance in this market, Gyeonggi will help "
                    "in three ways.",
                ),
                (
                    "items",
                    (
                        "Companies of the province will be supported at fairs abroad.",
                        "Export conferences will be held online; interpreters and translated papers "
                        "bring companies and buyers together.",
                        "One target country will be chosen by demand and by the state of the pandemic: "
                        "from Central Asia, such as Uzbekistan, or Indonesia, or Vietnam.",
                    ),
                ),
                ("heading", "A register to rely on"),
                (
                    "paragraph",
                    "Institutions that treat foreign patients, and the agencies that bring them, are "
                    "registered with the province. It will keep looking after both, so that patients "
                    "can trust the care they find. A proposal from the institutions was taken up as "
                    "well: to use the quiet months for better leaflets and clearer explanations.",
                ),
                (
                    "paragraph",
                    "When meeting is hard, talking more often is this year’s promise to every partner. "
                    "Each time a project changes from the screen to the journey, this board will say "
                    "so.",
                ),
            ),
        ),
    },
)
