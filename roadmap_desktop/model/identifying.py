"""What in a text looks as if it could point at a person. It warns and never blocks, and it misses things.

Every pattern has bounded repetition only, so that no text, however long or hostile, takes more than a time in step with
its length. English and Spanish. Nothing here is a claim of completeness: plain names and rare details are not found.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum

from msgspec import Struct


class Detail(StrEnum):
    """What a passage looks like."""

    PHONE = "phone"
    EMAIL = "email"
    SSN = "ssn"
    A_NUMBER = "a_number"
    RECEIPT = "receipt"
    BIRTH_DATE = "birth_date"
    FULL_DATE = "full_date"
    ADDRESS = "address"
    CASE_NUMBER = "case_number"
    AGE = "age"
    TITLED_NAME = "titled_name"
    CUE_NAME = "cue_name"
    COORDINATES = "coordinates"
    IP = "ip"
    CARD = "card"


class Passage(Struct, frozen=True):
    """A stretch of a text, from `start` to before `end`, and what it looks like."""

    kind: Detail
    start: int
    end: int
    text: str


class Allowed(Struct, frozen=True):
    """What may stand in an answer: public phone numbers as digits, and labels of agencies and roles."""

    phones: frozenset[str] = frozenset()
    labels: tuple[str, ...] = ()


# Lines that anyone may name: the National Human Trafficking Hotline and its text number.
PUBLIC_PHONES = frozenset({"8883737888", "233733"})
_TOLL_FREE = ("800", "833", "844", "855", "866", "877", "888")

_UP = "A-ZÁÉÍÓÚÜÑ"
_LOW = "a-záéíóúüñ"
_NAME = rf"[{_UP}][{_LOW}]{{1,20}}(?:[-'’][{_UP}][{_LOW}]{{1,20}})?"
_FULL_NAME = rf"{_NAME}(?: (?:[{_UP}]\. ?|(?:de|del|de la|la|van|bin) )?{_NAME}){{0,2}}"
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan\\.?|Feb\\.?|Mar\\.?|Apr\\.?|Jun\\.?|Jul\\.?|Aug\\.?|Sept?\\.?|Oct\\.?|Nov\\.?|Dec\\.?"
)
_MESES = "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre"
_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_DATE = (
    rf"(?:{_DAY}[/.-]{_DAY}[/.-](?:{_YEAR}|\d\d)|{_YEAR}[/.-]{_DAY}[/.-]{_DAY}"
    rf"|(?:{_MONTHS})\s{{1,2}}{_DAY}(?:st|nd|rd|th)?,?\s{{1,2}}{_YEAR}"
    rf"|{_DAY}(?:st|nd|rd|th)?(?:\sof)?\s{{1,2}}(?:{_MONTHS}),?\s{{1,2}}{_YEAR}"
    rf"|{_DAY}º?\sde\s(?:{_MESES})(?:\sdel?|,)?\s{_YEAR})"
)
_PERSON = (
    "victim|survivor|client|minor|witness|suspect|defendant|patient|trafficker|complainant|"
    "víctima|victima|sobreviviente|clienta|cliente|testigo|sospechos[oa]|acusad[oa]|paciente|usuari[oa]"
)
_PERSONA = (
    "niñ[oa]|joven|menor|muchach[oa]|mujer|hombre|hij[oa]|herman[oa]|adolescente|estudiante|víctima|victima|"
    "sobreviviente|clienta|cliente|persona|chic[oa]|señora?|trabajador|trabajadora|madre|padre|sobrin[oa]|alumn[oa]"
)
# What stands after a title or a cue and is no name.
_NO_NAMES = re.compile(
    "a|advisory|advocacy|advocate|advocates|agency|agent|agreement|and|any|appointment|april|"
    "assistance|at|attorney|august|board|bureau|care|case|center|centered|centers|centro|"
    "chief|child|clinic|committee|compensation|confidentiality|consejo|contact|coordinator|"
    "coordinators|council|counseling|county|court|december|defensoría|department|deputy|"
    "derechos|desk|director|district|division|each|emergency|engagement|english|every|examiner|"
    "example|family|february|federal|first|fiscal|for|form|forms|friday|from|fund|general|"
    "grant|group|groups|haitian|head|help|home|housing|identification|if|impact|in|informed|"
    "intake|interview|interviews|involved|is|it|january|july|june|justice|justicia|juvenile|"
    "korean|labor|law|led|legal|ley|liaison|list|local|mandarin|march|may|monday|navigator|"
    "network|no|not|november|number|october|of|office|officer|oficina|on|or|other|our|"
    "outreach|panel|partner|patrol|percent|plan|police|policy|practitioner|privacy|privilege|"
    "program|programa|programs|project|protection|referral|relations|report|resource|response|"
    "right|rights|roundtable|russian|safety|satisfaction|saturday|section|self|september|"
    "service|services|servicio|servicios|shelter|sheriff|spanish|specialist|staff|state|"
    "statement|statements|states|step|sunday|supervisor|support|survey|tagalog|task|team|"
    "teams|testimony|that|the|their|they|this|thursday|title|training|transition|trauma|"
    "travel|tribal|tuesday|unidad|unit|united|use|vietnamese|voice|voices|we|wednesday|when|"
    "who|with|witness|witnesses|work|workers|working|year|zoom"
)
_NO_AGES = (
    "agreement|mou|memorandum|protocol|program|policy|plan|building|system|grant|task|database|form|list|partnership|"
    "contract|shelter|van|law|statute|manual|document|report|practice|process|rule|office|coalition|collaboration"
)


def _rule(text: str, *, any_case: bool = True) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE if any_case else 0)


_PATTERNS: tuple[tuple[Detail, re.Pattern[str]], ...] = (
    (Detail.EMAIL, _rule(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}")),
    (Detail.CARD, _rule(r"(?<![\d-])(?:\d[ -]?){12,18}\d(?![\d-])")),
    (Detail.IP, _rule(r"(?<![\w.])(?<!version )(?<!versión )(?:\d{1,3}\.){3}\d{1,3}(?!\.?\w)")),
    (
        Detail.COORDINATES,
        _rule(r"(?<![\d.])-?\d{1,2}\.\d{3,8}\s?°?\s?[NS]?\s?[,;/ ]\s?-?\d{1,3}\.\d{3,8}\s?°?\s?[WEO]?(?![\d.])"),
    ),
    (Detail.SSN, _rule(r"(?<![\d-])(?!000|666|9\d\d)\d{3}([- .])(?!00)\d\d\1(?!0000)\d{4}(?![\d-])")),
    (
        Detail.SSN,
        _rule(
            r"\b(?:SSN|social security(?: (?:number|no\.?|#))?|(?:número de )?seguro social|NSS)"
            r"[^\d\n]{0,25}(\d[\d -]{2,10}\d)\b"
        ),
    ),
    (
        Detail.RECEIPT,
        _rule(r"\b(?:EAC|WAC|LIN|SRC|NBC|MSC|IOE|YSC|VSC|TSC|NSC|CSC)[ #:-]{0,2}\d{2}[ -]?\d{3}[ -]?\d{5}\b"),
    ),
    (
        Detail.A_NUMBER,
        _rule(r"(?<![\w-])A[ #:.-]{0,3}(?:\d{8,9}|\d{3}[ -]\d{3}[ -]\d{3}|\d{2}[ -]\d{3}[ -]\d{3})(?!\d)"),
    ),
    (
        Detail.A_NUMBER,
        _rule(
            r"\b(?:alien (?:registration )?(?:number|no\.?|#)|A-?number|"
            r"número (?:de extranjero|A)|número de registro de extranjero)"
            r"[^\d\n]{0,20}(\d{3}[ -]?\d{3}[ -]?\d{2,3})\b"
        ),
    ),
    (
        Detail.BIRTH_DATE,
        _rule(
            rf"\b(?:D\.?O\.?B\.?|date of birth|birth ?date|birthday|born|fecha de nacimiento|f\. ?de nac\.?|F\.?N\.?|"
            rf"nacid[oa]|naci[óo]|cumpleaños)(?![{_LOW}])[^\d\n]{{0,18}}?"
            rf"({_DATE}|(?:{_MONTHS})\s{_DAY}(?:st|nd|rd|th)?\b|{_DAY}\sde\s(?:{_MESES})|{_DAY}/{_DAY}(?![\d/])|{_YEAR})"
        ),
    ),
    (Detail.FULL_DATE, _rule(rf"(?<![\w/.-]){_DATE}(?![\w/-])")),
    (
        Detail.ADDRESS,
        _rule(
            rf"(?<![\w$.,/-])\d{{1,5}}[A-Za-z]?(?:[ -]?1/2)? (?:(?:[NSEW]{{1,2}}\.?|North|South|East|West) )?"
            rf"(?:(?:[{_UP}][\w.'’-]{{0,20}}|\d{{1,3}}(?:st|nd|rd|th)) ){{1,4}}"
            r"(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Way|Place|Pl|Terrace|Ter|Parkway|Pkwy|"
            r"Highway|Hwy|Circle|Cir|Trail|Loop|Square|Sq|Alley|Pike)\b\.?"
            r"(?:,? (?:Apt|Apartment|Unit|Suite|Ste|Rm|Room|#)"
            r"\.? ?#?\w{1,5})?",
            any_case=False,
        ),
    ),
    (
        Detail.ADDRESS,
        _rule(
            r"(?<![\w$.,/-])\d{2,5} (?:[nsew]\.? )?[a-z]{3,15} (?:street|avenue|ave|blvd|boulevard|lane|court|st|rd)\b"
        ),
    ),
    (
        Detail.ADDRESS,
        _rule(
            rf"\b(?:Calle|Avenida|Av\.|Avda\.?|Carrera|Camino|Paseo|Callejón|Bulevar|Calzada|Privada|Cra\.) "
            rf"(?:(?:de|del|la|las|los|el|[{_UP}][\w.'’-]{{1,20}}|\d{{1,3}}) ){{0,5}}"
            rf"(?:[{_UP}][\w.'’-]{{1,20}}|\d{{1,3}})?,? ?(?:#|[Nn][.oº°]{{0,2}} ?|número )?\d{{1,5}}\b",
            any_case=False,
        ),
    ),
    (Detail.ADDRESS, _rule(r"\bP\.? ?O\.? Box \d{1,6}\b")),
    (
        Detail.CASE_NUMBER,
        _rule(
            r"\b(?:case|docket|report|incident|file|complaint|matter|cause|warrant|citation|booking|police report|CAD|"
            r"expediente|caso|causa|folio|denuncia|carpeta|informe|reporte|averiguación)"
            r"(?: (?:policial|de investigación|file|report|id))?"
            r"[ ]{0,2}(?:(?:number|num\.?|no\.?|nbr\.?|núm\.?|número|nº|n°|id)[ :.#]{0,3}|[#:][ :#]{0,2})"
            r"(?:is |was |es |era )?((?=[\w/:.-]{0,9}\d{2})[A-Za-z\d]{1,10}(?:[-/:.][A-Za-z\d]{1,10}){0,4})"
        ),
    ),
    (
        Detail.CASE_NUMBER,
        _rule(
            r"\b(?:case|docket|report|incident|file|complaint|matter|cause|warrant|citation|booking|"
            r"expediente|caso|causa|folio|denuncia|carpeta|informe|reporte) "
            r"((?=[\w/:-]{0,8}\d{3})(?!(?:19|20)\d\d(?:[-/](?:19|20)?\d\d)?(?![\w/:-]))"
            r"(?:[A-Z]{1,5}\d{3,10}|\d{5,10}|[A-Z\d]{1,8}(?:[-/:][A-Z\d]{1,8}){1,4}))(?!\w)"
        ),
    ),
    (
        Detail.CASE_NUMBER,
        _rule(r"(?<![\w:-])(?:\d:)?\d{2,4}-?(?:CR|CV|CF|MJ|DR|JV|CM|FE|MC)-?\d{3,8}(?:-[A-Z]{2,4})?(?![\w-])"),
    ),
    (
        Detail.AGE,
        _rule(
            rf"(?<![\w.-])\d{{1,2}}[ -]?(?:years?|yrs?)[ -]old\b(?![ -](?:{_NO_AGES})\b)"
            r"|(?<![\w.-])\d{1,2} ?(?:y/?o|y\.o\.)(?!\w)"
        ),
    ),
    (
        Detail.AGE,
        _rule(
            r"(?<!under )(?<!over )(?<!below )(?<!above )(?<!from )(?<!until )\bage(?:d|:)? (?:of )?(\d{1,2})\b"
            r"(?! ?(?:or|and|to|through|until|-|–|\+|plus|y/?o|%|years? of)(?!\w))"
        ),
    ),
    (
        Detail.AGE,
        _rule(
            rf"\b(?:{_PERSONA}) (?:(?:de apenas|de solo|de unos|de) )(\d{{1,2}} años)\b"
            r"|\b(?:tiene|tenía|tenia|cumplió|cumplio|con) (?:solo |apenas )?(\d{1,2} años)\b"
            r"(?! de (?:experiencia|trabajo|servicio))"
            r"|\b(\d{1,2} años de edad)\b(?! (?:o|y) )"
        ),
    ),
    (
        Detail.TITLED_NAME,
        _rule(
            r"\b(?:Mr|Mrs|Ms|Mx|Dr|Miss|Officer|Ofc|Detective|Det|Sgt|Sergeant|Lt|Lieutenant|Capt|Captain|Agent|Deputy|Judge|Nurse|"
            r"Attorney|Pastor|Sister|Father|"
            r"Sr|Sra|Srta|Dra|Lic|Señor|Señora|señor|señora|doña|Doña|don|Don|Oficial|oficial|Agente|agente|"
            r"Jueza?|jueza?|doctora?|Doctora?|"
            rf"detective|officer|deputy)\.? ({_FULL_NAME})(?![\w])",
            any_case=False,
        ),
    ),
    (
        Detail.CUE_NAME,
        _rule(
            rf"\b(?i:{_PERSON})(?:['’]s name (?:is|was)|,? (?:named|called|known as|who goes by|is|was|"
            rf"llamad[oa]|de nombre|se llama|"
            rf"es|era)|,|:| \(| -| –| —)? ?[\"“]?({_FULL_NAME})(?![\w])",
            any_case=False,
        ),
    ),
    (
        Detail.CUE_NAME,
        _rule(
            rf"(?<![\w.] )(?<!\w)({_FULL_NAME})(?:, | \(| – | - |, who is )"
            rf"(?:a|an|our|the|one of our|una?|nuestra?|la|el) "
            rf"(?:[{_LOW}]{{1,15}} ){{0,2}}(?i:{_PERSON})\b",
            any_case=False,
        ),
    ),
    (
        Detail.PHONE,
        _rule(
            r"(?<![\w/.-])(?<!\d )(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3} ?[ .-] ?)\d{3} ?[ .-]? ?\d{4}(?!\d)(?![-/]\d)"
            r"|(?<![\w/.+-])(?:\+1|1)?[2-9]\d\d[2-9]\d{6}(?!\d)"
            r"|(?<![\w/.+-])\+\d{1,3}(?:[ .-]?\d{2,4}){2,4}(?!\d)"
            r"|(?<![\w/.-])[2-9]\d\d[-.]\d{4}(?![\w-])"
        ),
    ),
)


NOTHING_ALLOWED = Allowed()


def find(text: str, allowed: Allowed = NOTHING_ALLOWED) -> tuple[Passage, ...]:
    """Every passage that looks identifying, in order and without overlaps."""
    found: list[Passage] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = _span(match)
            if _is_meant(kind, text[start:end]) and not _is_allowed(kind, text, start, end, allowed):
                found.append(Passage(kind, start, end, text[start:end]))
    return tuple(_without_overlaps(found, len(text)))


def masked(text: str, mask: Callable[[Passage], str], passages: Sequence[Passage]) -> str:
    """The text with each of these passages, which lie in it, replaced by a mask."""
    parts, at = [], 0
    for passage in passages:
        parts += [text[at : passage.start], mask(passage)]
        at = passage.end
    return "".join((*parts, text[at:]))


def _span(match: re.Match[str]) -> tuple[int, int]:
    # A cue such as "DOB" is not what points at a person; what follows it is.
    groups = [number for number in range(1, len(match.groups()) + 1) if match[number] and len(match[number]) > 1]
    return match.span(groups[0]) if groups else match.span()


def _is_meant(kind: Detail, words: str) -> bool:
    if kind is Detail.CARD:
        return _has_luhn_sum(re.sub(r"\D", "", words))
    if kind is Detail.IP:
        return all(int(part) <= 255 for part in words.split("."))
    if kind in (Detail.TITLED_NAME, Detail.CUE_NAME):
        return not any(_NO_NAMES.fullmatch(part.lower().strip(".")) for part in re.split(r"[ -]", words))
    if kind is Detail.PHONE:
        return not re.sub(r"\D", "", words)[-10:].startswith(_TOLL_FREE) or len(re.sub(r"\D", "", words)) < 10
    return True


def _has_luhn_sum(digits: str) -> bool:
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def _is_allowed(kind: Detail, text: str, start: int, end: int, allowed: Allowed) -> bool:
    if kind is Detail.PHONE:
        digits = re.sub(r"\D", "", text[start:end])[-10:]
        return digits in PUBLIC_PHONES or digits in allowed.phones
    for label in allowed.labels:
        at = text.find(label, max(0, start - len(label)), end + len(label))
        if at >= 0 and at <= start and end <= at + len(label):
            return True
    return False


def _without_overlaps(found: Sequence[Passage], length: int) -> Iterator[Passage]:
    # Among passages that overlap, the longest tells the most; the earlier kind where they are as long.
    taken, chosen = bytearray(length), []
    for passage in sorted(found, key=lambda one: one.start - one.end):
        if not any(taken[passage.start : passage.end]):
            taken[passage.start : passage.end] = b"\1" * (passage.end - passage.start)
            chosen.append(passage)
    yield from sorted(chosen, key=lambda one: one.start)
