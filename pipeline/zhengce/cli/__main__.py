"""`python -m zhengce.cli`."""

from zhengce.cli import main

if __name__ == "__main__":
    main(prog_name="zhengce")
