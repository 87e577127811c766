import subprocess
import sys

PROGRAM = """
import sys
from roadmap_desktop.stand_ins import package_metadata
metadata = package_metadata()
print("socket" in sys.modules, metadata.version("sqlalchemy") != "")
import email.utils
print(email.utils.make_msgid(domain="example.org").endswith("@example.org>"))
email.utils.make_msgid()
print("socket" in sys.modules)
"""


def test_the_versions_of_packages_are_told_without_a_network_module() -> None:
    result = subprocess.run([sys.executable, "-c", PROGRAM], check=True, capture_output=True, text=True)
    # What really needs the module gets the real one.
    assert result.stdout.splitlines() == ["False True", "True", "True"]
