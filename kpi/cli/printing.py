"""What the commands print for people: plain lines, the same figures as ``--json``."""

from collections.abc import Iterable, Sequence
from datetime import date

import typer

from kpi.facts.proposal import Revision
from kpi.intake.import_report import ImportReport
from kpi.language import Words
from kpi.money.sums import BudgetPicture
from kpi.programme.plan import Programme
from kpi.score.scores import GoalScore, IndicatorScore

AGREED = frozenset(["y", "yes", "j", "ja"])
COUNTED = ("rows", "new", "changed", "unchanged", "rejected", "retired")


def print_table(rows: Iterable[Sequence[str]], right: frozenset[int] = frozenset()) -> None:
    """Print rows in columns; ``right``: the columns of figures."""
    lines = [list(row) for row in rows]
    widths = [max(len(row[i]) for row in lines) for i in range(len(lines[0]))] if lines else []
    for row in lines:
        padded = enumerate(zip(row, widths, strict=True))
        cells = [cell.rjust(width) if i in right else cell.ljust(width) for i, (cell, width) in padded]
        typer.echo("  ".join(cells).rstrip())


def print_scorecard(
    programme: Programme, day: date, scores: Sequence[IndicatorScore], goals: Sequence[GoalScore], words: Words
) -> None:
    """The scorecard: one line an indicator, and the sentence that says why."""
    typer.echo(words("{programme} on {day}", programme=programme.name.in_(words.language), day=words.date(day)))
    for goal in goals:
        title = programme.goals[[one.id for one in programme.goals].index(goal.id)].short.in_(words.language)
        typer.echo("")
        typer.echo(words("Goal {id}: {title} – score {score}", id=goal.id, title=title, score=words.share(goal.score)))
        for score in scores:
            if score.goal == goal.id:
                _print_indicator(programme, score, words)


def _print_indicator(programme: Programme, score: IndicatorScore, words: Words) -> None:
    title = programme.indicator(score.id).title.in_(words.language)
    status = programme.statuses[score.status.value].in_(words.language)
    typer.echo(f"  {title}: {status}")
    typer.echo(f"    {words.say(score.explanation)}")


def print_budget(programme: Programme, day: date, money: BudgetPicture, words: Words) -> None:
    """The money of a plan year: lines, totals, financing and subsidy."""
    typer.echo(words("Plan year {plan_year} on {day}", plan_year=money.plan_year, day=words.date(day)))
    heads = ("Line", "Budget", "Ordered", "Actual", "Paid", "Remaining")
    rows = [tuple(words(head) for head in heads)]
    for line in (*money.lines, money.totals):
        amounts = (line.budget, line.committed, line.actual, line.paid, line.remaining)
        rows.append((words.say(line.title), *(words.money(amount, cents=True) for amount in amounts)))
    print_table(rows, right=frozenset(range(1, 6)))
    financing, subsidy = money.financing, money.subsidy
    typer.echo("")
    typer.echo(
        words(
            "Contributions: pledged {pledged}, invoiced {invoiced}, received {received} of {target}",
            pledged=words.money(financing.pledged),
            invoiced=words.money(financing.invoiced),
            received=words.money(financing.received),
            target=words.money(financing.target),
        )
    )
    typer.echo(
        words(
            "Subsidy that today's costs give: {amount}; uncovered {uncovered}; gap in the plan {gap}",
            amount=words.money(subsidy.amount),
            uncovered=words.money(subsidy.uncovered),
            gap=words.money(subsidy.plan_gap),
        )
    )
    titles = {output.id: output.title for output in programme.outputs}
    for output in money.outputs:
        said = {"planned": words.number(output.planned), "delivered": words.number(output.delivered)}
        typer.echo(words("{output}: {delivered} of {planned} delivered", output=words.say(titles[output.id]), **said))


def print_revisions(revisions: Sequence[Revision], words: Words) -> None:
    """One line a revision."""
    if not revisions:
        typer.echo(words("Nothing was recorded yet."))
        return
    print_table(
        (str(one.number), f"{one.at.astimezone():%Y-%m-%d %H:%M}", one.by, ", ".join(one.files) or one.note)
        for one in revisions
    )


def retirement_agreed(programme: Programme, report: ImportReport, words: Words) -> bool:
    """Show on standard error which rows would be retired, and ask whether that is meant; anything but yes is no."""
    for one in report.retired:
        sheet = programme.sheets[one.register].label
        sentence = words.plural(
            "{n} row of {sheet} isn't in these files and will be retired:",
            "{n} rows of {sheet} aren't in these files and will be retired:",
            one.count,
            sheet=sheet,
        )
        typer.echo("\n  ".join([sentence, *one.rows]), err=True)
        if one.count > len(one.rows):
            typer.echo("  " + words("and {n} more", n=words.number(one.count - len(one.rows))), err=True)
    question = words("Retire them and store the rest? (yes or no)")
    answer = typer.prompt(question, default="", show_default=False, err=True)
    return answer.strip().casefold() in AGREED


def print_import(report: ImportReport, words: Words, dry_run: bool) -> None:
    """What became of each file, and every problem with its cell."""
    found = report.to_json(words)
    for file in found["files"]:
        typer.echo(file["name"])
        for sheet in file["sheets"]:
            counts = {key: words.number(sheet[key]) for key in COUNTED}
            typer.echo(
                words(
                    "  {sheet}: {rows} rows, {new} new, {changed} changed, {unchanged} unchanged, {rejected} rejected, "
                    "{retired} retired",
                    sheet=sheet["sheet"],
                    **counts,
                )
            )
    for problem in found["problems"]:
        place = " ".join(str(problem[key]) for key in ("file", "sheet", "cell") if problem[key])
        typer.echo(f"{place}: {problem['message']}")
    if found["revision"] is not None:
        typer.echo(words("Recorded as revision {revision}.", revision=found["revision"]))
    elif dry_run and not report.refused:
        typer.echo(words("Checked; nothing was stored."))
