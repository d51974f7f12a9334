"""Opens a mail (.eml): who wrote what and when, and the files that came with it, however awkwardly it was written."""

import base64
import email
import email.errors
import email.message
import email.utils
import re
from collections.abc import Callable, Iterable, Iterator
from email import policy
from email.header import decode_header
from typing import TypeVar

from workflow import danish
from workflow.domain.findings import Finding, error, note, warning
from workflow.errors import ReadingError
from workflow.intake.guards import COPY_ANEW
from workflow.intake.parcels import MOST_FILES, Inner, Letter, Parcel, leaf
from workflow.intake.webtext import web_text

Message = email.message.Message
Read = TypeVar("Read")
MOST_PARTS, DEEPEST = 500, 12
LARGEST_MAIL = 35_000_000
LONGEST_HEADER, LONGEST_TEXT = 2_000, 100_000
_TOO_DEEP = ("Mailen er pakket i for mange lag.", "Gem skemaet og bilagene fra mailen, og læg dem i indbakken.")
_LOCKED_TYPES = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
_SIGNATURES = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"})
_REPORTS = frozenset({"message/delivery-status", "message/disposition-notification", "text/rfc822-headers"})
_TNEF, _CALENDAR, _FORWARDED = "application/ms-tnef", "text/calendar", "message/rfc822"
_NAMING = frozenset({"content-disposition", "content-type"})
_ELSEWHERE = frozenset({"message/external-body", "message/partial"})
_PGP = "-----BEGIN PGP MESSAGE-----"
_BROKEN_OFF = (
    email.errors.CloseBoundaryNotFoundDefect,
    email.errors.StartBoundaryNotFoundDefect,
    email.errors.InvalidBase64LengthDefect,
)
LOCKED = error(
    "",
    "Mailen er krypteret eller pakket med digital signatur, så dens indhold ikke kan læses.",
    "Send mailen uden kryptering og digital signatur, eller læg skemaet og bilagene i indbakken hver for sig.",
)
CUT_SHORT = warning("", "Mailen mangler sin slutning, så måske er den ikke kopieret helt færdig.", COPY_ANEW)
SMALL_PICTURE = 10_000
_DECORATION = re.compile(
    r"(?:image|img|logo|signatur\w*|signature|outlook-\w*|some|ikon|icon|banner)[\s_.()-]*\w*", re.IGNORECASE
)
CID = re.compile(r"cid:([^\"'\s>)]+)", re.IGNORECASE)


def open_mail(raw: bytes) -> Parcel:
    """What is in a mail; every header and every part is read guardedly, for mails are written by all kinds of programs.

    Args:
        raw: all of its bytes.

    Raises:
        ReadingError: it is larger than we open, or nested deeper than any honest mail.
    """
    if len(raw) > LARGEST_MAIL:
        problem = f"Mailen fylder {len(raw) // 1_000_000} MB; vi åbner mails på højst {LARGEST_MAIL // 1_000_000} MB."
        raise ReadingError(problem, _TOO_DEEP[1])
    message = _guarded(lambda: email.message_from_bytes(raw, policy=policy.compat32), None)
    if message is None:
        raise ReadingError("Mailen er skrevet sådan, at den ikke kan læses.", _TOO_DEEP[1])
    parts = tuple(_parts(message))
    bodies = [part for part in parts if _is_text(part) and not _is_attached(part)]
    web = [_text(part) for part in bodies if part.get_content_type() == "text/html"]
    plain = [_text(part) for part in bodies if part.get_content_type() == "text/plain"]
    words = "\n\n".join(filter(None, plain)) or "\n\n".join(web_text(one) for one in web)
    shown = {found.strip("<>").casefold() for one in web for found in CID.findall(one)}
    mine = [part for part in parts if part not in bodies and _is_file(part)]
    files = tuple(_inner(part, shown, number) for number, part in enumerate(mine, 1))
    return Parcel(files[:MOST_FILES], _letter(message, words), tuple(_findings(parts, words, len(files))))


