"""One small change at a time: every place of a piece of source where a student could have slipped, and the slip."""

import ast
import copy
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Slip = tuple[str, ast.AST]
"""What a slip is called, and the node that it leaves in the place of another."""


@dataclass(frozen=True)
class Mutant:
    """A definition with one slip in it; `identity` stays the same as long as the line it is in does."""

    name: str
    operator: str
    line: str
    occurrence: int
    source: str

    @property
    def identity(self) -> str:
        """Function, operator, line and which one of its kind, as the list of survivors has it."""
        return f"{self.name} | {self.operator} | {self.line} | {self.occurrence}"


COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt), ast.LtE: (ast.Lt, ast.GtE), ast.Gt: (ast.GtE, ast.Lt), ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),
}  # fmt: skip
ARITHMETIC: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub, ast.Mult), ast.Sub: (ast.Add,), ast.Mult: (ast.Add, ast.MatMult, ast.Div),
    ast.Div: (ast.Mult, ast.FloorDiv), ast.FloorDiv: (ast.Div,), ast.MatMult: (ast.Mult,),
    ast.Mod: (ast.FloorDiv,), ast.Pow: (ast.Mult,),
}  # fmt: skip
NAMES = {
    "tanh": ("sin", "arctan"), "sum": ("mean", "max"), "mean": ("sum", "median"), "max": ("min", "mean"),
    "min": ("max",), "maximum": ("minimum",), "minimum": ("maximum",), "floor": ("ceil",), "ceil": ("floor",),
    "sqrt": ("square",), "square": ("abs",), "abs": ("square",), "exp": ("exp2",), "prod": ("sum", "max"),
    "zeros": ("ones",), "ones": ("zeros",), "eye": ("ones_like",), "sigmoid": ("tanh",), "relu": ("abs",),
    "random": ("standard_normal",), "empty": ("zeros",), "any": ("all",), "all": ("any",), "pad": ("roll",),
    "greater": ("greater_equal",), "greater_equal": ("greater",), "less": ("less_equal",), "less_equal": ("less",),
    "height": ("width",), "width": ("height",), "rows": ("columns",), "columns": ("rows",), "top": ("left",),
    "left": ("top",), "h": ("c",), "c": ("h",), "f": ("i",), "i": ("f", "o", "j"), "o": ("f",), "g": ("i",),
    "j": ("i",), "r": ("z",), "z": ("r",), "padding": ("stride",), "stride": ("padding",),
    "h_prev": ("c_prev",), "c_prev": ("h_prev",), "f1": ("f2",), "f2": ("f1",), "n1": ("n2",), "n2": ("n1",),
    "input_size": ("hidden_size",), "hidden_size": ("input_size",), "W1": ("W2",), "W2": ("W1",),
    "p": ("stride",), "hs": ("cs",), "cs": ("hs",), "x": ("h_prev",),
}  # fmt: skip
"""Names that are taken for one another: functions of NumPy, gates, axes, arguments."""

TRANSPARENT = frozenset({"copy", "astype", "ravel", "flatten", "relu", "sigmoid", "tanh", "abs", "float", "array"})
"""Calls that are forgotten: what stays is their first operand."""


def mutants_of(definition: ast.AST, name: str) -> Iterator[Mutant]:
    """Yield a function definition, or another statement, with each possible slip."""
    seen: Counter[tuple[str, str]] = Counter()
    sources = {ast.unparse(definition)}
    names = {node.id for node in ast.walk(definition) if isinstance(node, ast.Name)}
    for path, node in _nodes(definition):
        for operator, changed in _slips(node):
            if isinstance(changed, ast.Name) and changed.id not in names:
                continue
            _put(definition, path, changed)
            source = ast.unparse(ast.fix_missing_locations(definition))
            _put(definition, path, node)
            if source not in sources:
                sources.add(source)
                line = _line_of(definition, path)
                seen[operator, line] += 1
                yield Mutant(name, operator, line, seen[operator, line], source)


Step = tuple[str, int | None]


def _nodes(root: ast.AST, path: tuple[Step, ...] = ()) -> Iterator[tuple[tuple[Step, ...], ast.AST]]:
    """Yield every node that may be changed and the way to it: no annotation, docstring, message or decorator."""
    if path:
        yield path, root
    for field, value in ast.iter_fields(root):
        if field in ("annotation", "returns", "decorator_list", "type_comment", "ctx"):
            continue
        if isinstance(root, ast.Raise) or (isinstance(root, ast.AnnAssign) and field == "target"):
            continue
        if isinstance(value, ast.AST):
            yield from _nodes(value, (*path, (field, None)))
        elif isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, ast.AST) and not _is_text(item):
                    yield from _nodes(item, (*path, (field, index)))


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _at(root: ast.AST, path: tuple[Step, ...]) -> ast.AST:
    for field, index in path:
        value = getattr(root, field)
        root = value if index is None else value[index]
    return root


