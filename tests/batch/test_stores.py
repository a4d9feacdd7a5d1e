"""Results at an address: the same bytes and promises as in a folder, whatever the kind of store."""

from __future__ import annotations

import json
import tempfile
import threading
from pathlib import Path

import pytest

from pipeline.away_errors import NotCarried
from pipeline.batch import claim
from pipeline.batch.addresses import Address
from pipeline.batch.desk import desk
from pipeline.batch.find import expanded, find
from pipeline.batch.in_processes import in_processes
from pipeline.batch.outcome import Done, Failed, Outcome
from pipeline.batch.run import run
from pipeline.batch.stores import Store
from pipeline.batch.ways import in_line
from pipeline.commands.gather import gathered
from pipeline.messages import complaint
from pipeline.result import Wish
from pipeline.run_errors import FolderInUse
from tests.runs import TABLE, fill, program, struck, work

fsspec = pytest.importorskip("fsspec", reason="the extra fubiao[dask] is not installed")
BOOKS = (".fubiao", "run.json")


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    """Let a claim be given up for dead after a moment."""
    for name, seconds in (("DEAD", 0.3), ("LOOK", 0.05)):
        monkeypatch.setattr(claim, name, seconds)


@pytest.fixture(params=["memory", "dir"])
def store(request, tmp_path):
    """A store that puts files whole, and one that moves them into their places."""
    fsspec.filesystem("memory").store.clear()
    (tmp_path / "server").mkdir()
    made = Store(
        Address({"memory": "memory://out", "dir": f"dir://out::{(tmp_path / 'server').as_uri()}"}[request.param])
    )
    assert made.moves == (request.param == "dir")
    yield made
    fsspec.filesystem("memory").store.clear()


def stands(store: Store) -> dict[str, bytes]:
    """Give every file that lies at the address."""
    start = len(store.path("x")) - 1
    return {path[start:]: store.system.cat_file(path) for path in store.system.find(store.path(""))}


def results(store: Store) -> dict[str, bytes]:
    return {name: data for name, data in stands(store).items() if name not in BOOKS}


def sent(source: Path, store: Store, by=in_line, **wanted: object) -> list[Outcome]:
    """Convert to an address and give what became of each file."""
    told: list[Outcome] = []
    wanted_there = work(Path(), **wanted)._replace(there=store.address)
    run(find(expanded([str(source)]), store.address), wanted_there, 2, told.append, by)
    return told


def test_the_results_are_those_of_a_folder_and_nothing_else_lies_there(store, tmp_path):
    fill(tmp_path / "in", "甲[1].txt", "分/乙 二.txt", "说明.pdf")
    assert [type(each) for each in sent(tmp_path / "in", store)] == [Done, Done]
    run(find([tmp_path / "in"], tmp_path / "near"), work(tmp_path / "near"), 1, lambda _: None, in_line)
    near = {path.relative_to(tmp_path / "near").as_posix(): path for path in (tmp_path / "near").rglob("*.*")}
    assert stands(store).keys() | {".fubiao.lock"} == near.keys()
    assert results(store) == {name: near[name].read_bytes() for name in results(store)}
    log = json.loads(stands(store)["run.json"])
    assert [each["outcome"] for each in log["files"]] == ["skipped", "converted", "converted"]


def test_several_processes_give_the_same(tmp_path, store):
    if store.address.fleeting:
        pytest.skip("other processes have memories of their own")
    fill(tmp_path / "in", *(f"{at}.txt" for at in range(8)))
    sent(tmp_path / "in", store)
    alone = results(store)
    assert all(each.fresh for each in sent(tmp_path / "in", store, in_processes, force=True))
    assert results(store) == alone
    assert len(alone) == 8 * 4


