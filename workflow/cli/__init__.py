"""The desk: parse, call one duty, say what happened."""


def main() -> None:
    """Run the command line; never shows a traceback to staff."""
    from workflow.cli.desk import run  # the desk imports click; nothing else of the house is needed to find it

    run()
