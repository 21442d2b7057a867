"""What the names of elements say: the words of `class` and `id`, and which of them speak of comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml.html import HtmlElement

_PIECE = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_COMMENT = frozenset({
    "comment", "cmt", "cmnt", "kommentar", "commentaire", "comentario", "commento", "reactie", "reaction",
    "disqus", "dsq", "hozzaszolas", "komentarz", "kommentti", "kommentarer", "komentar",
})  # fmt: skip
_COMMENTS = frozenset({
    "comments", "cmts", "kommentare", "commentaires", "comentarios", "commenti", "reacties", "reactions",
    "commentlist", "commentslist", "commentarea", "commentsbox", "komentarze", "kommentarer", "responses",
    "discussion",
})  # fmt: skip
_UNIT = frozenset({
    "item", "entry", "single", "box", "node", "post", "container", "wrap", "wrapper", "inner", "block", "row",
    "reply", "child", "sub", "default", "element", "card", "holder", "view", "hentry", "stand", "parent", "li",
})  # fmt: skip
_BODY = frozenset({
    "body", "content", "text", "texte", "message", "copy", "description", "story", "html", "bodytext",
    "contenttext", "txt", "inhalt",
})  # fmt: skip
_NOT_UNIT = frozenset({
    "form", "count", "counter", "link", "respond", "author", "avatar", "meta", "add", "new", "write", "icon",
    "button", "btn", "list", "nav", "navigation", "header", "title", "tag", "tags", "category", "section", "type",
    "tone", "label", "input", "field", "policy", "rules", "closed", "login", "counts", "number",
    "num", "toggle", "tab", "tabs", "menu", "share", "subscribe", "notify", "note", "notice", "info", "status",
    "captcha", "editor", "submit", "template", "hide", "show", "jump", "no", "open", "allow", "disabled",
    "date", "time", "name", "vote", "votes", "rating", "actions", "action", "tools", "footer", "head", "load",
    "more",
})  # fmt: skip
_ASIDE = frozenset({
    "author", "avatar", "meta", "metadata", "date", "time", "timestamp", "datetime", "actions", "action", "tools",
    "toolbar", "vote", "votes", "like", "likes", "dislike", "rating", "permalink", "says", "share", "report",
    "flag", "badge", "gravatar", "username", "user", "reply", "respond", "form", "moderation", "edit", "buttons",
    "controls", "links", "footer", "header", "head", "info", "vcard", "number", "awaiting", "nick", "poster",
    "byline", "published", "publishdate", "level", "logged", "login", "collapse", "expand", "more",
})  # fmt: skip
_AUTHOR = ("fn", "username", "nickname", "nick", "author", "autor", "user", "poster", "writer", "name", "byline")
_TIME = frozenset({
    "date", "time", "timestamp", "datetime", "posted", "datum", "published", "uhrzeit", "ago",
})  # fmt: skip
_NUMBERED = re.compile(
    r"(?:comment|kommentar|commentaire|comentario|cmt|comm|reply|msg|message|reaction)[-_]?(?:id)?[-_]?[a-z]?\d+"
)
_NOT_NUMBERED = re.compile(r"form|count|vote|like|text$|link|avatar|author|body|content|respond|title|head|foot|date")


@lru_cache(maxsize=8192)
def words_of(token: str) -> tuple[str, ...]:
    """The words of one class or id, split at hyphens, underscores, digits and capitals, in lower case."""
    return tuple(word.lower() for word in _PIECE.findall(token[:120]))


def tokens(element: HtmlElement) -> Iterator[str]:
    """The classes of an element, then its id."""
    yield from (element.get("class") or "").split()[:24]
    if element.get("id"):
        yield element.get("id")


@lru_cache(maxsize=8192)
def names_unit(token: str) -> bool:
    """Whether a class says that the element is one comment: `comment`, `comment-item`, `xenforo-comment`."""
    words = tuple(word for word in words_of(token) if not word.isdigit())
    places = [i for i, word in enumerate(words) if word in _COMMENT]
    if not places or len(words) > 6 or any(word in _NOT_UNIT or word in _BODY for word in words):
        return False
    return all(word in _UNIT for word in words[places[-1] + 1 :]) and places[-1] <= 2


def is_plain_name(token: str) -> bool:
    """Whether a class is nothing but the word for a comment."""
    return token.lower() in _COMMENT


@lru_cache(maxsize=8192)
def names_numbered_unit(identifier: str) -> bool:
    """Whether an id says that the element is one numbered comment: `comment-123`, `li-comment-7`, `kommentar_55`."""
    low = identifier.lower()
    return bool(_NUMBERED.search(low)) and not _NOT_NUMBERED.search(low)


@lru_cache(maxsize=8192)
def names_body(token: str) -> bool:
    """Whether a class says that the element is the text of a comment: `comment-content`, `commentText`."""
    words = words_of(token)
    return len(words) <= 5 and any(w in _COMMENT for w in words) and any(w in _BODY for w in words[-2:])


@lru_cache(maxsize=8192)
def names_list(token: str) -> bool:
    """Whether a class or id says that the element holds comments: `commentlist`, `comments`, `reader-comments-list`."""
    words = tuple(word for word in words_of(token) if not word.isdigit())
    if not words or len(words) > 6 or any(w in {"count", "link", "form", "no", "has", "open", "closed"} for w in words):
        return False
    joined = "".join(words)
    if any(word in joined for word in ("recent", "latest", "widget", "letzte", "popular")):
        return False
    return any(w in _COMMENTS for w in words) or joined.endswith(("commentlist", "commentslist", "commentthread"))


@lru_cache(maxsize=8192)
def names_aside(token: str) -> bool:
    """Whether a class says that the element is about a comment and not its text: author, date, buttons."""
    words = words_of(token)
    return bool(words) and len(words) <= 5 and any(word in _ASIDE for word in words[-2:])


@lru_cache(maxsize=8192)
def author_rank(token: str) -> int:
    """How surely a class names the author's name: 0 is the surest; 99 not at all."""
    words = words_of(token)
    if len(words) > 4 or any(w in {"avatar", "image", "img", "photo", "badge", "meta", "link", "icon"} for w in words):
        return 99
    return next((rank for rank, word in enumerate(_AUTHOR) if word in words), 99)


@lru_cache(maxsize=8192)
def names_time(token: str) -> bool:
    """Whether a class says when a comment was written."""
    return any(word in _TIME for word in words_of(token)[-2:])
