"""A plausible, invented programme around the day of the demo, for calendars and desks."""

from __future__ import annotations

from datetime import date, time, timedelta

from naru.activities.demo.past import EXHIBITORS, PROVINCE
from naru.activities.demo.telling import Count, Told, Wanted
from naru.activities.rules.words import Kind, Measure, Standing
from naru.activities.rules.words import ParticipantRole as Part
from naru.directory.rules.accounts import Role

OWN = "사업 담당자 집계"


def weekday(day: date, number: int) -> date:
    """Give the next day from a day on that falls on a weekday (0 is Monday)."""
    return day + timedelta(days=(number - day.weekday()) % 7)


def told(today: date) -> list[Told]:
    """List what was held lately, runs now and is planned, by the day of the demo."""
    monday = weekday(today - timedelta(days=6), 0)

    def on(weeks: int, day: int) -> date:
        return monday + timedelta(weeks=weeks, days=day)

    return [
        Told(
            "coordinators",
            Kind.WORKSHOP,
            "의료관광 코디네이터 상반기 워크숍",
            "Spring workshop for medical tour coordinators",
            on(-24, 3),
            on(-24, 3),
            city="Suwon",
            country="KR",
            times=(time(13), time(18)),
            organisations=((Part.HOST, PROVINCE),),
            counts=(Count(Part.COORDINATOR, 52, "코디네이터", "coordinators"),),
            targets=(Wanted(Measure.PARTICIPANTS, 50, 52, OWN),),
            budget=(("워크숍 운영", 20_000_000, 19_100_000),),
        ),
        Told(
            "fairs",
            Kind.FAIR,
            "중앙아시아 의료관광 박람회",
            "Central Asian medical tourism fair",
            on(-18, 2),
            on(-18, 4),
            city="Tashkent",
            country="UZ",
            times=(time(10), time(18)),
            other=(("ru", "Выставка медицинского туризма Центральной Азии"),),
            organisations=(
                (Part.HOST, PROVINCE),
                (Part.EXHIBITOR, EXHIBITORS[:8]),
                (Part.BUYER, ("Ipak Yuli Shifo",)),
            ),
            targets=(
                Wanted(Measure.VISITORS, 1500, 1420, OWN),
                Wanted(Measure.CONSULTATIONS, 900, 1015, OWN),
                Wanted(Measure.MOUS, 30, 26, OWN),
            ),
            budget=(
                ("부스 임차 및 설치", 110_000_000, 104_500_000),
                ("통역 및 운영", 45_000_000, 46_800_000),
            ),
        ),
        Told(
            "missions",
            Kind.MISSION,
            "캄보디아 국제 의료봉사",
            "Medical mission to Cambodia",
            on(-14, 1),
            on(-14, 4),
            city="Phnom Penh",
            country="KH",
            organisations=((Part.HOST, PROVINCE), (Part.PARTNER, ("Gyeonggi-do Medical Association",))),
            counts=(Count(Part.VOLUNTEER, 84, "봉사단원", "members of the group"),),
            targets=(Wanted(Measure.RESIDENTS, 4000, 4260, OWN), Wanted(Measure.VOLUNTEERS, 90, 84, OWN)),
            budget=(("의약품", 140_000_000, 137_000_000),),
        ),
        Told(
            "training",
            Kind.COURSE,
            "해외 의료인 임상연수 하반기 과정",
            "Clinical training of medical staff, autumn course",
            on(-1, 0),
            on(2, 4),
            city="Suwon",
            country="KR",
            summary=(
                "중앙아시아와 몽골 의료진이 도내 다섯 병원에서 4주간 연수합니다.",
                "Medical staff of Central Asia and Mongolia train for four weeks at five hospitals.",
            ),
            organisations=((Part.HOST, PROVINCE), (Part.TRAINER, EXHIBITORS[1:6])),
            people=(
                (Part.TRAINEE, "Zhetisu Multidisciplinary Hospital", 2),
                (Part.TRAINEE, "Ala-Archa Clinical Hospital", 2),
                (Part.TRAINEE, "Kharaa General Hospital", 2),
            ),
            targets=(Wanted(Measure.TRAINEES, 24),),
            budget=(("연수비", 96_000_000, None), ("체재비", 60_000_000, None)),
            state=Standing.UNDER_WAY,
        ),
        Told(
            "training",
            Kind.ONLINE_CONFERENCE,
            "연수 수료생 온라인 콘퍼런스: 심혈관 중재술",
            "Online conference for alumni: cardiovascular intervention",
            on(1, 3),
            on(1, 3),
            online=True,
            times=(time(17), time(19)),
            organisations=((Part.HOST, (*PROVINCE, "Ajou University Hospital")),),
            targets=(Wanted(Measure.PARTICIPANTS, 80),),
            state=Standing.CONFIRMED,
        ),
        Told(
            "coordinators",
            Kind.WORKSHOP,
            "의료관광 코디네이터 하반기 워크숍",
            "Autumn workshop for medical tour coordinators",
            on(2, 3),
            on(2, 3),
            city="Suwon",
            country="KR",
            venue=("경기도청 대회의실", "Main hall of the provincial office"),
            times=(time(13), time(18)),
            organisations=((Part.HOST, PROVINCE),),
            targets=(Wanted(Measure.PARTICIPANTS, 50),),
            state=Standing.CONFIRMED,
        ),
        Told(
            "export",
            Kind.EXPORT_CONFERENCE,
            "하노이 의료기업 수출상담회",
            "Export conference of medical companies in Hanoi",
            on(3, 2),
            on(3, 3),
            city="Hanoi",
            country="VN",
            times=(time(9, 30), time(17, 30)),
            other=(("vi", "Hội nghị xuất khẩu thiết bị y tế tại Hà Nội"),),
            organisations=(
                (Part.HOST, PROVINCE),
                (Part.EXHIBITOR, ("Hanbit Medical Devices", "Surisan Bio")),
            ),
            targets=(Wanted(Measure.MEETINGS, 120), Wanted(Measure.CONTRACTS_USD, 1_500_000)),
            budget=(("상담회장 및 통역", 70_000_000, None),),
            state=Standing.CONFIRMED,
        ),
        Told(
            "exchange",
            Kind.EXCHANGE_VISIT,
            "몽골 보건부 정책연수단 방문",
            "Visit of a policy delegation from Mongolia",
            on(3, 3),
            on(3, 4),
            city="Suwon",
            country="KR",
            organisations=((Part.HOST, PROVINCE), (Part.PARTNER, ("Darkhan-Uul Province",))),
            state=Standing.PLANNED,
            public=False,
        ),
        Told(
            "aid",
            Kind.SPONSORED_INVITATION,
            "키르기스스탄 소아심장 환자 초청 치료",
            "Child heart patients of Kyrgyzstan invited for treatment",
            on(-1, 3),
            on(1, 1),
            city="Bucheon",
            country="KR",
            organisations=((Part.HOST, (*PROVINCE, "Sejong Hospital")),),
            targets=(Wanted(Measure.PATIENTS, 4, ko="초청 환자", en="Patients invited"),),
            state=Standing.PLANNED,
            public=False,
        ),
        Told(
            "missions",
            Kind.MISSION,
            "키르기스스탄 국제 의료봉사",
            "Medical mission to Kyrgyzstan",
            on(9, 1),
            on(9, 4),
            city="Bishkek",
            country="KG",
            moved_from=on(5, 1),
            organisations=((Part.HOST, PROVINCE), (Part.PARTNER, ("Gyeonggi-do Medical Association",))),
            targets=(Wanted(Measure.RESIDENTS, 3000), Wanted(Measure.VOLUNTEERS, 80)),
            state=Standing.POSTPONED,
            because="현지 기관의 장소 사용 허가가 늦어져 일정을 옮깁니다.",
        ),
        Told(
            "export",
            Kind.EXPORT_CONFERENCE,
            "자카르타 온라인 수출상담회",
            "Online export conference with Jakarta",
            on(2, 1),
            on(2, 2),
            online=True,
            country="ID",
            organisations=((Part.HOST, PROVINCE), (Part.BUYER, ("PT Melati Alkes",))),
            state=Standing.CANCELLED,
            because="현지 협력 기관의 사정으로 취소합니다.",
        ),
        Told(
            "aid",
            Kind.CONSIGNMENT,
            "다르항올 아이막 필수의약품 지원",
            "Essential medicines for Darkhan-Uul Province",
            on(6, 0),
            on(6, 0),
            city="Darkhan",
            country="MN",
            organisations=(
                (Part.HOST, PROVINCE),
                (Part.PARTNER, ("Darkhan-Uul Province", "Kharaa General Hospital")),
            ),
            targets=(Wanted(Measure.ITEMS, 12_000),),
            state=Standing.PLANNED,
            officer=Role.HEAD,
        ),
        Told(
            "training",
            Kind.COURSE,
            "의료관광 코디네이터 러시아어 심화 과정",
            "Advanced Russian for medical tour coordinators",
            None,
            None,
            country="KR",
            organisations=((Part.HOST, PROVINCE),),
            targets=(Wanted(Measure.TRAINEES, 20),),
            state=Standing.PLANNED,
            public=False,
        ),
    ]
