"""One question to an OpenAI-compatible endpoint: its answer as text, or the reason why there is none."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from counterclaim.config import LlmSettings
from counterclaim.errors import MissingExtra, SettingsError
from counterclaim.extract.llm.prompting import answer_schema

if TYPE_CHECKING:
    import httpx

PAUSE = 0.5
EXTRA = ("the reader “llm”", "httpx", "pip install 'counterclaim[llm]'")
CHUNK = 65_536


class Unanswered(Exception):  # it never leaves this package
    """A request that came to nothing; `passing` tells whether it may go better the next time."""

    def __init__(self, reason: str, *, passing: bool = False) -> None:
        super().__init__(reason)
        self.passing = passing


class Answer(NamedTuple):
    """What the model wrote; `cut` tells whether it was stopped at its greatest length."""

    text: str
    cut: bool


class Endpoint:
    """Asks the endpoint of the settings, and nobody else: no redirect is followed, no proxy used.

    Raises:
        SettingsError: if a setting is missing or out of range.
        MissingExtra: if httpx is not installed.
    """

    def __init__(self, settings: LlmSettings) -> None:
        try:
            import httpx  # noqa: PLC0415  # an extra, needed by this reader alone
        except ImportError as error:
            raise MissingExtra(*EXTRA) from error
        _check(settings)
        self.settings = settings
        self.broken = (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL, OSError)
        self.late = httpx.TimeoutException

    def open(self) -> httpx.Client:
        """A connection for the requests of one page."""
        import httpx  # noqa: PLC0415

        key = os.environ.get(self.settings.key_variable, "").strip()
        headers = {"Accept-Encoding": "identity"} | ({"Authorization": f"Bearer {key}"} if key else {})
        return httpx.Client(headers=headers, timeout=self.settings.timeout, trust_env=False, follow_redirects=False)

    def ask(self, client: httpx.Client, messages: Sequence[dict[str, str]]) -> Answer:
        """The answer to the messages, asked again as often as the settings say.

        Raises:
            Unanswered: if there is none.
        """
        body = self._body(messages)
        for attempt in range(self.settings.retries):
            try:
                return self._once(client, body)
            except Unanswered as error:
                if not error.passing:
                    raise
                time.sleep(PAUSE * 2**attempt)
        return self._once(client, body)

    def _body(self, messages: Sequence[dict[str, str]]) -> dict[str, Any]:
        body: dict[str, Any] = {
            "model": self.settings.model,
            "messages": list(messages),
            "temperature": self.settings.temperature,
            "max_tokens": self.settings.max_tokens,
            "stream": False,
        }
        if self.settings.json_schema:
            schema = {"name": "claims", "strict": True, "schema": answer_schema()}
            body["response_format"] = {"type": "json_schema", "json_schema": schema}
        return body

    def _once(self, client: httpx.Client, body: dict[str, Any]) -> Answer:
        late = Unanswered(f"it did not answer within {self.settings.timeout:g} s", passing=True)
        until = time.monotonic() + self.settings.timeout
        url = f"{self.settings.endpoint.rstrip('/')}/chat/completions"
        try:
            with client.stream("POST", url, json=body) as response:
                _expect_success(response.status_code)
                content = self._content(response, until, late)
        except self.late as error:
            raise late from error
        except self.broken as error:
            message = f"it could not be reached ({type(error).__name__})"
            raise Unanswered(message, passing=True) from error
        return _answer(content)

    def _content(self, response: httpx.Response, until: float, late: Unanswered) -> bytes:
        """The body of a response, as far as size and time allow.

        Raises:
            Unanswered: if it is larger, or takes longer.
        """
        content = bytearray()
        for chunk in response.iter_raw(CHUNK):
            content += chunk
            if len(content) > self.settings.max_bytes:
                message = f"its answer is larger than {self.settings.max_bytes:,} bytes"
                raise Unanswered(message)
            if time.monotonic() > until:
                raise late
        return bytes(content)


def _expect_success(code: int) -> None:
    if code != 200:
        message = f"it answered with HTTP status {code}"
        raise Unanswered(message, passing=code == 429 or code >= 500)


def _answer(content: bytes) -> Answer:
    """What the model wrote, taken out of the envelope.

    Raises:
        Unanswered: if that is empty or of another form.
    """
    try:
        choice = json.loads(content)["choices"][0]
        text = choice["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        message = "its answer is no chat completion"
        raise Unanswered(message) from error
    if not isinstance(text, str) or not text.strip():
        message = "its answer holds no text"
        raise Unanswered(message)
    return Answer(text, cut=choice.get("finish_reason") == "length")


def _check(settings: LlmSettings) -> None:
    for key in ("endpoint", "model"):
        if not getattr(settings, key).strip():
            message = f"extract.llm.{key}: the reader “llm” needs it; set it below [extract.llm] in the settings"
            raise SettingsError(message)
    if not _is_address(settings.endpoint):
        message = (
            f"extract.llm.endpoint: “{settings.endpoint}” is no address; write one such as http://127.0.0.1:8080/v1"
        )
        raise SettingsError(message)
    for key, least in (("timeout", 0.001), ("max_tokens", 1), ("max_bytes", 1), ("sentences", 1), ("retries", 0)):
        if getattr(settings, key) < least:
            message = f"extract.llm.{key}: {getattr(settings, key)} is too small; set it to {least} or more"
            raise SettingsError(message)


def _is_address(endpoint: str) -> bool:
    try:
        found = urlsplit(endpoint)
        _ = found.port
    except ValueError:
        return False
    return found.scheme in {"http", "https"} and bool(found.hostname)
