"""`python -m workbook_tools`."""

if __name__ == "__main__":
    # Worker processes load this module too, under another name, and have no use for the command line.
    from workbook_tools.cli import main

    main()
