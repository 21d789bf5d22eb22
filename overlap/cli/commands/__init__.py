"""One module a command. `REGISTER` is the order in which the help lists them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import typer

from overlap.cli.commands.catalogue import register as catalogue
from overlap.cli.commands.check import register as check
from overlap.cli.commands.compare import register as compare
from overlap.cli.commands.config import register as config
from overlap.cli.commands.evaluate import register as evaluate
from overlap.cli.commands.explain import register as explain
from overlap.cli.commands.facets import register as facets
from overlap.cli.commands.gaps import register as gaps
from overlap.cli.commands.overlaps import register as overlaps
from overlap.cli.commands.review import register as review
from overlap.cli.commands.run import register as run
from overlap.cli.commands.sample import register as sample
from overlap.cli.commands.template import register as template
from overlap.cli.commands.themes import register as themes
from overlap.cli.commands.verify import register as verify
from overlap.wording.sections import Wording

Register = Callable[[typer.Typer, str, Wording, Any], None]

REGISTER: Mapping[str, Register] = {
    "run": run,
    "check": check,
    "catalogue": catalogue,
    "themes": themes,
    "facets": facets,
    "overlaps": overlaps,
    "gaps": gaps,
    "explain": explain,
    "compare": compare,
    "review": review,
    "sample": sample,
    "evaluate": evaluate,
    "config": config,
    "template": template,
    "verify": verify,
}
