"""The edge to workbook files: plan sheets in, templates, slips, registers and the master out."""
