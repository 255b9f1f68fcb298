"""The story, a stage a module: generate, collect, validate, consolidate, status."""
