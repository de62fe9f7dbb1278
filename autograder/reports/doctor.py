"""What this machine can isolate, in the terminal."""

from rich.console import Console
from rich.text import Text

from autograder.sandbox.isolation import WITHOUT_LIBRARY, Report


def show_isolation(report: Report, console: Console) -> None:
    """Print each wall between submissions and this machine, and for those that do not stand what would help."""
    console.print(f"isolation level {report.level}")
    for layer in report.layers:
        state = Text("on ", "green") if layer.on else Text("off", "red")
        console.print(Text.assemble("  ", state, f"  {layer.wall.value:<11} {layer.meaning}"), soft_wrap=True)
        if not layer.on:
            why = f"{layer.reason}; " if layer.reason else ""
            console.print(Text(f"       {'':<11} {why}{layer.fix}", "dim"), soft_wrap=True)
    if not report.has_library:
        console.print(Text(WITHOUT_LIBRARY, "yellow"), soft_wrap=True)
