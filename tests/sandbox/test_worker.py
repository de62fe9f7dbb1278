"""What runs next to the student's code, tried out in this process."""

import sys
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from autograder.sandbox import wire, worker
from autograder.sandbox.room import Answered, Got, Outcome, read_outcomes


@pytest.fixture(autouse=True)
def modules_as_before() -> Iterator[None]:
    finders, modules = list(sys.meta_path), set(sys.modules)
    yield
    sys.meta_path[:] = finders
    for name in set(sys.modules) - modules:
        del sys.modules[name]


def load(files: dict[str, str], script: tuple[str, ...] = (), unreadable: dict[str, str] | None = None) -> Any:
    return worker.Program("homework", files, script, unreadable or {})


def found(program: worker.Program, module: str, function: str) -> Callable[..., Any]:
    function_found = program.find(module, function)
    assert not isinstance(function_found, wire.Missing), function_found.why
    return function_found


def missing(program: worker.Program, module: str, function: str) -> str:
    function_found = program.find(module, function)
    assert isinstance(function_found, wire.Missing)
    return function_found.why


def answer(files: dict[str, str], *asks: wire.Ask, buffers: tuple[np.ndarray, ...] = ()) -> Answered:
    program = load(files)
    request, payload = wire.body(wire.Request(list(asks)), buffers)
    arguments = wire.Payload(bytearray(payload))
    header, arrays = worker.serve(program, files, wire.decode_request(request), arguments)
    data = b"".join(wire.portions(arrays))
    assert len(header) <= wire.MAX_HEADER
    assert len(data) <= wire.MAX_PAYLOAD
    return read_outcomes(header, data, len(asks))


def one(source: str, function: str, *args: wire.Node) -> Outcome:
    return answer({"m.py": source}, wire.Ask("m", function, list(args), {})).outcomes[0]


@pytest.mark.parametrize(
    "statement",
    [
        "from .tools import one",
        "from . import tools; one = tools.one",
        "from homework.tools import one",
        "import homework.tools; one = homework.tools.one",
        "from tools import one",
        "import tools; one = tools.one",
    ],
)
def test_modules_import_each_other_in_every_usual_way(statement: str) -> None:
    program = load({"m.py": f"{statement}\ndef f(): return one()", "tools.py": "def one(): return 1"})
    assert found(program, "m", "f")() == 1


def test_a_file_is_run_once_under_whatever_names_it_is_imported() -> None:
    source = (
        "from . import tools as a\nimport tools as b\nimport homework.tools as c\ndef f(): return a is b and b is c"
    )
    program = load({"m.py": source, "tools.py": "runs = []\nruns.append(1)\ndef count(): return len(runs)"})
    assert found(program, "m", "f")()
    assert found(program, "tools", "count")() == 1


def test_relative_imports_still_work_in_a_module_that_was_first_imported_by_its_plain_name() -> None:
    files = {"m.py": "import tools\ndef f(): return tools.late()", "other.py": "two = 2"}
    program = load({**files, "tools.py": "def late():\n    from .other import two\n    return two"})
    assert found(program, "m", "f")() == 2


def test_modules_may_import_each_other_in_a_circle() -> None:
    files = {"a.py": "from . import b\ndef f(): return b.g()", "b.py": "import a\ndef g(): return a.__name__"}
    assert found(load(files), "a", "f")() == "homework.a"


def test_helpers_may_lie_in_folders() -> None:
    files = {"m.py": "from .helpers.maths import two\ndef f(): return two", "helpers/maths.py": "two = 2"}
    assert found(load(files), "m", "f")() == 2


def test_a_helper_may_have_the_name_of_a_standard_module() -> None:
    files = {"m.py": "from .random import two\nimport random\ndef f(): return two + random.Random(0).randint(0, 0)"}
    assert found(load({**files, "random.py": "two = 2"}), "m", "f")() == 2


def test_a_file_of_the_homework_never_hides_a_standard_module_or_numpy() -> None:
    files = {"m.py": "import numpy, json\ndef f(): return json.dumps(numpy.ones(1).tolist())"}
    assert found(load({**files, "numpy.py": "", "json.py": ""}), "m", "f")() == "[1.0]"


def test_a_syntax_error_names_file_and_line() -> None:
    assert "m.py, line 2: SyntaxError" in missing(load({"m.py": "x = 1\ndef f(:\n"}), "m", "f")


def test_an_error_while_loading_names_file_line_and_what_was_raised() -> None:
    why = missing(load({"m.py": "import tools", "tools.py": "\n1 / 0"}), "m", "f")
    assert "m.py cannot be loaded: tools.py, line 2: ZeroDivisionError" in why


def test_leaving_the_interpreter_while_loading_costs_only_that_module() -> None:
    program = load({"m.py": "import sys; sys.exit(1)", "other.py": "def f(): return 1"})
    assert "SystemExit" in missing(program, "m", "f")
    assert found(program, "other", "f")() == 1


def test_a_missing_module_function_or_unreadable_file_is_said() -> None:
    program = load({"m.py": "f = 3"}, unreadable={"broken.py": "it is not text"})
    assert missing(program, "none", "f") == "none.py is not in the submission"
    assert missing(program, "m", "g") == "m.py defines no g"
    assert missing(program, "m", "f") == "f in m.py is not a function"
    assert missing(program, "broken", "f") == "broken.py: it is not text"


def test_a_script_goes_on_after_a_statement_that_fails() -> None:
    program = load(
        {"all.py": "import nothing\n1 / 0\ndef f(): return 1\nraise SystemExit\ndef g(): return f()"}, ("all.py",)
    )
    assert found(program, "anything", "g")() == 1


