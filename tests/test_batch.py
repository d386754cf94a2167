"""Files and folders to outcomes: what counts as a document, what is said of what is none, the same rows in any number of processes."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import zipfile
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest
from raw_pdf import page, picture, write

from conftest import SAMPLES
from plantrace.batch import Outcome, Settings, Task, UnexpectedFailure, paths_to_tasks, process, run, run_task, workers
from plantrace.diagnostics import (
    ChangedMeanwhile,
    DamagedDocument,
    EmptyFile,
    EncryptedDocument,
    FixedLimit,
    LimitExceeded,
    NoRoom,
    PlantraceError,
    UnknownFormat,
)
from plantrace.extract import legacy
from plantrace.extract.document import Document
from plantrace.extract.finding import find_documents
from plantrace.extract.formats import Archive
from plantrace.extract.ocr.tesseract import why_unavailable
from plantrace.extract.read import read
from plantrace.workers import TookTooLong, WorkerLost, Workers
from word_files import tbl, tc, tr, write_docx

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder as archives are: plans, copies, leftovers of Word and of a Mac, what is no document."""
    folder = tmp_path / "archive"
    (folder / "2013" / "old").mkdir(parents=True)
    (folder / ".cache").mkdir()
    shutil.copy(SAMPLES / "stockton-2013.word.docx", folder / "2013" / "b plan.docx")
    shutil.copy(SAMPLES / "stockton-2013.wordpdf.pdf", folder / "2013" / "A PLAN.PDF")
    shutil.copy(SAMPLES / "stockton-2013.wordpdf.pdf", folder / "2013" / "old" / "scan0001")  # no ending at all
    shutil.copy(SAMPLES / "stockton-2013.word.docx", folder / ".cache" / "hidden.docx")
    (folder / "2013" / "~$b plan.docx").write_bytes(b"\x05Owner")
    (folder / "2013" / "._b plan.docx").write_bytes(b"\x00\x05\x16\x07")
    (folder / "picture.pdf").write_bytes(PNG)  # named as a document: reported when it is read
    (folder / "picture.png").write_bytes(PNG)
    (folder / "notes.txt").write_text("minutes")
    with zipfile.ZipFile(folder / "papers.zip", "w") as papers:
        papers.writestr("plan.txt", "no Word document")
    return folder


def test_a_folder_is_searched_for_documents_by_their_content(archive: Path) -> None:
    files, errors = find_documents([archive])
    assert [str(file.relative_to(archive)) for file in files] == ["picture.pdf", "2013/A PLAN.PDF", "2013/b plan.docx", "2013/old/scan0001"]
    assert errors == []


def test_a_file_that_is_named_counts_whatever_it_is_and_once(archive: Path) -> None:
    named = [archive / "notes.txt", archive / "picture.pdf", archive / "notes.txt"]
    assert find_documents(named) == (named[:2], [])


def test_what_is_not_there_is_told_and_the_rest_found(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    files, errors = find_documents([tmp_path / "mispelt", tmp_path / "empty", archive / "picture.pdf"])
    assert files == [archive / "picture.pdf"]
    assert [(type(error).__name__, error.exit_code) for error in errors] == [("NoSuchPath", 4), ("NoDocuments", 4)]


def encrypted(path: Path) -> None:
    with pikepdf.open(SAMPLES / "stockton-2013.wordpdf.pdf") as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="o", user="u"))


def cut(path: Path, of: str, length: int) -> None:
    path.write_bytes((SAMPLES / of).read_bytes()[:length])


def zipped(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "no Word document")


