"""The patterns of identifying detail, English and Spanish.

Every pattern has bounded repetition only, so that no text, however long or hostile, takes more than a time in step with
its length. A rule that needs a cue or a digit says so, and is passed over where the text has none.
"""

import re
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
    DOCUMENT = "document"


class Rule(Struct, frozen=True):
    """One pattern: what it finds, and without which cues (in lower case) or digits it cannot find anything."""

    kind: Detail
    pattern: re.Pattern[str]
    cues: tuple[str, ...] = ()
    needs_digit: bool = True


_UP = "A-ZÁÉÍÓÚÜÑ"
_LOW = "a-záéíóúüñ"
_NAME = rf"(?:[DO]['’]|Mc|Mac|De|La|Le|Di|Du)?[{_UP}][{_LOW}]{{1,20}}(?:[-'’][{_UP}][{_LOW}]{{1,20}})?"
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
    rf"|{_DAY}(?:st|nd|rd|th)?(?:(?:\sday)?\sof)?[\s-]{{1,2}}(?:{_MONTHS}),?[\s-]{{1,2}}{_YEAR}"
    rf"|{_DAY}º?\sde\s(?:{_MESES})(?:\sdel?|,)?\s{_YEAR})"
)
_PEOPLE = (
    "victim|survivor|client|minor|witness|suspect|defendant|patient|trafficker|complainant|"
    "víctima|victima|sobreviviente|clienta|cliente|testigo|sospechos[oa]|acusad[oa]|paciente|usuari[oa]"
)
_PEOPLE_CUES = (
    *("victim", "survivor", "client", "minor", "witness", "suspect", "defendant", "patient", "trafficker"),
    *("complainant", "víctima", "sobreviviente", "testigo", "sospechos", "acusad", "paciente", "usuari"),
)
_PERSONA = (
    "niñ[oa]|joven|menor|muchach[oa]|mujer|hombre|hij[oa]|herman[oa]|adolescente|estudiante|víctima|victima|"
    "sobreviviente|clienta|cliente|persona|chic[oa]|señora?|trabajador|trabajadora|madre|padre|sobrin[oa]|alumn[oa]"
)
_PERSON = (
    "woman|man|girl|boy|teen|teenager|youth|kid|child|person|guy|lady|gentleman|son|daughter|brother|sister|mother|"
    "father|wife|husband|boyfriend|girlfriend|cousin|uncle|aunt|niece|nephew|grandmother|grandfather|friend|neighbor|"
    "roommate|boss|recruiter|pimp|foreman|caller|speaker|tipster|driver"
)
_NO_AGES = (
    "agreement|mou|memorandum|protocol|program|policy|plan|building|system|grant|task|database|form|list|partnership|"
    "contract|shelter|van|law|statute|manual|document|report|practice|process|rule|office|coalition|collaboration"
)
_NUMBER = (
    "(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|"
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    "nineteen)"
)
_NÚMERO = (
    "(?:dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieciséis|diecisiete|"
    "dieciocho|diecinueve|veinte|veinti[a-zéó]{3,6}|(?:treinta|cuarenta|cincuenta|sesenta)(?: y [a-z]{3,6})?)"
)
_ONWARD = r"\d{1,2}|older|over|up|above|under|younger|more"
_STREET = (
    "Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Way|Place|Pl|Terrace|Ter|Parkway|Pkwy|"
    "Highway|Hwy|Circle|Cir|Trail|Trl|Loop|Square|Sq|Alley|Pike|Turnpike|Crescent|Cove|Crossing|Ridge|Point|Plaza|"
    "Path|Heights|Expressway|Freeway|Route"
)
_CALLE = (
    r"Calle|Avenida|Av\.|Avda\.?|Carrera|Camino|Paseo|Callejón|Bulevar|Boulevard|Calzada|Privada|Cra\.|Cerrada|"
    r"Circuito|Prolongación|Retorno|Andador|Viaducto|Periférico|Corredor|Pasaje|Plaza|Ronda|Rambla|Glorieta|Diagonal|"
    r"Urbanización|Urb\.|Colonia|Col\."
)
_FILES = (
    "case|docket|report|incident|file|complaint|matter|cause|warrant|citation|booking|claim|"
    "expediente|caso|causa|folio|denuncia|carpeta|informe|reporte"
)
_FILE_CUES = (
    *(
        "case",
        "docket",
        "report",
        "incident",
        "file",
        "complaint",
        "matter",
        "cause",
        "warrant",
        "citation",
        "booking",
        "claim",
    ),
    *("expediente", "caso", "causa", "folio", "denuncia", "carpeta", "informe"),
)
_RECEIPTS = ("EAC", "WAC", "LIN", "SRC", "NBC", "MSC", "IOE", "YSC", "VSC", "TSC", "NSC", "CSC")