def test_cells_share_one_namespace_and_a_broken_cell_costs_only_itself() -> None:
    files = {"cell 1": "x = 1", "cell 2": "def broken(:", "cell 3": "def f(): return x"}
    program = load(files, tuple(files))
    assert found(program, "anything", "f")() == 1
    assert "cell 2, line 1: SyntaxError" in missing(program, "anything", "broken")


def test_a_script_may_put_off_its_annotations_and_define_dataclasses() -> None:
    source = (
        "from __future__ import annotations\nfrom dataclasses import dataclass\n"
        "@dataclass\nclass Pair:\n    first: Unknown\ndef f(x: Unknown): return Pair(x).first"
    )
    assert found(load({"all.py": source}, ("all.py",)), "anything", "f")(4) == 4


def test_a_raised_error_comes_with_the_innermost_place_in_the_submission() -> None:
    files = {"m.py": "from .tools import g\n\ndef f(): return g()", "tools.py": "def g():\n    return [].pop()"}
    raised = answer(files, wire.Ask("m", "f", [], {})).outcomes[0]
    assert isinstance(raised, wire.Raised)
    assert (raised.type_name, raised.file, raised.line) == ("IndexError", "tools.py", 2)


LIES = {
    "message": "class E(Exception):\n    def __str__(self): raise SystemExit",
    "type name": (
        "class M(type):\n    @property\n    def __name__(cls): raise KeyboardInterrupt\n"
        "class E(Exception, metaclass=M): pass"
    ),
    "class": "class E(Exception):\n    @property\n    def __class__(self): return ValueError",
    "text": "class E(Exception):\n    def __str__(self): return chr(0xDC80) * 10**6",
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_a_lying_exception_is_an_exception_and_no_value_error(lie: str) -> None:
    raised = one(f"{lie}\ndef f(): raise E", "f")
    assert isinstance(raised, wire.Raised)
    assert not raised.is_value_error


def test_a_subclass_of_value_error_counts_as_one() -> None:
    raised = one("class E(ValueError): pass\ndef f(): raise E('no')", "f")
    assert isinstance(raised, wire.Raised)
    assert raised.is_value_error


def test_a_result_that_fails_while_it_is_read_is_a_raised_error() -> None:
    source = "class L(list):\n    def __iter__(self): raise OSError('no')\ndef f(): return L('abc')"
    assert isinstance(one(source, "f"), wire.Raised)


def test_a_result_larger_than_a_reply_costs_only_its_own_call() -> None:
    source = "import numpy as np\ndef big(): return [np.zeros(2**21)] * 3 + ['x']\ndef small(): return 1"
    outcomes = answer({"m.py": source}, wire.Ask("m", "big", [], {}), wire.Ask("m", "small", [], {})).outcomes
    assert isinstance(outcomes[0], Got)
    assert isinstance(outcomes[0].value, wire.Other)
    assert isinstance(outcomes[1], Got)
    assert outcomes[1].value == 1


def test_long_texts_that_do_not_fit_into_a_reply_cost_only_their_own_call() -> None:
    source = "def big(): return ['€' * 2000] * 4000\ndef small(): return 1"
    asks = [wire.Ask("m", "big", [], {}), wire.Ask("m", "small", [], {})]
    outcomes = answer({"m.py": source}, *asks).outcomes
    assert [type(o.value) for o in outcomes if isinstance(o, Got)] == [wire.Other, int]


def test_the_start_of_what_is_printed_is_kept() -> None:
    said = answer({"m.py": "def f():\n    while True: print('x' * 1000) or 1 / (n.append(1) or 9 - len(n))\nn = []"},
                  wire.Ask("m", "f", [], {})).printed  # fmt: skip
    assert len(said) == worker.PRINTED
    assert said.startswith("x" * 1000)


@pytest.mark.parametrize("layout", ["plain", "read-only", "awkward"])
def test_arguments_arrive_in_the_layout_asked_for_and_are_echoed(layout: wire.Layout) -> None:
    source = "def f(a): return a, a.flags.writeable, a.flags.c_contiguous"
    array = np.arange(12.0).reshape(3, 4)
    buffers: list[np.ndarray] = []
    ask = wire.pack_ask("m", "f", [array], {}, layout, True, buffers)
    outcome = answer({"m.py": source}, ask, buffers=tuple(buffers)).outcomes[0]
    assert isinstance(outcome, Got)
    assert isinstance(outcome.value, list)
    got, writeable, contiguous = outcome.value
    assert isinstance(got, np.ndarray)
    assert (got == array).all()
    assert writeable == (layout == "plain")
    assert contiguous == (layout != "awkward")
    assert outcome.after is not None
    echoed = outcome.after[0]
    assert isinstance(echoed, np.ndarray)
    assert (echoed == array).all()


def test_an_argument_that_is_changed_is_changed_in_one_call_only() -> None:
    source = "def f(a, b): a[...] = 7.0; return a + b"
    buffers: list[np.ndarray] = []
    asks = [
        wire.pack_ask("m", "f", [np.zeros(size), np.ones(size)], {}, "plain", False, buffers) for size in (3, 0, 2, 3)
    ]
    outcomes = answer({"m.py": source}, *asks, buffers=tuple(buffers)).outcomes
    assert [o.value.tolist() for o in outcomes if isinstance(o, Got) and isinstance(o.value, np.ndarray)] == [
        [8.0] * size for size in (3, 0, 2, 3)
    ]


def test_calls_of_one_batch_share_a_generator_by_its_slot() -> None:
    draw = wire.Ask("m", "draw", [wire.Generator(1, 7)], {})
    outcomes = answer({"m.py": "def draw(rng): return rng.random()"}, draw, draw).outcomes
    expected = np.random.default_rng(7).random(2)
    assert [o.value for o in outcomes if isinstance(o, Got)] == pytest.approx(expected)
