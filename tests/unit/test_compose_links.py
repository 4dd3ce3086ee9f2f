"""A new mail in Gmail or in Outlook on the web: a link while it is short, else the page alone."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from companion.errors import InvalidInput
from companion.mail.compose_links import LONGEST, Webmail, compose_link, compose_page
from companion.model import Me, Recap

RECAP = Recap(
    id="r",
    to=("Dana Ortiz <dana+q4@northwind.example>", "sam@northwind.example"),
    cc=("maya@lumen.example",),
    subject="Recap: Q&A = 50% + more?",
    text="Hi Dana,\n\n**Thank you** — 5 + 5 = 10.\n",
)


def test_gmail_gets_addresses_title_and_plain_text() -> None:
    link = compose_link(RECAP, Webmail.GMAIL, Me())
    assert link is not None
    assert link.startswith("https://mail.google.com/mail/?view=cm&fs=1&to=dana%2Bq4%40northwind")
    fields = parse_qs(urlsplit(link).query)
    assert fields["to"] == ["dana+q4@northwind.example,sam@northwind.example"]
    assert fields["cc"] == ["maya@lumen.example"]
    assert fields["su"] == [RECAP.subject]
    assert fields["body"] == ["Hi Dana,\n\nThank you — 5 + 5 = 10.\n"]


def test_outlook_gets_the_mail_as_a_browser_hands_it_over() -> None:
    link = compose_link(RECAP, Webmail.OUTLOOK, Me())
    assert link is not None
    inner = unquote(link.partition("?mailtouri=")[2])
    assert inner.startswith("mailto:dana%2Bq4@northwind.example,sam@northwind.example?cc=maya@")
    assert inner.count("?") == 1
    assert "+" not in inner


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("priya@lumen.example", "outlook.cloud.microsoft"),
        ("priya@Outlook.com", "outlook.live.com"),
        ("priya@hotmail.co.uk", "outlook.live.com"),
        ("priya@outlook-partners.example", "outlook.cloud.microsoft"),
    ],
)
def test_outlook_at_home_has_another_address_than_at_work(address: str, host: str) -> None:
    link = compose_page(RECAP, Webmail.OUTLOOK, Me(emails=(address,)))
    assert urlsplit(link).netloc == host


@pytest.mark.parametrize("webmail", Webmail)
def test_a_long_recap_is_no_link_and_its_page_still_knows_the_recipients(webmail: Webmail) -> None:
    long = Recap(id="r", to=RECAP.to, subject="Recap", text="Thank you. " * 400)
    assert compose_link(long, webmail, Me()) is None
    page = compose_page(long, webmail, Me())
    assert "sam%" in page
    assert "Thank" not in page


@pytest.mark.parametrize("webmail", Webmail)
def test_even_the_recipients_may_be_too_many(webmail: Webmail) -> None:
    crowd = Recap(id="r", to=tuple(f"somebody.{n}@northwind.example" for n in range(300)))
    page = compose_page(crowd, webmail, Me())
    assert "somebody" not in page
    assert len(page) <= LONGEST[webmail]


def test_an_address_that_is_none_is_said() -> None:
    with pytest.raises(InvalidInput):
        compose_link(Recap(id="r", to=("dana",)), Webmail.GMAIL, Me())
