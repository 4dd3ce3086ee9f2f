"""All keys of the program in one list: for the sheet on F1, and for docs/keys.md."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from companion.model.value import Value


class Key(Value, frozen=True):
    """What a key does; ``to`` is the last key of a row of them, as in Ctrl+1 to Ctrl+5."""

    keys: str
    does: str
    to: str = ""


class Region(Value, frozen=True):
    """A window, or a part of one, with its keys; ``kind`` is how the desk calls the window."""

    kind: str
    title: str
    keys: tuple[Key, ...]


def keys_sheet() -> tuple[Region, ...]:
    """Return all regions, each key in its portable spelling and its act in the person's words."""
    return (
        Region("", _say("In every window"), _everywhere()),
        Region("history", _say("Main window"), _main_window()),
        Region("history", _say("Main window: next steps"), _next_steps()),
        Region("prepare", _say("Prepare a call"), _preparation()),
        Region("live", _say("In the call"), _call()),
        Region("live", _say("In the call: the steps"), _steps()),
        Region("live", _say("In the call: notes"), _notes()),
        Region("live", _say("In the call: the window"), _call_window()),
        Region("recap", _say("Recap"), _recap()),
        Region("brief", _say("Internal brief"), _brief()),
        Region("insights", _say("Insights"), _insights()),
        Region("transcript", _say("Attach a transcript"), _transcript()),
        Region("people", _say("Clients and contacts"), _people()),
        Region("trash", _say("Trash"), _trash()),
        Region("playbooks", _say("Playbooks"), _playbooks()),
        Region("texts", _say("Words of recaps"), _texts()),
        Region("account", _say("Mail account"), _account()),
        Region("introduce", _say("Contacts from a file"), _introducing()),
        Region("meetings", _say("Meetings of a calendar"), _meetings()),
        Region("export", _say("Export"), _export()),
        Region("import", _say("Import"), _import()),
    )


def markdown() -> str:
    """Return the sheet as docs/keys.md has it: `python -m companion.gui.keys_sheet` prints it."""
    lines = [
        "# All keys",
        "",
        "F1 shows this sheet in the program. On macOS, Ctrl is the Command key and Alt is Option.",
        "The digits are those of the upper row by their place, whatever a layout types with them.",
        "No key acts again while it is held down.",
    ]
    for region in keys_sheet():
        lines += ["", f"## {region.title}", "", "| key | what it does |", "|---|---|"]
        lines += [f"| {_spelt(key)} | {key.does} |" for key in region.keys]
    return "\n".join(lines) + "\n"


def _spelt(key: Key) -> str:
    return f"`{key.keys}` to `{key.to}`" if key.to else f"`{key.keys}`"


def _everywhere() -> tuple[Key, ...]:
    return (
        Key("F1", _say("show all keys")),
        Key("F6", _say("go to the next part of the window")),
        Key("Shift+F6", _say("go to the part before")),
        Key("Tab", _say("go to the next field")),
        Key("Shift+Tab", _say("go to the field before")),
        Key("Esc", _say("close what is open, and go back to where you write")),
        Key("Alt+F4", _say("close the window; everything is saved already")),
    )


def _main_window() -> tuple[Key, ...]:
    return (
        Key("Ctrl+N", _say("prepare a call")),
        Key("Ctrl+Shift+N", _say("start an unplanned call at once")),
        Key("Ctrl+F", _say("search")),
        Key("Ctrl+K", _say("search, as many programs have it")),
        Key("Ctrl+Space", _say("list the filters, in the search")),
        Key("Ctrl+S", _say("keep the search in the side bar")),
        Key("Ctrl+L", _say("show all about the client of what is selected")),
        Key("Ctrl+D", _say("show next steps, agreements to update and check-ins")),
        Key("Ctrl+I", _say("open Insights")),
        Key("F10", _say("open the menu")),
        Key("Ctrl+Z", _say("undo the last change")),
        Key("Return", _say("open what is selected")),
        Key("Del", _say("move the selected disagreement to the trash")),
        Key("Menu", _say("show what can be done with it")),
    )


def _next_steps() -> tuple[Key, ...]:
    return (
        Key("Space", _say("done; on a line that is done, not done yet")),
        Key("F2", _say("move the day")),
        Key("Return", _say("open the disagreement, or the client to check in with")),
        Key("Esc", _say("show all lines again, after letters have filtered them")),
    )


def _preparation() -> tuple[Key, ...]:
    return (
        Key("Ctrl+Return", _say("start the call")),
        Key("Ctrl+S", _say("save now; it is saved as you type anyway")),
        Key("Ctrl+L", _say("show all about the client in the main window")),
    )


def _call() -> tuple[Key, ...]:
    return (
        Key("Ctrl+E", _say("end the call and write the recap")),
        Key("Ctrl+Return", _say("start the call, while it is prepared")),
        Key("Ctrl+P", _say("pause, or go on")),
        Key("Ctrl+L", _say("name the client and the topic")),
        Key("Ctrl+O", _say("say where it landed")),
        Key("Ctrl+B", _say("read the agreement back")),
        Key("F9", _say("client-safe view: all that is private is gone")),
        Key("F7", _say("the next one of the lines that a hint offers")),
        Key("F8", _say("take a hint")),
        Key("Shift+F8", _say("switch hints off, or on again")),
        Key("F10", _say("show all acts")),
    )


def _steps() -> tuple[Key, ...]:
    return (
        Key("Ctrl+1", _say("tick a step, or take the tick away"), "Ctrl+9"),
        Key("Alt+1", _say("open a step and answer it"), "Alt+9"),
        Key("Ctrl+Shift+1", _say("mark an option as their pick"), "Ctrl+Shift+3"),
        Key("F3", _say("another line to say")),
        Key("F4", _say("write a next step, whatever the playbook asks")),
        Key("F2", _say("edit an option that is selected")),
    )