def _put(root: ast.AST, path: tuple[Step, ...], changed: ast.AST) -> None:
    parent = _at(root, path[:-1])
    field, index = path[-1]
    if index is None:
        setattr(parent, field, changed)
    else:
        getattr(parent, field)[index] = changed


def _line_of(root: ast.AST, path: tuple[Step, ...]) -> str:
    """Return the first line of the innermost statement on the way to a node."""
    node, found = root, root
    for step in path:
        node = _at(node, (step,))
        if isinstance(node, ast.stmt):
            found = node
    return ast.unparse(found).splitlines()[0]


def _slips(node: ast.AST) -> Iterator[Slip]:
    """Yield what a student could have written in the place of a node."""
    for slip in SLIPS.get(type(node), ()):
        yield from slip(node)


def _changed(node: ast.AST, **fields: object) -> ast.AST:
    other = copy.copy(node)
    for name, value in fields.items():
        setattr(other, name, value)
    return other


def _compare(node: ast.AST) -> Iterator[Slip]:
    assert isinstance(node, ast.Compare)
    for place, operator in enumerate(node.ops):
        for other in COMPARISONS[type(operator)]:
            operators = [*node.ops[:place], other(), *node.ops[place + 1 :]]
            yield f"{type(operator).__name__} to {other.__name__}", _changed(node, ops=operators)


def _arithmetic(node: ast.AST) -> Iterator[Slip]:
    assert isinstance(node, ast.BinOp)
    for other in ARITHMETIC.get(type(node.op), ()):
        yield f"{type(node.op).__name__} to {other.__name__}", _changed(node, op=other())
    if not isinstance(node.op, ast.Pow | ast.Mod):
        yield "right operand dropped", node.left
    if isinstance(node.op, ast.Add | ast.Mult | ast.MatMult):
        yield "left operand dropped", node.right
    if isinstance(node.op, ast.Sub | ast.Div | ast.MatMult | ast.FloorDiv):
        yield "operands exchanged", _changed(node, left=node.right, right=node.left)
    if isinstance(node.op, ast.FloorDiv):
        up = ast.UnaryOp(ast.USub(), ast.BinOp(ast.UnaryOp(ast.USub(), node.left), ast.FloorDiv(), node.right))
        yield "rounded up", up


def _in_place(node: ast.AST) -> Iterator[Slip]:
    assert isinstance(node, ast.AugAssign)
    for other in ARITHMETIC.get(type(node.op), ()):
        yield f"{type(node.op).__name__}= to {other.__name__}=", _changed(node, op=other())
    yield "set, not added to", ast.Assign([node.target], node.value)
    yield "statement dropped", ast.Pass()


def _constant(node: ast.AST) -> Iterator[Slip]:
    assert isinstance(node, ast.Constant)
    value = node.value
    if isinstance(value, bool):
        yield "other truth value", ast.Constant(not value)
    elif isinstance(value, int | float):
        yield "one more", ast.Constant(value + 1)
        yield "one less", ast.Constant(value - 1)
    elif value is None:
        yield "one for None", ast.Constant(1)
    elif isinstance(value, str) and value:
        yield "other text", ast.Constant(value + "_")


def _sign(node: ast.AST) -> Iterator[Slip]:
    assert isinstance(node, ast.UnaryOp)
    if isinstance(node.op, ast.USub | ast.Not | ast.Invert):
        yield "sign or negation dropped", node.operand


def _boolean(node: ast.AST) -> Iterator[Slip]:
    assert isinstance(node, ast.BoolOp)
    other = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
    yield "and for or", _changed(node, op=other)
    for place in range(len(node.values)):
        rest = [*node.values[:place], *node.values[place + 1 :]]
        yield "condition dropped", rest[0] if len(rest) == 1 else _changed(node, values=rest)


