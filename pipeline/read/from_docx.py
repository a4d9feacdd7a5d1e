"""Whatever a person sees in a table on Word's page, at the place where it stands, and nothing that Word hides."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.profile import Profile
from pipeline.read.whole_file import whole_file
from pipeline.read.word_file import read_word
from pipeline.result import Document, Source


def from_docx(path: Path, profile: Profile) -> Document:
    """Read the tables of a Word file; what Word does not show leaves, what is not certain is doubted.

    >>> told(from_word(tbl(tr("序号", "任务"), tr("1", tc(p(r("修路") + r("十里", "<w:strike/>")))))))
    D010 2:2 text=十里
    >>> told(from_word(tbl(tr("序号", "任务"), tr("1", tc(p(r("修路") + r("内部", "<w:vanish/>")))))))
    R011 2:2 '内部' -> '' sure
    >>> deleted = '<w:del w:id="1"><w:r><w:delText>架桥</w:delText></w:r></w:del>'
    >>> told(from_word(tbl(tr("序号", "任务"), tr("1", tc(p(r("修路") + deleted))))))
    R010 2:2 '架桥' -> '' sure
    >>> note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    >>> told(from_word(tbl(tr("序号", "任务"), tr("1", tc(p(r("修路100里") + note))))))
    R012 2:2 '1' -> '' sure

    Rows that were deleted or hidden are no rows; of a table that has no others nothing is left.

    >>> gone, hidden = '<w:del w:id="1"/>', "<w:hidden/>"
    >>> told(from_word(tbl(tr("序号", "任务"), tr("1", "修路"), tr("2", "架桥", props=gone))))
    R015 3:0 '2｜架桥' -> '' sure
    >>> told(from_word(tbl(tr("序号", "任务"), tr("1", "修路"), tr(tc(p(r("架桥", "<w:vanish/>"))), props=hidden))))
    R016 3:0 '架桥' -> '' sure
    >>> told(from_word(tbl(tr("序号", "任务"), tr("1", "修路")), tbl(tr("2", "架桥", props=gone))))
    D018 0:0 text=2｜架桥

    Merges hold where they can be understood.

    >>> begins, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    >>> told(from_word(tbl(tr("类别", "任务"), tr(tc("道路", begins), "修路"), tr(tc("旧名", goes_on), "架桥"))))
    R014 3:1 '旧名' -> '' sure
    >>> told(from_word(tbl(tr(tc("类别", goes_on), "任务"), tr("道路", "修路"))))
    D011 1:1
    >>> told(from_word(tbl(tr(tc("序号", '<w:gridSpan w:val="abc"/>'), "任务"), tr("1", "修路"))))
    D012 1:1 said=abc
    >>> two = '<w:gridSpan w:val="2"/>'
    >>> ragged = tr("序号", tc("任务", two), tc("单位", two)), tr(tc("1", two), tc("修路", two), "交通局")
    >>> told(from_word(tbl(*ragged, tr(tc("2", two), "植树", tc("林业局", two)), widths=(1500, 40, 1500, 30, 1500))))
    R013 1:0 '5' -> '3' inferred

    What lies beside the tables of the text is told, and so is what is damaged.

    >>> plain = tbl(tr("序号", "任务"), tr("1", "修路"))
    >>> told(from_word(plain, '<w:altChunk r:id="rId9"/>'))
    D015 0:0 count=1
    >>> header = {"word/header1.xml": f"<w:hdr {NS}>{tbl(tr('表号', '甲1'))}</w:hdr>"}
    >>> told(from_word(plain, more=header | {"word/_rels/document.xml.rels": relations(("header", "header1.xml"))}))
    D016 0:0 text=表号甲1
    >>> drawing = '<wp:inline><wp:extent cx="5400000" cy="2880000"/><a:graphic><a:blip/></a:graphic></wp:inline>'
    >>> told(from_word(plain, "附件2 分工表", p(f"<w:r><w:drawing>{drawing}</w:drawing></w:r>")))
    D017 0:0 text=附件2 分工表
    >>> told(from_word(plain, cut=True))
    D013 0:0
    >>> listed = tbl(tr("序号", "任务"), tr(tc(p("", in_list())), "修路"))
    >>> told(from_word(listed, numbering="x", more={"word/numbering.xml": "<w:numb"}))
    D014 0:0 part=word/numbering.xml
    """
    data = whole_file(path, profile)
    grids = read_word(path.name, data, profile)
    return Document(Source(path.name, "docx", hashlib.sha256(data).hexdigest()), grids)
