"""What hostile or broken submissions come to: always a row, never an exception, nothing from outside."""

import os
import random
import stat
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from handins import MODULES, ONE, THREE, laid_out, notebook, read_all, read_one, saved, zip_of, zipped

from autograder.intake import limits
from autograder.intake.answers import AnswersError, read_answers
from autograder.intake.blob import OnDisk, UnreadableError
from autograder.intake.notebook import cells
from autograder.intake.text import decode
from autograder.intake.tree import unpacked


def entry(name: str, mode: int = 0, made_by: int = 3) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system = made_by
    info.external_attr = mode << 16
    return info


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../beta.py", "its path leaves the submission"),
        ("hw/../../beta.py", "its path leaves the submission"),
        ("..\\beta.py", "its path leaves the submission"),
        ("/etc/beta.py", "its path is absolute"),
        ("\\\\server\\beta.py", "its path is absolute"),
        ("C:\\beta.py", "its path is absolute"),
        ("be\x1b[2Jta.py", "its name has control characters or is not valid Unicode"),
        ("\u202ebeta.py", "its name has control characters or is not valid Unicode"),
        ("a/" * 20 + "beta.py", "its path is too deep or too long"),
        ("a" * 5000 + ".py", "its path is too deep or too long"),
    ],
)
def test_a_path_that_could_lead_elsewhere_is_left_out_and_told(name: str, reason: str, tmp_path: Path) -> None:
    submission = read_one(saved(tmp_path / "ada.zip", zip_of([(entry("alpha.py"), ONE), (entry(name), THREE)])))
    assert dict(submission.program.files) == {"alpha.py": ONE}
    assert len(submission.remarks) == 1
    assert submission.remarks[0].endswith(f"was left out: {reason}")
    assert submission.remarks[0].isprintable()


def test_backslashes_are_separators(tmp_path: Path) -> None:
    archive = zip_of([(entry("hw\\alpha.py"), ONE), (entry("hw\\beta.py"), THREE)])
    assert dict(read_one(saved(tmp_path / "ada.zip", archive)).program.files) == MODULES


def test_a_link_in_a_zip_is_left_out(tmp_path: Path) -> None:
    archive = zip_of([(entry("alpha.py"), ONE), (entry("beta.py", stat.S_IFLNK | 0o777), "/etc/passwd")])
    submission = read_one(saved(tmp_path / "ada.zip", archive))
    assert dict(submission.program.files) == {"alpha.py": ONE}
    assert submission.remarks == ("beta.py was left out: it is a link",)


def test_links_and_pipes_on_disk_are_left_out(tmp_path: Path) -> None:
    secret = saved(tmp_path / "secret.py", "key = 1\n")
    laid_out(tmp_path / "class" / "ada", {"alpha.py": ONE})
    (tmp_path / "class" / "ada" / "beta.py").symlink_to(secret)
    (tmp_path / "class" / "ada" / "up").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "class" / "ada" / "pipe.py")
    (tmp_path / "class" / "bob.py").symlink_to(secret)
    os.mkfifo(tmp_path / "class" / "cy.py")
    submissions = read_all(tmp_path / "class")
    assert dict(submissions["ada"].program.files) == {"alpha.py": ONE}
    assert submissions["ada"].remarks == (
        "beta.py was left out: it is a link",
        "pipe.py was left out: it is not a regular file",
        "up was left out: it is a link",
    )
    assert submissions["bob"].problem == submissions["cy"].problem == "a link or special file"


def test_a_zip_bomb_costs_the_file_that_it_is(tmp_path: Path) -> None:
    bomb = zipped({"alpha.py": b"#" * 50_000_000, "beta.py": THREE})
    submission = read_one(saved(tmp_path / "ada.zip", bomb))
    assert dict(submission.program.unreadable) == {"alpha.py": "it is larger than 1 MB"}
    assert dict(submission.program.files) == {"beta.py": THREE}


def test_a_zip_bomb_that_lies_about_its_size_is_read_no_further_than_the_limit(tmp_path: Path) -> None:
    bomb = zipped({"alpha.py": b"#" * 50_000_000, "beta.py": THREE})
    lie = bomb.replace(struct.pack("<L", 50_000_000), struct.pack("<L", 10))
    submission = read_one(saved(tmp_path / "ada.zip", lie))
    assert dict(submission.program.unreadable) == {"alpha.py": "it is larger than 1 MB"}
    assert dict(submission.program.files) == {"beta.py": THREE}


def test_a_zip_bomb_takes_no_more_memory_than_the_limit() -> None:
    bomb = zipped({"alpha.py": b"#" * 50_000_000}).replace(struct.pack("<L", 50_000_000), struct.pack("<L", 10))
    (packed,) = unpacked(bomb).files.values()
    tracemalloc.start()
    with pytest.raises(UnreadableError, match="larger"):
        packed.read(limits.SOURCE_BYTES)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 * limits.SOURCE_BYTES


def test_a_pipe_that_took_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "alpha.py")
    with pytest.raises(UnreadableError, match="not a regular file"):
        OnDisk(tmp_path / "alpha.py").read(10)


