"""The words of generated notes: few of them in every note, most of them hardly ever."""

from __future__ import annotations

from itertools import accumulate
from random import Random

_COMMON = """
the to we of and a they is for it in that on not be their with as this by have our are at from
or cost budget form lead leads quality campaign revenue board quarter launch page report traffic
deadline conversion design more less than will would can if but so what when who because before
after until next last month week year client team sales marketing price offer test trial result
number numbers metric target plan change changes field fields question answer option options
agreed open risk promise concern idea review decision step steps call recap mail contract scope
delivery quote invoice hours rate project website shop search brand content video banner social
audience segment funnel bounce click clicks visitor visitors customer customers growth share
margin forecast pipeline region store stores product products stock season holiday spring summer
autumn winter January February March April May June July August September October November
December Monday Tuesday Wednesday Thursday Friday higher lower better worse faster slower early
late again still already never always maybe first second third half double percent total average
"""

_ACCENTED = """
café Zoë Müller résumé naïve Größe Prüfung élan déjà façade Jörg François señor über Ångström
crème Noël São coöperation fiancé touché piñata jalapeño Łódź Dvořák
"""

_BEGINNINGS = "b br c ch cr d dr f fl g gr h j k l m n p pl pr qu r s sh st t tr v w z"
_VOWELS = "a e i o u ai ea ee io ou"
_ENDINGS = "b ck d ft g l ll m n nd ng nt p r rd rt s ss st t v x"


class Vocabulary:
    """Some thousand words with the chance that each has, about one over its rank (Zipf's law)."""

    def __init__(self, random: Random, size: int = 20_000) -> None:
        """Make *size* words: real ones first, then made-up ones, which stand for rare ones."""
        rare = list(dict.fromkeys(_made_up(random) for _ in range(size)))
        random.shuffle(rare)
        self.words = [*_COMMON.split(), *_ACCENTED.split(), *rare]
        chances = [1 / (rank + 8) for rank in range(len(self.words))]
        self._sums = list(accumulate(chances))
        self._random = random

    def text(self, least: int, most: int) -> str:
        """Return a sentence of *least* to *most* words."""
        count = self._random.randint(least, most)
        return " ".join(self._random.choices(self.words, cum_weights=self._sums, k=count))


def _made_up(random: Random) -> str:
    beginnings, vowels, endings = _BEGINNINGS.split(), _VOWELS.split(), _ENDINGS.split()
    syllables = (
        random.choice(beginnings) + random.choice(vowels) for _ in range(random.randint(1, 3))
    )
    return "".join(syllables) + random.choice(vowels) + random.choice(endings)
