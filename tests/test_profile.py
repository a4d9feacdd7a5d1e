"""Each kind of setting does what it says, end to end; a wrong one is answered by what would be right."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from pipeline import flow
from pipeline.emit.flat import flat_tables
from pipeline.errors import CannotRead, PipelineError
from pipeline.flow import convert
from pipeline.messages import complaint
from pipeline.profile import default_profile, load_profile
from pipeline.result import Wish
from pipeline.run_errors import ProfileEncoding, ProfileError, ProfileSyntax, ProfileValue
from pipeline.settings import laid_over
from pipeline.skipping import check_skipped
from tests.build import dump
from tests.runs import fill, program
from tests.test_cli import fubiao

SAMPLE = next((Path(__file__).parents[1] / "input").glob("*.txt"))
ROWS = (
    ("序号", "任务", "督办人", "责任单位", "金额"),
    ("1", "修路", "王亮李四", "综合行政执法局西投公司", "合计"),
    ("2", "植树", "辛勤", "一镇两办", "5"),
)


@pytest.fixture
def own(tmp_path):
    """Give the question what a table becomes under a profile."""

    def cleaned(profile: str, rows=ROWS):
        (tmp_path / "own.toml").write_text(profile, encoding="utf-8")
        (tmp_path / "甲.txt").write_text("某区任务表\n" + dump(*rows), encoding="utf-8")
        return convert(tmp_path / "甲.txt", load_profile(tmp_path / "own.toml"))

    return cleaned


def column(result, name: str):
    seen = result.tables[0].table
    at = [each.name for each in seen.columns].index(name)
    return seen.columns[at], seen.texts(at)


def test_role_words_replace_the_built_in_ones_or_join_them(own):
    assert column(own(""), "督办人")[0].role == ""
    assert column(own('[roles]\nperson = ["...", "督办人"]\n'), "督办人")[0].role == "person"
    assert column(own('[roles]\nunit = ["督办人"]\n'), "责任单位")[0].role == ""


def test_known_units_settle_what_is_glued(own):
    assert column(own(""), "责任单位")[1][0] == "综合行政执法局西投公司"
    known = '[units]\nknown = ["综合行政执法局", "西投公司"]\n'
    assert column(own(known), "责任单位")[1][0] == "综合行政执法局\n西投公司"


def test_known_people_settle_what_is_glued_and_padded(own):
    words = '[roles]\nperson = ["...", "督办人"]\n[people]\nknown = ["王亮", "李四"]\n'
    assert column(own(words), "督办人")[1][0] == "王亮\n李四"


def test_separators_part_people_and_units_and_nothing_is_lost(own):
    rows = (("责任人", "责任单位"), ("王亮#李四", "交通局~财政局"), ("辛勤", "住建（交通~水利）局"))
    assert column(own("", rows), "责任单位")[1][0] == "交通局~财政局"
    words = '[people]\nseparators = ["...", "#"]\n[units]\nseparators = ["...", "~"]\n'
    result = own(words, rows)
    assert column(result, "责任人")[1] == ["王亮\n李四", "辛勤"]
    assert column(result, "责任单位")[1] == ["交通局\n财政局", "住建（交通~水利）局"]
    assert result.audit.lost == 0


def test_aliases_are_spelt_out_in_the_long_sheet_only(own):
    result = own('[aliases]\n"一镇两办" = ["祝丰镇", "金凤街道"]\n')
    wish = Wish(aliases={"一镇两办": ("祝丰镇", "金凤街道")})
    duties = next(flat for flat in flat_tables(result, wish) if flat.name == "responsibilities")
    assert {"祝丰镇", "金凤街道"} <= {value for row in duties.rows for value in row}
    assert column(result, "责任单位")[1][1] == "一镇两办"


def test_a_step_is_skipped(own):
    assert column(own('skip = ["split_units"]\n[units]\nknown = ["综合行政执法局", "西投公司"]\n'), "责任单位")[1][
        0
    ] == ("综合行政执法局西投公司")


def test_marks_and_thresholds_hold(own):
    rows = (("序号", "类别", "任务"), ("1", "道路", "甲"), ("2", "", "乙"), ("3", "绿化", "丙"), ("4", "绿化", "丁"))
    assert column(own("", rows), "类别")[1] == ["道路", "道路", "绿化", "绿化"]
    assert column(own("[thresholds]\ngrouping = 0.9\n", rows), "类别")[1][1] == ""
    totals = (("序号", "任务", "金额"), ("1", "甲", "3"), ("2", "乙", "4"), ("", "总和", "7"))
    assert len(own("", totals).tables[0].table.rows) == 3
    assert len(own('[marks]\ntotal = ["总和"]\n', totals).tables[0].table.rows) == 2
    prose = (("责任单位", "任务"), ("甲局", "一"), ("由甲局会同乙局共同办理。", "二"))
    assert column(own("", prose), "责任单位")[0].role != "unit"
    assert column(own("[thresholds]\nrole = 0.5\n", prose), "责任单位")[0].role == "unit"


def test_a_limit_holds(own):
    with pytest.raises(PipelineError, match="more than 3"):
        own("[limits]\ncells = 3\n")


@pytest.mark.parametrize(
    "step", [step for step in (*flow.STEPS, *flow.LAST) if step is not flow.find_header], ids=lambda step: step.__name__
)
def test_any_step_can_be_left_out_and_nothing_is_lost(step, tmp_path):
    (tmp_path / "own.toml").write_text(f'skip = ["{step.__name__}"]\n', encoding="utf-8")
    result = convert(SAMPLE, check_skipped(load_profile(tmp_path / "own.toml"), "own.toml"))
    assert result.audit.lost == 0
    assert not [each for each in result.tables[0].repairs if each.step == step.__name__]


@pytest.mark.parametrize(
    ("text", "error", "said"),
    [
        ("serial = 'keep'", ProfileError, ("serial;", "serials")),
        ("[threshold]\nrole = 1", ProfileError, ("threshold;", "thresholds")),
        ("[thresholds]\nroles = 1", ProfileError, ("thresholds.roles;", "role")),
        ("[units]\nknwon = ['甲局']", ProfileError, ("units.knwon;", "known")),
        ("serials = 'kept'", ProfileValue, ("serials = 'kept'", "fill or keep")),
        ("serials = 1", ProfileValue, ("fill or keep",)),
        ("skip = 'clean_text'", ProfileValue, ("a list of texts",)),
        ("skip = [1]", ProfileValue, ("a list of texts",)),
        ("units = ['甲局']", ProfileValue, ("a table of settings",)),
        ("[units]\nknown = '甲局'", ProfileValue, ("units.known", "a list of texts")),
        ("[aliases]\n'一镇两办' = '祝丰镇'", ProfileValue, ("aliases.一镇两办", "a list of texts")),
        ("[thresholds]\nrole = 1.5", ProfileValue, ("thresholds.role = 1.5", "a number from 0 to 1")),
        ("[thresholds]\nrole = true", ProfileValue, ("a number from 0 to 1",)),
        ("[limits]\nseconds = 0", ProfileValue, ("a whole number above 0",)),
        ("[limits]\nseconds = 1.5", ProfileValue, ("a whole number above 0",)),
        ("[limits]\nseconds = true", ProfileValue, ("a whole number above 0",)),
        ("skip = []\nserials = keep", ProfileSyntax, ("line 2",)),
        ("skip = [", ProfileSyntax, ("line 1",)),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_answered_in_both_languages(text, error, said, tmp_path):
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    with pytest.raises(error) as raised:
        load_profile(tmp_path / "own.toml")
    told = complaint(raised.value, "en")
    assert "own.toml" in told
    assert all(each in told for each in said), told
    assert complaint(raised.value, "zh") != told


def test_notepads_mark_is_no_matter_and_another_encoding_is_said(tmp_path):
    path = tmp_path / "fubiao.toml"
    path.write_bytes('\ufeffserials = "keep"\r\n[units]\r\nknown = ["甲局"]\r\n'.encode())
    assert load_profile(path).serials == "keep"
    assert tomllib.loads(laid_over(path))["units"]["known"] == ["甲局"]
    path.write_bytes('[units]\nknown = ["综合行政执法局"]\n'.encode("gb18030"))
    with pytest.raises(ProfileEncoding) as raised:
        load_profile(path)
    assert "UTF-8" in complaint(raised.value, "zh")
    with pytest.raises(CannotRead):
        load_profile(tmp_path)


@pytest.mark.parametrize(("step", "nearest"), [("find_target", "find_targets"), ("find_header", "can do without")])
def test_a_step_that_cannot_be_left_out_is_answered_by_the_nearest_that_can(step, nearest, tmp_path):
    (tmp_path / "own.toml").write_text(f'skip = ["{step}"]\n', encoding="utf-8")
    ran = fubiao("convert", "--profile", "own.toml", cwd=tmp_path)
    assert ran.returncode == 2
    assert nearest in ran.stderr
    assert "Traceback" not in ran.stderr


def test_what_is_printed_can_be_given_back_and_is_the_same(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(
        'serials = "keep"\n[roles]\nperson = ["...", "督办人"]\n[aliases]\n"一镇" = ["甲镇"]\n', encoding="utf-8"
    )
    again = tmp_path / "again.toml"
    again.write_text(laid_over(own), encoding="utf-8")
    assert load_profile(again) == load_profile(own) != default_profile()
    assert "..." not in load_profile(own).roles["person"]
    again.write_text(laid_over(None), encoding="utf-8")
    assert load_profile(again) == default_profile()


@pytest.mark.parametrize(
    "text",
    [
        "skip = " + "[" * 5000, "skip = " + "[" * 5000 + "]" * 5000, "a" + ".a" * 20_000 + " = 1", "[a" + ".a" * 20_000 + "]",
        "[limits]\ncells = " + "9" * 5000, "\0", 'skip = "\\ud800"',
    ],
    ids=["open", "nested", "dotted", "dotted table", "digits", "nul", "half a pair"],
)  # fmt: skip
def test_a_profile_that_means_harm_is_no_toml(text, tmp_path):
    """It may lie in a folder of attachments that somebody else has filled."""
    path = tmp_path / "fubiao.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProfileSyntax):
        load_profile(path)


def test_bounds_beyond_what_a_system_counts_are_no_bounds(tmp_path):
    fill(tmp_path / "in", "a.txt")
    (tmp_path / "in" / "fubiao.toml").write_text(
        f"[limits]\nseconds = {10**30}\nmegabytes = {10**30}\ncells = {10**30}\n"
    )
    ran = program(tmp_path, "convert", "in", "--jobs", "1")
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_a_device_is_no_profile():
    with pytest.raises(CannotRead, match="Not a regular file"):
        load_profile(Path(os.devnull))
