"""A library folder on disk, read into `Files`."""

from pathlib import Path

from corpus.errors import BrokenLibrary, Fault
from corpus.files import ARTICLES, WITHDRAWN, YAML_FILES, Files


def read_folder(folder: Path) -> Files:
    """The files of the library in `folder`; raise `BrokenLibrary` where one cannot be read."""
    files, unreadable = look_into(folder)
    if unreadable:
        raise BrokenLibrary(list(unreadable.values()))
    return files


def look_into(folder: Path) -> tuple[dict[str, bytes], dict[str, Fault]]:
    """The files of the library in `folder`, and a fault for each that cannot be read."""
    if not folder.is_dir():
        todo = "Kiểm tra đường dẫn, hoặc bỏ GIAOBAN_LIBRARY để dùng thư viện kèm theo."
        raise BrokenLibrary([Fault(str(folder), None, "không có thư mục này", todo)])
    files: dict[str, bytes] = {}
    unreadable: dict[str, Fault] = {}
    # A link to nothing does not "exist", yet somebody meant it to.
    paths = [folder / name for name in YAML_FILES]
    paths = [path for path in paths if path.exists() or path.is_symlink()]
    for part in (ARTICLES, WITHDRAWN):
        paths += sorted((folder / part).glob("*.md"))
    for path in paths:
        name = path.relative_to(folder).as_posix()
        try:
            files[name] = path.read_bytes()
        except OSError as exc:
            found = f"không đọc được ({exc.strerror})"
            unreadable[name] = Fault(name, None, found, "Kiểm tra quyền đọc tệp.")
    return files, unreadable