def test_what_is_up_to_date_is_not_done_again_and_what_changed_or_is_missing_is(store, tmp_path):
    fill(tmp_path / "in", "a.txt", "b.txt", "c.txt")
    sent(tmp_path / "in", store)
    (tmp_path / "in" / "b.txt").write_text(TABLE.format("植树"), encoding="utf-8")
    store.remove(["c.csv"])
    assert {each.path.name: each.fresh for each in sent(tmp_path / "in", store)} == {
        "a.txt": False,
        "b.txt": True,
        "c.txt": True,
    }
    assert "植树" in stands(store)["b.csv"].decode()
    assert "c.csv" in stands(store)


def test_what_was_edited_by_hand_stays(store, tmp_path):
    fill(tmp_path / "in", "a.txt")
    sent(tmp_path / "in", store)
    store.write("a.csv", b"my own work")
    for _ in range(2):
        assert [each.kept for each in sent(tmp_path / "in", store)] == [("a.csv",)]
    assert stands(store)["a.csv"] == b"my own work"
    assert "架桥" in stands(store)["a.new.csv"].decode("utf-8-sig")
    sent(tmp_path / "in", store, force=True)
    assert "架桥" in stands(store)["a.csv"].decode("utf-8-sig")


def test_the_workbook_of_a_unit_that_has_nothing_more_goes(store, tmp_path):
    table = "\t序号\n\t任务\n\t牵头部门\n\n\t1\n\t修路\n\t财政局\n\n\t2\n\t架桥\n\t{}\n\n"
    (tmp_path / "in").mkdir()
    for unit in ("教育局", "卫健局"):
        (tmp_path / "in" / "a.txt").write_text(table.format(unit), encoding="utf-8")
        sent(tmp_path / "in", store, wish=Wish(split_by="牵头部门"))
    assert sorted(name for name in results(store) if "/" in name) == [
        "a.牵头部门/卫健局.xlsx",
        "a.牵头部门/目录.xlsx",
        "a.牵头部门/财政局.xlsx",
    ]


def test_a_file_that_fails_leaves_what_stood_there(store, tmp_path):
    fill(tmp_path / "in", "a.txt")
    sent(tmp_path / "in", store)
    before = results(store)
    (tmp_path / "in" / "a.txt").write_bytes(b"")
    assert [type(each) for each in sent(tmp_path / "in", store)] == [Failed]
    assert results(store) == before


def test_results_that_cannot_be_put_cost_that_file_alone_and_leave_no_litter(store, tmp_path, monkeypatch):
    fill(tmp_path / "in", "a.txt", "b.txt")
    sent(tmp_path / "in", store)
    before = results(store)
    put = type(store.system).put_file
    fill(tmp_path / "in", "x/a.txt")
    for name in ("a.txt", "b.txt"):
        (tmp_path / "in" / name).write_text(TABLE.format("植树"), encoding="utf-8")

    def full(system, here, there, **more):
        if b"\xe6\xa4\x8d" in Path(here).read_bytes():  # 植
            raise OSError("quota exceeded")
        put(system, here, there, **more)

    monkeypatch.setattr(type(store.system), "put_file", full)
    told = {each.path.as_posix().removeprefix(f"{tmp_path}/in/"): each for each in sent(tmp_path / "in", store)}
    assert isinstance(told["x/a.txt"], Done)
    assert isinstance(told["a.txt"].error, NotCarried)
    assert complaint(told["b.txt"].error, "en") == (
        f"{store.address.at('b.json')} could not be read or written: quota exceeded. Check the connection and the room"
        " there, and run it again: what is done is not done again."
    )
    after = results(store)
    assert {name: after[name] for name in before} == before
    assert all(name.startswith("x/") for name in after.keys() - before.keys())


