"""What fails inside a step or a writer is called by its cause."""

from __future__ import annotations

import errno

import pytest

from pipeline.blame import blamed
from pipeline.emit.to_json import to_json
from pipeline.run_errors import CannotWrite, ProgramFault


def test_a_full_temporary_folder_is_no_fault_of_the_program():
    with pytest.raises(CannotWrite, match="附件"), blamed("附件.docx", to_json):
        raise OSError(errno.ENOSPC, "No space left on device")


def test_any_other_failure_names_the_step():
    with pytest.raises(ProgramFault, match="to_json"), blamed("附件.docx", to_json):
        raise OSError(errno.EIO, "Input/output error")
