"""The mission to Mongolia of 2024 on the eve of its departure, in our own words."""

from __future__ import annotations

from datetime import date

from naru.newsroom.demo.texts.story import Story, Text

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
                    "경기도 국제의료봉사단이 오는 7월 24일부터 27일까지 몽골을 찾는다. 수도 "
                    "울란바토르와 의료의 손길이 잘 닿지 않는 주변 지역에서 형편이 어려운 주민 "
                    "{missions.residents}을 진료할 예정이다. 병원이 멀어 아픈 곳을 참고 지내 온 "
                    "이들에게는 한 해를 기다린 나흘이 된다.",
                ),
                ("figures", ("missions.members", "missions.residents", "missions.residents_cumulative")),
                ("heading", "다섯 단체에서 모인 봉사단"),
                (
                    "paragraph",
                    "봉사단은 모두 {missions.members}으로 꾸려진다. 경기도의사회, 경기도치과의사회, "
                    "경기도한의사회, 경기도약사회, 경기도간호사회 등 {missions.associations}의 의료인이 "
                    "뜻을 모았고, 현지 통역 봉사자도 함께한다. 저마다 병원과 약국의 문을 닫거나 휴가를 "
                    "내어 참여하는 이들이다.",
                ),
                (
                    "paragraph",
                    "봉사단은 출발에 앞서 여러 차례 모여 손발을 맞춘다. 접수에서 문진, 진료, 투약에 "
                    "이르는 길을 실제와 같이 걸어 보고, 약품 상자마다 이름과 유효기간을 적어 두며, 자주 "
                    "쓰는 몽골어 인사말과 증상 표현도 함께 익힌다. 처음 참가하는 한 간호사는 “아픈 "
                    "곳을 묻는 말만큼은 통역 없이 건네고 싶어 출퇴근길에 외우고 있다”고 말했다.",
                ),
                ("heading", "진료에서 교류까지"),
                (
                    "paragraph",
                    "진료소에 온 주민은 접수를 마친 뒤 건강 상태를 먼저 확인하고 필요한 진료실로 "
                    "안내받는다. 진료를 마치면 약사가 복용법을 설명하고, 현지 병원에서 계속 살펴야 할 "
                    "환자는 진료 기록을 함께 건넨다.",
                ),
                (
                    "items",
                    (
                        "의과, 치과, 한의과 진료와 투약을 무료로 제공한다.",
                        "현지 의료인과 세미나를 열어 최신 의료 기술을 나눈다.",
                        "어린이와 주민을 위한 얼굴 그림 그리기 등 작은 문화 행사를 마련한다.",
                    ),
                ),
                (
                    "paragraph",
                    "세미나는 봉사의 또 다른 축이다. 봉사단이 떠난 뒤 주민의 건강을 지키는 이는 결국 "
                    "그곳의 의료진이기 때문이다. 양쪽 의료진은 현지에서 자주 만나는 질환을 두고 경험을 "
                    "나누고, 궁금한 사례를 앞으로도 서로 물을 수 있도록 연락처를 주고받는다.",
                ),
                (
                    "quotation",
                    {
                        "text": "며칠 진료로 모든 병을 고칠 수는 없습니다. 그래도 누군가 먼 곳에서 찾아와 "
                        "이야기를 들어 주었다는 기억은 오래 남습니다. 그 기억이 다시 병원을 찾게 "
                        "합니다.",
                        "source": "지난 봉사에 참가했던 단원",
                    },
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
                    "해마다 찾는 곳은 달라도 준비하는 마음은 같다. 앞서 다녀온 단원들이 적어 둔 기록, "
                    "곧 어떤 약이 모자랐고 어디서 줄이 길어졌는지가 다음 봉사단의 길잡이가 된다. 올해의 "
                    "동선과 약품 목록도 그 기록을 바탕으로 짰다.",
                ),
                ("heading", "돌아온 뒤에 알릴 것"),
                (
                    "paragraph",
                    "나흘 동안의 진료 결과는 봉사단이 돌아온 뒤 이 게시판에서 따로 알릴 예정이다. 출발 "
                    "전에 적은 주민 수는 계획이며, 실제로 진료한 주민의 수는 현장 기록을 확인한 뒤에 "
                    "밝힌다.",
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
                    "July. In the capital, Ulaanbaatar, and in nearby districts where doctors are hard "
                    "to reach, they expect to see {missions.residents} who could not otherwise afford "
                    "care. For people who live far from a hospital and have put up with their pain, "
                    "these are four days worth waiting for.",
                ),
                ("figures", ("missions.members", "missions.residents", "missions.residents_cumulative")),
                ("heading", "A team from five associations"),
                (
                    "paragraph",
                    "The team will number {missions.members}. Its doctors, dentists, doctors of Korean "
                    "medicine, pharmacists and nurses come from {missions.associations}: the "
                    "Gyeonggi-do Medical Association, the Gyeonggi Dental Association, the Association "
                    "of Gyeonggi Korean Medicine, the Gyeonggido Pharmaceutical Association and the "
                    "Gyeonggi-do Nurses Association. Volunteer interpreters in Mongolia will join them. "
                    "All of them close a practice or take leave to go.",
                ),
                (
                    "paragraph",
                    "Before they set out they meet several times to practise. They walk the whole way "
                    "of a patient, from the desk through questions and treatment to the pharmacy; they "
                    "mark every box of medicines with its name and expiry; and they learn greetings and "
                    "the words for common complaints. “At least I want to ask where it hurts without "
                    "an interpreter,” said a nurse who goes for the first time. “I repeat it on my "
                    "way to work.”",
                ),
                ("heading", "From treatment to exchange"),
                (
                    "paragraph",
                    "Whoever comes to the clinic is entered at the desk, looked at briefly and shown to "
                    "the right room. Afterwards a pharmacist explains the medicines, and those who need "
                    "further care take a record with them to their own hospital.",
                ),
                (
                    "items",
                    (
                        "Medical, dental and Korean medicine consultations and the medicines will be free.",
                        "Seminars with Mongolian colleagues will share recent techniques.",
                        "Face painting and other small events will welcome children and their families.",
                    ),
                ),
                (
                    "paragraph",
                    "The seminars are the other half of the journey. When the volunteers have gone, it "
                    "is the doctors of the place who keep its people well. Both sides will compare what "
                    "they know of the illnesses met most often there, and exchange addresses so that a "
                    "question can still be asked later.",
                ),
                (
                    "quotation",
                    {
                        "text": "A few days cannot heal everything. But people remember that somebody came "
                        "a long way and listened, and that memory brings them back to a doctor.",
                        "source": "A volunteer of an earlier mission",
                    },
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
                    "The places change, the preparation does not. What earlier teams wrote down, which "
                    "medicine ran short and where the queue grew long, guides the next. This year’s "
                    "rooms and lists were drawn up from those notes.",
                ),
                ("heading", "What will be told afterwards"),
                (
                    "paragraph",
                    "What the four days bring will be told on this board when the team is back. The "
                    "number of residents given here is a plan; how many were treated will be said once "
                    "the records of the clinic have been checked.",
                ),
            ),
        ),
    },
)
