#!/usr/bin/env python3
"""The public API as text, and whether the index of tasks names all of it; from rustdoc's JSON.

    cargo +nightly rustdoc -p boltons --features full --lib -- \\
        -Zunstable-options --output-format json --document-hidden-items
    python3 tools/api.py write target/doc/boltons.json    # renews tests/docs/api.txt
    python3 tools/api.py check target/doc/boltons.json    # compares, and prints the difference
    python3 tools/api.py index target/doc/boltons.json    # what `_documentation::tasks` leaves out

A line per item, sorted: the path by which users reach it, then its declaration. Types of std are
written by their last name, those of other crates with the crate's name, ours by the path at which
they are public. A name that is kept but hidden in the documentation is marked `[hidden]`; other
hidden items, and those whose names start with an underscore, are not part of the API.
"""

import difflib
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
TEXT = ROOT / "tests/docs/api.txt"
UNLISTED = ROOT / "tests/docs/not_in_tasks.txt"
FORMAT = 57


class Api:
    def __init__(self, path):
        data = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
        if data["format_version"] != FORMAT:
            print(f"note: rustdoc's JSON has format {data['format_version']}; this script was written for {FORMAT}")
        self.index, self.paths = data["index"], data["paths"]
        self.public = {}  # id: the shortest public path
        self.names = []  # (path, item, hidden)
        self.walk(self.index[str(data["root"])], "", False, set())

    def walk(self, module, prefix, hidden, inside):
        """Notes the public names of a module, through re-exports."""
        for child in self.inner(module)["items"]:
            self.name(self.index.get(str(child)), prefix, None, hidden, inside)

    def name(self, item, prefix, as_name, hidden, inside):
        if item is None:
            return
        kind, inner = self.kind(item), self.inner(item)
        if item["visibility"] != "public" and kind != "macro":
            return
        concealed = self.is_hidden(item)
        if kind == "use":
            target = self.index.get(str(inner["id"]))
            if target is None:
                self.names.append((prefix + inner["name"], item, hidden or concealed))
            elif inner["is_glob"]:
                self.walk(target, prefix, hidden or concealed, inside)
            else:
                self.name(target, prefix, inner["name"], hidden or concealed, inside)
            return
        name = as_name or item["name"]
        if name.startswith("_") or concealed:
            return
        path = prefix + name
        self.names.append((path, item, hidden))
        if kind == "module" and item["id"] not in inside:
            self.walk(item, path + "::", hidden, inside | {item["id"]})
        known = self.public.get(item["id"])
        rank = (hidden, path.count("::"), len(path))
        if known is None or rank < known[0]:
            self.public[item["id"]] = (rank, path)

    @staticmethod
    def kind(item):
        return next(iter(item["inner"]))

    @staticmethod
    def inner(item):
        return next(iter(item["inner"].values()))

    @staticmethod
    def is_hidden(item):
        return any("doc(hidden)" in a.get("other", "").replace(" ", "") for a in item["attrs"] if isinstance(a, dict))

    # Types and bounds.

    def path(self, path):
        ident, args = path["id"], self.args(path.get("args"))
        if ident in self.public:
            return self.public[ident][1] + args
        known = self.paths.get(str(ident))
        if known is None or known["path"][0] in ("core", "alloc", "std"):
            name = path["path"].rsplit("::", 1)[-1]
            # Ours has the same name.
            return ("::".join(known["path"]) if known and name == "Error" else name) + args
        return f"{known['path'][0]}::{known['path'][-1]}{args}"

    def args(self, args):
        if not args:
            return ""
        if "parenthesized" in args:
            p = args["parenthesized"]
            out = f" -> {self.type(p['output'])}" if p["output"] else ""
            return f"({', '.join(map(self.type, p['inputs']))}){out}"
        if "angle_bracketed" not in args:
            return ""
        parts = [self.arg(a) for a in args["angle_bracketed"]["args"]]
        for c in args["angle_bracketed"]["constraints"]:
            name = c["name"] + self.args(c["args"])
            if "equality" in c["binding"]:
                parts.append(f"{name} = {self.term(c['binding']['equality'])}")
            else:
                parts.append(f"{name}: {self.bounds(c['binding']['constraint'])}")
        return f"<{', '.join(parts)}>" if parts else ""

    def arg(self, arg):
        if arg == "infer":
            return "_"
        kind, value = next(iter(arg.items()))
        return {"lifetime": lambda: value, "type": lambda: self.type(value), "const": lambda: value["expr"]}[kind]()

    def term(self, term):
        kind, value = next(iter(term.items()))
        return self.type(value) if kind == "type" else value["expr"]

    def bounds(self, bounds):
        out = []
        for bound in bounds:
            kind, value = next(iter(bound.items()))
            if kind == "outlives":
                out.append(value)
            elif kind == "use":
                out.append("use<" + ", ".join(next(iter(a.values())) for a in value) + ">")
            else:
                sign = "?" if value["modifier"] == "maybe" else ""
                out.append(self.forall(value["generic_params"]) + sign + self.path(value["trait"]))
        return " + ".join(out)

    @staticmethod
    def forall(params):
        return f"for<{', '.join(p['name'] for p in params)}> " if params else ""

    def type(self, ty):
        kind, v = next(iter(ty.items()))
        if kind == "resolved_path":
            return self.path(v)
        if kind in ("generic", "primitive"):
            return v
        if kind == "tuple":
            return f"({', '.join(map(self.type, v))}{',' if len(v) == 1 else ''})"
        if kind == "slice":
            return f"[{self.type(v)}]"
        if kind == "array":
            return f"[{self.type(v['type'])}; {v['len']}]"
        if kind == "impl_trait":
            return f"impl {self.bounds(v)}"
        if kind == "dyn_trait":
            life = f" + {v['lifetime']}" if v["lifetime"] else ""
            return "dyn " + " + ".join(self.forall(t["generic_params"]) + self.path(t["trait"]) for t in v["traits"]) + life
        if kind == "borrowed_ref":
            life = v["lifetime"] + " " if v["lifetime"] else ""
            return f"&{life}{'mut ' if v['is_mutable'] else ''}{self.type(v['type'])}"
        if kind == "qualified_path":
            of, trait = self.type(v["self_type"]), v["trait"]
            if trait and trait["path"] and not (of == "Self" or "generic" in v["self_type"]):
                return f"<{of} as {self.path(trait)}>::{v['name']}{self.args(v['args'])}"
            return f"{of}::{v['name']}{self.args(v['args'])}"
        if kind == "function_pointer":
            sig = v["sig"]
            out = f" -> {self.type(sig['output'])}" if sig["output"] else ""
            return f"{self.forall(v['generic_params'])}fn({', '.join(self.type(t) for _, t in sig['inputs'])}){out}"
        return kind

    def generics(self, generics):
        params, where = [], []
        for p in generics["params"]:
            kind, v = next(iter(p["kind"].items()))
            if kind == "lifetime":
                if not p["name"].startswith("'_"):
                    params.append(p["name"] + (f": {' + '.join(v['outlives'])}" if v["outlives"] else ""))
            elif kind == "const":
                params.append(f"const {p['name']}: {self.type(v['type'])}")
            elif not v["is_synthetic"]:
                text = p["name"] + (f": {self.bounds(v['bounds'])}" if v["bounds"] else "")
                params.append(text + (f" = {self.type(v['default'])}" if v["default"] else ""))
        for w in generics["where_predicates"]:
            kind, v = next(iter(w.items()))
            if kind == "bound_predicate":
                if v["bounds"]:
                    where.append(f"{self.forall(v['generic_params'])}{self.type(v['type'])}: {self.bounds(v['bounds'])}")
            elif kind == "lifetime_predicate":
                where.append(f"{v['lifetime']}: {' + '.join(v['outlives'])}")
            else:
                where.append(f"{self.type(v['lhs'])} == {self.term(v['rhs'])}")
        return f"<{', '.join(params)}>" if params else "", f" where {', '.join(where)}" if where else ""

    # Items.

    def function(self, path, f):
        params, where = self.generics(f["generics"])
        inputs = []
        for name, ty in f["sig"]["inputs"]:
            text = self.type(ty)
            if name == "self":
                short = {"Self": "self", "&Self": "&self", "&mut Self": "&mut self"}.get(text)
                inputs.append(short or (text.replace("Self", "self") if text.startswith("&") else f"self: {text}"))
            else:
                inputs.append(f"{name}: {text}")
        out = f" -> {self.type(f['sig']['output'])}" if f["sig"]["output"] else ""
        head = "".join(word + " " for word in ("const", "async", "unsafe") if f["header"][f"is_{word}"])
        return f"{head}fn {path}{params}({', '.join(inputs)}){out}{where}"

    def lines(self):
        out = set()
        for path, item, hidden in self.names:
            kind, v = self.kind(item), self.inner(item)
            mark = "[hidden] " if hidden else ""
            if kind == "use":
                out.add(f"{mark}use {path} = {v['source']}")
            elif self.public[item["id"]][1] != path:
                out.add(f"{mark}use {path} = {self.public[item['id']][1]}")
            else:
                out.update(self.declare(path, item, kind, v))
        out.update(self.foreign())
        return sorted(out, key=lambda line: (self.sort_key(line), line))

    @staticmethod
    def sort_key(line):
        """The path in the line: first word that holds a module."""
        for word in line.replace("<", " ").replace("(", " ").split():
            if "::" in word and word[0].islower():
                return word
        return line

    def declare(self, path, item, kind, v):
        if kind == "module":
            yield f"mod {path}"
        elif kind == "macro":
            yield f"macro {path}!"
        elif kind == "function":
            yield self.function(path, v) + self.notes(item)
        elif kind in ("constant", "static"):
            yield f"{'const' if kind == 'constant' else 'static'} {path}: {self.type(v['type'])}"
        elif kind == "type_alias":
            params, where = self.generics(v["generics"])
            yield f"type {path}{params} = {self.type(v['type'])}{where}"
        elif kind in ("struct", "enum"):
            params, where = self.generics(v["generics"])
            yield f"{kind} {path}{params}{where}{self.notes(item)}"
            yield from self.parts(path, kind, v)
            for ident in v["impls"]:
                yield from self.implementation(path, self.index[str(ident)])
        elif kind == "trait":
            params, where = self.generics(v["generics"])
            bounds = f": {self.bounds(v['bounds'])}" if v["bounds"] else ""
            yield f"trait {path}{params}{bounds}{where}"
            for ident in v["items"]:
                yield from self.associated(path, self.index[str(ident)], True)
        else:
            sys.exit(f"cannot describe a {kind}: {path}")

    def parts(self, path, kind, v):
        if kind == "struct":
            fields = next(iter(v["kind"].values())) if isinstance(v["kind"], dict) else []
            for ident in fields["fields"] if isinstance(fields, dict) else fields:
                field = self.index.get(str(ident))
                if field and field["visibility"] == "public" and not self.is_hidden(field):
                    yield f"field {path}::{field['name']}: {self.type(self.inner(field))}"
            return
        for ident in v["variants"]:
            variant = self.index[str(ident)]
            if self.is_hidden(variant):
                continue
            shape = self.inner(variant)["kind"]
            text = ""
            if isinstance(shape, dict) and "tuple" in shape:
                text = "(" + ", ".join(self.type(self.inner(self.index[str(f)])) if f is not None else "_" for f in shape["tuple"]) + ")"
            elif isinstance(shape, dict):
                fields = [self.index[str(f)] for f in shape["struct"]["fields"]]
                text = " { " + ", ".join(f"{f['name']}: {self.type(self.inner(f))}" for f in fields) + " }"
            yield f"variant {path}::{variant['name']}{text}"

    @staticmethod
    def notes(item):
        marks = ["non_exhaustive"] if "non_exhaustive" in item["attrs"] else []
        marks += ["must_use"] if any(isinstance(a, dict) and "must_use" in a for a in item["attrs"]) else []
        return f"  [{', '.join(marks)}]" if marks else ""

    def implementation(self, path, item):
        v = self.inner(item)
        if v["blanket_impl"] is not None or (v["is_synthetic"] and not v["is_negative"]):
            return
        if v["trait"] is None:
            of = self.type(v["for"])
            _, where = self.generics(v["generics"])
            bounds = [p for p in v["generics"]["params"] if "type" in p["kind"] and p["kind"]["type"]["bounds"]]
            bound = "".join(f" [{p['name']}: {self.bounds(p['kind']['type']['bounds'])}]" for p in bounds)
            # One form of a generic type, as `Prefix<V4>`, is shown with its arguments.
            arguments = of[len(path):] if of.startswith(path) else ""
            shown = path + (f"::{arguments}" if "V4" in arguments or "V6" in arguments or "Lru" in arguments else "")
            for ident in v["items"]:
                for line in self.associated(shown, self.index[str(ident)], False):
                    yield line + where + bound
            return
        if self.path(v["trait"]).startswith("_") or v["trait"]["path"].rsplit("::", 1)[-1].startswith("_"):
            return
        params, where = self.generics(v["generics"])
        sign = "!" if v["is_negative"] else ""
        types = [i for i in (self.index[str(i)] for i in v["items"]) if "assoc_type" in i["inner"]]
        inside = "".join(f" {{ {i['name']} = {self.type(self.inner(i)['type'])} }}" for i in types)
        yield f"impl{params} {sign}{self.path(v['trait'])} for {self.type(v['for'])}{where}{inside}"

    def associated(self, path, item, in_trait):
        if self.is_hidden(item) or (not in_trait and item["visibility"] != "public"):
            return
        kind, v = self.kind(item), self.inner(item)
        name = f"{path}::{item['name']}"
        if kind == "function":
            yield self.function(name, v) + (" { … }" if in_trait and v["has_body"] else "") + self.notes(item)
        elif kind == "assoc_const":
            yield f"const {name}: {self.type(v['type'])}"
        elif kind == "assoc_type":
            bounds = f": {self.bounds(v['bounds'])}" if v["bounds"] else ""
            yield f"type {name}{bounds}"

    def foreign(self):
        """Implementations for types of other crates, and of our traits for any type."""
        ours = {ident for item in self.index.values() if self.kind(item) in ("struct", "enum") for ident in self.inner(item)["impls"]}
        for item in self.index.values():
            if self.kind(item) != "impl" or item["id"] in ours or item["crate_id"] != 0:
                continue
            v = self.inner(item)
            if v["trait"] is None or v["blanket_impl"] is not None or v["is_synthetic"]:
                continue
            named = [v["trait"]["id"]] + ([v["for"]["resolved_path"]["id"]] if "resolved_path" in v["for"] else [])
            # What is private is not part of the API.
            if any(str(n) in self.index and n not in self.public for n in named):
                continue
            yield from self.implementation("", item)

    # The index of tasks.

    def index_of_tasks(self):
        """What a user can start from: functions, macros, and types that have a constructor."""
        roots, linked = {}, set()
        for path, item, hidden in self.names:
            kind, v = self.kind(item), self.inner(item)
            if hidden or kind == "use" or self.public[item["id"]][1] != path:
                continue
            if kind in ("function", "macro") or kind in ("struct", "enum") and self.is_constructible(v):
                roots[item["id"]] = path
        for item in self.index.values():
            if item["name"] == "tasks" and self.kind(item) == "module":
                linked.update(item["links"].values())
        # A link to a method or an alias names its type.
        for item in self.index.values():
            kind = self.kind(item)
            if kind in ("struct", "enum"):
                for ident in self.inner(item)["impls"]:
                    impl = self.inner(self.index[str(ident)])
                    if impl["trait"] is None and linked.intersection(impl["items"]):
                        linked.add(item["id"])
            elif kind == "type_alias" and item["id"] in linked and "resolved_path" in self.inner(item)["type"]:
                linked.add(self.inner(item)["type"]["resolved_path"]["id"])
        return roots, linked

    def is_constructible(self, v):
        for ident in v["impls"]:
            impl = self.inner(self.index[str(ident)])
            if impl["trait"] is not None:
                continue
            for i in impl["items"]:
                item = self.index[str(i)]
                if "function" not in item["inner"] or self.is_hidden(item) or item["visibility"] != "public":
                    continue
                sig = self.inner(item)["sig"]
                if sig["inputs"] and sig["inputs"][0][0] == "self" or not sig["output"]:
                    continue
                return True
        return False


