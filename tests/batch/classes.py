"""Made-up classes of the smallest homework: cheap to grade, so that they can be large."""

import random
import zipfile
from io import BytesIO
from pathlib import Path

SECOND = Path(__file__).parent.parent / "second_homework"
_SOLVED = (SECOND / "solutions" / "knn.py").read_text(encoding="utf-8")
_STUB = (SECOND / "assignments" / "knn.py").read_text(encoding="utf-8")
_KINDS = (
    _SOLVED,
    _STUB,
    _SOLVED.replace("np.sqrt(", "("),
    _SOLVED.replace("[:k]", "[: k + 1]"),
    _SOLVED + "\nraise SystemExit('done')\n",
    "def broken(:\n",
)


def source(number: int) -> str:
    """Return the code of one student: right, wrong or broken, by number; no two are the same."""
    return f"# student {number}\n{_KINDS[number % len(_KINDS)]}"


def zipped(text: str, name: str = "knn.py") -> bytes:
    """Return a submission as a zip."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(f"assignments/{name}", (2026, 11, 20, 12, 0, 0)), text)
    return data.getvalue()


def make_class(path: Path, students: int) -> Path:
    """Write Canvas's bulk download of a class; every thirteenth hands in no zip that can be read."""
    shuffled = random.Random(7).sample(range(students), students)
    with zipfile.ZipFile(path, "w") as archive:
        for number in shuffled:
            data = zipped(source(number))
            name = f"student{number:05d}_{20_000 + number}_{900_000 + number}_hw.zip"
            archive.writestr(zipfile.ZipInfo(name, (2026, 11, 20, 12, 0, 0)), data[:60] if number % 13 == 5 else data)
    return path
