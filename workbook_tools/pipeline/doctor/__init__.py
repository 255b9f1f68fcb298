"""doctor: what is wrong with a workspace, what it means, and how it is mended."""

from workbook_tools.pipeline.doctor.examining import Examined, Looked, examine
from workbook_tools.pipeline.doctor.mending import Mending, mend
from workbook_tools.pipeline.doctor.problem import Problem

__all__ = ["Examined", "Looked", "Mending", "Problem", "examine", "mend"]
