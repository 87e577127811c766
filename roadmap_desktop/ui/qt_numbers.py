"""Values of the `Qt` namespace by their numbers.

The first use of `PySide6.QtCore.Qt` makes all of its enumerations, which takes as long as a quarter of a start. What
is built before the first paint therefore names its few values here; code that runs on an event may use `QtCore.Qt`.
Properties, painters and models take the numbers as they are.
"""

# Qt.TextFormat
PLAIN_TEXT = 0
# Qt.FocusPolicy
NO_FOCUS = 0
STRONG_FOCUS = 11
# Qt.ScrollBarPolicy
SCROLL_BAR_OFF = 1
# Qt.AlignmentFlag and Qt.TextFlag, which painters take together
ALIGN_LEFT = 0x1
ALIGN_RIGHT = 0x2
ALIGN_HCENTER = 0x4
ALIGN_TOP = 0x20
ALIGN_VCENTER = 0x80
WORD_WRAP = 0x1000
# Qt.Key
KEY_Y = 0x59
# Qt.ItemDataRole
DISPLAY_ROLE = 0
ACCESSIBLE_TEXT_ROLE = 11
USER_ROLE = 0x100
# Qt.InputMethodHint, sensitive data and no predictive text together
LEARNS_NOTHING = 0x2 | 0x40
