"""Example returns: templates filled in with made-up enterprises, all marked 示例."""
