"""Before anything else: no test, nor any Python it starts, reaches beyond this machine."""

import os
from pathlib import Path

from tests import offline

offline.install()
_SITE = str(Path(__file__).parent / "offline_site")
os.environ["PYTHONPATH"] = os.pathsep.join(
    path for path in (_SITE, os.environ.get("PYTHONPATH")) if path
)
