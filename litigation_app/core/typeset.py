"""The process that sets one PDF or PNG: its template's name and the form as arguments, its data as JSON on standard input."""

import sys

from litigation_app.core.pdf import PACKAGE


def main() -> None:
    """Write the file to standard output; exit 1 with the fault's first line, which quotes no data."""
    import typst

    template = (PACKAGE / sys.argv[1]).resolve()
    if not template.is_relative_to(PACKAGE) or template.suffix != ".typ" or not template.is_file():
        sys.exit("no template of the desk")
    try:
        made: bytes = typst.compile(
            template,
            root=PACKAGE,
            ignore_system_fonts=True,
            format="png" if sys.argv[2:] == ["png"] else "pdf",
            sys_inputs={"data": sys.stdin.buffer.read().decode()},
        )
    except typst.TypstError as fault:
        sys.exit(fault.message)
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
