"""Runs the command line with ``python -m cxadvisor``."""

from cxadvisor.cli import main

main(prog_name="cxadvisor")
