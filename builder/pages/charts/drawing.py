"""Charts as raw HTML for Markdown pages: columns in strips, bars in a list, arcs between rows. One line each, so that Markdown lets it be.

Strips of one chart share their columns and their scale, and each bears its name and its peak in words: nothing is told by colour.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil

from builder.pages.markdown import escape_html, in_language
from builder.pages.names import capital
from builder.pages.words import Words

__all__ = ["Bar", "Strip", "arcs", "bar_chart", "column_chart", "figures"]

_LEVELS, _LEVEL = 4, 14  # how many heights a strip can have, as classes of charts.css, and the units of each
_LOWEST = 1.5  # units of a column, so that what is there at all can be seen


@dataclass(frozen=True, slots=True)
class Strip:
    """A row of columns: its name, the number of documents by column, those that have no column, and where strip and columns lead.

    Addresses are as `urls.relative_url` gives them.
    """

    name: str
    numbers: Mapping[str, int]
    rest: int = 0
    link: str = ""
    links: Mapping[str, str] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """All its documents."""
        return sum(self.numbers.values()) + self.rest


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: what it is of, set apart from what that is called, its number, and where it leads ('' where it leads nowhere).

    `language` is that of what it is called, where that is not the page's; of the name itself, where it is called nothing else.
    """

    name: str
    number: int
    title: str = ""
    link: str = ""
    language: str = ""


def figures(*charts: str) -> str:
    """The charts of a page, side by side where there is room; '' where there are none."""
    shown = [chart for chart in charts if chart]
    return f'<div class="charts" data-pagefind-ignore>{"".join(shown)}</div>' if shown else ""


