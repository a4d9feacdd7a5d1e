"""Attachments at an address: listed and fetched by fsspec, converted as the same files here are."""

from __future__ import annotations

import json
import tempfile
import zipfile
from pathlib import Path

import pytest

from pipeline.away_errors import NoAddress, NotFetched
from pipeline.batch.addresses import Address, at_hand, listed
from pipeline.batch.find import expanded, find
from pipeline.batch.in_processes import in_processes
from pipeline.batch.outcome import Done, Failed
from pipeline.batch.run import run
from pipeline.batch.ways import in_line
from tests.runs import TABLE, fill, program, work

fsspec = pytest.importorskip("fsspec", reason="the extra fubiao[dask] is not installed")


@pytest.fixture
def memory():
    """A file system in memory, empty before and after."""
    system = fsspec.filesystem("memory")
    system.store.clear()
    yield system
    system.store.clear()


def put(system, *names: str) -> None:
    for name in names:
        system.pipe_file(name, TABLE.format(name).encode())


def converted(given: str, output: Path, by=in_line) -> list[Done | Failed]:
    told: list[Done | Failed] = []
    run(find(expanded([given]), output), work(output), 2, told.append, by)
    return told


def results(folder: Path) -> dict[str, bytes]:
    made = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith((".fubiao", "run.json")))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in made}


def packed(folder: Path) -> str:
    with zipfile.ZipFile(folder / "all.zip", "w") as archive:
        for path in sorted((folder / "in").rglob("*.*")):
            archive.write(path, path.relative_to(folder / "in").as_posix())
    return f"zip://::{(folder / 'all.zip').as_uri()}"


@pytest.mark.parametrize("by", [in_line, in_processes])
def test_a_folder_and_an_archive_at_an_address_give_the_same_bytes_as_the_folder(by, tmp_path):
    fill(tmp_path / "in", "甲.txt", "分/乙.txt", "分/~$丙.txt", "说明.pdf")
    for name, given in (
        ("here", str(tmp_path / "in")),
        ("there", (tmp_path / "in").as_uri()),
        ("zip", packed(tmp_path)),
    ):
        assert len(converted(given, tmp_path / name, by)) == 2
    assert results(tmp_path / "here") == results(tmp_path / "there") == results(tmp_path / "zip")
    assert {"甲.xlsx", "分/乙.xlsx"} <= results(tmp_path / "zip").keys()


def test_what_is_skipped_at_an_address_is_told_and_counted_as_in_a_folder(memory, tmp_path):
    put(memory, "/in/a.txt", "/in/~$a.txt", "/in/c.pdf", "/in/a.corrections.csv")
    found = find([Address("memory://in")], tmp_path)
    assert [str(source) for source, _ in found.sources] == ["memory://in/a.txt"]
    assert [path.name for path in found.skipped] == ["c.pdf"]
    assert found.noise == 1


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ("memory://in", ["a.txt", "x/b.txt"]),
        ("memory://in/", ["a.txt", "x/b.txt"]),
        ("memory://in/*.txt", ["a.txt"]),
        ("memory://in/**/*.txt", ["a.txt", "x/b.txt"]),
        ("memory://in/x/b.txt", ["b.txt"]),
    ],
)
def test_a_folder_a_pattern_and_a_file_are_told_apart(given, names, memory):
    put(memory, "/in/a.txt", "/in/x/b.txt", "/elsewhere/c.txt")
    assert [each.below for each in listed(Address(given))] == names
    for each in listed(Address(given)):
        assert memory.exists(each.whole)


def test_what_is_up_to_date_is_not_done_again_and_what_changed_is(memory, tmp_path):
    put(memory, "/in/a.txt", "/in/b.txt")
    converted("memory://in", tmp_path)
    memory.pipe_file("/in/b.txt", TABLE.format("植树").encode())
    assert {each.path.name: each.fresh for each in converted("memory://in", tmp_path)} == {
        "a.txt": False,
        "b.txt": True,
    }


def test_equal_names_at_two_addresses_stay_apart(memory, tmp_path):
    put(memory, "/x/a.txt", "/y/a.txt")
    converted("memory://x", tmp_path)
    first = (tmp_path / "a.json").read_bytes()
    converted("memory://y", tmp_path)
    assert (tmp_path / "a.json").read_bytes() == first
    assert [each.fresh for place in "xy" for each in converted(f"memory://{place}", tmp_path)] == [False, False]


def test_corrections_that_lie_beside_a_file_hold(memory, tmp_path):
    put(memory, "/in/a.txt")
    memory.pipe_file("/in/a.corrections.csv", "记录,列,原值,新值\n2,任务,架桥,架梁\n".encode())
    converted("memory://in", tmp_path)
    (table,) = json.loads((tmp_path / "a.json").read_bytes())["tables"]
    assert [record["任务"] for record in table["records"]] == ["/in/a.txt", "架梁"]


def test_a_file_that_goes_before_it_is_fetched_costs_only_itself(memory, tmp_path):
    put(memory, "/in/a.txt", "/in/b.txt")
    found = find([Address("memory://in")], tmp_path)
    memory.rm("/in/a.txt")
    told = {}
    run(found, work(tmp_path), 1, lambda outcome: told.update({outcome.path.name: outcome}), in_line)
    assert isinstance(told["a.txt"].error, NotFetched)
    assert isinstance(told["b.txt"], Done)


def test_what_was_fetched_goes_again(memory, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    put(memory, "/in/a.txt")
    with at_hand(Address("memory://in/a.txt")) as path:
        assert path.name == "a.txt"
        assert list(tmp_path.iterdir())
    assert not list(tmp_path.iterdir())


def test_an_address_that_cannot_be_listed_is_told():
    with pytest.raises(NoAddress, match=r"ftp://127\.0\.0\.1:9/in"):
        list(listed(Address("ftp://clerk:secret@127.0.0.1:9/in")))


@pytest.mark.parametrize(
    ("whole", "shown", "name"),
    [
        ("ftp://clerk:secret@host/in/a.docx", "ftp://host/in/a.docx", "a.docx"),
        ("https://host/%E9%99%84%E4%BB%B6.docx?sign=abc", "https://host/%E9%99%84%E4%BB%B6.docx", "附件.docx"),
        ("zip://x/a.docx::sftp://me:you@host/b.zip", "zip://x/a.docx::sftp://host/b.zip", "a.docx"),
        ("s3://bucket/100%.docx", "s3://bucket/100%.docx", "100%.docx"),
    ],
)
def test_an_address_is_shown_without_its_secrets(whole, shown, name):
    assert (str(Address(whole)), Address(whole).name) == (shown, name)


def test_secrets_of_an_address_stand_in_no_file(tmp_path, monkeypatch):
    fill(tmp_path / "in", "a.txt")
    monkeypatch.setattr(
        "pipeline.batch.addresses.opened", lambda address: (fsspec.filesystem("file"), f"{tmp_path}/in/a.txt")
    )
    converted("ftp://clerk:secret@host/in/a.txt", tmp_path / "out")
    assert not [path for path in (tmp_path / "out").iterdir() if b"secret" in path.read_bytes()]


def test_corrections_cannot_be_laid_beside_an_input_at_an_address(tmp_path):
    ran = program(tmp_path, "convert", "memory://in", "--corrections-template")
    assert ran.returncode == 2
    assert "cannot write to an address" in ran.stderr
