"""The written answers as plain data."""

import pytest

from autograder.intake.answers import LONGEST, MOST_EXPLANATIONS, Answers, AnswersError, Kind, Unanswered, read_answers

FILE = """
"3.1.1":
  question: >-
    Which?
  true_statements: [C, a, " a "]
  why: "because"
6.1: {output_size: 5}
"6.4":
  first: 5.0
  second: "7"
  third: five
  letters: a, c
  one_letter: b
  empty: ""
  nothing: null
  none: []
  blanks: [~, ""]
"""


@pytest.mark.parametrize(
    ("exercise", "field", "kind", "answer"),
    [
        ("3.1.1", "true_statements", None, ["a", "c"]),
        ("3.1.1", "why", None, "because"),
        ("6.1", "output_size", None, 5),
        ("6.4", "first", None, 5),
        ("6.4", "second", None, 7),
        ("6.4", "second", Kind.TEXT, "7"),
        ("6.4", "third", None, "five"),
        ("6.4", "letters", None, ["a", "c"]),
        ("6.4", "one_letter", None, ["b"]),
        ("6.4", "one_letter", Kind.TEXT, "b"),
        ("6.4", "third", Kind.CHOICES, ["five"]),
    ],
)
def test_an_answer_is_plain_data(exercise: str, field: str, kind: Kind | None, answer: object) -> None:
    found = read_answers(FILE).answer(exercise, field, kind)
    assert (found, type(found)) == (answer, type(answer))


@pytest.mark.parametrize("field", ["empty", "nothing", "none", "blanks", "no_such_field"])
def test_an_empty_field_is_not_answered(field: str) -> None:
    with pytest.raises(Unanswered, match=r"exercise 6\.4"):
        read_answers(FILE).answer("6.4", field)


@pytest.mark.parametrize("text", [FILE, "", "# only a remark\n", "---\n", "9.9: 5"])
def test_an_exercise_that_is_not_there_is_not_answered(text: str) -> None:
    with pytest.raises(Unanswered, match=r"exercise 9\.9"):
        read_answers(text).answer("9.9", "field")


@pytest.mark.parametrize(("value", "kind"), [("five", Kind.NUMBER), ("5.5", Kind.NUMBER), ("[[a]]", Kind.CHOICES)])
def test_an_answer_of_another_kind_is_told(value: str, kind: Kind) -> None:
    with pytest.raises(AnswersError, match=r"exercise a: b is .*; write") as caught:
        read_answers(f"a: {{b: {value}}}").answer("a", "b", kind)
    assert not isinstance(caught.value, Unanswered)


def test_only_nulls_and_decimal_numbers_are_more_than_text() -> None:
    exercises = read_answers("a: [yes, no, 0x10, 1:30, 2026-11-01, 010, -3, +2.50, .5, NULL, 1e5, .inf]").exercises
    assert exercises == {"a": ["yes", "no", "0x10", "1:30", "2026-11-01", 10, -3, 2.5, 0.5, None, "1e5", ".inf"]}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: [1\nb: 2", "line 2, column 2: "),
        ("a: 1\nb: 2\na: 3", "line 3, column 1: 'a' is here for the second time"),
        ("6.1: 1\n'6.1': 2", "line 2, column 1: '6.1' is here for the second time"),
        ("a: &x [1]\nb: *x", "line 1, column 4: a word that starts with & or *"),
        ("a: *x", "line 1, column 4: a word that starts with & or *"),
        ("a: !!python/object/apply:os.system [ls]", "line 1, column 4: a word that starts with !"),
        ("a: !x 1", "line 1, column 4: a word that starts with !"),
        ("a: 1\n---\nb: 2", "line 2, column 1: a second document"),
        ("a: 1\n\tb: 2", "line 2, column "),
        ("a: b: c", "line 1, column 5: mapping values"),
        ("a: 1\nb: \x01", "line 2, column 4: a character"),
        ("a: \ud800", "line 1, column 4: a character"),
        ("[1, 2]", "line 1, column 1: there must be exercises"),
        ("[1, 2]: 3", "line 1, column 1: "),
        ("a: " + "[" * 100_000, "line 1, column 15: this is nested more than 12 deep"),
        (
            "a:\n" + "".join(" " * n + "- \n" for n in range(1, 15)),
            "line 13, column 13: this is nested more than 12 deep",
        ),
        ("x" * 200_001, "the file of answers is larger than 200 kB"),
    ],
)
def test_a_broken_file_is_refused_with_the_place(text: str, place: str) -> None:
    with pytest.raises(AnswersError) as caught:
        read_answers(text)
    message = str(caught.value)
    assert message.startswith(place)
    assert message.isprintable()


def test_half_a_character_in_an_escape_never_comes_through() -> None:
    refused = False
    try:
        exercises = read_answers('a: "\\ud800"').exercises
    except AnswersError as error:
        refused = "line 1" in str(error)
    assert refused or exercises == {"a": "?"}


def test_what_stands_in_quotation_marks_is_text() -> None:
    assert read_answers('a: ["5", \'\', "null"]').exercises == {"a": ["5", "", "null"]}


def test_answers_compare_as_data() -> None:
    assert read_answers("6.1: {size: 5}") == read_answers('"6.1":\n  size: 5\n') == Answers({"6.1": {"size": 5}})


def test_what_is_explained_in_words_is_kept_for_a_person_and_bounded() -> None:
    answers = read_answers('"3.1.1":\n  why: " it forgets "\n"5.1.1":\n  why: ""\n"6.1":\n  output_size: 5\n')
    assert answers.explanations == (("3.1.1", "it forgets"),)
    many = read_answers("\n".join(f'"{n}":\n  why: "{"x" * 5_000 if n == 0 else "y"}"' for n in range(60)))
    assert len(many.explanations) == MOST_EXPLANATIONS
    assert len(many.explanations[0][1]) == LONGEST
