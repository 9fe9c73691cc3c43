"""Documents as LibreOffice lays them out."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

PAGE = re.compile(rb"/Type\s*/Page\b")


def pages(path, folder, part="libswlo.so"):
    """Return how many pages LibreOffice makes of a document."""
    office = shutil.which("soffice")
    reader = Path(office).resolve().with_name(part) if office else None
    if reader is None or not reader.exists():
        pytest.skip("no LibreOffice for this file: make setup installs it when run as root")
    own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    asked = [office, own, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run(asked, check=True, capture_output=True, timeout=120)
    return len(PAGE.findall((folder / path.with_suffix(".pdf").name).read_bytes()))
