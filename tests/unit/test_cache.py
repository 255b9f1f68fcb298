"""The cache saves time and is never needed: damaged, deleted or locked, it just knows nothing."""

from pathlib import Path

from workbook_tools.cache import ReadingCache

SHA256 = "c" * 64


def cache(folder: Path, plan: str = "d1", tool: str = "1.0") -> ReadingCache:
    return ReadingCache(folder / "cache.sqlite", plan, tool)


def test_a_reading_comes_back_for_the_same_plan_and_tool(tmp_path: Path) -> None:
    cache(tmp_path).put_many({SHA256: b"reading"})
    assert cache(tmp_path).get(SHA256) == b"reading"
    assert cache(tmp_path, plan="d2").get(SHA256) is None
    assert cache(tmp_path, tool="1.1").get(SHA256) is None


def test_a_damaged_cache_is_empty_and_serves_again(tmp_path: Path) -> None:
    cache(tmp_path).put_many({SHA256: b"reading"})
    (tmp_path / "cache.sqlite").write_bytes(b"not a database at all" * 100)
    damaged = cache(tmp_path)
    assert damaged.get(SHA256) is None
    damaged.put_many({SHA256: b"again"})
    assert damaged.get(SHA256) == b"again"


def test_a_cache_deleted_between_runs_is_empty(tmp_path: Path) -> None:
    cache(tmp_path).put_many({SHA256: b"reading"})
    (tmp_path / "cache.sqlite").unlink()
    assert cache(tmp_path).get(SHA256) is None


def test_a_cache_that_cannot_be_opened_keeps_nothing_and_disturbs_nobody(tmp_path: Path) -> None:
    nowhere = ReadingCache(tmp_path / "no such folder" / "cache.sqlite", "d1", "1.0")
    nowhere.put_many({SHA256: b"reading"})
    assert nowhere.get(SHA256) is None
    nowhere.close()
