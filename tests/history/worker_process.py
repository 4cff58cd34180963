"""A worker in a process of its own, with work that takes long enough to be killed in."""

from __future__ import annotations

import os
import sys
import time


def main() -> None:
    """Declare the slow work and run `naru work` with the arguments given."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from naru.history.book import work
    from naru.history.rules import jobs as rules

    lease = float(os.environ.get("TEST_LEASE", "60"))
    rules.LEASE, rules.HEARTBEAT = rules.timedelta(seconds=lease), rules.timedelta(seconds=lease / 5)

    @work("test.slow", title="Slow work")
    def slow(job, seconds):
        end, turns = time.monotonic() + seconds, 0
        while time.monotonic() < end:
            turns += 1
            job.progress(turns)
            time.sleep(0.05)
        return {"attempt": job.row.attempts}

    @work("test.silent", title="Silent work")
    def silent(job, seconds):
        time.sleep(seconds)
        return {"attempt": job.row.attempts}

    call_command("work", *sys.argv[1:])


if __name__ == "__main__":
    main()
