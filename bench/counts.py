"""How often a rule was right, against what people labelled by hand."""

from __future__ import annotations

from typing import Self

from companion.model.value import Value


class Count(Value, frozen=True, kw_only=True):
    """How often something was rightly found, wrongly, and not at all; two are added by ``+``."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        found = self.right + self.wrong
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        there = self.right + self.missed
        return self.right / there if there else 1.0

    def __add__(self, other: Self) -> Self:
        fields = self.__struct_fields__
        return type(self)(**{name: getattr(self, name) + getattr(other, name) for name in fields})
