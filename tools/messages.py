#!/usr/bin/env python3
"""Compiles the mistakes in tests/messages, and checks that the compiler says what to do instead.

    python3 tools/messages.py [folder for the build]
"""

import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SETS = {"default": "", "no_std": ', default-features = false, features = ["cache", "iter", "multimap"]'}


def main():
    wrong, count = [], 0
    with tempfile.TemporaryDirectory() as scratch:
        target = sys.argv[1] if len(sys.argv) > 1 else f"{scratch}/target"
        for name, features in SETS.items():
            files = sorted((ROOT / "tests/messages" / name).glob("*.rs"))
            package = pathlib.Path(scratch, name)
            package.mkdir()
            bins = "".join(f'[[bin]]\nname = "{f.stem}"\npath = "{f}"\n' for f in files)
            (package / "Cargo.toml").write_text(
                f'[package]\nname = "messages-{name}"\nversion = "0.0.0"\nedition = "2024"\n{bins}'
                f'[dependencies]\nboltons = {{ path = "{ROOT}"{features} }}\n[workspace]\n', encoding="utf-8")
            (package / "Cargo.lock").write_bytes((ROOT / "Cargo.lock").read_bytes())
            run = subprocess.run(["cargo", "check", "-q", "--bins", "--keep-going", "--message-format=json", "--target-dir", target],
                                 cwd=package, capture_output=True, text=True)
            said = {f.stem: "" for f in files}
            for line in run.stdout.splitlines():
                entry = json.loads(line)
                if entry["reason"] == "compiler-message" and entry["message"]["level"] == "error":
                    said[entry["target"]["name"]] = said.get(entry["target"]["name"], "") + entry["message"]["rendered"]
            if not any(said.values()):
                sys.exit(f"nothing was compiled:\n{run.stderr}")
            for file in files:
                lines = file.read_text(encoding="utf-8").splitlines()
                expected = [line.removeprefix("//~").strip() for line in lines if line.startswith("//~")]
                text = " ".join(said[file.stem].split())
                missing = [e for e in expected if e not in text]
                count += 1
                if missing or (not expected and text):
                    wrong.append(f"{name}/{file.name}: expected {missing or 'no error'}; the compiler says:\n{said[file.stem] or 'nothing'}")
    if wrong:
        sys.exit("\n".join(wrong))
    print(f"{count} files, each as expected")


main()
