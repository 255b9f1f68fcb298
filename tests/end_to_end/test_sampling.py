"""sample: drawn from what the master has, led back to the originals, recorded once, and never lost."""

import hashlib
import io
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.build.bureau import CONSOLIDATED, PERIOD, Bureau, Json, county_header
from tests.build.day import FIRST, shop
from tests.build.excel_limits import breaches
from tests.build.monday import Inbox
from workbook_tools.ledger import Ledger
from workbook_tools.messages import master_words
from workbook_tools.messages import sample as words
from workbook_tools.record import Sampled
from workbook_tools.workspace import Workspace

BY_SALES = ("--method", "按金额", "--amount", "本年销售额")


@pytest.fixture(scope="module")
def counted(issued: Bureau, inbox: Inbox, tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    """January: two firms, four shops and two products count; one more shop and two firms do not."""
    bureau = issued.copied(tmp_path_factory.mktemp("counted") / "台账")
    shops = [shop("W1"), {**shop("W2"), "this_sales": None}]
    returns = {
        "经信局": inbox.book("B01", "XS-01", 4),
        "东乡网店": inbox.book("T01", "XS-02", 3),
        "西乡网店": inbox.typed("T02", "XS-02", county_header(FIRST), shops),
        "东乡产品": inbox.book("T01", "XS-03", 2),
    }
    bureau.collected({f"{name}.xlsx": data for name, data in returns.items()})
    bureau.did("validate", *PERIOD)
    return bureau


@pytest.fixture
def bureau(counted: Bureau, tmp_path: Path) -> Bureau:
    return counted.copied(tmp_path / "台账")


def sampled(
    bureau: Bureau, *arguments: str, size: int = 5, seed: str = "骰子314", now: str = CONSOLIDATED
) -> Json:
    return bureau.did("sample", *PERIOD, "--size", str(size), "--seed", seed, *arguments, now=now)


def recorded(bureau: Bureau) -> list[Sampled]:
    ledger = Workspace.open(bureau.root).ledger()
    events = ledger.events()
    ledger.close()
    return [each.record for each in events if isinstance(each.record, Sampled)]


def original(bureau: Bureau, sha256: str) -> bytes:
    (path,) = (bureau.root / "archive" / "originals").glob(f"{sha256}.*")
    return path.read_bytes()


def found(bureau: Bureau, drawn: Json) -> object:
    """What stands in the archived original at the place a sample names."""
    data = original(bureau, drawn["sha256"])
    assert hashlib.sha256(data).hexdigest() == drawn["sha256"]
    return load_workbook(io.BytesIO(data))[drawn["sheet"]][drawn["cell"]].value


def test_every_value_drawn_stands_in_the_original_where_the_sample_says(bureau: Bureau) -> None:
    for method in ((), ("--method", "by-unit"), BY_SALES):
        told = sampled(bureau, *method, size=99)
        assert told["size"] == told["population"] == len(told["drawn"])
        for each in told["drawn"]:
            assert found(bureau, each) == each["value"]


def test_the_population_is_what_the_master_counts(bureau: Bureau) -> None:
    master = bureau.did("consolidate", *PERIOD, now=CONSOLIDATED)
    told = sampled(bureau, size=99)
    counted = {(u["code"], a["number"]): u["cumulative"] for a in master["annexes"] for u in a["units"]}
    forms = {"XS-01": 1, "XS-02": 2, "XS-03": 3}
    drawn = Counter((each["unit"], forms[each["form"]]) for each in told["drawn"])
    assert drawn == {owner: count for owner, count in counted.items() if count}
    assert told["digest"] == master["digest"]


def test_a_stranger_draws_the_same_from_the_master_alone(bureau: Bureau) -> None:
    """With the recipe of 抽样说明 and the sheet 企业名录, in plain Python."""
    told = sampled(bureau)
    master = bureau.did("consolidate", *PERIOD, now=CONSOLIDATED)["master"]
    cells = load_workbook(master, data_only=True)[master_words.SHEET_REGISTER].iter_rows(values_only=True)
    rows = [list(row) for row in cells]
    head = next(at for at, row in enumerate(rows) if row[0] == "序号")
    named = [dict(zip(rows[head], row, strict=True)) for row in rows[head + 1 :]]
    keys = {1: "登记号", 2: "网店编号", 3: "证书号"}
    texts = {
        f"骰子314|XS-0{row['附件']}|{row['单位代码']}|{row[keys[row['附件']]]}"
        for row in named
        if row[master_words.REGISTER_OUTCOME] != master_words.OUTCOME_NOT_COUNTED
    }
    smallest = sorted(texts, key=lambda text: hashlib.sha256(text.encode()).hexdigest())[:5]
    drawn = [f"骰子314|{each['form']}|{each['unit']}|{each['key']}" for each in told["drawn"]]
    assert drawn == smallest


def test_the_same_seed_size_and_basis_give_the_same_file_and_no_second_line(bureau: Bureau) -> None:
    first = sampled(bureau)
    events, data = bureau.events(), Path(first["sample"]).read_bytes()
    again = sampled(bureau, now="2024-02-07T18:00:00")
    assert again == first
    assert (Path(again["sample"]).read_bytes(), bureau.events()) == (data, events)
    assert hashlib.sha256(data).hexdigest() == first["sha256"]


def test_another_process_and_time_zone_draw_the_same_file(bureau: Bureau) -> None:
    told = sampled(bureau)
    data = Path(told["sample"]).read_bytes()
    Path(told["sample"]).unlink()
    (bureau.root / "cache.sqlite").unlink()
    asked = [
        "sample",
        *PERIOD,
        "--size",
        "5",
        "--seed",
        "骰子314",
        "--now",
        CONSOLIDATED,
        "-w",
        str(bureau.root),
    ]
    root = str(Path(__file__).parents[2])
    environment = {"PYTHONPATH": root, "PYTHONHASHSEED": "7", "TZ": "Asia/Urumqi", "LC_ALL": "C"}
    command = [sys.executable, "-m", "workbook_tools", *asked]
    subprocess.run(command, check=True, env=os.environ | environment, stdout=subprocess.DEVNULL)
    assert Path(told["sample"]).read_bytes() == data


def test_the_ledger_keeps_who_was_drawn_how_and_from_what(bureau: Bureau) -> None:
    told = sampled(bureau, *BY_SALES, size=2)
    (record,) = recorded(bureau)
    assert (record.period, record.code, record.seed) == ("2024-01", told["digest"], "骰子314")
    assert (record.method, record.weight) == ("按金额加权", "本年销售额")
    drawn = [(sha256, f"{row}") for sha256, row in record.drawn]
    assert drawn == [(each["sha256"], each["cell"].lstrip("ABCDEFGHIJ")) for each in told["drawn"]]


def test_drawing_changes_no_number(bureau: Bureau) -> None:
    before = bureau.did("consolidate", *PERIOD, now=CONSOLIDATED)
    sampled(bureau)
    after = bureau.did("consolidate", *PERIOD, now=CONSOLIDATED)
    assert (after["sha256"], after["digest"]) == (before["sha256"], before["digest"])


def test_what_an_auditor_wrote_is_never_lost(bureau: Bureau) -> None:
    told = sampled(bureau)
    path = Path(told["sample"])
    book = load_workbook(path)
    book[words.SHEET]["O5"] = words.DIFFERS
    book.save(path)
    filled = path.read_bytes()
    again = sampled(bureau)
    assert Path(again["aside"]).read_bytes() == filled
    assert path.read_bytes() != filled
    collected = bureau.did("collect", str(bureau.root))["files"]
    verdicts = {Path(each["path"]): each["verdict"] for each in collected}
    assert (verdicts[path], verdicts[Path(again["aside"])]) == ("ignored", "ignored")


def test_a_run_killed_before_it_recorded_is_completed_by_the_next(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "append", killed)
        assert (
            bureau.said("sample", *PERIOD, "--size", "5", "--seed", "骰子314", now=CONSOLIDATED).code == 130
        )
    assert recorded(bureau) == []
    left = next(bureau.root.glob("抽样-*")).read_bytes()
    told = sampled(bureau)
    assert (Path(told["sample"]).read_bytes(), told["aside"], len(recorded(bureau))) == (left, None, 1)


def test_a_closed_period_is_drawn_from_as_it_was_closed(bureau: Bureau) -> None:
    bureau.did("close", *PERIOD, now=CONSOLIDATED)
    (bureau.root / "plan.xlsx").write_bytes(b"overwritten since")
    master = bureau.did("consolidate", *PERIOD, now="2024-06-01T09:00:00")
    assert sampled(bureau, *BY_SALES, now="2024-06-01T10:00:00")["digest"] == master["digest"]


def test_the_links_of_the_workbook_lead_to_the_archived_originals(bureau: Bureau) -> None:
    told = sampled(bureau)
    sheet = load_workbook(told["sample"])[words.SHEET]
    links = [cell.hyperlink.target for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    files = [(bureau.root / str(target)).read_bytes() for target in links]
    assert [hashlib.sha256(data).hexdigest() for data in files] == [each["sha256"] for each in told["drawn"]]
    assert breaches(Path(told["sample"]).read_bytes()) == []


def test_shops_without_sales_cannot_be_drawn_by_them_and_are_told_of(bureau: Bureau) -> None:
    told = sampled(bureau, *BY_SALES, size=9)
    assert {each["form"] for each in told["drawn"]} == {"XS-02"}
    assert told["population"] == 3
    assert told["weightless"] == 5


@pytest.mark.parametrize("seed", ["../../远/处", "a" * 100, 'CON:*?"<>|'])
def test_a_seed_may_be_any_text_and_the_file_stays_in_the_workspace(bureau: Bureau, seed: str) -> None:
    told = sampled(bureau, seed=seed, size=1)
    path = Path(told["sample"])
    assert path.parent == bureau.root and path.is_file() and path.name.startswith("抽样-202401-")
    assert recorded(bureau)[0].seed == seed


def test_seeds_that_look_alike_in_a_file_name_keep_their_own_files(bureau: Bureau) -> None:
    paths = {sampled(bureau, seed=seed, size=1)["sample"] for seed in ("1/2", "1:2", "1_2")}
    assert len(paths) == 3


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("--size", "0"), "不是家数"),
        (("--size", "三"), "不是家数"),
        (("--size", "5", "--method", "随便"), "按单位分层"),
        (("--size", "5", "--method", "by-amount"), "本年销售额"),
        (("--size", "5", "--method", "by-amount", "--amount", "网店名称"), "本年销售额"),
        (("--size", "5", "--amount", "本年销售额"), "by-amount"),
    ],
)
def test_what_cannot_be_drawn_is_a_matter_of_use_and_says_what_can(
    bureau: Bureau, arguments: tuple[str, ...], named: str
) -> None:
    answer = bureau.said("sample", *PERIOD, "--seed", "7", *arguments, now=CONSOLIDATED)
    assert answer.code == 2
    assert named in answer.data["error"]
    assert not list(bureau.root.glob("抽样-*"))


def test_an_empty_or_invisible_seed_is_refused(bureau: Bureau) -> None:
    for seed in ("", " 7", "a\nb", "\u200b"):
        assert bureau.said("sample", *PERIOD, "--size", "5", "--seed", seed).code == 2


def test_nobody_can_be_drawn_where_nothing_counts(issued: Bureau, tmp_path: Path) -> None:
    empty = issued.copied(tmp_path / "空")
    answer = empty.said("sample", *PERIOD, "--size", "5", "--seed", "7")
    assert (answer.code, "没有可抽的企业" in answer.data["error"]) == (2, True)
