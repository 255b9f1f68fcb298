"""What is wrong with the text of a formula."""


class FormulaError(ValueError):
    """One mistake in a formula: a code of the message catalogue, where in the text, and its parameters.

    `position` counts characters from 1; `params` are those of the catalogue's sentence, `position` among
    them, as a Finding carries them.
    """

    def __init__(self, code: str, position: int, params: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(code, position, params)
        self.code = code
        self.position = position
        self.params = (("position", str(position)), *params)
