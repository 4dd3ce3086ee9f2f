"""A report to read: one HTML file about a disagreement, or a client with all of theirs.

Nothing is fetched for it and nothing runs in it: the page forbids both to the browser.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from companion.exchange.report_lines import as_html, as_text
from companion.exchange.told import Titles, name_of, told, told_client, topic_of
from companion.model import Client, Disagreement

SCREEN_STYLE = """
:root { color-scheme: light dark; }
body { max-width: 46rem; margin: 2.5rem auto; padding: 0 1.25rem; color: #1b1f23;
  background: #fff; font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 1.5rem; }
h2 { font-size: 1.25rem; margin: 2.2rem 0 .5rem; }
h3, h4, h5 { font-size: 1rem; margin: 1.4rem 0 .3rem; }
ul { margin: .3rem 0 0; padding-left: 1.2rem; }
li { margin: .2rem 0; }
.time, .remark, .about { color: #57606a; }
.time { font-variant-numeric: tabular-nums; }
.about { margin: 0 0 .3rem; }
.warning { border: 1px solid #b35900; border-radius: 6px; padding: .6rem .9rem; }
blockquote { margin: .6rem 0; padding: .1rem 1rem; border-left: 3px solid #d0d4d8; }
a { color: #0b6e5f; }
@media (prefers-color-scheme: dark) {
  body { color: #e6e8ea; background: #16191c; }
  .time, .remark, .about { color: #9aa4ad; }
  .warning { border-color: #e0a060; }
  blockquote { border-color: #3a4046; }
  a { color: #5cc8b5; } }
@media print { body { margin: 0; max-width: none; } h2, h3 { break-after: avoid; } }
"""

PAPER_STYLE = """
body { font-size: 10pt; color: #1b1f23; }
h1 { font-size: 18pt; margin-bottom: 10px; }
h2 { font-size: 13pt; margin-top: 22px; margin-bottom: 3px; }
h3, h4, h5 { font-size: 10.5pt; margin-top: 12px; margin-bottom: 2px; }
ul { margin-left: -18px; margin-top: 0; margin-bottom: 2px; }
.time, .remark, .about { color: #57606a; }
blockquote { margin-left: 12px; }
a { color: #0b6e5f; }
"""
"""What Qt's own reader of style sheets understands, in points."""

WARNING = "Internal, for colleagues only. Private notes are in here: please do not pass it on."


def report_of_disagreement(
    disagreement: Disagreement,
    client: Client,
    titles: Titles,
    *,
    is_private: bool,
    style: str = SCREEN_STYLE,
) -> Iterator[str]:
    """Yield the report of one disagreement; *is_private* says at its top who it is for."""
    title = topic_of(disagreement)
    yield from _begun(f"{name_of(client)} – {title}", style)
    yield f'<p class="about">{as_text(name_of(client))}</p>\n<h1>{as_text(title)}</h1>\n'
    yield from _warned(is_private)
    for section in told(disagreement, client, titles):
        yield from as_html(section)
    for section in told_client(client):
        yield from as_html(section)
    yield "</body>\n</html>\n"


def report_of_client(
    client: Client,
    disagreements: Iterable[Disagreement],
    titles: Titles,
    *,
    is_private: bool,
    style: str = SCREEN_STYLE,
) -> Iterator[str]:
    """Yield the report of a client: what is known of them, then each of *disagreements*."""
    yield from _begun(name_of(client), style)
    yield f"<h1>{as_text(name_of(client))}</h1>\n"
    yield from _warned(is_private)
    for section in told_client(client):
        yield from as_html(section)
    for disagreement in disagreements:
        yield f"<h2>{as_text(topic_of(disagreement))}</h2>\n"
        for section in told(disagreement, client, titles):
            yield from as_html(section, deeper=1)
    yield "</body>\n</html>\n"


def _begun(title: str, style: str) -> Iterator[str]:
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy"'
        " content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{as_text(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    )


def _warned(is_private: bool) -> Iterator[str]:
    if is_private:
        yield f'<p class="warning"><b>{as_text(WARNING)}</b></p>\n'
