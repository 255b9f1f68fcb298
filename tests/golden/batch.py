"""Golden cases run through the real pipeline, many in one workspace, each by a unit of its own."""

import io
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from pathlib import Path

from tests.golden.cases import Case
from tests.golden.sound import DEPARTMENT, TOWNSHIP, Files, Sound
from workbook_tools.model import Finding
from workbook_tools.period import month
from workbook_tools.pipeline.collect import Judged, collect
from workbook_tools.pipeline.generate import generate
from workbook_tools.pipeline.planned import obligations, usable
from workbook_tools.pipeline.start import start
from workbook_tools.pipeline.validate import Verified, validate
from workbook_tools.workspace import Workspace

PERIOD = month(2023, 10)
RECEIVED = datetime.fromisoformat("2023-11-03T09:00:00")
