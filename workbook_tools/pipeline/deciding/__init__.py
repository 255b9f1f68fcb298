"""待办: what needs the bureau, put into questions, written, and held against the record when it comes back."""