def test_many_files_that_are_large_together_are_read_up_to_the_limit(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {f"helper{n:03}.py": b"#" * 900_000 for n in range(40)}
    submission = read_one(saved(tmp_path / "ada.zip", zipped({**files, **MODULES})))
    assert {"alpha.py", "beta.py"} <= set(submission.program.files)
    assert sum(map(len, submission.program.files.values())) <= limits.TOTAL_BYTES
    assert set(submission.program.unreadable.values()) == {"the submission is larger than 20 MB"}
    assert len(submission.remarks) <= limits.REMARKS


def test_more_files_than_anybody_needs_are_not_looked_at(tmp_path: Path) -> None:
    files = {f"data/{n}.txt": "" for n in range(limits.FILES + 5)}
    for path in (saved(tmp_path / "ada.zip", zipped(files | MODULES)), laid_out(tmp_path / "ada", files | MODULES)):
        submission = read_one(path)
        assert dict(submission.program.files) == MODULES
        assert submission.remarks == (
            "the submission has more than 2000 files; those nearest to its top were looked at",
        )


def test_a_zip_of_more_entries_than_a_class_has_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved(tmp_path / "ada.zip", zipped(MODULES))
    monkeypatch.setattr(limits, "ARCHIVE_ENTRIES", 1)
    submission = read_one(path)
    assert submission.problem == "unreadable zip"
    assert submission.remarks == ("ada.zip cannot be read: it has more than 1 entries",)


def test_zips_are_opened_to_a_bounded_depth(tmp_path: Path) -> None:
    nested = zipped(MODULES)
    for _ in range(limits.NESTED_ZIPS - 1):
        nested = zipped({"inner.zip": nested})
    assert dict(read_one(saved(tmp_path / "ada.zip", nested)).program.files) == MODULES
    assert read_one(saved(tmp_path / "ada.zip", zipped({"inner.zip": nested}))).problem == "zips in zips in zips"


def test_an_encrypted_zip_is_told_as_one(tmp_path: Path) -> None:
    archive = bytearray(zipped(MODULES))
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = archive.find(magic)
        while at >= 0:
            archive[at + offset] |= 1
            at = archive.find(magic, at + 1)
    assert read_one(saved(tmp_path / "ada.zip", bytes(archive))).problem == "encrypted zip"


def test_the_last_of_two_entries_of_one_name_counts(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        archive = zip_of([(entry("alpha.py"), "old"), (entry("alpha.py"), ONE)])
    submission = read_one(saved(tmp_path / "ada.zip", archive))
    assert dict(submission.program.files) == {"alpha.py": ONE}
    assert submission.remarks == ("alpha.py is in the zip more than once; the last one counts",)


def test_names_that_differ_in_case_only_are_told(tmp_path: Path) -> None:
    submission = read_one(saved(tmp_path / "ada.zip", zipped({**MODULES, "Alpha.py": "old"})))
    assert dict(submission.program.files) == MODULES
    assert "names that differ in upper and lower case only: alpha.py, Alpha.py" in submission.remarks


def test_entries_that_overlap_are_refused(tmp_path: Path) -> None:
    archive = bytearray(zipped({"alpha.py": ONE, "bravo.py": ONE}))
    second = archive.rfind(b"PK\x01\x02")
    struct.pack_into("<L", archive, second + 42, 0)
    submission = read_one(saved(tmp_path / "ada.zip", bytes(archive)))
    assert submission.problem == "unreadable zip"
    assert submission.remarks == ("ada.zip cannot be read: its entries overlap",)


def test_a_damaged_file_in_a_zip_costs_only_itself(tmp_path: Path) -> None:
    archive = bytearray(zipped(MODULES, zipfile.ZIP_STORED))
    archive[archive.find(b"return 1")] ^= 1
    submission = read_one(saved(tmp_path / "ada.zip", bytes(archive)))
    assert dict(submission.program.unreadable) == {"alpha.py": "it is damaged in the zip"}
    assert dict(submission.program.files) == {"beta.py": THREE}


def test_an_unusual_compression_costs_only_its_file(tmp_path: Path) -> None:
    submission = read_one(saved(tmp_path / "ada.zip", zipped(MODULES, zipfile.ZIP_BZIP2)))
    assert submission.problem == "unreadable files"
    assert "compressed by method 12, which is not supported" in submission.remarks[0]


@pytest.mark.parametrize("in_front", [b"", b"#!/bin/sh\nexit\n", b"PK\x05\x06 not the end"])
@pytest.mark.parametrize("behind", [b"", b"\n\n"])
def test_bytes_around_a_zip_do_not_matter(in_front: bytes, behind: bytes, tmp_path: Path) -> None:
    path = saved(tmp_path / "ada.zip", in_front + zipped(MODULES) + behind)
    assert dict(read_one(path).program.files) == MODULES


def test_a_zip_in_the_format_for_large_archives_is_read(tmp_path: Path) -> None:
    path = tmp_path / "ada.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in MODULES.items():
            with archive.open(name, "w", force_zip64=True) as file:
                file.write(text.encode())
    data = path.read_bytes()
    end = data.rfind(b"PK\x05\x06")
    count, size, offset = struct.unpack_from("<HLL", data, end + 10)
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, offset)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    full = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    assert dict(read_one(saved(path, data[:end] + record + locator + full)).program.files) == MODULES


@pytest.mark.parametrize("is_utf8", [True, False])
def test_a_name_that_does_not_decode_costs_nothing_else(is_utf8: bool, tmp_path: Path) -> None:
    archive = bytearray(zipped({"alpha.py": ONE, "XX.py": THREE}))
    at = archive.find(b"XX.py")
    while at >= 0:
        archive[at : at + 2] = b"\xff\xfe"
        at = archive.find(b"XX.py", at)
    if is_utf8:
        central = archive.rfind(b"PK\x01\x02")
        archive[central + 9] |= 0x08
    submission = read_one(saved(tmp_path / "ada.zip", bytes(archive)))
    assert submission.program.files["alpha.py"] == ONE
    assert submission.problem is None


def test_unsafe_paths_beside_a_class_get_a_row(tmp_path: Path) -> None:
    archive = zip_of([(entry(n), ONE) for n in ("ada/alpha.py", "bob/alpha.py", "ada/../x.py", "/etc/x.py")])
    submissions = read_all(saved(tmp_path / "all.zip", archive))
    assert list(submissions) == ["ada", "bob", "all"]
    assert submissions["ada"].remarks == ("ada/../x.py was left out: its path leaves the submission",)
    assert submissions["all"].problem == "unsafe paths in the zip"


def test_a_name_on_disk_that_is_not_unicode_has_a_row_that_can_be_written(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    laid_out(folder, {"alpha.py": ONE, os.fsdecode(b"b\xe9.py"): ONE})
    (submission,) = read_all(tmp_path).values()
    assert submission.student == "caf\N{REPLACEMENT CHARACTER}"
    assert dict(submission.program.files) == {"alpha.py": ONE}
    "".join([submission.student, *submission.remarks]).encode()


# --- anything at all ------------------------------------------------------------------------------------------------


def mutations(seed: int, original: bytes) -> bytes:
    """Random bytes, or the original cut short, overwritten, doubled or with pieces swapped."""
    rng = random.Random(seed)
    data = bytearray(original)
    match seed % 5:
        case 0:
            return rng.randbytes(rng.randrange(300))
        case 1:
            return bytes(data[: rng.randrange(len(data))])
        case 2:
            for _ in range(rng.randrange(1, 12)):
                data[rng.randrange(len(data))] = rng.randrange(256)
        case 3:
            at = rng.randrange(len(data) - 4)
            data[at : at + 4] = rng.choice([b"\xff\xff\xff\xff", b"\0\0\0\0", b"PK\x01\x02", b"PK\x05\x06"])
        case _:
            one, other = sorted(rng.sample(range(len(data)), 2))
            data = data[one:other] + data[:one] + data[other:]
    return bytes(data)


@pytest.mark.parametrize(
    "original",
    [
        zipped({**MODULES, "answers.yaml": "a: 1", "sub/own.py": "x = 1"}),
        zipped({"ada/alpha.py": ONE, "bob/alpha.py": ONE, "cy.zip": zipped(MODULES)}, zipfile.ZIP_STORED),
        zipped({"ada_1_2_alpha.py": ONE, "bob_3_4_hw.zip": zipped(MODULES)}),
    ],
    ids=["one", "class", "canvas"],
)
def test_whatever_a_zip_is_made_of_every_row_can_be_read_and_written(original: bytes, tmp_path: Path) -> None:
    for seed in range(600):
        submissions = read_all(saved(tmp_path / "ada.zip", mutations(seed, original)))
        assert submissions, seed
        for name, submission in submissions.items():
            assert (
                submission.problem
                or submission.program.files
                or submission.answers is not None
                or (submission.program.unreadable)
            ), seed
            shown = [name, *submission.remarks, *submission.program.files, *submission.program.files.values()]
            "".join(shown).encode()


@pytest.mark.parametrize(
    ("original", "reading", "expected"),
    [
        (notebook(ONE, "%%time\n" + THREE, ["x = !ls\n", "y"]), cells, UnreadableError),
        (("# coding: latin-1\n" + ONE).encode("latin-1"), decode, UnreadableError),
        (ONE.encode("utf-16"), decode, UnreadableError),
        (b'"6.1": {size: 5}\nb: [x, "y", {z: 1.5}]\n', lambda data: read_answers(data.decode("latin-1")), AnswersError),
    ],
    ids=["notebook", "cookie", "utf-16", "answers"],
)
def test_whatever_a_file_is_made_of_it_is_read_or_refused(
    original: bytes, reading: Callable[[bytes], object], expected: type[Exception]
) -> None:
    refused = 0
    for seed in range(3000):
        try:
            reading(mutations(seed, original))
        except expected as error:
            refused += 1
            assert str(error).isprintable(), seed
    assert 0 < refused < 3000
