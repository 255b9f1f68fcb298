"""Annex tables of a notice into the plan workbook, part by part, so that all else in it stays as it is."""

from workbook_tools.xlsx.plan_update.update import UpdateReport, update_plan

__all__ = ["UpdateReport", "update_plan"]
