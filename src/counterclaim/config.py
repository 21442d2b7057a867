"""Settings: one frozen dataclass for each stage, read once from TOML; the shipped `defaults.toml` is complete."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import cattrs

from counterclaim.errors import SettingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureSettings:
    """Limits on what comes in."""

    max_bytes: int
    max_line: int
    max_depth: int
    min_language_confidence: float
    max_paragraphs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentSettings:
    """How pages are told apart into parts and sentences."""

    max_comment_name: int
    max_sentence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LlmSettings:
    """Which endpoint the reader `llm` asks, and how much it asks at once."""

    endpoint: str
    model: str
    key_variable: str
    timeout: float
    max_tokens: int
    max_bytes: int
    temperature: float
    sentences: int
    retries: int
    json_schema: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractSettings:
    """Which reader reads, and how far it carries what was named."""

    reader: str
    max_carry: int
    llm: LlmSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveSettings:
    """What mentions are resolved against."""

    gazetteers: tuple[str, ...]
    actors: tuple[str, ...]
    cache: str
    added: str
    max_candidates: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconcileSettings:
    """When two claims speak of one event."""

    same_incident: float
    max_gap_days: int
    max_distance_km: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreSettings:
    """How the ledger is opened."""

    busy_timeout: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings, stage by stage."""

    capture: CaptureSettings
    segment: SegmentSettings
    extract: ExtractSettings
    resolve: ResolveSettings
    reconcile: ReconcileSettings
    store: StoreSettings


def load_settings(path: Path | None = None) -> Settings:
    """The defaults with what the user's file changes.

    The file is `path`, else the one that COUNTERCLAIM_SETTINGS names, else `counterclaim.toml` in the working folder.

    Raises:
        SettingsError: if the file cannot be read, a key is unknown or a value has the wrong type.
    """
    merged = tomllib.loads(files("counterclaim").joinpath("defaults.toml").read_text("utf-8"))
    chosen = path or _user_file()
    if chosen is not None:
        _merge(merged, _read(chosen), chosen)
    try:
        return cattrs.Converter(forbid_extra_keys=True).structure(merged, Settings)
    except (cattrs.BaseValidationError, TypeError, ValueError) as error:
        message = f"{chosen or 'defaults'}: a setting has the wrong type; compare it with the shipped defaults"
        raise SettingsError(message) from error


def _user_file() -> Path | None:
    named = os.environ.get("COUNTERCLAIM_SETTINGS")
    if named:
        return Path(named)
    local = Path("counterclaim.toml")
    return local if local.is_file() else None


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        message = f"{path}: these settings cannot be read ({error}); mend the file or remove it"
        raise SettingsError(message) from error


def _merge(settings: dict[str, Any], changes: dict[str, Any], path: Path) -> None:
    for section, values in changes.items():
        known = settings.get(section)
        if known is None or not isinstance(values, dict):
            message = f"{path}: unknown section [{section}]; known are {', '.join(sorted(settings))}"
            raise SettingsError(message)
        _change(known, values, path, section)


def _change(known: dict[str, Any], values: dict[str, Any], path: Path, section: str) -> None:
    """Sets the values of one section and of the sections inside it."""
    for key, value in values.items():
        if key not in known:
            message = f"{path}: unknown setting {section}.{key}; known are {', '.join(sorted(known))}"
            raise SettingsError(message)
        if not isinstance(known[key], dict):
            known[key] = value
        elif isinstance(value, dict):
            _change(known[key], value, path, f"{section}.{key}")
        else:
            message = f"{path}: {section}.{key} is a section; write [{section}.{key}] and its settings below it"
            raise SettingsError(message)
