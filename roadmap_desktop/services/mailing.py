"""A mail draft around a PDF: what it says by itself, and the PDF read from where it was written."""

from collections.abc import Callable
from pathlib import Path

from roadmap_desktop import i18n, paths
from roadmap_desktop.errors import FileNotThere, NoSuchThing, NotAPdf
from roadmap_desktop.exchange.mail import Draft
from roadmap_desktop.model.text import clean_name, clean_text
from roadmap_desktop.storage.faults import told

# Most mail programs and servers take no more, and the mail is a third longer than what it carries.
LARGEST_BYTES = 20_000_000


def languages() -> tuple[str, ...]:
    """The languages a draft can be written in."""
    return i18n.languages(paths.translations())


def language_named(name: str) -> str:
    """The language that goes by a name such as "en" or "en_US". Raises NoSuchThing."""
    wanted = name.replace("-", "_")
    for known in languages():
        if wanted in (known, known.partition("_")[0]):
            return known
    raise NoSuchThing("language", name)


def read_pdf(path: Path) -> bytes:
    """The bytes of a PDF. Raises NotAPdf, FileNotThere and the faults of drives."""
    with told(path):
        if not path.exists():
            raise FileNotThere(path)
        if not path.is_file() or path.stat().st_size > LARGEST_BYTES:
            raise NotAPdf(path)
        data = path.read_bytes()
    if not data.startswith(b"%PDF-"):
        raise NotAPdf(path)
    return data


def suggested(path: Path, data: bytes, language: str) -> Draft:
    """A draft with a subject and a polite text in a language; both say nothing but what the file is called."""
    speak = i18n.speaker(language, paths.translations())
    title = clean_name(path.stem)
    return Draft(_subject(speak).format(title=title), _text(speak, data).format(title=title), file_name(path), data)


def worded(path: Path, data: bytes, subject: str, text: str) -> Draft:
    """A draft with words of one's own, cleaned."""
    return Draft(clean_name(subject), clean_text(text), file_name(path), data)


def file_name(path: Path) -> str:
    """What the attachment is called: the name without hidden signs, which could make its ending look like another."""
    return f"{clean_name(path.stem) or 'document'}.pdf"


def _subject(_: Callable[[str], str]) -> str:
    # Subjects are shown on locked screens: no word about what the task force works on.
    return _("For you to read: {title}")


def _text(_: Callable[[str], str], data: bytes) -> str:
    paragraphs = [
        _("Hello,"),
        _("Attached is “{title}” as a PDF. It is a planning aid for partners, not an evaluation of anyone."),
        _("Please share it only with the people it is meant for, and ask us before you pass it on."),
    ]
    if b"/Encrypt" in data:
        paragraphs.append(_("It opens with a password, which we will tell you in another way, such as by phone."))
    return "\n\n".join((*paragraphs, _("Thank you, and kind regards")))
