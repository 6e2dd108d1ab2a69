#!/usr/bin/env python3
"""Opens the HTML report of the benchmarks in a browser, and checks that every chart is drawn.

    python3 tools/benchmarks.py && python3 tools/charts_drawn.py [target/benchmarks.html]

Needs chromium. The report says of each chart how many marks it has and how many of them got a size on
the page; here they are read from the page as the browser left it.
"""

import html.parser
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.charts, self.said = [], None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "body":
            self.said = attrs.get("data-charts")
        elif tag == "svg" and "chart" in (attrs.get("class") or "").split():
            self.charts.append([attrs.get("id"), None, int(attrs.get("data-drawn") or 0)])
        elif tag == "g" and attrs.get("class") == "marks":
            self.charts[-1][1] = int(attrs["data-marks"])


def main():
    path = pathlib.Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT / "target/benchmarks.html"
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or sys.exit("no chromium here")
    wanted = re.findall(r'<svg [^>]*class="chart" id="([^"]+)"', path.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as profile:
        dom = subprocess.run([browser, "--headless", "--no-sandbox", "--disable-gpu", "--window-size=1200,900",
                              f"--user-data-dir={profile}", "--dump-dom", path.as_uri()],
                             capture_output=True, text=True, timeout=120)
    if dom.returncode:
        sys.exit(f"{browser} ended with {dom.returncode}: {dom.stderr[-500:]}")
    page = Page()
    page.feed(dom.stdout)
    if page.said != str(len(page.charts)) or [name for name, _, _ in page.charts] != wanted or not wanted:
        sys.exit(f"the browser shows {len(page.charts)} charts and counted {page.said}; the report has {len(wanted)}")
    bad = [f"{name}: {drawn} of {marks} marks" for name, marks, drawn in page.charts if not marks or drawn != marks]
    if bad:
        sys.exit("not drawn: " + "; ".join(bad))
    print(f"{len(page.charts)} charts, {sum(marks for _, marks, _ in page.charts)} marks drawn")


main()
