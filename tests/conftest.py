"""What every test stands on."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("NARU_DATA", tempfile.mkdtemp(prefix="naru-test-"))
