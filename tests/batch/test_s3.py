"""Results in a bucket of S3, as moto plays it: conditions, permissions and what goes wrong on the way."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from pipeline.away_errors import NoPlace
from pipeline.batch.addresses import Address
from pipeline.batch.claim import LOCK
from pipeline.batch.find import expanded, find
from pipeline.batch.run import run
from pipeline.batch.stores import Store
from pipeline.batch.ways import in_line
from pipeline.commands.gather import gathered
from pipeline.messages import complaint
from pipeline.run_errors import FolderInUse
from tests.runs import TABLE, fill, work

s3fs = pytest.importorskip("s3fs", reason="s3fs is not installed")
server = pytest.importorskip("moto.server", reason="moto[server] is not installed")
backends = pytest.importorskip("moto.backends")
pytestmark = pytest.mark.long
OUT = Address("s3://bucket/out")


@pytest.fixture(scope="module")
def playing():
    """Play S3 on this machine, and give the address."""
    playing = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    playing.start()
    host, port = playing.get_host_and_port()
    yield f"http://{host}:{port}"
    playing.stop()


@pytest.fixture
def s3(playing, monkeypatch):
    """Give a file system with an empty bucket."""
    known = {"ACCESS_KEY_ID": "key", "SECRET_ACCESS_KEY": "secret", "DEFAULT_REGION": "us-east-1"}
    for name, value in {"ENDPOINT_URL": playing, "EC2_METADATA_DISABLED": "true", **known}.items():
        monkeypatch.setenv(f"AWS_{name}", value)
    backends.get_backend("s3").reset()
    s3fs.S3FileSystem.clear_instance_cache()
    system = s3fs.S3FileSystem()
    system.mkdir("bucket")
    yield system
    s3fs.S3FileSystem.clear_instance_cache()


def sent(source: str, there: Address = OUT, **wanted: object) -> list:
    told: list = []
    run(find(expanded([source]), there), work(Path(), **wanted)._replace(there=there), 1, told.append, in_line)
    return told


def test_a_bucket_gives_and_takes_what_a_folder_does(s3, tmp_path):
    fill(tmp_path / "in", "甲[1].txt", "分/乙.txt")
    s3.put(str(tmp_path / "in"), "bucket/in", recursive=True)
    for given in (str(tmp_path / "in"), "s3://bucket/in"):
        assert all(each.fresh for each in sent(given))
        assert not any(each.fresh for each in sent(given))
    run(find([tmp_path / "in"], tmp_path / "near"), work(tmp_path / "near"), 1, lambda _: None, in_line)
    near = {path.relative_to(tmp_path / "near").as_posix(): path for path in (tmp_path / "near").rglob("*.*")}
    there = {path.removeprefix("bucket/out/"): s3.cat_file(path) for path in s3.find("bucket/out")}
    assert there.keys() | {LOCK} >= near.keys()
    assert all(there[name] == path.read_bytes() for name, path in near.items() if name[0] not in ".r")
    assert json.loads(there["run.json"])["summary"]["up to date"] == 2
    gathered(OUT, Address("s3://bucket/all.sqlite"))
    assert s3.cat_file("bucket/all.sqlite").startswith(b"SQLite format 3")


def test_only_one_of_two_takes_a_bucket(s3, tmp_path, monkeypatch):
    store = Store(OUT)
    assert store.create(LOCK, b"one")
    assert not store.create(LOCK, b"two")
    assert store.read(LOCK) == b"one"
    monkeypatch.setattr(Store, "read", lambda *_: None)  # the other began after this one had looked
    fill(tmp_path / "in", "a.txt")
    with pytest.raises(FolderInUse, match="s3://bucket/out is in use"):
        sent(str(tmp_path / "in"))


def test_who_reads_a_bucket_sees_the_old_result_or_the_new(s3, tmp_path):
    seen, ended = set(), threading.Event()

    def watch():
        mine = s3fs.S3FileSystem(skip_instance_cache=True)
        while not ended.is_set():
            seen.add(mine.cat_file("bucket/out/a.xlsx"))

    made = set()
    for at in range(6):
        fill(tmp_path / "in", "a.txt")
        (tmp_path / "in" / "a.txt").write_text(TABLE.format("植树" * (at % 2 * 999 + 1)), encoding="utf-8")
        sent(str(tmp_path / "in"))
        made.add(s3.cat_file("bucket/out/a.xlsx"))
        if at == 0:
            reader = threading.Thread(target=watch)
            reader.start()
    ended.set()
    reader.join()
    assert len(made) == 2
    assert seen and seen <= made


def refused(tmp_path: Path, there: Address = OUT) -> tuple[str, str]:
    fill(tmp_path / "in", "a.txt")
    s3fs.S3FileSystem.clear_instance_cache()
    with pytest.raises(NoPlace) as error:
        sent(str(tmp_path / "in"), there)
    return complaint(error.value, "en"), complaint(error.value, "zh")


def test_a_bucket_that_is_not_there_is_told_and_not_made(s3, tmp_path):
    english, chinese = refused(tmp_path, Address("s3://bucekt/out"))
    assert english.startswith("No results can be kept at s3://bucekt/out: there is no such file, folder or bucket.")
    assert chinese.startswith("无法在 s3://bucekt/out 存放结果：没有这个文件、文件夹或存储桶。")
    assert s3.ls("") == ["bucket"]


def test_missing_credentials_are_told(s3, tmp_path, monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    english, chinese = refused(tmp_path)
    assert "this computer has no credentials for it." in english
    assert "本机没有访问该处的凭据。" in chinese


def test_a_refused_permission_is_told(s3, tmp_path, monkeypatch):
    monkeypatch.setattr("moto.settings.INITIAL_NO_AUTH_ACTION_COUNT", 0)
    english, chinese = refused(tmp_path)
    assert "this computer may not do that there." in english
    assert "本机在该处没有相应权限。" in chinese


def test_an_address_where_nobody_answers_is_told(s3, tmp_path, monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setattr("s3fs.core.S3FileSystem.retries", 1)
    english, chinese = refused(tmp_path)
    assert "nobody answers there." in english
    assert "对方没有应答。" in chinese
