"""The form and receipt side by side: rows typed into issued forms, what the form shows, what receipt finds.

`candidates` are the values that matter to a plan's demands, `records` the rows made of them, `typed` puts them into
an issued form as they are, `receipt` is what collect and validate say, `agreement` compares.
"""