def _rule(kind: Detail, text: str, *cues: str, any_case: bool = True, needs_digit: bool = True) -> Rule:
    return Rule(kind, re.compile(text, re.IGNORECASE if any_case else 0), cues, needs_digit)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


RULES: tuple[Rule, ...] = (
    _rule(Detail.EMAIL, r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}", "@", needs_digit=False),
    _rule(Detail.CARD, r"(?<![\d-])(?:\d[ -]?){12,18}\d(?![\d-])"),
    _rule(Detail.IP, r"(?<![\w.])(?<!version )(?<!versión )(?:\d{1,3}\.){3}\d{1,3}(?!\.?\w)", "."),
    _rule(
        Detail.COORDINATES,
        r"(?<![\d.])-?\d{1,2}\.\d{3,8}\s?°?\s?[NS]?\s?[,;/ ]\s?(?:lo?ng?\.?(?:itude?)?:? )?"
        r"-?\d{1,3}\.\d{3,8}\s?°?\s?[WEO]?(?!\.?\d)",
        ".",
    ),
    _rule(
        Detail.COORDINATES,
        r"(?<![\d.])\d{1,2}°\s?\d{1,2}['′’]\s?(?:\d{1,2}(?:\.\d{1,4})?(?:[\"″”]|'')\s?)?[NS][,;/ ]{0,2}"
        r"\d{1,3}°\s?\d{1,2}['′’](?:\s?\d{1,2}(?:\.\d{1,4})?(?:[\"″”]|''))?\s?[WEO]?",
        "°",
    ),
    _rule(Detail.SSN, r"(?<![\d-])\d{3}([- .])(?!00)\d\d\1(?!0000)\d{4}(?![\d-])"),
    _rule(
        Detail.SSN,
        r"\b(?:SSN|ITIN|social security(?: (?:number|no\.?|#))?|(?:número de )?seguro social|NSS)"
        r"[^\d\n]{0,25}(\d[\d -]{2,10}\d)\b",
        *("ssn", "itin", "social", "nss"),
    ),
    _rule(
        Detail.RECEIPT,
        rf"\b(?:{'|'.join(_RECEIPTS)})[ #:-]{{0,2}}\d{{2}}[ -]?\d{{3}}[ -]?\d{{5}}\b",
        *(one.lower() for one in _RECEIPTS),
    ),
    _rule(
        Detail.A_NUMBER,
        r"(?<![\w-])A[ #:.(-]{0,3}(?:\d{8,9}|\d{3}[ -]\d{3}[ -]\d{3}|\d{2}[ -]\d{3}[ -]\d{3})(?!\d)",
        "a",
    ),
    _rule(
        Detail.A_NUMBER,
        r"\b(?:alien (?:registration )?(?:number|no\.?|#)|A-?number|"
        r"número (?:de extranjero|A)|número de registro de extranjero)"
        r"[^\d\n]{0,20}(\d{3}[ -]?\d{3}[ -]?\d{2,3})\b",
        *("alien", "number", "número"),
    ),
    _rule(
        Detail.DOCUMENT,
        r"\b(?i:passport|driver['’]?s? licen[cs]e|license plate|plates?|student id|state id|"
        r"pasaporte(?: [a-zñáéíóú]{4,20})?|licencia(?: de (?:conducir|manejo))?|placas?|matrícula|CURP|cédula|"
        r"visa(?= (?:n|#))|Lic\.|(?-i:DL))"
        r"(?i: (?:number|num\.?|no\.?|núm\.?|número|nº))?(?i: (?:is|was|es|era))?[ :#(]{1,3}"
        r"((?=[A-Z -]{0,12}\d)(?!\d{1,4}(?![\w-]))"
        r"[A-Z\d]{1,18}(?:[ -](?=[A-Z\d-]{0,6}\d)[A-Z\d]{1,9}){0,2})\b",
        *(
            "passport",
            "licen",
            "plate",
            " id",
            "pasaporte",
            "placa",
            "matrícula",
            "curp",
            "cédula",
            "visa",
            "dl",
            "lic.",
        ),
        any_case=False,
    ),
    _rule(
        Detail.BIRTH_DATE,
        rf"\b(?:D\.?O\.?B\.?|date of birth|birth ?date|birthday|born|fecha de nacimiento|f\. ?de nac\.?|F\.?N\.?|"
        rf"nacid[oa]|naci[óo]|cumpleaños)(?![{_LOW}])(?=[^\d\n]{{0,30}}\d)[^\d\n]{{0,18}}?"
        rf"({_DATE}|(?:{_MONTHS})\s{_DAY}(?:st|nd|rd|th)?\b|{_DAY}\sde\s(?:{_MESES})|{_DAY}/{_DAY}(?![\d/])|{_YEAR})",
        *("dob", "d.o", "birth", "born", "nac", "f.n", "fn", "cumple"),
    ),
    _rule(Detail.FULL_DATE, rf"(?<![\w/.-])(?=[\djfmasond])(?:{_DATE})(?![\w/-])"),
    _rule(
        Detail.ADDRESS,
        rf"(?<![\w$.,/-])\d{{1,5}}[A-Za-z]?(?:[ -]?1/2)? (?:(?:[NSEW]{{1,2}}\.?|North|South|East|West) )?"
        rf"(?:(?:[{_UP}][\w.'’-]{{0,20}}|\d{{1,3}}(?:st|nd|rd|th)) ){{1,4}}"
        rf"(?:{_STREET})\b\.?(?:,? (?:Apt|Apartment|Unit|Suite|Ste|Rm|Room|#)\.? ?#?\w{{1,5}})?",
        any_case=False,
    ),
    _rule(
        Detail.ADDRESS,
        rf"(?<![\w$.,/-])\d{{1,5}} (?:[{_UP}][\w.'’-]{{0,20}},? ){{1,4}}(?:Apt|Apartment|Suite|Ste)\.? ?#?\w{{1,5}}",
        any_case=False,
    ),
    _rule(
        Detail.ADDRESS,
        r"(?<![\w$.,/-])\d{1,5} (?:[NSEW]{1,2}\.? )?(?:(?:US|U\.S\.|State|County|Old) )?"
        r"(?:Highway|Hwy|Route|Rte|Road|Interstate)\.? \d{1,4}\b",
        any_case=False,
    ),
    _rule(
        Detail.ADDRESS,
        r"(?<![\w$.,/-])\d{2,5} (?:[nsew]\.? )?[a-z]{3,15} (?:street|avenue|ave|blvd|boulevard|lane|court|st|rd)\b",
    ),
    _rule(
        Detail.ADDRESS,
        rf"\b(?:{_CALLE}) (?:(?:de|del|la|las|los|el|[{_UP}][\w.'’-]{{1,20}}|\d{{1,3}}) ){{0,5}}"
        rf"(?:[{_UP}][\w.'’-]{{1,20}}|\d{{1,3}})?,? ?(?:#|[Nn][.oº°]{{0,2}} ?|número )?\d{{1,5}}\b",
        any_case=False,
    ),
    _rule(
        Detail.ADDRESS,
        rf"(?<![\w$.,/-])\d{{1,5}} (?:{_CALLE}) (?:(?:de|del|la|las|los|el) ){{0,2}}"
        rf"[{_UP}][\w.'’-]{{1,20}}(?: [{_UP}][\w.'’-]{{1,20}}){{0,2}}(?:,? (?:[Aa]pto?|#|[Ii]nt)\.? ?#?\w{{1,5}})?",
        any_case=False,
    ),
    _rule(Detail.ADDRESS, r"\bP\.? ?O\.? Box \d{1,6}\b|\bApartado Postal \d{1,6}\b", "box ", "apartado"),
    _rule(
        Detail.CASE_NUMBER,
        rf"\b(?:{_FILES}|police report|CAD|averiguación)"
        r"(?: (?:policial|de investigación|file|report|id))?"
        r"[ ]{0,2}(?:(?:number|num\.?|no\.?|nbr\.?|núm\.?|número|nº|n°|id)[ :.#]{0,3}|[#:][ :#]{0,2})"
        r"(?:is |was |es |era )?((?=[\w/:.-]{0,9}\d{2})[A-Za-z\d]{1,10}(?:[-/:.][A-Za-z\d]{1,10}){0,4})",
        *(*_FILE_CUES, "cad", "averiguación"),
    ),
    _rule(
        Detail.CASE_NUMBER,
        rf"\b(?:{_FILES})(?: de investigación)? "
        r"((?=[\w/:-]{0,14}\d{3})(?!(?:19|20)\d\d(?:[-/](?:19|20)?\d\d)?(?![\w/:-]))"
        r"(?:(?=[A-Z]{0,4}\d)[A-Z\d]{8,18}|[A-Z]{1,5}\d{3,10}|\d{5,10}|[A-Z\d]{1,8}(?:[-/:][A-Z\d]{1,8}){1,4}))(?!\w)",
        *_FILE_CUES,
    ),
    _rule(
        Detail.CASE_NUMBER,
        r"(?<![\w:-])(?:\d:)?\d{2,4}-?(?:CR|CV|CF|MJ|DR|JV|CM|FE|MC)-?\d{3,8}(?:-[A-Z]{2,4})?(?![\w-])",
    ),
    _rule(
        Detail.AGE,
        r"(?<!under )(?<!over )(?<!below )(?<!above )(?<!least )(?<!than )(?<!to )(?<!and )"
        rf"(?<![\w.–-])(?:\d{{1,2}}|{_NUMBER})[ -]?(?:years?|yrs?)[ -]old\b(?![ -](?:{_NO_AGES})\b)"
        rf"(?! (?:or|and) (?:{_ONWARD})\b)"
        r"|(?<![\w.-])\d{1,2} ?(?:y/?o|y\.o\.)(?!\w)",
        *("old", "y/o", "yo", "y.o."),
        needs_digit=False,
    ),
    _rule(
        Detail.AGE,
        rf"\b(?:s?he|who|they|{_PERSON}|{_PEOPLE}) (?:just |has |had |will |only |recently ){{0,2}}turn(?:ed|s|ing)? "
        rf"((?:\d{{1,2}}|{_NUMBER}))\b(?! (?:down|over|to|away|people|others|of)\b|[%\d])",
        "turn",
        needs_digit=False,
    ),
    _rule(Detail.AGE, r"\bedad ?(?:: ?|de |es |era )(\d{1,2})\b(?! (?:o|a|y) |[-–]\d)", "edad"),
    _rule(
        Detail.AGE,
        r"(?<!under )(?<!over )(?<!below )(?<!above )(?<!from )(?<!until )\bage(?:d|:)? (?:of )?(\d{1,2})\b"
        rf"(?! ?(?:(?:or|and|to|through) (?:{_ONWARD})|through|until|-|–|\+|plus|y/?o|%|years? of)(?!\w)|[-–]\d)",
        "age",
    ),
    _rule(
        Detail.AGE,
        rf"\b(?:{_PERSONA})(?:,? (?:de apenas|de solo|de unos|de) )((?:\d{{1,2}}|{_NÚMERO}) años)\b"
        rf"|\b(?:tiene|tenía|tenia|cumplió|cumplio|con) (?:solo |apenas )?((?:\d{{1,2}}|{_NÚMERO}) años)\b"
        r"(?! (?:de )?(?:experiencia|trabajo|servicio|trabajando|operando|funcionando))"
        r"|\b(\d{1,2} años de edad)\b(?! (?:o|y) )",
        "años",
        needs_digit=False,
    ),
    _rule(
        Detail.TITLED_NAME,
        r"\b(?:Mr|Mrs|Ms|Mx|Dr|Miss|Officer|Ofc|Detective|Det|Sgt|Sergeant|Lt|Lieutenant|Capt|Captain|Agent|Deputy|Judge|"
        r"Nurse|Attorney|Atty|Pastor|Sister|Father|Rev|Reverend|Hon|Honorable|Rabbi|Imam|Padre|Pbro|Comandante|Cmdte|"
        r"Sr|Sra|Srta|Dra|Lic|[Ss]eñora?|[Dd]oña|[Dd]on|[Oo]ficial|[Aa]gente|"
        r"[Jj]ueza?|[Dd]octora?|[Ll]icenciad[oa]|[Ii]ngenier[oa]|[Mm]aestr[oa]|[Pp]rofesora?|[Aa]bogad[oa]|"
        rf"detective|officer|deputy|sergeant|nurse|professor|Professor|Prof)\.? "
        rf"((?:(?:del|de la|de los|de|van|von) )?{_FULL_NAME})(?![\w])",
        any_case=False,
        needs_digit=False,
    ),
    _rule(
        Detail.CUE_NAME,
        rf"\b(?i:{_PEOPLE})(?:['’]s name (?:is|was)|,? (?:named|called|known as|who goes by|is|was|"
        rf"llamad[oa]|de nombre|se llama|es|era)|,|:| \(| -| –| —)? ?[\"“]?({_FULL_NAME})(?![\w])",
        *_PEOPLE_CUES,
        any_case=False,
        needs_digit=False,
    ),
    _rule(
        Detail.CUE_NAME,
        rf"(?<![\w.] )(?<!\w)({_FULL_NAME})(?:, | \(| – | - |, who is )"
        rf"(?:a|an|our|the|one of our|una?|nuestra?|la|el) "
        rf"(?:[{_LOW}]{{1,15}} ){{0,2}}(?i:{_PEOPLE})\b",
        *_PEOPLE_CUES,
        any_case=False,
        needs_digit=False,
    ),
    _rule(
        Detail.CUE_NAME,
        rf"\b(?i:(?:his|her|their|whose|my|(?:{_PEOPLE}|{_PERSON})(?:['’]s)?)"
        rf"(?: (?:first|last|full|real|legal|given))? name(?: (?:is|was)| ?[:–—-])|"
        rf"(?:first|last|full|legal|maiden) name(?: (?:is|was)| ?[:–—-])?|"
        rf"(?:s?he|who|they|{_PEOPLE}|{_PERSON}) (?:goes|went|is going|was going) by|"
        rf"(?:{_PERSON})(?: (?:is|was|who is|who was))?,? (?:named|called|known as|nicknamed)|"
        rf"a/?k/?a\.?:?|alias) [\"“]?({_FULL_NAME})(?![\w])",
        *("name", " by ", "called", "known as", "a/k/a", "aka", "alias"),
        any_case=False,
        needs_digit=False,
    ),
    _rule(
        Detail.CUE_NAME,
        rf"\b(?i:(?:{_PEOPLE}|{_PERSON}) (?:(?:was|is|has been) )?identified as) ({_NAME} (?:[{_UP}]\. )?{_NAME}"
        rf"(?: {_NAME})?)(?![\w])",
        "identified as",
        any_case=False,
        needs_digit=False,
    ),
    _rule(
        Detail.CUE_NAME,
        rf"\b(?i:se llama(?:ba)?|(?:{_PERSONA})(?: que)?,? (?:llamad[oa]|de nombre|conocid[oa] como|apodad[oa])|"
        rf"(?:su|el) nombre(?: (?:real|completo|verdadero))? (?:es|era)|(?:nombres?|apellidos?)(?: completo)?:|"
        rf"l[oae]s? conocen como|apodad[oa]|alias) [\"“«]?({_FULL_NAME})(?![\w])",
        *("llama", "nombre", "apellido", "conoc", "apodad", "alias"),
        any_case=False,
        needs_digit=False,
    ),
    _rule(
        Detail.PHONE,
        r"(?<![\w/.-])(?<!\d )(?:(?:\+|00)?1[ .-]?)?(?:\(\d{3}\) ?|\d{3} ?[ ./-] ?)\d{3} ?[ .-]? ?\d{4}(?!\d)(?![-/]\d)"
        r"|(?<![\w/.+-])(?:\+1|1)?[2-9]\d\d[2-9]\d{6}(?!\d)"
        r"|(?<![\w/.+-])\+\d{1,3}(?:[ .-]?\d{2,4}){2,4}(?!\d)"
        r"|(?<![\w/.-])[2-9]\d\d[-.]\d{4}(?![\w-])",
    ),
)