def _notes() -> tuple[Key, ...]:
    return (
        Key("Return", _say("add the note")),
        Key("Shift+Return", _say("begin a new line")),
        Key("/", _say("choose a kind, at the beginning of a note")),
        Key("Up", _say("go to the last note, from the empty entry")),
        Key("F2", _say("edit the selected note")),
        Key("Del", _say("delete the selected note")),
        Key("Ctrl+R", _say("move a note in time")),
        Key("Ctrl+H", _say("lift or drop the veil over private notes")),
        Key("Ctrl+Z", _say("bring back what was deleted, or take the end back")),
    )


def _call_window() -> tuple[Key, ...]:
    return (
        Key("Ctrl+T", _say("stay on top, or not")),
        Key("Ctrl+Shift+M", _say("compact: the step, the clock and the entry")),
        Key("Ctrl+Shift+L", _say("to the left edge of the screen")),
        Key("Ctrl+Shift+R", _say("to the right edge of the screen")),
    )


def _recap() -> tuple[Key, ...]:
    return (
        Key("Ctrl+P", _say("preview")),
        Key("F7", _say("go to the next sentence that may divide")),
        Key("F8", _say("use the other wording of a sentence")),
        Key("Shift+F8", _say("keep a sentence as it is")),
        Key("Ctrl+I", _say("show what stands behind the line with the cursor, or no more")),
        Key("Ctrl+T", _say("take all new words, where they are shown beside yours")),
        Key("Ctrl+Shift+Return", _say("send; for ten seconds it can be taken back")),
        Key("Ctrl+Z", _say("take it back, while it waits")),
        Key("Ctrl+Shift+C", _say("copy")),
        Key("Ctrl+Shift+S", _say("save as .eml")),
        Key("Ctrl+Shift+O", _say("open in the mail program")),
        Key("F10", _say("show more ways out")),
        Key("Ctrl+M", _say("mark as sent, after it was handed over")),
    )


def _brief() -> tuple[Key, ...]:
    return (
        Key("Ctrl+Shift+C", _say("copy")),
        Key("Ctrl+Shift+S", _say("save as .eml")),
        Key("Ctrl+Shift+O", _say("open in the mail program")),
    )


def _insights() -> tuple[Key, ...]:
    return (Key("T", _say("all tables in place of the plots, or the plots again")),)


def _transcript() -> tuple[Key, ...]:
    return (
        Key("Ctrl+O", _say("choose the file")),
        Key("Ctrl+Return", _say("attach it to the call")),
        Key("F8", _say("keep what is proposed")),
        Key("Shift+F8", _say("leave it")),
        Key("F7", _say("go to the next proposal")),
        Key("Ctrl+Z", _say("undo the last change")),
    )


def _people() -> tuple[Key, ...]:
    return (
        Key("F2", _say("rename")),
        Key("Del", _say("put a client away")),
        Key("Ctrl+Z", _say("undo the last change")),
    )


def _trash() -> tuple[Key, ...]:
    return (
        Key("Return", _say("restore what is selected")),
        Key("Del", _say("ask to delete it for good")),
    )


def _playbooks() -> tuple[Key, ...]:
    return (
        Key("Ctrl+N", _say("begin a playbook of your own")),
        Key("Ctrl+Shift+N", _say("add a step")),
        Key("F3", _say("another line to say, in the page as it is in the call")),
    )


def _texts() -> tuple[Key, ...]:
    return (
        Key("Ctrl+F", _say("find words")),
        Key("Ctrl+E", _say("go to the words of the phrase")),
    )


def _account() -> tuple[Key, ...]:
    return (Key("Return", _say("try the account, or press the button that has the focus")),)


def _import() -> tuple[Key, ...]:
    return (
        Key("Ctrl+O", _say("choose a file")),
        Key("F", _say("in the list: let the file’s words stand")),
        Key("M", _say("in the list: let your words stand")),
        Key("J", _say("in the list: it is the client that you know")),
        Key("K", _say("in the list: it is another client")),
        Key("Ctrl+Return", _say("import what is shown")),
        Key("Ctrl+Z", _say("take back what came in just now")),
        Key("Return", _say("take the chosen import back")),
        Key("Esc", _say("close the notice, stop, leave the file, then close the window")),
    )


def _introducing() -> tuple[Key, ...]:
    return (
        Key("Ctrl+O", _say("choose a file")),
        Key("Space", _say("tick whoever is selected, or take the tick away")),
        Key("Ctrl+A", _say("select everybody who is shown")),
        Key("Ctrl+F", _say("filter")),
        Key("Ctrl+L", _say("say whose the selected people are")),
        Key("Ctrl+Return", _say("bring in who is ticked")),
        Key("Ctrl+Z", _say("take back what came in last")),
        Key("Esc", _say("close the notice, stop, then close the window")),
    )


def _meetings() -> tuple[Key, ...]:
    return (
        Key("Return", _say("prepare a call from what is selected")),
        Key("Ctrl+F", _say("filter")),
        Key("Esc", _say("close the notice, stop reading, then close the window")),
    )


def _export() -> tuple[Key, ...]:
    return (
        Key("Ctrl+Return", _say("choose where, and write what is chosen")),
        Key("Esc", _say("stop what is being written, or close the window")),
    )


def _say(words: str) -> str:
    return QCoreApplication.translate("Keys", words)


if __name__ == "__main__":
    import sys

    sys.stdout.write(markdown())
