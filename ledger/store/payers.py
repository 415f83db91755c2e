"""The payers of a ledger by name, each read when somebody asks for it: a case names two or three of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from ledger.core.names import id_of
from ledger.core.payer import Payer
from ledger.core.typed import typed
from ledger.store.schema import schema
from ledger.store.yaml.reader import read


class Payers(Mapping[str, Payer]):
    """Payers by slug. A file that cannot be typed is left out (``check`` names it)."""

    def __init__(self, files: Sequence[str], bytes_of: Callable[[str], bytes]) -> None:
        self._files = {id_of(file): file for file in files}
        self._bytes_of = bytes_of
        self._read: dict[str, Payer | None] = {}

    def __getitem__(self, slug: str) -> Payer:
        payer = self._payer(slug)
        if payer is None:
            raise KeyError(slug)
        return payer

    def __iter__(self) -> Iterator[str]:
        return (slug for slug in self._files if self._payer(slug) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _payer(self, slug: str) -> Payer | None:
        if slug not in self._read:
            self._read[slug] = self._typed(slug) if slug in self._files else None
        return self._read[slug]

    def _typed(self, slug: str) -> Payer | None:
        file = self._files[slug]
        tree, _ = read(self._bytes_of(file))
        payer: Payer | None = None if tree is None else typed(tree, schema("payer"), "payer")[0]
        return None if payer is None else payer._replace(slug=slug, file=file)
