"""What the programme counts and what is reported about it; every file here declares figures."""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from naru.directory.rules.accounts import Role
from naru.figures.book import kept_by, shelf

kept_by(Role.ANALYST, Role.HEAD)
shelf(Path(__file__).parent.parent / "data")

for _each in iter_modules(__path__):
    import_module(f"{__name__}.{_each.name}")
