"""Kept searches: named, renamed, removed, and brought back to their place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from companion.errors import InvalidInput, NotThere
from companion.model import SavedSearch
from companion.store import Store

FIRST = SavedSearch(name="Open and skipped", query="outcome:open -step:options")
SECOND = SavedSearch(name="Their words", query="kind:quote")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "history.db") as opened:
        opened.saved_searches.keep(FIRST)
        opened.saved_searches.keep(SECOND)
        yield opened


def test_kept_searches_come_in_the_order_in_which_they_were_kept(store: Store) -> None:
    assert store.saved_searches.all() == (FIRST, SECOND)
    assert store.documents.dump().saved_searches == (FIRST, SECOND)


def test_a_name_that_is_there_already_gets_the_new_words_and_tells_the_old(store: Store) -> None:
    newer = SavedSearch(name=FIRST.name, query="outcome:open")
    assert store.saved_searches.keep(newer) == FIRST
    assert store.saved_searches.all() == (newer, SECOND)


def test_a_search_is_renamed_but_never_over_another(store: Store) -> None:
    store.saved_searches.rename(FIRST.name, "  Skipped\noptions ")
    assert store.saved_searches.all()[0].name == "Skipped options"
    with pytest.raises(InvalidInput, match="already"):
        store.saved_searches.rename("Skipped options", SECOND.name)


@pytest.mark.parametrize("search", [SavedSearch(query="x"), SavedSearch(name="x", query=" \n")])
def test_a_search_needs_a_name_and_something_to_look_for(store: Store, search: SavedSearch) -> None:
    with pytest.raises(InvalidInput):
        store.saved_searches.keep(search)
    assert len(store.saved_searches.all()) == 2


def test_a_removed_search_comes_back_to_its_place(store: Store) -> None:
    place = store.saved_searches.remove(FIRST.name)
    assert store.saved_searches.all() == (SECOND,)
    store.saved_searches.restore(FIRST, place)
    assert store.saved_searches.all() == (FIRST, SECOND)


def test_a_search_comes_back_even_where_its_place_was_taken(store: Store) -> None:
    place = store.saved_searches.remove(SECOND.name)
    third = SavedSearch(name="Third", query="x")
    store.saved_searches.keep(third)
    store.saved_searches.restore(SECOND, place)
    assert set(store.saved_searches.all()) == {FIRST, SECOND, third}


def test_what_is_not_there_is_not_changed(store: Store) -> None:
    with pytest.raises(NotThere):
        store.saved_searches.rename("Nothing", "Something")
    with pytest.raises(NotThere):
        store.saved_searches.remove("Nothing")
