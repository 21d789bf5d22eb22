"""`overlap evaluate`: agreement with labels made by people, beside two simple ways of matching."""

from pathlib import Path
from typing import Any

import typer

from overlap.cli import options
from overlap.wording.sections import Wording


def register(app: typer.Typer, name: str, words: Wording, cls: Any) -> None:
    @app.command(name, cls=cls, help=words.cli.details[name])
    def evaluate(
        file: Path = options.file(words),
        gold: Path | None = options.option(words, "gold"),
        labels: list[Path] = options.option(words, "labels", []),
        chosen: options.Format = options.output_format(words),
        facets_gold: bool = options.option(words, "facets_gold", default=False),
        ablate: bool = options.option(words, "ablate", default=False),
        lexicon: Path | None = options.lexicon(words),
        sheet: str | None = options.sheet(words),
        header_row: int | None = options.header_row(words),
        language: options.Language | None = options.spoken(words),
        verbose: bool = options.verbose(words),
    ) -> None:
        from overlap.cli import judged, labelling
        from overlap.cli.settings import NO_DECISIONS
        from overlap.cli.show import deliver
        from overlap.cli.works import work as work_on
        from overlap.errors import UsageError

        work = work_on(file, sheet=sheet, header_row=header_row, lexicon=lexicon, decisions=NO_DECISIONS)
        if labels:
            read = [labelling.labels(work, path) for path in labels]
            said, lost = labelling.judged(work, [one for one, _ in read]), sum(lost for _, lost in read)
            deliver(
                chosen,
                words,
                records=lambda: labelling.records(said, lost),
                sheets=lambda: [labelling.told(said, lost, words)],
            )
        if gold is None and not labels:
            raise UsageError("gold_or_labels")
        if gold is not None:
            found = judged.results(work, gold, facets_gold=facets_gold, ablate=ablate)
            deliver(chosen, words, records=lambda: judged.records(found), sheets=lambda: judged.sheets(found, words))