def test_who_reads_there_sees_the_old_result_or_the_new(store, tmp_path):
    if store.address.fleeting:
        pytest.skip("nobody else can read it")
    seen, made, ended = set(), set(), threading.Event()

    def watch():
        while not ended.is_set():
            seen.add(store.system.cat_file(store.path("a.xlsx")))

    reader = threading.Thread(target=watch)
    fill(tmp_path / "in", "a.txt")
    for at in range(6):
        (tmp_path / "in" / "a.txt").write_text(TABLE.format("植树" * (at % 2 * 999 + 1)), encoding="utf-8")
        sent(tmp_path / "in", store)
        made.add(stands(store)["a.xlsx"])
        if at == 0:
            reader.start()
    ended.set()
    reader.join()
    assert len(made) == 2
    assert seen and seen <= made


def test_a_chain_may_begin_with_the_whole_of_what_follows(tmp_path):
    (tmp_path / "server").mkdir()
    fill(tmp_path / "in", "a.txt")
    store = Store(Address(f"dir://::{(tmp_path / 'server').as_uri()}"))
    assert [type(each) for each in sent(tmp_path / "in", store)] == [Done]
    assert (tmp_path / "server" / "a.xlsx").exists()
    assert [each.name for each in (tmp_path / "server").iterdir() if each.is_dir()] == []


def test_a_store_that_does_not_replace_is_told_and_not_believed(tmp_path, monkeypatch):
    (tmp_path / "server").mkdir()
    store = Store(Address(f"dir://out::{(tmp_path / 'server').as_uri()}"))
    (tmp_path / "new.csv").write_bytes(b"new")
    monkeypatch.setattr(type(store.system), "mv", lambda *_: None)
    with pytest.raises(NotCarried, match=r"dir://out/a.csv::.* cannot be replaced"):
        store.put([(tmp_path / "new.csv", "a.csv")])
    assert stands(store) == {}


def test_what_a_killed_run_left_is_swept_and_what_is_not_ours_stays(store, tmp_path):
    fill(tmp_path / "in", "x/a.txt")
    litter = [".fubiao-1", "x/.fubiao-2", "x/a.牵头部门/.fubiao-3"]
    for name in (*litter, "别人的.xlsx"):
        store.system.pipe_file(store.path(name), b"") if not store.moves else store.create(name, b"")
    sent(tmp_path / "in", store)
    assert "别人的.xlsx" in stands(store)
    assert store.moves == (not set(litter) & stands(store).keys())


@pytest.mark.parametrize("there", ["memory://in/out", "memory://in", "memory://"])
def test_the_results_below_the_input_or_among_it_are_no_input(there):
    system = fsspec.filesystem("memory")
    system.store.clear()
    for name in ("/in/a.txt", "/in/outer/b.txt"):
        system.pipe_file(name, TABLE.format(name).encode())
    for _ in range(2):
        found = find([Address("memory://in")], Address(there))
        run(found, work(Path())._replace(there=Address(there)), 1, lambda _: None, in_line)
        assert [str(source) for source, _ in found.sources] == ["memory://in/a.txt", "memory://in/outer/b.txt"]
        # A run that is killed leaves pieces of its ledger.
        system.mv(f"{there}/.fubiao", f"{there}/.fubiao.0")
    system.store.clear()


def test_nothing_stays_on_this_machine(store, tmp_path, monkeypatch):
    fill(tmp_path / "in", "a.txt")
    (tmp_path / "here").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "here"))
    for _ in range(2):
        sent(tmp_path / "in", store)
    assert not list((tmp_path / "here").iterdir())


def test_a_folder_in_use_is_told_and_that_of_a_dead_run_is_taken(store, tmp_path, monkeypatch):
    fill(tmp_path / "in", "a.txt")
    monkeypatch.setattr("pipeline.batch.desk.BEAT", 0.05)
    with desk(store, []):
        with pytest.raises(FolderInUse):
            sent(tmp_path / "in", store)
        assert not results(store).keys() - {".fubiao.lock"}
    store.create(".fubiao.lock", b"a run that was killed")
    assert len(sent(tmp_path / "in", store)) == 1
    assert ".fubiao.lock" not in stands(store)


