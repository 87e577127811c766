"""Which font prints which character: ours first, then a chain over the fonts that are installed on the computer.

The chain is a list of file names in order, best first, for Windows, macOS and Linux; then any other installed font. A
font is used when it has TrueType outlines, and when it may be embedded as a subset (OpenType, `OS/2`, `fsType`).
"""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import uharfbuzz as hb

from roadmap_desktop.reports.style import base_files

# Best first. Each list covers the scripts that people who are served speak, and ends with fonts of symbols.
_WINDOWS = (
    *("segoeui.ttf", "nirmala.ttf", "nirmala.ttc", "leelawui.ttf", "khmerui.ttf", "ebrima.ttf", "mmrtext.ttf"),
    *("msyh.ttc", "msyh.ttf", "malgun.ttf", "yugothm.ttc", "msgothic.ttc", "simsun.ttc", "sylfaen.ttf", "gadugi.ttf"),
    *("tahoma.ttf", "arial.ttf", "seguisym.ttf", "seguiemj.ttf"),
)
_MACOS = (
    *("geezapro.ttc", "arialhb.ttc", "kohinoor.ttc", "kohinoorbangla.ttc", "thonburi.ttc", "khmer sangam mn.ttf"),
    *("khmer mn.ttc", "kefa.ttc", "kefaiii.ttf", "pingfang.ttc", "stheiti light.ttc", "applesdgothicneo.ttc"),
    *("applegothic.ttf", "lao sangam mn.ttf", "noto sans myanmar.ttc", "notosansmyanmar.ttc", "helveticaneue.ttc"),
    *("arial unicode.ttf", "apple symbols.ttf"),
)
_LINUX = (
    *(
        "notosans-regular.ttf",
        "notosansarabic-regular.ttf",
        "notonaskharabic-regular.ttf",
        "notosanshebrew-regular.ttf",
    ),
    *("notosansdevanagari-regular.ttf", "notosansbengali-regular.ttf", "notosansthai-regular.ttf"),
    *("notosanskhmer-regular.ttf", "notosansethiopic-regular.ttf", "notosanslao-regular.ttf"),
    *("notosansmyanmar-regular.ttf", "notosanssc-regular.ttf", "notosanskr-regular.ttf", "notosansjp-regular.ttf"),
    *("droidsansfallbackfull.ttf", "droidsansfallback.ttf", "wqy-microhei.ttc", "wqy-zenhei.ttc", "nanumgothic.ttf"),
    *("unbatang.ttf", "lohit-devanagari.ttf", "lohit-bengali.ttf", "khmeros.ttf", "garuda.ttf", "loma.ttf"),
    *("abyssinica sil.ttf", "abyssinicasil-regular.ttf", "notosanssymbols-regular.ttf", "notosanssymbols2-regular.ttf"),
    *("notosansmath-regular.ttf", "dejavusans.ttf", "freesans.ttf"),
)
# They have a picture for every character, which tells nobody anything.
_PLACEHOLDERS = ("lastresort", "adobeblank", "notdef", "unifont", "tofu")
_ENDINGS = frozenset({".ttf", ".ttc", ".otf"})
_MOST_FILES = 6000
_MAY_NOT = 0x0302  # restricted, no subsets, only bitmaps
# What is not seen and may be missing: joiners and choices between two looks.
UNSEEN = frozenset([0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A)]) | frozenset(
    [*range(0xFE00, 0xFE10), 0xFEFF]
)


