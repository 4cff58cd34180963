"""How Korean writes days, times and numbers in Django's own filters and form fields."""

DATE_FORMAT = r"Y년 n월 j일"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = r"Y년 n월 j일 H:i"
YEAR_MONTH_FORMAT = r"Y년 n월"
MONTH_DAY_FORMAT = r"n월 j일"
SHORT_DATE_FORMAT = r"Y. n. j."
SHORT_DATETIME_FORMAT = r"Y. n. j. H:i"
FIRST_DAY_OF_WEEK = 0
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%Y. %m. %d.", "%Y.%m.%d", "%Y년 %m월 %d일"]
TIME_INPUT_FORMATS = ["%H:%M", "%H:%M:%S"]
DATETIME_INPUT_FORMATS = [f"{day} {clock}" for day in DATE_INPUT_FORMATS for clock in TIME_INPUT_FORMATS]
DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
