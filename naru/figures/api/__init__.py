"""The figures' open doors: whole tables as JSON and CSV, and the JSON doors under /api/."""

from naru.figures.api.doors import router
from naru.figures.api.files import all_csv, all_json, declared, everything, figure_csv, figure_json, told

__all__ = [
    "all_csv",
    "all_json",
    "declared",
    "everything",
    "figure_csv",
    "figure_json",
    "router",
    "told",
]
