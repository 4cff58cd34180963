"""Back-ups: all of one site in one folder, proved whole when it is made and again before it is taken up."""

from naru.front.backups.folder import FOLDERS, Fault, Manifest, summary
from naru.front.backups.making import back_up, thin_out
from naru.front.backups.proving import read
from naru.front.backups.taking_up import restore

__all__ = ["FOLDERS", "Fault", "Manifest", "back_up", "read", "restore", "summary", "thin_out"]
