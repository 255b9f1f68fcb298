"""The bench: the same returned workbooks through this tool, and through what stands for it elsewhere."""
