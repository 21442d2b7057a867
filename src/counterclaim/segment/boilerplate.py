"""Lines that belong to the page and to no text on it."""

from __future__ import annotations

import re

_LINE = re.compile(
    r"^(?:share(?: this| on .{2,20}| article)?|tweet|print(?: this)?|e-?mail(?: this)?|advertisement|sponsored"
    r"|read (?:more|also|next)\b.{0,80}|related(?: (?:articles?|news|stories|posts?|topics))?|see also"
    r"|more (?:from|on) .{2,60}|subscribe.{0,80}|sign up.{0,80}|follow us.{0,60}|(?:copyright|©|\(c\)).{0,160}"
    r"|.{0,60}all rights reserved.{0,60}|tags?:.{0,160}|filed under.{0,120}|comments are closed.{0,40}"
    r"|leave a (?:reply|comment).{0,40}|your e-?mail address will not be published.{0,80}"
    r"|you must be logged in.{0,60}|log in to (?:reply|comment)|skip to .{2,30}|click here.{0,80}|loading\W*"
    r"|terms of (?:use|service)|privacy policy|cookie policy|contact us|about us|back to top"
    r"|(?:next|previous) (?:post|article))\s?[.:]?$",
    re.IGNORECASE,
)


def is_boilerplate(text: str) -> bool:
    """Whether a line is a button, a notice or a link of the page."""
    return len(text) <= 200 and _LINE.match(text) is not None
