"""What a hostile case is, and the list of them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.golden.sound import Sound

Pieces = bytes | Iterator[bytes]
"""The bytes of a file, at once or piece by piece where there are many."""
Make = Callable[[], Pieces]
MakeOfReturn = Callable[[Sound], Pieces]


@dataclass(frozen=True, eq=False)
class Case:
    """One file that attacks, or is simply broken.

    `name` is the file's name as it arrives and `told` what is said of it: a verdict and the code of its reason
    ("refused F102", "collected"). `inside`: the same of all that is taken out of it, and how often. `notices` are
    codes that the unit is told beside its verdict. `slow`: takes seconds or hundreds of megabytes to make.
    `make_of_return` is there instead of `make` where the file is made of a unit's sound return.
    """

    family: str
    slug: str
    name: str
    says: str
    told: str
    inside: Mapping[str, int] | None
    notices: frozenset[str]
    slow: bool
    make: Make | None = None
    make_of_return: MakeOfReturn | None = None

    @property
    def key(self) -> str:
        """Family and slug: ASCII, and unlike any other case's."""
        return f"{self.family}/{self.slug}"

    @property
    def taken_in(self) -> bool:
        """Whether it is a good return, whatever else it holds: no other may answer for the same unit."""
        return self.told == "collected"

    def pieces(self, sound: Sound) -> Iterator[bytes]:
        """Its bytes, made now; `sound` is the return of which it is made, if it is made of one."""
        made = self.make() if self.make else self.make_of_return(sound) if self.make_of_return else b""
        return iter([made]) if isinstance(made, bytes) else made

    def write(self, folder: Path, sound: Sound) -> Path:
        """The file in a folder of its own, so that nothing else came with it; its path."""
        path = folder / self.family / self.slug / self.name
        path.parent.mkdir(parents=True)
        with path.open("wb") as file:
            file.writelines(self.pieces(sound))
        return path


_CASES: list[Case] = []


def every_case() -> Iterator[Case]:
    """All cases, by family and slug."""
    yield from sorted(_CASES, key=lambda each: each.key)


def add(
    make: Make | None,
    slug: str,
    name: str,
    told: str,
    *,
    says: str,
    family: str,
    inside: Mapping[str, int] | None = None,
    notices: tuple[str, ...] = (),
    slow: bool = False,
    of_return: MakeOfReturn | None = None,
) -> None:
    """List a case."""
    _CASES.append(Case(family, slug, name, says, told, inside, frozenset(notices), slow, make, of_return))


def case(
    name: str, told: str, *, inside: Mapping[str, int] | None = None, slow: bool = False
) -> Callable[[Make], Make]:
    """List the file that the function makes; its docstring says what it is."""

    def listed(make: Make) -> Make:
        family, says = _family(make), (make.__doc__ or "").strip()
        add(make, make.__name__, name, told, says=says, family=family, inside=inside, slow=slow)
        return make

    return listed


def of_return(
    name: str,
    told: str,
    *,
    inside: Mapping[str, int] | None = None,
    notices: tuple[str, ...] = (),
    slow: bool = False,
) -> Callable[[MakeOfReturn], MakeOfReturn]:
    """List the file that the function makes of a sound return."""

    def listed(make: MakeOfReturn) -> MakeOfReturn:
        family, says = _family(make), (make.__doc__ or "").strip()
        add(
            None,
            make.__name__,
            name,
            told,
            says=says,
            family=family,
            inside=inside,
            notices=notices,
            slow=slow,
            of_return=make,
        )
        return make

    return listed


def _family(make: Callable[..., Pieces]) -> str:
    return make.__module__.rpartition(".")[2]
