"""The command line. Each command is a module here; what it needs is imported when it runs, so that `plantrace --help` is instant."""

from .exporting import export_command
from .forgetting import forget_command
from .group import Commands, main
from .importing import import_command
from .inspecting import inspect_command
from .parties import parties_command
from .reviewing import review_command
from .serving import serve_command
from .status import status_command
from .tracing import compare_command, recur_command, report_command

__all__ = ["Commands", "main"]

for command in (
    *(import_command, inspect_command, status_command, forget_command),
    *(compare_command, recur_command, parties_command, export_command, report_command, review_command, serve_command),
):
    main.add_command(command)
