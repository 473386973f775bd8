"""Python runs this in every subprocess of the tests: they stay offline as well."""

import pathlib
import runpy

runpy.run_path(str(pathlib.Path(__file__).parents[1] / "offline.py"))["install"]()
