"""Forms as issued: laid out once from the plan's layout sheet, then stamped for every unit."""
