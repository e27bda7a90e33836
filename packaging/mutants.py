"""Makes mutants of a module: copies of its source in which one expression is another."""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

NEIGHBOURS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE,),
    ast.LtE: (ast.Lt,),
    ast.Gt: (ast.GtE,),
    ast.GtE: (ast.Gt,),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}


@dataclass(frozen=True)
class Mutant:
    """One changed source: where, by which operator, and what stands there now.

    ``of`` tells apart the definitions at the top of a module, whatever stands above them.
    """

    source: str
    of: str
    line: int
    operator: str
    was: str
    now: str


def mutants_of(source: str) -> Iterator[Mutant]:
    """Yield every mutant of a module; annotations, docstrings and imports are left alone."""
    tree = ast.parse(source)
    homes = _homes(tree)
    for place, node in enumerate(_nodes(tree)):
        for operator, changed in _changes(node):
            mutated = copy.deepcopy(tree)
            target = list(_nodes(mutated))[place]
            _replace(mutated, target, changed)
            text = ast.unparse(ast.fix_missing_locations(mutated))
            line = getattr(node, "lineno", 0)
            yield Mutant(text, homes[id(node)], line, operator, _short(node), _short(changed))


def _homes(tree: ast.Module) -> dict[int, str]:
    """Return for each node what tells its definition at the top of the module from all others."""
    homes = {}
    for definition in tree.body:
        told = sha256(ast.unparse(definition).encode()).hexdigest()[:16]
        homes.update({id(node): told for node in ast.walk(definition)})
    return homes


def _nodes(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield the expressions and statements that can be mutated, always in the same order."""
    left_out = {id(part) for node in ast.walk(tree) for part in _left_out(node)}
    for node in ast.walk(tree):
        if id(node) not in left_out and isinstance(node, MUTABLE):
            yield node


def _left_out(node: ast.AST) -> Iterator[ast.AST]:
    """Yield everything under annotations, decorators, docstrings and what only types need."""
    parts: list[ast.AST | None] = []
    if isinstance(node, ast.FunctionDef):
        parts += [node.returns, *node.decorator_list]
        parts += [argument.annotation for argument in (*node.args.args, *node.args.kwonlyargs)]
    if isinstance(node, ast.AnnAssign):
        parts.append(node.annotation)
    if isinstance(node, ast.ClassDef):
        parts += node.decorator_list
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        parts.append(node)
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        parts.append(node)
    for part in parts:
        if part is not None:
            yield from ast.walk(part)


def _changes(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    yield from _of_logic(node)
    yield from _of_values(node)


def _of_logic(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    match node:
        case ast.Compare(ops=[op]):
            for neighbour in NEIGHBOURS.get(type(op), ()):
                yield "comparison", ast.Compare(node.left, [neighbour()], node.comparators)
        case ast.BoolOp(op=ast.And()):
            yield "and to or", ast.BoolOp(ast.Or(), node.values)
        case ast.BoolOp(op=ast.Or()):
            yield "or to and", ast.BoolOp(ast.And(), node.values)
        case ast.UnaryOp(op=ast.Not()):
            yield "not left out", node.operand
        case ast.If() | ast.IfExp():
            negated = copy.copy(node)
            negated.test = ast.UnaryOp(ast.Not(), node.test)
            yield "condition negated", negated


def _of_values(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    match node:
        case ast.Return(value=ast.expr()) if not _is_none(node.value):
            yield "returns None", ast.Return(ast.Constant(None))
        case ast.Constant(value=bool()):
            yield "truth negated", ast.Constant(not node.value)
        case ast.Constant(value=int()):
            yield "number plus 1", ast.Constant(node.value + 1)
            yield "number minus 1", ast.Constant(node.value - 1)
        case ast.BinOp(op=ast.Add()):
            yield "plus to minus", ast.BinOp(node.left, ast.Sub(), node.right)
        case ast.BinOp(op=ast.Sub()):
            yield "minus to plus", ast.BinOp(node.left, ast.Add(), node.right)


MUTABLE = (
    ast.Compare, ast.BoolOp, ast.UnaryOp, ast.If, ast.IfExp, ast.Return, ast.Constant, ast.BinOp,
)  # fmt: skip


def _is_none(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _replace(tree: ast.AST, target: ast.AST, changed: ast.AST) -> None:
    """Put another node in the place of one, wherever in the tree it hangs."""
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is target:
                setattr(parent, name, changed)
                return
            if isinstance(value, list) and any(item is target for item in value):
                value[[item is target for item in value].index(True)] = changed
                return


def _short(node: ast.AST) -> str:
    """Return a node in one line of source."""
    if isinstance(node, ast.If):
        return f"if {ast.unparse(node.test)}"[:90]
    text = ast.unparse(ast.fix_missing_locations(copy.deepcopy(node)))
    return " ".join(text.split())[:90]