def _parts(message: Message) -> Iterator[Message]:
    """The leaves of a mail, in order; a mail within it is one leaf.

    Raises:
        ReadingError: there are too many, or too deep.
    """
    waiting, count = [(message, 0)], 0
    while waiting:
        part, depth = waiting.pop()
        count += 1
        if depth > DEEPEST or count > MOST_PARTS:
            raise ReadingError(*_TOO_DEEP)
        content = part.get_payload()
        if isinstance(content, list) and part.get_content_type() != _FORWARDED:
            waiting += [(one, depth + 1) for one in reversed(content) if isinstance(one, Message)]
        yield part


def _is_text(part: Message) -> bool:
    """Whether a part is words for a person."""
    return part.get_content_type() in {"text/plain", "text/html"}


def _is_attached(part: Message) -> bool:
    """Whether a part says that it is a file of its own."""
    return _disposition(part) == "attachment" or bool(_file_name(part))


def _disposition(part: Message) -> str:
    """How a part wants to be shown: "attachment", "inline" or ""."""
    return _guarded(part.get_content_disposition, None) or ""


def _is_file(part: Message) -> bool:
    """Whether a part is a file that somebody sent along."""
    kind = part.get_content_type()
    if part.is_multipart():
        return kind == _FORWARDED
    passed_over = _SIGNATURES | _REPORTS | _LOCKED_TYPES | _ELSEWHERE | {_CALENDAR}
    return kind not in passed_over and not _is_tnef(part) and part.get_content_maintype() != "multipart"


def _is_tnef(part: Message) -> bool:
    """Whether a part is Outlook's own packing."""
    return part.get_content_type() == _TNEF or _file_name(part).casefold() == "winmail.dat"


def _inner(part: Message, shown: set[str], number: int) -> Inner:
    """A file that came along."""
    if part.get_content_type() == _FORWARDED:
        title = next((_header(mail, "subject") for mail in part.walk() if mail is not part), "")
        return Inner(leaf(_file_name(part) or f"{title or 'videresendt mail'}.eml"), lambda: _as_bytes(part))
    subtype = part.get_content_subtype()
    name = _file_name(part) or f"unavngivet {number}.{subtype if subtype.isalnum() else 'dat'}"
    return Inner(leaf(name), lambda: _bytes(part), inline=_is_decoration(part, name, shown))


def _is_decoration(part: Message, name: str, shown: set[str]) -> bool:
    """Whether a part is a picture in the mail's own text: shown by it, or small and not sent as a file."""
    if part.get_content_maintype() != "image":
        return False
    own = _header(part, "content-id").strip("<> ").casefold()
    if own and own in shown:
        return True
    size = len(str(part.get_payload())) * 3 // 4
    return is_decoration(name, size) or (_disposition(part) != "attachment" and size < SMALL_PICTURE)


def is_decoration(name: str, size: int) -> bool:
    """Whether a picture is small and called as mail programs call logos: "image001.png"."""
    return size < SMALL_PICTURE and bool(_DECORATION.fullmatch(name.rpartition(".")[0] or name))


def _bytes(part: Message) -> bytes:
    """The bytes of a file that came along."""
    content = _guarded(lambda: part.get_payload(decode=True), None)
    return content if isinstance(content, bytes) else str(part.get_payload()).encode("utf-8", "surrogateescape")


def _as_bytes(part: Message) -> bytes:
    """A mail within a mail, as a mail of its own; some gateways encode it as if it were a file."""
    within = _guarded(lambda: part.get_payload(0), None)
    mail = within if isinstance(within, Message) else Message()
    raw = _guarded(mail.as_bytes, b"")
    coded = not mail.keys() and _header(part, "content-transfer-encoding").casefold() == "base64"
    return _guarded(lambda: base64.b64decode(raw), raw) if coded else raw


def _guarded(read: Callable[[], Read], otherwise: Read) -> Read:
    """What the library reads; something else where a mail is written so that it stumbles, which it does in many ways."""
    try:
        return read()
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError, email.errors.MessageError):
        return otherwise


