"""``python -m workflow.cli``: the desk, where no command is installed."""

from workflow.cli import main

main()
