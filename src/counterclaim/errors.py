"""Every error that a caller may meet.

CounterclaimError
|- InputError            a file or a value from outside cannot be used
|  |- EmptyInput
|  |- BinaryInput
|  |- UndecodableInput
|  |- OversizedInput
|  |- MissingInput
|  |- BadTable
|  |- UnclearSeries
|- SettingsError         a setting is unknown or out of range
|- ReaderError           a reader of claims cannot be used
|  |- BrokenReader
|  |- ReaderClash
|- LedgerError           the ledger cannot be opened or written
|  |- LedgerLocked
|  |- LedgerReadOnly
|  |- LedgerFull
|  |- LedgerNewer
|  |- LedgerMissing
|  |- LedgerDamaged
|- UnknownRecord         no record has the id that was asked for
|- BadCursor             a page of a list is named by a cursor that none of our lists gave
|- BenchError            a benchmark folder is not of the form that it must have
|- ModelError            the weights of a trained model cannot be used
|- MissingExtra          something that only some need is not installed
"""

from __future__ import annotations

from pathlib import Path


class CounterclaimError(Exception):
    """The base of every error; its text says which input, what is wrong and what to do."""


class InputError(CounterclaimError):
    """A file or a value from outside cannot be used."""


class EmptyInput(InputError):
    """The input holds no text."""

    def __init__(self, origin: str) -> None:
        super().__init__(f"{origin}: the file is empty; check that the page was saved completely")


class BinaryInput(InputError):
    """The input is not text."""

    def __init__(self, origin: str, looks_like: str) -> None:
        super().__init__(f"{origin}: this is not a text or HTML page but {looks_like}; save the page as HTML or text")


class UndecodableInput(InputError):
    """No encoding turns the bytes into text."""

    def __init__(self, origin: str) -> None:
        super().__init__(f"{origin}: no known text encoding fits these bytes; convert the file to UTF-8 and try again")


class OversizedInput(InputError):
    """The input is larger than the settings allow."""

    def __init__(self, origin: str, what: str, setting: str) -> None:
        super().__init__(f"{origin}: {what}; split the file, or raise `{setting}` in the settings")


class MissingInput(InputError):
    """The input cannot be opened."""

    def __init__(self, origin: str, reason: str) -> None:
        super().__init__(f"{origin}: {reason}; check the path")


class BadTable(InputError):
    """The input holds no table of figures by day."""

    def __init__(self, origin: str, what: str) -> None:
        super().__init__(f"{origin}: {what}; the table needs a heading, a column of days and columns of figures")


class UnclearSeries(InputError):
    """It cannot be told whether figures are running totals or daily ones."""

    def __init__(self, origin: str, column: str) -> None:
        super().__init__(
            f"{origin}: the figures of “{column}” may be running totals or daily ones; "
            "say which with --cumulative or --daily"
        )


class SettingsError(CounterclaimError):
    """A setting is unknown or out of range."""


class ReaderError(CounterclaimError):
    """A reader of claims cannot be used."""


class BrokenReader(ReaderError):
    """A reader that another package brings cannot be made."""

    def __init__(self, reader: str, package: str, reason: str) -> None:
        super().__init__(
            f"reader “{reader}”: the package {package} brings it, and it does not work ({reason}); "
            f"upgrade or uninstall {package}, or choose another reader"
        )


class ReaderClash(ReaderError):
    """Several readers go by one name."""

    def __init__(self, reader: str, packages: list[str]) -> None:
        super().__init__(
            f"reader “{reader}”: {' and '.join(packages)} both bring a reader of that name; "
            f"uninstall {packages[-1]}, or ask its authors for another name"
        )


class LedgerError(CounterclaimError):
    """The ledger cannot be opened or written."""


class LedgerLocked(LedgerError):
    """Another process holds the ledger."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path}: another program is writing this ledger; wait until it is done and try again")


class LedgerReadOnly(LedgerError):
    """The ledger may not be written."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path}: this ledger may only be read; check the permissions, or name another with --ledger")


class LedgerFull(LedgerError):
    """There is no room left to write."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path}: the disk is full, nothing was written; free some space and try again")


class LedgerNewer(LedgerError):
    """The ledger was made by a newer version of this program."""

    def __init__(self, path: str, found: str) -> None:
        super().__init__(f"{path}: made by a newer version of Counterclaim (schema {found}); upgrade Counterclaim")


class LedgerMissing(LedgerError):
    """There is no ledger at the path."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path}: there is no such ledger; make one with `counterclaim add PAGE`, or name one with --ledger"
        )


class LedgerDamaged(LedgerError):
    """The file is not a ledger, or something in it does not hold."""

    def __init__(self, path: str, what: str) -> None:
        super().__init__(f"{path}: {what}; restore the ledger from a copy, or name another with --ledger")


class UnknownRecord(CounterclaimError):
    """No record has the id that was asked for."""

    def __init__(self, record: str) -> None:
        super().__init__(f"{record}: no record of this ledger has that id; list them with `counterclaim claims`")


class NotBeside(CounterclaimError):
    """What was asked for cannot be set side by side."""

    def __init__(self, record: str, reason: str) -> None:
        super().__init__(f"{record}: {reason}")


class BadCursor(CounterclaimError):
    """A page of a list is named by a cursor that none of our lists gave."""

    def __init__(self, cursor: str) -> None:
        super().__init__(f"cursor {cursor}: no list of this ledger gave it; start again from the first page")


class BenchError(CounterclaimError):
    """A benchmark folder is not of the form that it must have."""


class ModelError(CounterclaimError):
    """The weights of a trained model cannot be used."""

    def __init__(self, folder: Path, reason: Exception) -> None:
        super().__init__(
            f"{folder}: this trained model cannot be used ({reason}); install Counterclaim again, "
            "or read without it: --reader rules"
        )


class MissingExtra(CounterclaimError):
    """Something that only some need is not installed."""

    def __init__(self, wanted: str, package: str, remedy: str) -> None:
        super().__init__(f"{wanted}: this needs the package {package}, which is not installed; run `{remedy}`")
