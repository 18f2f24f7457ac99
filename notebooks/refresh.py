"""Run the notebooks from clean kernels and keep their outputs, without times, so that what did not change stays the same."""

from pathlib import Path

import nbformat
from nbclient import NotebookClient

for path in sorted(Path(__file__).parent.glob("*.ipynb")):
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, record_timing=False, resources={"metadata": {"path": path.parent}}).execute()
    notebook.metadata["language_info"] = {"name": "python"}
    nbformat.write(notebook, path)
    print(path)