def column_chart(caption: str, axis: Sequence[str], strips: Sequence[Strip], rest: str, say: Words) -> str:
    """Strips over one axis of columns, in order; `rest` says what those are that have no column ('without a date').

    A click on a column leads where it leads; the keyboard has the same links in the lists of the page.
    """
    peak = max((number for strip in strips for number in strip.numbers.values()), default=1)
    shown = "".join(_strip(strip, axis, _LEVELS * _LEVEL / peak, rest, say, named=len(strips) > 1) for strip in strips)
    middle = [axis[len(axis) // 2]] if len(axis) > 4 and len(axis) % 2 else []
    ends = "".join(f"<span>{escape_html(name)}</span>" for name in (axis[0], *middle, axis[-1]))
    return (
        f'<figure class="chart columns"><figcaption>{escape_html(caption)}</figcaption>{shown}'
        f'<p class="chart-axis" aria-hidden="true">{ends}</p>{_table(axis, strips, rest, say)}</figure>'
    )


def _strip(strip: Strip, axis: Sequence[str], scale: float, rest: str, say: Words, *, named: bool) -> str:
    """One strip, so many units high a document; it is no higher than its own highest column needs. Alone, it bears the chart's name."""
    level = max(1, ceil(scale * max(strip.numbers.values(), default=0) / _LEVEL - 0.01))
    height = level * _LEVEL
    name = escape_html(strip.name)
    head = f'<a href="{escape_html(strip.link)}">{name}</a>' if strip.link else name
    head = f"<strong>{head}</strong> " if named else ""
    columns: list[str] = []
    aims: list[str] = []
    for position, of_column in enumerate(axis):
        if number := strip.numbers.get(of_column, 0):
            top = height - max(_LOWEST, scale * number)
            columns.append(f"M{position}.1 {height}V{_rounded(top)}h.8V{height}z")
            aims.append(_aim(f"{of_column}{say('writing.colon')}{say.number(number)}", position, height, strip.links.get(of_column, "")))
    return (
        f'<p class="chart-strip">{head}{_in_words(strip, axis, say)}</p>'
        f'<svg class="high{level}" viewBox="0 0 {len(axis)} {height}" preserveAspectRatio="none"><g role="img">'
        f"<title>{say('chart.column_by_column', name=name)}</title>"
        f'<desc>{escape_html(_described(strip, axis, rest, say))}</desc><path d="{"".join(columns)}"/></g>'
        f'<g aria-hidden="true" fill-opacity="0">{"".join(aims)}</g></svg>'
    )


def _aim(words: str, position: int, height: int, link: str) -> str:
    """What shows a column's number when it is pointed at, from top to bottom of the strip."""
    shape = f'<title>{escape_html(words)}</title><rect x="{position}" width="1" height="{height}"/>'
    return f'<a href="{escape_html(link)}" tabindex="-1">{shape}</a>' if link else f"<g>{shape}</g>"


def _said(column: str, say: Words) -> str:
    """How a sentence names a column: '2019', 'the 74th session'."""
    return column if column.isdigit() else say("chart.the_column", column=column)


def _peak(strip: Strip, axis: Sequence[str]) -> str:
    """The column with the highest number, the last of these where there are several."""
    return max((name for name in axis if name in strip.numbers), key=lambda name: (strip.numbers[name], axis.index(name)), default="")


def _in_words(strip: Strip, axis: Sequence[str], say: Words) -> str:
    """'1,642 documents, peak 338 in 2023'."""
    highest = _peak(strip, axis)
    total = say.count("count.documents", strip.total)
    if len(strip.numbers) < 2:
        return total
    number, column = say.number(strip.numbers[highest]), escape_html(_said(highest, say))
    return say("chart.total_and_peak", documents=total, n=number, column=column)


def _described(strip: Strip, axis: Sequence[str], rest: str, say: Words) -> str:
    """The strip in words: its first and last column, the highest and the lowest, and what has no column."""
    names = [name for name in axis if strip.numbers.get(name)]
    if not names:
        return say("chart.rest", documents=say.count("count.documents", strip.total), rest=rest)
    first, last, highest = names[0], names[-1], _peak(strip, axis)
    lowest = min(names, key=lambda name: strip.numbers[name])
    numbers = strip.numbers
    documents = say.count("count.documents", sum(numbers.values()))
    if first == last:
        told = [say("chart.all_in", documents=documents, column=_said(first, say))]
    else:
        peak, low = _said(highest, say), _said(lowest, say)
        told = [say("chart.from_to", documents=documents, first=_said(first, say), last=_said(last, say))]
        most, least = say.number(numbers[highest]), say.number(numbers[lowest])
        told.append(say("chart.peak_and_lowest", highest=most, peak=peak, lowest=least, low=low))
    if strip.rest:
        told.append(say("chart.more_rest", n=say.number(strip.rest), rest=rest))
    return ". ".join(told) + "."


def _table(axis: Sequence[str], strips: Sequence[Strip], rest: str, say: Words) -> str:
    """Every number of the chart as a table, folded."""
    heads = "".join(f'<th scope="col">{escape_html(strip.name)}</th>' for strip in strips)
    rows = [_row(name, [strip.numbers.get(name, 0) for strip in strips], say) for name in axis]
    rows.append(_row(capital(rest), [strip.rest for strip in strips], say))
    rows.append(_row(say("chart.all"), [strip.total for strip in strips], say))
    return (
        f'<details class="chart-numbers"><summary>{say("chart.numbers")}</summary>'
        f'<table class="numbers"><thead><tr><td></td>{heads}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></details>"
    )


def _row(name: str, numbers: Sequence[int], say: Words) -> str:
    if not any(numbers):
        return ""
    return f'<tr><th scope="row">{escape_html(name)}</th>' + "".join(f"<td>{say.number(number)}</td>" for number in numbers) + "</tr>"


def bar_chart(caption: str, bars: Sequence[Bar], say: Words) -> str:
    """A list of bars with their numbers, in the order given; the list says all that the bars show."""
    longest = max((bar.number for bar in bars), default=1) or 1
    lines = "".join(f"<li>{_name(bar, say)} <b>{say.number(bar.number)}</b>{_bar(100 * bar.number / longest)}</li>" for bar in bars)
    return f'<figure class="chart bars"><figcaption>{escape_html(caption)}</figcaption><ol>{lines}</ol></figure>'


def _name(bar: Bar, say: Words) -> str:
    isolate = say.is_right_to_left
    name, title = escape_html(bar.name, isolate=isolate), escape_html(bar.title, isolate=isolate)
    language = bar.language or say.language
    words = f"<strong>{name if title else in_language(name, language, say.language)}</strong>"
    if title:
        words += f" {in_language(title, language, say.language)}"
    return f'<a href="{escape_html(bar.link)}">{words}</a>' if bar.link else f"<span>{words}</span>"


def _bar(share: float) -> str:
    return f'<svg aria-hidden="true" viewBox="0 0 100 1" preserveAspectRatio="none"><rect width="{_rounded(share)}" height="1"/></svg>'


_WIDTH, _ROW = 60, 40  # of the arcs and of a row, about as many pixels: what is scaled unevenly is drawn in poor quality
_THICKEST = 6


def arcs(words: str, rows: int, joined: Sequence[tuple[int, int, int]]) -> str:
    """Arcs beside a column of so many rows, which are all of one height: from row to row, the thicker the higher the third number is.

    `words` say what it shows.
    """
    reach = max(last - first for first, last, _ in joined)
    by_weight: dict[int, str] = {}
    for first, last, number in sorted(joined):
        weight = min(_THICKEST, number)
        by_weight[weight] = by_weight.get(weight, "") + _arc(first, last, reach)
    lines = "".join(f'<path stroke-width="{weight}" d="{shape}"/>' for weight, shape in sorted(by_weight.items()))
    ends = sorted({row for first, last, _ in joined for row in (first, last)})
    dots = "".join(f"M{_WIDTH} {_middle(row)}h0" for row in ends)
    return (
        f'<svg role="img" viewBox="0 0 {_WIDTH} {_ROW * rows}" preserveAspectRatio="none"><title>{escape_html(words)}</title>'
        f'{lines}<path class="dots" d="{dots}"/></svg>'
    )


def _arc(first: int, last: int, reach: int) -> str:
    """A curve that leaves the rows' edge the further, the further apart the rows are; at its middle, three quarters of the handles' way."""
    handle = round(_WIDTH - _WIDTH * 4 / 3 * (last - first) / reach)
    return f"M{_WIDTH} {_middle(first)}C{handle} {_middle(first)} {handle} {_middle(last)} {_WIDTH} {_middle(last)}"


def _middle(row: int) -> int:
    return _ROW * row + _ROW // 2


def _rounded(number: float) -> str:
    """The number to a tenth, as short as it can be written: '43.5', '100'."""
    return f"{number:.1f}".removesuffix(".0")
