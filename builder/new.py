"""`archive new`: an empty archive for people who install the package and never clone its repository."""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path

__all__ = ["make_archive"]

_IGNORED = "/site/\n/.site.*\n/.cache/\n"
_README = """\
# An archive of United Nations resolutions

    archive import FILES...   # read documents into content/resolutions/
    archive build             # build the site into site/
    archive check             # verify it
    mkdocs serve              # show it at http://127.0.0.1:8000

Put the archive's name and address into `mkdocs.yml`, and say in `content/index.md` and `content/about/` whose archive it is. Everything
under `content/` is worth keeping under version control; `site/` and `.cache/` are made again by every build. Templates, styles and scripts
of your own go into a folder that `custom_dir` under `theme` in `mkdocs.yml` names.

`archive --help` says more.
"""


def make_archive(folder: Path) -> None:
    """Write an empty archive into the folder. It has the configuration and the hand-written pages that this project has itself.

    OSError where the folder cannot be written.
    """
    starter = _starter()
    with as_file(starter.joinpath("mkdocs.yml")) as configuration, as_file(starter.joinpath("content")) as content:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(configuration, folder / "mkdocs.yml")
        for path in sorted(content.glob("**/*.md")):
            page = path.relative_to(content)
            if page.parts[0] in ("index.md", "about"):
                (folder / "content" / page).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, folder / "content" / page)
    (folder / ".gitignore").write_text(_IGNORED, encoding="utf-8")
    (folder / "README.md").write_text(_README, encoding="utf-8")


def _starter() -> Traversable:
    """The folder with mkdocs.yml and content/: in the package, or the checkout around it."""
    package = files("builder")
    packed = package.joinpath("starter")
    return packed if packed.is_dir() else package.joinpath("..")
