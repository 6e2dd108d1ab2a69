// Asks the search of the generated documentation, and checks that each word of
// tests/docs/search.txt finds its item among the first results.
//
//     cargo doc -p boltons --no-deps --features full
//     node tools/docs_search.mjs target/doc          # or with one word after it: what that finds
//
// It runs the search.js that rustdoc wrote beside the pages, as a browser would. That file's inside
// is rustdoc's own affair: where a new compiler changes it, this script has to follow.

import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const root = path.resolve(process.argv[2]);
const list = path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "../tests/docs/search.txt");
const FIRST = 10;

function script(prefix) {
    const folder = path.join(root, "static.files");
    const name = fs.readdirSync(folder).find(f => f.startsWith(prefix) && f.endsWith(".js"));
    if (!name) throw new Error(`no ${prefix}*.js in ${folder}: rustdoc's search has another shape than this script knows`);
    return require(path.join(folder, name));
}

async function search() {
    globalThis.nonnull = (x, message) => {
        if (x === null || x === undefined) throw new Error(message ?? "unexpected null");
        return x;
    };
    const index = path.join(root, "search.index");
    const run = file => (0, eval)(fs.readFileSync(path.join(index, file), "utf8"));
    const { Stringdex, RoaringBitmap } = script("stringdex");
    const { docSearch, DocSearch } = await script("search-").initSearch(Stringdex, RoaringBitmap, {
        loadRoot: callbacks => {
            Object.assign(globalThis, callbacks);
            run("root.js");
        },
        loadTreeByHash: hash => run(`${hash}.js`),
        loadDataByNameAndHash: (name, hash) => run(`${name}/${hash}.js`),
    });
    return async word => {
        const results = await docSearch.execQuery(DocSearch.parseQuery(word), null, "boltons");
        const found = [];
        for await (const result of results.others) {
            const where = result.displayPath.replace(/<[^>]*>/g, "") + (result.name ?? result.item.name);
            found.push(where.replace(/^boltons::/, ""));
            if (found.length >= FIRST) break;
        }
        return found;
    };
}

// The search shows one of the paths of an item: `multimap::ordered::OrderedMultiMap`.
function isSame(found, item) {
    const [module, ...name] = item.split("::");
    return found === item || (found.startsWith(`${module}::`) && name.length > 0 && found.endsWith(`::${name.join("::")}`));
}

const find = await search();
if (process.argv[3]) {
    console.log((await find(process.argv[3])).join("\n"));
    process.exit();
}
let words = 0;
const missing = [];
for (const line of fs.readFileSync(list, "utf8").split("\n")) {
    if (!line.trim() || line.startsWith("#")) continue;
    const [, word, item] = /^(.+?)\s{2,}(\S+)$|/.exec(line.replace(/^(\S+) (\S+)$/, "$1  $2"));
    words += 1;
    const found = await find(word);
    if (!found.some(path => isSame(path, item))) missing.push(`${word}: ${item} is not among ${found.join(", ") || "nothing"}`);
}
console.log(`${words} words, ${words - missing.length} find their item`);
if (words < 150 || missing.length) {
    console.error(missing.join("\n") || "too few words");
    process.exit(1);
}
