"""How Mongolian writes days, times and numbers in Django's own filters and form fields."""

DATE_FORMAT = r"Y \о\н\ы n \с\а\р\ы\н j"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = r"Y \о\н\ы n \с\а\р\ы\н j H:i"
YEAR_MONTH_FORMAT = r"Y \о\н\ы n \с\а\р"
MONTH_DAY_FORMAT = r"n \с\а\р\ы\н j"
SHORT_DATE_FORMAT = r"Y.m.d"
SHORT_DATETIME_FORMAT = r"Y.m.d H:i"
FIRST_DAY_OF_WEEK = 1
DATE_INPUT_FORMATS = ["%Y.%m.%d", "%Y-%m-%d"]
TIME_INPUT_FORMATS = ["%H:%M", "%H:%M:%S"]
DATETIME_INPUT_FORMATS = [f"{day} {clock}" for day in DATE_INPUT_FORMATS for clock in TIME_INPUT_FORMATS]
DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
