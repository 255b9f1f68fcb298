"""Return slips: the form filled with what was reported, what is wrong with it in front; and the period's summary."""

from workbook_tools.xlsx.slip.alone import cover_alone
from workbook_tools.xlsx.slip.book import Answer, SlipMaker
from workbook_tools.xlsx.slip.places import Places

__all__ = ["Answer", "Places", "SlipMaker", "cover_alone"]