def _call(node: ast.AST) -> Iterator[Slip]:
    assert isinstance(node, ast.Call)
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    plain = [argument for argument in node.args if not isinstance(argument, ast.Starred)]
    if len(plain) == len(node.args) >= 2:
        for place in range(len(node.args) - 1):
            swapped = [*node.args]
            swapped[place], swapped[place + 1] = swapped[place + 1], swapped[place]
            yield "arguments exchanged", _changed(node, args=swapped)
        yield "last argument dropped", _changed(node, args=node.args[:-1])
    for place, keyword in enumerate(node.keywords):
        rest = [*node.keywords[:place], *node.keywords[place + 1 :]]
        yield f"{keyword.arg} left at its default", _changed(node, keywords=rest)
    if name in TRANSPARENT:
        method = isinstance(node.func, ast.Attribute) and not node.args
        if method and isinstance(node.func, ast.Attribute):
            yield f"{name} dropped", node.func.value
        elif node.args:
            yield f"{name} dropped", node.args[0]
    if name == "range" and len(node.args) == 1:
        yield "first round skipped", _changed(node, args=[ast.Constant(1), node.args[0]])
        yield "last round skipped", _changed(node, args=[ast.BinOp(node.args[0], ast.Sub(), ast.Constant(1))])


def _name(node: ast.AST) -> Iterator[Slip]:
    assert isinstance(node, ast.Name)
    if isinstance(node.ctx, ast.Load):
        for other in NAMES.get(node.id, ()):
            yield f"{node.id} to {other}", _changed(node, id=other)


def _attribute(node: ast.AST) -> Iterator[Slip]:
    assert isinstance(node, ast.Attribute)
    if isinstance(node.ctx, ast.Load):
        if node.attr == "T":
            yield "transpose dropped", node.value
        for other in NAMES.get(node.attr, ()):
            yield f"{node.attr} to {other}", _changed(node, attr=other)


def _slice(node: ast.AST) -> Iterator[Slip]:
    assert isinstance(node, ast.Slice)
    for bound in ("lower", "upper", "step"):
        value = getattr(node, bound)
        if value is not None:
            yield f"{bound} bound dropped", _changed(node, **{bound: None})
            if bound != "step":
                later = ast.BinOp(value, ast.Add(), ast.Constant(1))
                yield f"{bound} bound off by one", _changed(node, **{bound: later})


def _sequence(node: ast.AST) -> Iterator[Slip]:
    assert isinstance(node, ast.Tuple | ast.List)
    if not isinstance(node.ctx, ast.Load):
        return
    for place in range(len(node.elts) - 1):
        swapped = [*node.elts]
        swapped[place], swapped[place + 1] = swapped[place + 1], swapped[place]
        if ast.dump(node.elts[place]) != ast.dump(node.elts[place + 1]):
            yield "entries exchanged", _changed(node, elts=swapped)


def _if(node: ast.AST) -> Iterator[Slip]:
    assert isinstance(node, ast.If)
    if not node.orelse:
        yield "branch never taken", ast.Pass()
    yield "condition always met", _changed(node, test=ast.Constant(True))
    yield "condition never met", _changed(node, test=ast.Constant(False))


def _choice(node: ast.AST) -> Iterator[Slip]:
    assert isinstance(node, ast.IfExp)
    yield "always the first", node.body
    yield "always the second", node.orelse


def _statement(node: ast.AST) -> Iterator[Slip]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield "statement dropped", ast.Pass()
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
        yield "statement dropped", ast.Pass()


def _return(node: ast.AST) -> Iterator[Slip]:
    assert isinstance(node, ast.Return)
    if node.value is not None:
        yield "nothing returned", ast.Return(None)


def _loop(node: ast.AST) -> Iterator[Slip]:
    assert isinstance(node, ast.For)
    leave: ast.stmt = ast.Break()
    yield "left after the first round", _changed(node, body=[*node.body, leave])
    listed = ast.Call(ast.Name("list", ast.Load()), [node.iter], [])
    yield "backwards", _changed(node, iter=ast.Call(ast.Name("reversed", ast.Load()), [listed], []))


def _parameters(node: ast.AST) -> Iterator[Slip]:
    assert isinstance(node, ast.arguments)
    if node.defaults:
        yield "default removed", _changed(node, defaults=node.defaults[1:])


SLIPS: dict[type[ast.AST], tuple[Callable[[ast.AST], Iterator[Slip]], ...]] = {
    ast.Compare: (_compare,), ast.BinOp: (_arithmetic,), ast.AugAssign: (_in_place,), ast.Constant: (_constant,),
    ast.UnaryOp: (_sign,), ast.BoolOp: (_boolean,), ast.Call: (_call,), ast.Name: (_name,),
    ast.Attribute: (_attribute,), ast.Slice: (_slice,), ast.Tuple: (_sequence,), ast.List: (_sequence,),
    ast.If: (_if,), ast.IfExp: (_choice,), ast.Expr: (_statement,), ast.Assign: (_statement,),
    ast.Return: (_return,), ast.For: (_loop,), ast.arguments: (_parameters,),
}  # fmt: skip
