"""What cannot be done away from this machine: on a cluster, at an address."""

from __future__ import annotations

from pipeline.errors import PipelineError


class NoScheduler(PipelineError):
    """The scheduler of a cluster does not answer."""

    code = "E230"
    template = "No scheduler answers at {name}: {reason}."
    hint = "Start one (dask scheduler) with workers that see the same folders, and check the address."
    exit_code = 2


class OtherVersion(PipelineError):
    """A machine of a cluster has another version of this program, or none."""

    code = "E237"
    template = "On {name} of the cluster the version of fubiao is {theirs}, on this computer {ours}."
    hint = "Install this version where the scheduler and the workers run (- stands for none), start them anew and try again."
    exit_code = 2


class NotShared(PipelineError):
    """A worker of a cluster does not see a folder."""

    code = "E238"
    template = "The worker {name} does not see the folder {folder}."
    hint = "Take a folder that every worker sees under the same path, such as a mounted share, or an address (s3://…)."
    exit_code = 2


class ClusterLost(PipelineError):
    """A cluster went away in the middle of a run."""

    code = "E239"
    template = "The cluster at {name} was lost: {reason}."
    hint = "Start it again and run it again: what is done is not done again."
    exit_code = 5


class NoAddress(PipelineError):
    """An address that was named cannot be listed."""

    code = "E233"
    template = "Nothing can be read at {name}: {reason}."
    hint = "Check the address, and that this computer may read there."
    exit_code = 2


class NotFetched(PipelineError):
    """A file that lies elsewhere could not be fetched; the others are."""

    code = "E234"
    template = "{name} could not be fetched: {reason}."
    hint = "Check that this computer may read it, and try again."


class NoPlace(PipelineError):
    """No results can be kept at an address that was named for them."""

    code = "E235"
    template = "No results can be kept at {name}: {reason}."
    hint = "Check the address, and that this computer may read, write and delete there; archives and web sites take no results."
    exit_code = 5


class NotCarried(PipelineError):
    """A result could not be read or written at its address."""

    code = "E236"
    template = "{name} could not be read or written: {reason}."
    hint = "Check the connection and the room there, and run it again: what is done is not done again."
    exit_code = 5
