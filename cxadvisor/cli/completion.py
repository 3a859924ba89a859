"""``cxadvisor completion``: prints what a shell needs to complete commands, options and rule names."""

from __future__ import annotations

import click

from cxadvisor.cli.output import print_data


@click.command(name="completion", short_help="Print the completion script for a shell.")
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the completion script for a shell.

    \b
      bash  eval "$(cxadvisor completion bash)"    in ~/.bashrc
      zsh   eval "$(cxadvisor completion zsh)"     in ~/.zshrc
      fish  cxadvisor completion fish > ~/.config/fish/completions/cxadvisor.fish
    """
    from click.shell_completion import get_completion_class

    completion = get_completion_class(shell)
    assert completion is not None
    print_data(completion(ctx.find_root().command, {}, "cxadvisor", "_CXADVISOR_COMPLETE").source())
