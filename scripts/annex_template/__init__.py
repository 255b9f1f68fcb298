"""What the plan workbook for the 2023-2027 notice says, and how its sheets are laid out.

Data modules (annexes, units, settings, choices, header, departments, townships, designs) hold the facts;
sheet modules (guide, plan_sheets, annex_sheets, field_sheets, form_sheets) write them in the format of
docs/plan-workbook.md.
"""
