"""What becomes of each return beside other units, earlier periods, reference lists and the bureau's decisions."""