def test_a_run_taken_for_dead_does_not_write_over_the_books_of_the_next(store):
    with pytest.raises(FolderInUse), desk(store, []) as place:
        (place / "run.json").write_bytes(b"mine")
        store.write(".fubiao.lock", b"another's")
        store.create("run.json", b"another's")
    assert stands(store)["run.json"] == stands(store)[".fubiao.lock"] == b"another's"


def test_a_run_that_is_killed_goes_on_where_it_stopped(tmp_path):
    fill(tmp_path / "in", *(f"{at}.txt" for at in range(5)))
    (tmp_path / "server").mkdir()
    store = Store(Address(f"dir://out::{(tmp_path / 'server').as_uri()}"))
    blow = struck(4, "import time; time.sleep(1); os.kill(os.getpid(), getattr(signal, 'SIGKILL', signal.SIGTERM))")
    often = "from pipeline.batch import desk; desk.BEAT = 0.05; "
    ran = program(tmp_path, "convert", "in", "-o", store.address.whole, start=("-c", often + blow[1]))
    assert ran.returncode != 0
    assert ".fubiao.0" in stands(store)
    again = sent(tmp_path / "in", store)
    # The default formats were made before, and these are fewer: so the key differs, but what was written is known.
    assert sum(bool(each.entry["earlier"]) for each in again) == 4
    assert not [name for name in stands(store) if name.startswith((".fubiao.", ".fubiao-"))]


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("nowhere://out", "Protocol not known: nowhere"),
        ("zip://out::{tmp}/none.zip", "there is no such file, folder or bucket"),
        ("gs://out", "a package for such addresses is not installed"),
    ],
)
def test_an_address_that_takes_no_results_is_one_clear_line(address, reason, tmp_path):
    fill(tmp_path / "in", "a.txt")
    ran = program(tmp_path, "convert", "in", "-o", address.format(tmp=tmp_path.as_uri()))
    assert ran.returncode == 5
    assert ran.stderr.startswith("No results can be kept at ")
    assert reason in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


def test_an_address_of_this_machine_is_a_folder(tmp_path):
    fill(tmp_path / "in 一", "a.txt")
    ran = program(tmp_path, "convert", (tmp_path / "in 一").as_uri(), "-o", (tmp_path / "out 二").as_uri())
    assert (ran.returncode, ran.stderr) == (0, "")
    assert (tmp_path / "out 二" / ".fubiao.lock").exists()


def test_results_at_an_address_are_gathered_to_an_address(store, tmp_path):
    import pandas

    fill(tmp_path / "in", "甲[1].txt", "分/乙.txt")
    sent(tmp_path / "in", store)
    gathered(store.address, store.address.at("all/数据.parquet"))
    (tmp_path / "all.parquet").write_bytes(stands(store)["all/数据.parquet"])
    frame = pandas.read_parquet(tmp_path / "all.parquet")
    assert frame["结果"].tolist() == ["甲[1]", "甲[1]", "分/乙", "分/乙"]
    assert frame["任务"].tolist() == ["甲[1].txt", "架桥", "分/乙.txt", "架桥"]


def test_an_address_without_results_is_named_as_it_was_given(capsys):
    with pytest.raises(SystemExit) as ended:
        gathered(Address("memory://nothing"), Address("memory://all.xlsx"))
    assert ended.value.code == 4
    assert "There are no records in memory://nothing." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("outer", "inner", "below"),
    [
        ("s3://b/out", "s3://b/out/a.xlsx", True),
        ("s3://b/out/", "s3://b/out/x/a.xlsx", True),
        ("s3://b/out", "s3://b/output/a.xlsx", False),
        ("dir://out::sftp://host/x", "dir://out/a.xlsx::sftp://host/x", True),
        ("dir://out::sftp://host/x", "dir://out/a.xlsx::sftp://host/y", False),
    ],
)
def test_an_address_holds_what_lies_below_it(outer, inner, below):
    assert Address(outer).holds(Address(inner)) is below
