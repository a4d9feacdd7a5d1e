"""Where the program itself fails, the line that a person reads names the file and the step."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pipeline.errors import PipelineError
from pipeline.run_errors import CannotWrite, ProgramFault


@contextmanager
def blamed(name: str, step: Callable[..., object]) -> Iterator[None]:
    """Name the file and the step of a failure; what is known to go wrong passes."""
    try:
        yield
    except PipelineError:
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:  # a long result grows in the temporary folder
            raise CannotWrite(name=name, reason=error.strerror or "") from error
        raise ProgramFault(name=name, step=called(step), reason=repr(error)) from error


def called(step: Callable[..., object]) -> str:
    """Give the one name of a step, a reader or a writer."""
    return str(getattr(step, "__name__", step))
