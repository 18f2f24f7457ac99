"""Stores: the folder of a run, on this machine or at any address that fsspec knows (s3://, gs://, hdfs://, memory://).

Files appear whole or not at all: on this machine by temporary file, fsync and rename; object stores put whole objects; on other
systems (hdfs://) by temporary file and rename.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Protocol

from zhengce.errors import UsageError, WriteError


class Store(Protocol):
    """Named files in one place."""

    def __str__(self) -> str: ...

    def exists(self, name: str) -> bool:
        """Whether the file `name` is there."""

    def names(self, folder: str) -> list[str]:
        """Names of the files in `folder`, sorted; empty where it is not there."""

    def read(self, name: str) -> bytes:
        """The file's bytes."""

    def reading(self, name: str) -> IO[bytes]:
        """The file, open to be read."""

    def write(self, name: str, data: bytes) -> None:
        """Write the file whole. Raises WriteError."""

    @contextmanager
    def writing(self, name: str) -> Iterator[IO[bytes]]:
        """A file that appears whole when the block ends without an error. Raises WriteError."""

    def remove(self, name: str) -> None:
        """Remove the file or folder, if it is there."""


def open_store(place: str | Path) -> Store:
    """The store at a path or an address. Raises UsageError where its library is not installed."""
    text = str(place)
    if is_local(text):
        return LocalStore(Path(text.removeprefix("file://")))
    return RemoteStore(*file_system(text), text)


def is_local(place: str) -> bool:
    """Whether `place` is a path of this machine, not an address."""
    return "://" not in place or place.startswith("file://")


def file_system(address: str) -> tuple[Any, str]:
    """The fsspec file system of an address, and the path on it. Raises UsageError where its library is not installed."""
    try:
        import fsspec

        system, path = fsspec.core.url_to_fs(address, use_listings_cache=False)  # others write there too
    except (ImportError, ValueError) as error:
        raise UsageError(f"{address}: no library for this address ({error}); install it, or give a folder.") from error
    return system, path


class LocalStore:
    """A folder on this machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __str__(self) -> str:
        return str(self.folder)

    def exists(self, name: str) -> bool:
        return (self.folder / name).exists()

    def names(self, folder: str) -> list[str]:
        try:
            return sorted(entry.name for entry in (self.folder / folder).iterdir() if not entry.name.endswith(_PARTIAL))
        except FileNotFoundError:
            return []

    def read(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()

    def reading(self, name: str) -> IO[bytes]:
        return (self.folder / name).open("rb")

    def write(self, name: str, data: bytes) -> None:
        with self.writing(name) as file:
            file.write(data)

    @contextmanager
    def writing(self, name: str) -> Iterator[IO[bytes]]:
        path = self.folder / name
        partial = path.with_name(f"{path.name}.{os.getpid()}{_PARTIAL}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with partial.open("wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
            _sync_folder(path.parent)
        except OSError as error:
            raise unwritable(self, error) from error
        finally:
            with suppress(OSError):
                partial.unlink(missing_ok=True)

    def remove(self, name: str) -> None:
        path = self.folder / name
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)

    def sweep(self) -> None:
        """Remove the half-written files that a killed process left; for one who alone writes here."""
        for partial in self.folder.glob(f"*{_PARTIAL}"):
            partial.unlink(missing_ok=True)


class RemoteStore:
    """A folder of an fsspec file system."""

    def __init__(self, system: Any, folder: str, address: str) -> None:
        self.system = system
        self.folder = folder.rstrip("/")
        self.address = address
        own = system.protocol
        self.whole = not _OBJECTS.isdisjoint((own,) if isinstance(own, str) else own)

    def __str__(self) -> str:
        return self.address

    def exists(self, name: str) -> bool:
        with self._reached():
            return bool(self.system.exists(f"{self.folder}/{name}"))

    def names(self, folder: str) -> list[str]:
        with self._reached():
            try:
                paths = self.system.ls(f"{self.folder}/{folder}", detail=False)
            except FileNotFoundError:
                return []
        return sorted(path.rsplit("/", 1)[-1] for path in paths if not path.endswith(_PARTIAL))

    def read(self, name: str) -> bytes:
        with self._reached():
            data: bytes = self.system.cat_file(f"{self.folder}/{name}")
        return data

    def reading(self, name: str) -> IO[bytes]:
        with self._reached():
            file: IO[bytes] = self.system.open(f"{self.folder}/{name}", "rb")
        return file

    def write(self, name: str, data: bytes) -> None:
        self._put(name, lambda path: self.system.pipe_file(path, data))

    @contextmanager
    def writing(self, name: str) -> Iterator[IO[bytes]]:
        import tempfile

        with tempfile.NamedTemporaryFile() as file:  # made here first, put whole at the end
            yield file
            file.flush()
            self._put(name, lambda path: self.system.put_file(file.name, path))

    def remove(self, name: str) -> None:
        path = f"{self.folder}/{name}"
        with self._reached():
            if self.system.exists(path):
                self.system.rm(path, recursive=True)

    def _put(self, name: str, put: Callable[[str], object]) -> None:
        path = f"{self.folder}/{name}"
        with self._reached():
            if self.whole:  # and without folders
                put(path)
                return
            self.system.makedirs(path.rsplit("/", 1)[0], exist_ok=True)
            put(path + _PARTIAL)
            if self.system.exists(path):
                self.system.rm_file(path)
            self.system.mv(path + _PARTIAL, path)

    @contextmanager
    def _reached(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:  # each system has its own
            raise WriteError(
                f"{self.address}: cannot be reached or written ({error}); check the address, your credentials and rights."
            ) from error


_PARTIAL = ".partial"
_OBJECTS = frozenset(
    {"s3", "s3a", "gs", "gcs", "abfs", "az", "oss", "oci", "r2", "memory"}
)  # systems that put whole objects


def _sync_folder(folder: Path) -> None:
    """Make a rename in `folder` last through a crash."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def unwritable(store: Store, error: OSError) -> WriteError:
    """The error for a place that cannot be written."""
    return WriteError(
        f"{store}: cannot be written ({error.strerror or error}); make room, check rights, or choose another place."
    )
