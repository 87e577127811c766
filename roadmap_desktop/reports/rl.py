"""The names of ReportLab that are used, imported only after its side doors were closed.

ReportLab runs `reportlab_mods` and `reportlab_settings` from the search path and from the home folder; empty modules in
their places keep planted files from running.
"""

import os
import sys
from types import ModuleType

for _name in ("reportlab_mods", "reportlab_settings", "local_reportlab_settings"):
    sys.modules.setdefault(_name, ModuleType(_name))
# Its settings can also be changed by the environment.
for _name in [name for name in os.environ if name.startswith("RL_")]:
    del os.environ[_name]

from reportlab import rl_config  # noqa: E402
from reportlab.lib.colors import Color, HexColor, white  # noqa: E402
from reportlab.lib.enums import TA_LEFT, TA_RIGHT  # noqa: E402
from reportlab.lib.pagesizes import A4, LETTER  # noqa: E402
from reportlab.lib.styles import ParagraphStyle  # noqa: E402
from reportlab.lib.utils import simpleSplit  # noqa: E402
from reportlab.pdfbase import pdfmetrics  # noqa: E402
from reportlab.pdfbase.pdfdoc import (  # noqa: E402
    XMP,
    PDFArray,
    PDFDictionary,
    PDFInfo,
    PDFName,
    PDFObject,
    PDFObjectReference,
    PDFStream,
    PDFString,
    PDFZCompress,
)
from reportlab.pdfbase.ttfonts import TTFont  # noqa: E402
from reportlab.pdfgen.canvas import Canvas  # noqa: E402
from reportlab.platypus import (  # noqa: E402
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)
from reportlab.platypus.paraparser import ParaFrag  # noqa: E402

__all__ = [
    "A4",
    "LETTER",
    "TA_LEFT",
    "TA_RIGHT",
    "XMP",
    "BaseDocTemplate",
    "Canvas",
    "Color",
    "CondPageBreak",
    "Flowable",
    "Frame",
    "HexColor",
    "NextPageTemplate",
    "PDFArray",
    "PDFDictionary",
    "PDFInfo",
    "PDFName",
    "PDFObject",
    "PDFObjectReference",
    "PDFStream",
    "PDFString",
    "PDFZCompress",
    "PageBreak",
    "PageTemplate",
    "ParaFrag",
    "Paragraph",
    "ParagraphStyle",
    "Spacer",
    "TTFont",
    "Table",
    "pdfmetrics",
    "rl_config",
    "simpleSplit",
    "white",
]
