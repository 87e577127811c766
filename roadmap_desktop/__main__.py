"""The way in: a command runs without a window, anything else opens it."""

import sys
from collections.abc import Sequence

# The first words that need no window.
COMMANDS = frozenset(
    {"new", "report", "export", "draft", "check", "backups", "salvage", "dump", "content", "screenshots"}
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the application and return its exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    first = words[0] if words else ""
    if first == "screenshots" and not {"-h", "--help"} & set(words):
        from roadmap_desktop import screenshots

        return screenshots.main(words[1:])
    if words[:1] == ["worker"] and len(words) == 2:
        # How a frozen build starts what looks at files from elsewhere.
        if words[1] == "pdf_form":
            from roadmap_desktop.exchange import pdf_form

            return pdf_form.main()
        from roadmap_desktop.storage import inspection, salvage

        return inspection.main() if words[1] == "inspection" else salvage.main()
    if first.startswith("-") or first in COMMANDS:
        # No window library is loaded on this way.
        from roadmap_desktop import cli

        return cli.main(words)
    from roadmap_desktop import app

    return app.run(words)


if __name__ == "__main__":
    sys.exit(main())