class Face:
    """One font that is open: what it covers, and its measures in thousandths of its size."""

    def __init__(self, path: Path, *, is_own: bool = False) -> None:
        self.path, self.is_own = path, is_own
        self.face = hb.Face(hb.Blob.from_file_path(str(path)))
        self.font = hb.Font(self.face)
        self.codes = frozenset(self.face.unicodes)
        self.scale = 1000 / self.face.upem
        extents = self.font.get_font_extents("ltr")
        self.ascent, self.descent = extents.ascender * self.scale, extents.descender * self.scale

    @property
    def is_fit(self) -> bool:
        """True when it has TrueType outlines and may be embedded as a subset."""
        tags = set(self.face.table_tags)
        if not {"glyf", "OS/2", "cmap"} <= tags:
            return False
        return not int.from_bytes(self.face.reference_table("OS/2").data[8:10], "big") & _MAY_NOT

    def covers(self, text: str) -> bool:
        """True when it has every character of a text that is seen."""
        return all(ord(char) in self.codes or ord(char) in UNSEEN for char in text)


class Fonts:
    """Our own fonts by their names, and the installed ones that stand in where ours have no sign."""

    def __init__(self, folders: Sequence[Path], chain: Sequence[str]) -> None:
        self._own = {name: Face(path, is_own=True) for name, path in base_files().items()}
        self._folders, self._chain = folders, chain
        self._others: Iterator[Face] = self._look()
        self._opened: list[Face] = []
        self._found: dict[str, Face | None] = {}

    def face(self, text: str, name: str) -> Face | None:
        """The font for a letter with its marks that is asked for in one of ours; None when no font has all of it."""
        own = self._own[name]
        if own.covers(text):
            return own
        if text not in self._found:
            self._found[text] = next((one for one in self._faces() if one.covers(text)), None)
        return self._found[text]

    def own(self, name: str) -> Face:
        """One of ours."""
        return self._own[name]

    def _faces(self) -> Iterator[Face]:
        # Each file is opened when it is asked for the first time; most texts need none of them.
        yield from self._opened
        for face in self._others:
            self._opened.append(face)
            yield face

    def _look(self) -> Iterator[Face]:
        by_name: dict[str, Path] = {}
        for path in _files(self._folders):
            by_name.setdefault(path.name.lower(), path)
        rest = sorted(name for name in by_name if name not in self._chain and not name.startswith(_PLACEHOLDERS))
        for name in (*self._chain, *rest):
            face = _opened(by_name[name]) if name in by_name else None
            if face is not None:
                yield face


def _opened(path: Path) -> Face | None:
    # A font of somebody else's may be anything.
    try:
        face = Face(path)
        return face if face.is_fit else None
    except (OSError, ValueError, RuntimeError, hb.HarfBuzzError):
        return None


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    count = 0
    for folder in folders:
        for here, inner, names in os.walk(folder):
            inner.sort()
            for name in sorted(names):
                if Path(name).suffix.lower() in _ENDINGS:
                    count += 1
                    if count > _MOST_FILES:
                        return
                    yield Path(here, name)


def chain(platform: str) -> tuple[str, ...]:
    """The file names of the fonts to ask, best first, in lower case, on a system by its name in `sys.platform`."""
    ours = _WINDOWS if platform == "win32" else _MACOS if platform == "darwin" else _LINUX
    # Fonts wander: whoever has those of another system gets the same pages.
    return tuple(dict.fromkeys((*ours, *_LINUX, *_WINDOWS, *_MACOS)))


def folders(platform: str, environment: Mapping[str, str], home: Path) -> tuple[Path, ...]:
    """Where a system keeps its fonts, those of the computer first."""
    if platform == "win32":
        windows = Path(environment.get("WINDIR", "C:\\Windows"))
        local = environment.get("LOCALAPPDATA")
        own = (Path(local, "Microsoft", "Windows", "Fonts"),) if local else ()
        return (windows / "Fonts", *own)
    if platform == "darwin":
        system = Path("/System/Library/Fonts")
        return (system, system / "Supplemental", Path("/Library/Fonts"), home / "Library" / "Fonts")
    return (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts", home / ".fonts")


@cache
def installed() -> Fonts:
    """The fonts of this computer; no file is opened before a text needs it."""
    try:
        home = Path.home()
    except RuntimeError:
        home = Path()
    return Fonts(folders(sys.platform, os.environ, home), chain(sys.platform))
