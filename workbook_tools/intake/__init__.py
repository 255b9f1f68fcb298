"""From what was handed in to single files of a known format, and limited processes to read them in."""
