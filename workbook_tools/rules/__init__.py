"""What a plan asks of a form, compiled once: tests that the form itself and the check on receipt both carry out."""