def words(path):
    """The first word of each line that is not a comment."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {line.split()[0] for line in lines if line.strip() and not line.startswith("#")}


def main():
    command, path = sys.argv[1:]
    api = Api(path)
    text = "\n".join(api.lines()) + "\n"
    if command == "write":
        TEXT.write_text(text, encoding="utf-8")
        print(f"{TEXT.relative_to(ROOT)}: {text.count(chr(10))} lines")
    elif command == "check":
        had = TEXT.read_text(encoding="utf-8")
        if had != text:
            sys.stdout.writelines(difflib.unified_diff(
                had.splitlines(True), text.splitlines(True), "checked in", "found", n=0))
            sys.exit(f"the public API is not what {TEXT.relative_to(ROOT)} says; if that is meant: "
                     "`.ci/run api --renew`, a line in CHANGELOG.md, and both in the same commit")
        print(f"{text.count(chr(10))} lines of API, as checked in")
    elif command == "index":
        roots, linked = api.index_of_tasks()
        exempt = words(UNLISTED)
        missing = sorted(p for i, p in roots.items() if i not in linked and p not in exempt)
        stale = sorted(exempt - {p for i, p in roots.items() if i not in linked})
        print(f"{len(roots)} functions and types to start from; {len(roots) - len(missing)} are in the index or in "
              f"{UNLISTED.relative_to(ROOT)}")
        if missing or stale:
            sys.exit("\n".join([f"not in the index of tasks: {p}" for p in missing]
                               + [f"{UNLISTED.name} names what is in the index, or what is not there: {p}" for p in stale]))
    else:
        sys.exit(__doc__)


main()
