"""A sentence of each script that answers are written in, and the fonts that a computer may have for it."""

from pathlib import Path

from roadmap_desktop.reports.fonts import installed
from roadmap_desktop.reports.style import REGULAR

LATIN = {
    "Spanish": "Nos reunimos cada martes; la próxima reunión será en otoño. ¿Quién decide? ¡Nadie!",
    "Vietnamese": "Chúng tôi họp hằng tuần để quyết định ai sẽ gọi điện thoại trước.",
    "Tagalog": "Nagpupulong kami tuwing Lunes upang pag-usapan ang mga serbisyo.",
    "Haitian Creole": "Nou rankontre chak semèn pou nou pale sou sèvis yo; sa fè lontan.",
    "Russian": "Мы встречаемся каждую неделю и обсуждаем, кто что делает.",
    "Ukrainian": "Ми зустрічаємося щотижня; їжа, житло й ґрунтовна допомога.",
    "combining": "a letter with a mark: x\u0331 and q\u0304",
}
LEFTWARD = {
    "Arabic": "نلتقي كل أسبوع في المكتب (الطابق 3) ونتحدث عن الخدمات، ثم نكتب ما اتفقنا عليه. كِتَاب جديد.",
    "Persian": "ما هر هفته جلسه داریم و درباره‌ی خدمات گفتگو می‌کنیم؛ پناهگاه ۱۲ تخت دارد.",
    "Hebrew": "אנחנו נפגשים בכל שבוע (ביום שני) ומדברים על השירותים. שָׁלוֹם לכולם, בשעה 10:30.",
    "mixed": "The word العربية means Arabic, and שלום is a greeting.",
    "mixed to the left": "قال Jordan Sample: «نعم» ثم 12.5% من 2024 (FY).",
}
OTHERS = {
    "Hindi": "हम हर सप्ताह मिलते हैं और तय करते हैं कि कौन फ़ोन करेगा। क्षेत्रीय कार्यकर्ता।",
    "Nepali": "हामी हरेक हप्ता भेट्छौं र सेवाहरूको बारेमा छलफल गर्छौं।",
    "Bengali": "আমরা প্রতি সপ্তাহে দেখা করি এবং পরিষেবা নিয়ে আলোচনা করি। ক্ষুদ্র ঋণ।",
    "Thai": "เราพบกันทุกสัปดาห์เพื่อพูดคุยเรื่องบริการต่างๆ น้ำดื่มอยู่ที่นี่",
    "Khmer": "យើងជួបគ្នារៀងរាល់សប្តាហ៍ដើម្បីពិភាក្សាអំពីសេវាកម្ម",
    "Amharic": "በየሳምንቱ እንገናኛለን ስለ አገልግሎቶችም እንነጋገራለን።",
    "Chinese": "我们每周开会，讨论服务以及由谁来打电话。",
    "Korean": "우리는 매주 만나서 서비스에 대해 이야기합니다.",
}
ALL = {**LATIN, **LEFTWARD, **OTHERS}


def is_printed(text: str) -> bool:
    """True when this computer has fonts for a text."""
    fonts = installed()
    return all(char.isspace() or fonts.face(char, REGULAR) is not None for char in text if char != "\u200c")


def printed() -> dict[str, str]:
    """The sentences that this computer has fonts for."""
    return {name: text for name, text in ALL.items() if is_printed(text)}


def font_files() -> tuple[Path, ...]:
    """The fonts of this computer that print them."""
    faces = {installed().face(char, REGULAR) for text in printed().values() for char in text}
    return tuple(sorted(face.path for face in faces if face is not None))
