"""Links to a new mail say what was meant, read back as the other side reads them.

10,000 of each kind with COMPANION_FAULTS=full, else 300 (reliability, M10).
"""

from __future__ import annotations

from urllib.parse import parse_qs, quote, unquote, urlsplit

from msgspec.structs import replace

from companion.mail.addresses import parse_recipients
from companion.mail.body import to_plain
from companion.mail.compose_links import LONGEST, Webmail, compose_link, compose_page
from companion.mail.handoff import LONGEST_LINK, mailto
from companion.method.one_line import one_line
from companion.model import Me, Recap
from tests.faults.hostile import Hostile
from tests.faults.kills import FULL

COUNT = 10_000 if FULL else 300
GMAIL = "mail.google.com"


def test_every_link_reads_back_as_the_recap_that_it_was_made_from() -> None:
    wrong = [recap for recap in recaps() if any(not same for same in read_back(recap))]
    assert wrong == []


def test_no_link_is_longer_than_its_program_takes() -> None:
    for recap in recaps(COUNT // 10):
        long = replace(recap, text=recap.text * 40, subject=recap.subject * 3)
        assert len(mailto(long) or "") <= LONGEST_LINK
        for webmail, longest in LONGEST.items():
            assert len(compose_link(long, webmail, Me()) or "") <= longest
            assert len(compose_page(long, webmail, Me())) <= longest


def test_a_link_whose_texts_are_pasted_together_is_found_out() -> None:
    naive = [
        f"mailto:{recap.to[0]}?cc={recap.cc[0]}&subject={recap.subject}&body={recap.text}"
        for recap in recaps(100)
    ]
    same = [is_same_mail(link, recap) for link, recap in zip(naive, recaps(100), strict=True)]
    assert not all(same)


def recaps(count: int = COUNT) -> list[Recap]:
    """Return recaps with hostile titles, texts and addresses, short enough for links."""
    source = Hostile(4)
    return [
        Recap(
            id="r",
            to=(source.named()[0], source.address()),
            cc=(source.address(),),
            subject=source.text(2),
            text=source.text(2),
        )
        for _ in range(count)
    ]


def read_back(recap: Recap) -> list[bool]:
    """Tell for each link that there is whether it says the same as the recap."""
    found = []
    if link := mailto(recap):
        found.append(is_same_mail(link, recap))
    if link := compose_link(recap, Webmail.GMAIL, Me()):
        parts = urlsplit(link)
        fields = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
        kept = {name: value for name, (value,) in fields.items()}
        found.append(kept == {"view": "cm", "fs": "1"} | meant(recap))
        found.append((parts.scheme, parts.netloc, parts.fragment) == ("https", GMAIL, ""))
    if link := compose_link(recap, Webmail.OUTLOOK, Me()):
        head, _, inner = link.partition("?mailtouri=")
        found.append(head == "https://outlook.cloud.microsoft/mail/deeplink/compose")
        found.append(quote(unquote(inner), safe="") == inner)
        found.append(is_same_mail(unquote(inner), recap))
    return found


def is_same_mail(link: str, recap: Recap) -> bool:
    """Read a mailto link as RFC 6068 says: parts first, then what is encoded in each."""
    parts = urlsplit(link)
    pairs = [pair.partition("=") for pair in parts.query.split("&")]
    fields = {name: unquote(value, errors="strict") for name, _, value in pairs}
    body = fields.pop("body", "").replace("\r\n", "\n")
    wanted = meant(recap)
    return (parts.scheme, unquote(parts.path), parts.fragment, body, fields) == (
        "mailto",
        wanted["to"],
        "",
        wanted.get("body", "\n"),
        {"cc": wanted["cc"]} | ({"subject": wanted["su"]} if "su" in wanted else {}),
    )


def meant(recap: Recap) -> dict[str, str]:
    """Return what a link has to say, by the names that Gmail has for it."""
    fields = {
        "to": _routes(recap.to),
        "cc": _routes(recap.cc),
        "su": one_line(recap.subject),
        "body": to_plain(recap.text) if recap.text else "",
    }
    return {name: text for name, text in fields.items() if text}


def _routes(addresses: tuple[str, ...]) -> str:
    return ",".join(one.route for text in addresses for one in parse_recipients(text))