# What stands after a title or a cue and is no name.
NO_NAMES = _words(
    """
    a advisory advocacy advocate advocates agency agent agreement and any appointment assistance at
    attorney board bureau care case center centered centers centro chief child choice clinic committee
    compensation confidentiality consejo contact coordinator coordinators council counseling county
    court defensoría department deputy derechos desk director district division each emergency
    engagement english every examiner example family federal first fiscal for form forms from fund
    general group groups haitian head help home housing identification if impact in informed intake
    interview interviews involved is it justice justicia juvenile korean labor law leader leaders
    leadership led legal ley liaison list local mandarin navigator network no not number of office
    officer oficina on or other our outreach panel partner patrol percent plan police policy
    practitioner privacy privilege program programa programs project protection referral relations
    report resource response right rights roundtable russian safety satisfaction section self service
    services servicio servicios shelter sheriff spanish specialist staff state statement statements
    states step supervisor support survey tagalog task team teams testimony that the their they this
    title training transition trauma travel tribal unidad unit united use vietnamese voice voices we
    when who with witness witnesses work workers working year zoom monday tuesday wednesday thursday
    friday saturday sunday
    """
)
# What is no name either when it stands first, and may well be one further on.
NO_FIRST_NAMES = _words(
    """
    january february march april may june july august september october november december grant impact
    safe will
    """
)
# Things that have an age without anyone's being told.
AGING_THINGS = re.compile(
    r"\b(?:convenio|acuerdo|programa|protocolo|edificio|contrato|plan|ley|manual|sistema|base de datos|coalición|grupo|"
    r"oficina|albergue|camioneta|subvención|formulario|equipo|alianza|política|mesa) [^.;:\n]{0,25}$",
    re.IGNORECASE,
)
# Things that are named without anyone's being told.
NAMED_THINGS = re.compile(
    r"\b(?:convenio|acuerdo|programa|protocolo|plan|ley|manual|sistema|base de datos|coalición|grupo|oficina|albergue|"
    r"refugio|subvención|formulario|equipo|alianza|política|mesa|proyecto|campaña|iniciativa|red|organización|agencia|"
    r"centro|taller|curso|línea|fundación|iglesia|aplicación|herramienta|clínica|hospital|hotel|motel|ciudad|pueblo|"
    r"calle|río|comité|operativo|operación|guía|cartel|video|película|libro|documento) [^.;:\n]{0,25}$",
    re.IGNORECASE,
)
