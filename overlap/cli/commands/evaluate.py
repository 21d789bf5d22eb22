"""`overlap evaluate`: agreement with labels made by people, beside two simple ways of matching."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from overlap.cli import options
from overlap.cli.talk import tell
from overlap.errors import UsageError
from overlap.wording.sections import Wording

if TYPE_CHECKING:
    from overlap.cli.pipeline import Work
    from overlap.review.labelled import Judged


def _labelled(
    work: "Work", labels: list[Path], wished: float | None, chosen: options.Format, words: Wording
) -> "Judged":
    """What the labels say, shown."""
    from overlap.cli import labelling
    from overlap.cli.show import deliver

    read = [labelling.labels(work, path) for path in labels]
    said, lost = labelling.judged(work, [one for one, _ in read], wished), sum(lost for _, lost in read)
    deliver(
        chosen,
        words,
        records=lambda: labelling.records(said, lost),
        sheets=lambda: [labelling.told(said, lost, words)],
    )
    return said


def register(app: typer.Typer, name: str, words: Wording, cls: Any) -> None:
    @app.command(name, cls=cls, help=words.cli.details[name])
    def evaluate(
        file: Path = options.file(words),
        gold: Path | None = options.option(words, "gold"),
        labels: list[Path] = options.option(words, "labels", []),
        precision: float | None = options.option(words, "precision"),
        write: bool = options.option(words, "write", default=False),
        date: datetime | None = options.day(words, "labels_date"),
        chosen: options.Format = options.output_format(words),
        facets_gold: bool = options.option(words, "facets_gold", default=False),
        ablate: bool = options.option(words, "ablate", default=False),
        decisions: Path | None = options.option(words, "with_decisions"),
        lexicon: Path | None = options.lexicon(words),
        sheet: str | None = options.sheet(words),
        header_row: int | None = options.header_row(words),
        language: options.Language | None = options.spoken(words),
        verbose: bool = options.verbose(words),
    ) -> None:
        from overlap.cli import calibration, judged
        from overlap.cli.settings import NO_DECISIONS
        from overlap.cli.show import day_of, deliver, voice
        from overlap.cli.works import work as work_on

        if gold is None and not labels:
            raise UsageError("gold_or_labels")
        if precision is not None and not 0 < precision < 1:
            raise UsageError("precision_no_share", found=f"{precision:g}")
        if write and not labels:
            raise UsageError("write_what")
        work = work_on(file, sheet=sheet, header_row=header_row, lexicon=lexicon, decisions=decisions or NO_DECISIONS)
        if labels:
            said = _labelled(work, labels, precision, chosen, words)
            if write:
                day = max(day_of(path, date.date() if date else None) for path in labels)
                tell(calibration.put(said, work, day.isoformat()).told(words))
        if gold is not None:
            found = judged.results(work, gold, facets_gold=facets_gold, ablate=ablate)
            theme = voice(work, words).labels.title
            deliver(
                chosen,
                words,
                records=lambda: judged.records(found),
                sheets=lambda: judged.sheets(found, words, theme),
            )