BAD = [
    ("encrypted.pdf", encrypted, EncryptedDocument, "password"),
    ("empty.pdf", lambda path: path.touch(), EmptyFile, "The file is empty. Fetch it again"),
    ("renamed-zip.docx", zipped, Archive, "An archive of files, not a document (a zip file). Unpack it"),
    ("picture.pdf", lambda path: path.write_bytes(PNG), UnknownFormat, "Not a PDF or Word document"),
    ("damaged.pdf", lambda path: path.write_bytes(b"%PDF-1.4\n1 0 obj\n<<>>\n"), DamagedDocument, "Fetch it again"),
    ("damaged.docx", lambda path: cut(path, "stockton-2013.word.docx", 20_000), DamagedDocument, "Fetch it again"),
    ("damaged.doc", lambda path: cut(path, "sunderland-2019-irs.worddoc.doc", 3_000), DamagedDocument, "Fetch it again"),
    ("text.doc", lambda path: path.write_text("Dear all"), UnknownFormat, "Export it as PDF or .docx"),
]


@pytest.mark.parametrize(("name", "make", "error", "said"), BAD)
def test_a_bad_document_is_an_outcome_with_one_clear_line(tmp_path: Path, name, make, error: type[PlantraceError], said: str) -> None:
    path = tmp_path / name
    make(path)
    [outcome] = run_task(Task((path,)))
    assert type(outcome.error) is error
    line = str(outcome.error)
    assert line.startswith(f"{path}: ")
    assert said in line
    assert "\n" not in line
    assert outcome.document is outcome.plan is None


def test_a_file_that_may_not_be_read_is_an_outcome_too(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.mkdir()
    assert "plan.pdf" in str(process(path).error)


def test_a_fault_of_ours_is_told_with_its_place_and_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*_: object, **__: object) -> None:
        raise KeyError("theme")

    monkeypatch.setattr("plantrace.normalise.plan.read_plan", faulty)
    outcome = process(SAMPLES / "stockton-2013.word.docx")
    assert "by a fault of plantrace (KeyError at test_batch.py:" in str(outcome.error)
    assert outcome.plan is None


def test_an_outcome_carries_the_plan_and_not_the_pages() -> None:
    outcome = process(SAMPLES / "stockton-2013.wordpdf.pdf", Settings(authority="Elsewhere", plan_date="2014-01"))
    assert outcome.error is None
    assert outcome.document is not None
    assert outcome.plan is not None
    assert (outcome.document.blocks, outcome.document.furniture) == ((), ())
    assert (outcome.document.pages, len(outcome.plan.actions)) == (8, 58)
    assert (outcome.plan.authority, outcome.plan.plan_date) == ("Elsewhere", "2014-01")


def test_older_documents_share_a_task_and_stand_where_the_first_stood(tmp_path: Path) -> None:
    paths = []
    for name, sample in (
        ("1.doc", "sunderland-2019-irs.worddoc.doc"),
        ("2.docx", "stockton-2013.word.docx"),
        ("3.doc", None),
        ("4.doc", None),
    ):
        paths.append(tmp_path / name)
        shutil.copy(SAMPLES / (sample or "sunderland-2019-irs.worddoc.doc"), paths[-1])
    one, two, three, four = paths
    assert [task.paths for task in paths_to_tasks(paths, Settings(), 1)] == [(one, three, four), (two,)]
    assert [task.paths for task in paths_to_tasks(paths, Settings(), 2)] == [(one, three), (two,), (four,)]


def mails(path: Path) -> Path:
    """Three thousand in each other."""
    inside = [f"Content-Type: multipart/related; boundary={number}\n\n--{number}\n" for number in range(3000)]
    path.write_text("MIME-Version: 1.0\n" + "".join(inside))
    return path


