"""The days that no clue excludes, by constraint solver; and the fewest clues that exclude each other.

Source: OR-tools CP-SAT. A component is small (the contacts of a few stories): what many stories fix needs no
solving.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from verbale.reconcile.clues import Clue, Variable
from verbale.reconcile.days import ANY_PATTERN, LISTED_AT_MOST, DaySet, of_days
from verbale.reconcile.propagation import is_circular, propagate

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

# How far beyond every known day an unknown one is looked for; a day found at this end is not bounded.
REACH = 800
SECONDS = 5.0
# Sets of clues up to this size are tried one by one for the smallest conflict, among at most so many clues.
TRIED_SIZE, TRIED_AMONG = 3, 16


class GaveUpError(Exception):
    """The solver ran out of time; nothing is known then."""


def is_satisfiable(clues: Sequence[Clue]) -> bool:
    """Whether all clues can hold together.

    Raises:
        GaveUpError: the solver ran out of time.
    """
    if propagate(clues) is None:
        return False
    return not is_circular(clues, ()) or _Problem(clues).any_solution() is not None


def possible_days(clues: Sequence[Clue], wanted: Collection[Variable]) -> Mapping[Variable, DaySet] | None:
    """For each wanted variable the days that satisfy all clues together; None when nothing does.

    A variable that the clues do not bound on either side is left out.

    Raises:
        GaveUpError: the solver ran out of time.
    """
    problem = _Problem(clues)
    if not problem.is_anchored:
        return {}
    first = problem.any_solution()
    if first is None:
        return None
    seen: dict[Variable, set[int]] = {v: {d} for v, d in first.items()}
    found: dict[Variable, DaySet] = {}
    for v in wanted:
        if v not in first:
            continue
        low, high = problem.extreme(v, seen, -1), problem.extreme(v, seen, 1)
        open_low, open_high = low <= problem.low, high >= problem.high
        if open_low and open_high:
            continue
        if open_low or open_high or high - low >= LISTED_AT_MOST:
            found[v] = DaySet(
                None if open_low else date.fromordinal(low), None if open_high else date.fromordinal(high)
            )
            continue
        while (missing := problem.another(v, seen, low, high)) is not None:
            for other, day in missing.items():
                seen[other].add(day)
        found[v] = of_days(date.fromordinal(d) for d in seen[v] if low <= d <= high)
    return found


def smallest_conflict(clues: Sequence[Clue]) -> tuple[Clue, ...]:
    """The fewest clues that cannot all hold; empty when all can.

    Among many clues only sets that lose their conflict with any one clue taken away, not always the fewest.
    """
    rest = list(clues)
    if is_satisfiable(rest):
        return ()
    if len(rest) <= TRIED_AMONG:
        for size in range(1, TRIED_SIZE + 1):
            for some in combinations(rest, size):
                if not is_satisfiable(some):
                    return some
    for clue in clues:
        without = [c for c in rest if c is not clue]
        if not is_satisfiable(without):
            rest = without
    return tuple(rest)


class _Problem:
    """The clues as a model: one integer a variable, the ordinal of its day."""

    def __init__(self, clues: Sequence[Clue]) -> None:
        self._clues = clues
        known = [d.toordinal() for c in clues for d in (c.days.first, c.days.last) if d is not None]
        self.is_anchored = bool(known)
        zero = date(2000, 1, 1).toordinal()  # any day: without a known one nothing is bounded
        self.low = max(1, min(known, default=zero) - REACH)
        self.high = min(date.max.toordinal(), max(known, default=zero) + REACH)
        self._domains: dict[Variable, set[int] | None] = {}
        for c in clues:
            for v in (c.of, c.base):
                if v is not None:
                    self._domains.setdefault(v, None)
        self._restrict()

    def _restrict(self) -> None:
        for c in self._clues:
            if c.days.days is not None:
                self._keep(c.of, {d.toordinal() for d in c.days.days})
            elif c.days.first is not None or c.days.last is not None:
                low = c.days.first.toordinal() if c.days.first else self.low
                high = c.days.last.toordinal() if c.days.last else self.high
                self._keep(c.of, set(range(low, high + 1)))
            if c.pattern != ANY_PATTERN:
                held = self._domains[c.of]
                everyday: Iterable[int] = range(self.low, self.high + 1) if held is None else held
                self._domains[c.of] = {d for d in everyday if c.pattern.allows(date.fromordinal(d))}

    def _keep(self, v: Variable, days: set[int]) -> None:
        held = self._domains[v]
        self._domains[v] = days if held is None else held & days

    def _model(self) -> tuple[cp_model.CpModel, dict[Variable, cp_model.IntVar]] | None:
        from ortools.sat.python import cp_model  # slow to load, and seldom needed

        model = cp_model.CpModel()
        variables: dict[Variable, cp_model.IntVar] = {}
        for v, days in self._domains.items():
            if days is not None and not days:
                return None
            domain = (
                cp_model.Domain(self.low, self.high)
                if days is None
                else cp_model.Domain.from_values(sorted(days))
            )
            variables[v] = model.new_int_var_from_domain(domain, str(v))
        for c in self._clues:
            if c.base is None:
                continue
            apart = variables[c.of] - variables[c.base]
            if c.first is not None:
                model.add(apart >= c.first)
            if c.last is not None:
                model.add(apart <= c.last)
        return model, variables

    def any_solution(self) -> dict[Variable, int] | None:
        made = self._model()
        return _solve(*made) if made is not None else None

    def extreme(self, v: Variable, seen: dict[Variable, set[int]], way: int) -> int:
        """The first (way -1) or last (1) day of a variable."""
        made = self._model()
        if made is None:
            raise AssertionError("asked for the days of what has none")
        model, variables = made
        if way < 0:
            model.minimize(variables[v])
        else:
            model.maximize(variables[v])
        found = _solve(model, variables)
        if found is None:
            raise AssertionError("a satisfiable model has no first or last day")
        for other, day in found.items():
            seen[other].add(day)
        return found[v]

    def another(
        self, v: Variable, seen: Mapping[Variable, set[int]], low: int, high: int
    ) -> dict[Variable, int] | None:
        """A solution with a day of v, between two, that none so far has; None when there is none."""
        from ortools.sat.python import cp_model

        made = self._model()
        unseen = [d for d in range(low, high + 1) if d not in seen[v]]
        if made is None or not unseen:
            return None
        model, variables = made
        model.add_linear_expression_in_domain(variables[v], cp_model.Domain.from_values(unseen))
        return _solve(model, variables)


def _solve(
    model: cp_model.CpModel, variables: Mapping[Variable, cp_model.IntVar]
) -> dict[Variable, int] | None:
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    # One worker and one seed: the same problem has the same answer every time.
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    solver.parameters.max_time_in_seconds = SECONDS
    status = solver.solve(model)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return {v: solver.value(x) for v, x in variables.items()}
    if status == cp_model.INFEASIBLE:
        return None
    raise GaveUpError
