"""Sending submissions through a pool: whatever happens to workers, every submission ends in a result."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence

from autograder.batch.document import pack, unpack
from autograder.batch.job import Failed, Graded, Job, Task
from autograder.batch.pool import LocalPool, Pool
from autograder.grading.result import Result
from autograder.intake.handed import Handed
from autograder.reports.gradebook import GRADER_ERROR

TRIES = 3


def grade_tasks(pool: Pool, tasks: Iterable[Task]) -> Iterator[tuple[int, Graded]]:
    """Yield the place and the result of every task, in the order in which they are ready.

    What failed is tried again after all others, since what stood in its way may be gone by then; what fails for the
    third time is a grader error. A few tasks are under way at a time, so that a class of any size needs little memory.
    """
    ahead = enumerate(tasks)
    again: deque[tuple[int, Task]] = deque()
    under_way: dict[int, Task] = {}
    tries: Counter[int] = Counter()
    while True:
        while pool.room_for() > 0:
            following = next(ahead, None) or (again.popleft() if again else None)
            if following is None:
                break
            under_way[following[0]] = following[1]
            pool.submit(*following)
        if not under_way:
            return
        for number, outcome in pool.collect():
            task = under_way.pop(number)
            if isinstance(outcome, Graded):
                yield number, outcome
                continue
            tries[number] += 1
            if tries[number] < TRIES:
                again.append((number, task))
            else:
                yield number, _grader_error(task, outcome)


def _grader_error(task: Task, failed: Failed) -> Graded:
    status = f"{GRADER_ERROR}: {failed.why}"
    return Graded(status, {}, 0, pack(Result(task.handed.student, (), status, "")))


def grade_all(job: Job, handed: Sequence[Handed]) -> Iterator[tuple[Handed, Result]]:
    """Yield every submission with its result, without keeping anything."""
    pool = LocalPool(job)
    try:
        for number, graded in grade_tasks(pool, map(Task, handed)):
            yield handed[number], unpack(graded.document)
    finally:
        pool.close()