def _text(part: Message) -> str:
    """The words of a part, whatever its character set is called."""
    return decoded(_bytes(part), _charset(part))[:LONGEST_TEXT]


def _charset(part: Message) -> str:
    """The character set that a part names, if it does so legibly."""
    return str(_guarded(lambda: part.get_content_charset(""), ""))


def decoded(raw: bytes, charset: str = "") -> str:
    """Bytes as text: by the character set that is named, else UTF-8, else what Windows writes."""
    for one in (charset, "utf-8"):
        try:
            return raw.decode(one) if one and one not in {"unknown-8bit", "us-ascii"} else raw.decode("utf-8")
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return raw.decode("cp1252", "replace")


def _header(part: Message, name: str) -> str:
    """A header as a person would read it, on one line."""
    raw = next((str(value) for key, value in part.raw_items() if key.lower() == name), "")
    return readable(raw)


def readable(raw: str) -> str:
    """A header's raw words, decoded and on one line; what cannot be decoded stays as it is."""
    text = decoded(raw[:LONGEST_HEADER].encode("utf-8", "surrogateescape"))
    pieces = _guarded(lambda: decode_header(text), [(text, None)])
    said = "".join(piece if isinstance(piece, str) else decoded(piece, charset or "") for piece, charset in pieces)
    return " ".join(danish.printable(said.encode("utf-8", "replace").decode("utf-8")).split())


def _file_name(part: Message) -> str:
    """The name that a part gives its file, with any kind of encoding or none; empty when it gives none."""
    legible = Message()
    for key, value in part.raw_items():
        if key.lower() in _NAMING:  # the library puts a sign for "illegible" where raw letters stand
            legible[key] = decoded(str(value).encode("utf-8", "surrogateescape"))
    return readable(str(_guarded(lambda: legible.get_filename(""), "")))


def _letter(message: Message, words: str) -> Letter:
    """What the mail itself says."""
    sender = _header(message, "from")
    name, address = parted(sender)
    shown = f"{name} ({address})" if name and address and name != address else (name or address or sender)
    address = parted(_header(message, "reply-to"))[1] or address
    return Letter(shown, address, _header(message, "subject"), moment(_header(message, "date")), tidy(words))


def parted(sender: str) -> tuple[str, str]:
    """The name and the address of a sender."""
    name, address = _guarded(lambda: email.utils.parseaddr(sender), ("", ""))
    return name, address if "@" in address else ""


def moment(said: str) -> str:
    """A mail's date as ISO 8601; empty when it says none that is one."""
    return _guarded(lambda: email.utils.parsedate_to_datetime(said).isoformat(), "")


def tidy(words: str) -> str:
    """The mail's words without blanks at line ends and with no more than one blank line."""
    plain = danish.printable(words.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode("utf-8"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in plain.split("\n"))).strip()


def too_many(files: int) -> Iterator[Finding]:
    """That a mail holds more files than we look at."""
    if files > MOST_FILES:
        yield warning("", f"Mailen rummer {files} filer; kun de første {MOST_FILES} er set.", "Del dem i flere mails.")


def _findings(parts: Iterable[Message], words: str, files: int) -> Iterator[Finding]:
    """What to say of a mail as a whole."""
    kinds = {part.get_content_type() for part in parts}
    if kinds & _LOCKED_TYPES or _PGP in words:
        yield LOCKED
    if any(_is_tnef(part) for part in parts):
        hint = "Bed afsenderen sende mailen som HTML eller ren tekst, eller læg bilagene i indbakken hver for sig."
        yield warning("", "Mailen rummer winmail.dat, som er Outlooks egen pakke, og den åbner vi ikke.", hint)
    if _CALENDAR in kinds:
        yield note("", "Mailen rummer en mødeindkaldelse, som ikke er læst.", "Du behøver ikke gøre noget.")
    if kinds & _ELSEWHERE:
        yield warning("", "En del af mailen ligger et andet sted og er ikke hentet.", "Læg selve filen i indbakken.")
    yield from too_many(files)
    if any(isinstance(one, _BROKEN_OFF) for part in parts for one in part.defects):
        yield CUT_SHORT