def bomb(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr("content.xml", " " * 20_000_000)
    return path


def test_what_is_wrong_with_one_document_costs_no_other_in_the_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither what is made to do harm nor a fault of ours, in one call of LibreOffice."""
    paths = (mails(tmp_path / "mails.doc"), bomb(tmp_path / "bomb.odt"))
    assert [type(outcome.error) for outcome in run_task(Task(paths))] == [FixedLimit, LimitExceeded]
    whole = legacy.check_size

    def faulty(path: Path) -> None:
        if path == paths[0]:
            raise KeyError("sector")
        whole(path)

    monkeypatch.setattr(legacy, "check_size", faulty)
    assert [type(outcome.error) for outcome in run_task(Task(paths))] == [UnexpectedFailure, LimitExceeded]


def rows_of(outcomes: list[Outcome]) -> list[tuple[str, object]]:
    return [(outcome.path.name, outcome.plan or str(outcome.error)) for outcome in outcomes]


def test_any_executor_gives_the_same_rows_in_the_same_order(archive: Path) -> None:
    paths = find_documents([archive, SAMPLES / "sunderland-2013.web.pdf"])[0]
    tasks = paths_to_tasks(paths, Settings(), 2)
    serial = rows_of(list(run(tasks, None, 1)))
    assert [name for name, _ in serial] == [path.name for path in paths]
    with workers(2) as pool:
        assert rows_of(list(run(tasks, pool, 2))) == serial
    with ThreadPoolExecutor(1) as threads:
        assert rows_of(list(run(tasks, threads, 1))) == serial


def dies(_: Task) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def hangs(_: Task) -> None:
    time.sleep(3000)


def grows(_: Task) -> None:
    list(range(1_000_000_000))


def fails(_: Task) -> None:
    raise ValueError("as it would here")


def answers(task: Task) -> int:
    return len(task.paths)


LOST = [
    (dies, WorkerLost, "killed by SIGSEGV"),
    (hangs, TookTooLong, "2 s"),
    (grows, MemoryError, "^$"),
    (fails, ValueError, "as it would here"),
]


@pytest.mark.parametrize(("call", "error", "said"), LOST)
def test_a_call_that_is_lost_costs_itself_alone(call, error: type[Exception], said: str) -> None:
    """Only the call that hangs has little time: the others have all that a slow machine may want."""
    one, two = Task((Path("a"),)), Task((Path("a"), Path("b")))
    pool = Workers(1, seconds_for=lambda task: 2.0 if task is one and call is hangs else 600.0, megabytes=512)
    before, lost, after = pool.submit(answers, two), pool.submit(call, one), pool.submit(answers, two)
    assert (before.result(), after.result()) == (2, 2)
    with pytest.raises(error, match=said):
        lost.result()
    pool.shutdown()


def test_the_one_document_to_blame_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    """Two older documents share a task; a reader that ends with one of them is asked for each alone."""
    good, bad, late = (tmp_path / name for name in ("good.doc", "bad.doc", "late.doc"))

    class Unreliable(Executor):
        def submit(self, fn, /, *args, **kwargs):
            future: Future[list[Outcome]] = Future()
            paths = args[0].paths
            if late in paths and len(paths) == 1:
                future.set_exception(TookTooLong("900 s"))
            elif bad in paths or late in paths:
                future.set_exception(WorkerLost("killed by SIGSEGV"))
            else:
                future.set_result([Outcome(path) for path in paths])
            return future

    outcomes = list(run([Task((good, bad, late))], Unreliable(), 1))
    assert [(outcome.path.name, str(outcome.error)) for outcome in outcomes] == [
        ("good.doc", "None"),
        (
            "bad.doc",
            f"{bad}: Reading the document ended the process that read it (killed by SIGSEGV). "
            "It may be damaged, or made to do harm; if you trust it, please report it.",
        ),
        (
            "late.doc",
            f"{late}: The document exceeds a safety limit (reading it takes longer than 900 s, the --time-limit). "
            "If you trust it, raise the limit named here, or split it.",
        ),
    ]


def test_while_one_document_takes_long_the_others_are_read(tmp_path: Path) -> None:
    """The first is done when the hundredth is; the outcomes come in their order for all that."""
    hundredth = threading.Event()

    class Slow(ThreadPoolExecutor):
        def submit(self, fn, /, task):
            return super().submit(self.answer, task)

        def answer(self, task: Task) -> list[Outcome]:
            name = task.paths[0].name
            if name == "99":
                hundredth.set()
            came = hundredth.wait(120) if name == "0" else True
            return [Outcome(task.paths[0], error=None if came else NoRoom(name))]

    with Slow(2) as threads:
        outcomes = list(run([Task((tmp_path / str(number),)) for number in range(150)], threads, 2))
    assert [(outcome.path.name, outcome.error) for outcome in outcomes] == [(str(number), None) for number in range(150)]


def test_a_file_that_changes_while_it_is_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its hash would be of one text, its rows of another."""
    path = tmp_path / "plan.pdf"
    shutil.copy(SAMPLES / "stockton-2013.wordpdf.pdf", path)

    def then_changed(read_from: Path) -> Document:
        document = read(read_from)
        read_from.write_bytes(read_from.read_bytes() + b"%changed\n")
        return document

    monkeypatch.setattr("plantrace.batch.read", then_changed)
    assert type(process(path).error) is ChangedMeanwhile


def test_a_long_text_over_many_rows_is_told_before_anybody_reads_it_so_often(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a megabyte over 4,000 rows: 2 GB in the database, of a file of 30 KB."""
    going_on = [tr(tc(f"Do {number}"), tc("", "<w:vMerge/>")) for number in range(4000)]
    rows = [
        tr(tc("Action"), tc("Progress")),
        tr(tc("Do it"), tc("Report to the board. " * 25_000, '<w:vMerge w:val="restart"/>')),
        *going_on,
    ]
    path = write_docx(tmp_path / "plan.docx", tbl(*rows))
    assert "its rows hold 2,003 MB of text, limit PLANTRACE_MAX_TEXT_MB=64" in str(process(path).error)
    monkeypatch.setenv("PLANTRACE_MAX_TEXT_MB", "0")
    assert "its rows hold 0 MB of text, limit PLANTRACE_MAX_TEXT_MB=0" in str(process(SAMPLES / "stockton-2013.word.docx").error)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small file system")
@pytest.mark.parametrize("kind", ["doc", "scan"])
def test_a_full_disk_is_told_and_no_fault_of_the_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """A scan is not taken for read either, its pages left out."""
    small, path = tmp_path / "small", tmp_path / f"plan.{kind}"
    small.mkdir()
    if kind == "doc":
        shutil.copy(SAMPLES / "sunderland-2019-irs.worddoc.doc", path)
    elif why_unavailable():
        pytest.skip("Tesseract is not installed")
    else:
        placed = b"800 0 0 600 0 0 cm /I Do"
        write(path, {**page(placed, resources=b"/XObject<</I 6 0 R>>"), 6: picture(200, 200)})
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(small)], capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount")
    try:
        monkeypatch.setattr(tempfile, "tempdir", str(small))
        [outcome] = run_task(Task((path,)))
    finally:
        subprocess.run(["umount", "--lazy", str(small)], check=True)
    assert type(outcome.error) is NoRoom, outcome
    assert "Make room there, or name another folder with TMPDIR" in str(outcome.error)


def test_leaving_the_pool_gives_up_what_is_being_read() -> None:
    with workers(2) as pool:
        lost = [pool.submit(hangs, Task((Path("a"),))) for _ in range(4)]
        while not lost[0].running():
            time.sleep(0.01)
    assert all(future.done() for future in lost)  # each of them would have taken an hour


def test_without_libreoffice_an_older_document_says_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("PLANTRACE_SOFFICE", raising=False)
    paths = (SAMPLES / "sunderland-2019-irs.worddoc.doc", SAMPLES / "stockton-2013.word.docx")
    old, new = run_task(Task(paths))
    assert old.error is not None
    assert (old.error.exit_code, "apt-get install libreoffice-writer" in str(old.error)) == (3, True)
    assert new.error is None
    assert os.fspath(old.path) in str(old.error)
