"""A throwaway history leaves nothing behind, and clears away what a killed program left."""

from pathlib import Path

from companion.throwaway import throwaway_folder


def test_it_is_gone_afterwards(tmp_path: Path) -> None:
    with throwaway_folder(tmp_path, lambda _folder: False) as folder:
        (folder / "history.db").write_text("made up")
    assert list(tmp_path.iterdir()) == []


def test_one_that_was_left_goes_and_one_in_use_and_other_folders_stay(tmp_path: Path) -> None:
    names = ("companion-demo-left", "companion-demo-used", "companion")
    for name in names:
        (tmp_path / name).mkdir()
    with throwaway_folder(tmp_path, lambda folder: folder.name.endswith("left")) as folder:
        assert {path.name for path in tmp_path.iterdir()} == {*names[1:], folder.name}


def test_a_link_to_another_place_is_not_followed(tmp_path: Path) -> None:
    kept, place = tmp_path / "kept", tmp_path / "place"
    kept.mkdir()
    place.mkdir()
    (kept / "history.db").touch()
    (place / "companion-demo-link").symlink_to(kept)
    with throwaway_folder(place, lambda _folder: True):
        assert (kept / "history.db").exists()
