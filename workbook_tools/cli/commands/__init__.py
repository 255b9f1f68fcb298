"""One command a module, its options beside it."""
