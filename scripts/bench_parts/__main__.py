"""Measure this tool beside the others and print the ratios: `python -m scripts.bench_parts --units 450 --rows 200`."""

import argparse
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from scripts.bench_parts.contenders import SCRIPTS, Inputs, datamaps, script, templates, this_tool
from scripts.bench_parts.measure import MIB, Cost

_LABELS = {"a": "this tool", **{letter: label for letter, (label, _) in SCRIPTS.items()}, "e": "datamaps"}
_TEMPLATES = {"45": 40, "1,000": 995}
"""Templates to time `generate` with -> townships beside the plan's five departments."""

Runs = dict[str, list[Cost]]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/bench", description="This tool beside the script an ordinary user writes."
    )
    parser.add_argument("--units", type=int, default=450, help="units that report (450)")
    parser.add_argument("--rows", type=int, default=200, help="enterprises in each return (200)")
    parser.add_argument("--rounds", type=int, default=3, help="how often everything is measured (3)")
    parser.add_argument(
        "--folder", type=Path, default=Path("build/bench"), help="where made returns are kept"
    )
    return parser.parse_args()


def _inputs(folder: Path, units: int, rows: int, *made: str) -> Inputs:
    """The workspace and, unless it is to stay as planned, the returns: made once in a process of their own."""
    name = "-".join((f"{units}x{rows}", *made))
    inputs = Inputs(folder / name, rows, folder / f"{name}-output")
    inputs.output.mkdir(parents=True, exist_ok=True)
    if not (inputs.folder / "made").exists():
        print(f"making {inputs.folder} ...", flush=True)
        arguments = (str(inputs.folder), str(units), str(rows), *made)
        with inputs.log.open("ab") as log:
            command = (sys.executable, "-m", "scripts.bench_parts.inputs", *arguments)
            subprocess.run(command, check=True, stdout=log, stderr=log)
    return inputs


def _measure(inputs: Inputs, rounds: int) -> Runs:
    """Everybody in turn, round by round, so that what slows the machine down slows all of them."""
    runs: Runs = {}
    for number in range(rounds):
        print(f"round {number + 1} of {rounds} ...", flush=True)
        stages = this_tool(inputs)
        costs = {**stages, "a": sum(stages.values(), Cost(0))}
        costs |= {letter: script(inputs, letter, module) for letter, (_, module) in SCRIPTS.items()}
        rival = datamaps(inputs)
        for name, cost in (costs | ({"e": rival} if rival else {})).items():
            runs.setdefault(name, []).append(cost)
    return runs


def _median(costs: Sequence[Cost]) -> Cost:
    parts = zip(*((cost.wall, cost.cpu, cost.largest, cost.together) for cost in costs), strict=True)
    wall, cpu, largest, together = map(median, parts)
    return Cost(wall, cpu, round(largest), round(together))


def _line(name: str, label: str, cost: Cost) -> str:
    memory = f"{cost.largest / MIB:10.0f} {cost.together / MIB:10.0f}"
    return f"{name:>3}  {label:36} {cost.wall:8.1f} {cost.cpu:8.1f} {memory}"


def _table(runs: Mapping[str, Sequence[Cost]]) -> str:
    medians = {name: _median(costs) for name, costs in runs.items()}
    lines = [f"{'':3}  {'medians':36} {'wall s':>8} {'CPU s':>8} {'max MiB':>10} {'sum MiB':>10}"]
    lines += [_line(name, label, medians[name]) for name, label in _LABELS.items() if name in medians]
    lines += [_line("", name, medians[name]) for name in medians if name not in _LABELS]
    if "e" not in medians:
        lines.append("  e  datamaps: not installed")
    for other in SCRIPTS:
        pairs = list(zip(runs["a"], runs[other], strict=True))
        wall = [ours.wall / theirs.wall for ours, theirs in pairs]
        cpu = [ours.cpu / theirs.cpu for ours, theirs in pairs if theirs.cpu]
        spread = f"({min(wall):.2f} to {max(wall):.2f})"
        processors = f", CPU {median(cpu):.2f}" if cpu else ""
        lines.append(f"a/{other}: wall {median(wall):.2f} {spread}{processors}")
    return "\n".join(lines)


def _agreement(inputs: Inputs) -> str:
    workbooks = [str(inputs.result(letter)) for letter in ("a", *SCRIPTS)]
    command = (sys.executable, "-m", "scripts.bench_parts.same", *workbooks)
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout.strip()


def _time_templates(folder: Path, rounds: int) -> str:
    """The time of `generate`: of the whole command, and of each further template."""
    medians = {}
    for label, townships in _TEMPLATES.items():
        inputs = _inputs(folder, townships, 40, "planned")
        medians[label] = median(templates(inputs).wall for _ in range(rounds))
    (_, few), (_, many) = medians.items()
    first, last = (townships for townships in _TEMPLATES.values())
    each = (many - few) / (last - first) * 1000
    told = ", ".join(f"{label} templates {seconds:.2f} s" for label, seconds in medians.items())
    return f"generate: {told}; {each:.1f} ms a further template"


def main() -> None:
    """Make what is missing, measure, print."""
    asked = _arguments()
    inputs = _inputs(asked.folder, asked.units, asked.rows)
    print(_table(_measure(inputs, asked.rounds)), flush=True)
    print(_agreement(inputs), flush=True)
    print(_time_templates(asked.folder, asked.rounds))


if __name__ == "__main__":
    main()
