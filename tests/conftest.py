"""Shared by all tests: hypothesis without deadlines (speed lives in benchmarks), and the paths outside the package."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("zhengce", deadline=None, derandomize=True)
settings.load_profile("zhengce")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """Texts that lie beside the repository; a test that needs them is skipped where they are absent."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs the texts of the project that are not published: a folder shared/ beside this checkout")
    return folder


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[str]:
    """The address of an empty bucket; processes that are started find it too."""
    pytest.importorskip("s3fs", reason="needs what tests need: pip install 'zhengce[dev]'")
    moto = pytest.importorskip("moto.server", reason="needs what tests need: pip install 'zhengce[dev]'")
    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    import s3fs

    s3fs.S3FileSystem.clear_instance_cache()
    bucket = f"s3://zhengce-{sha256(str(tmp_path).encode()).hexdigest()[:20]}"  # the server's memory is the process's
    s3fs.S3FileSystem().mkdir(bucket)
    yield bucket
    s3fs.S3FileSystem.clear_instance_cache()
    server.stop()
