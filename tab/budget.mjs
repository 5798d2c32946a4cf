// The weight of what a person downloads, from Vite's manifest: the first page within 260 kB of brotli, every
// further route within 60 kB on top of it. Prints the largest new files when a budget is exceeded.
import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";

const out = new URL("../api/Host/wwwroot/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", out), "utf8"));
const weights = new Map();
const weight = (file) => {
    if (!weights.has(file)) weights.set(file, brotliCompressSync(readFileSync(new URL(file, out))).length);
    return weights.get(file);
};
const files = (key, seen = new Set()) => {
    if (!seen.has(key)) {
        seen.add(key);
        for (const next of manifest[key].imports ?? []) files(next, seen);
    }
    return seen;
};
const filesOf = (keys) =>
    new Set([...keys].flatMap((key) => [manifest[key].file, ...(manifest[key].css ?? [])]));
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const shell = filesOf(files(entry));
const routes = Object.keys(manifest).filter((key) => manifest[key].isDynamicEntry && /Page\.tsx$/.test(key));
let failed = false;
const check = (name, list, limit) => {
    const total = [...list].reduce((sum, file) => sum + weight(file), 0);
    const over = total > limit;
    console.log(`${over ? "TOO LARGE" : "ok"}  ${name}  ${kilobytes(total)} of ${kilobytes(limit)}`);
    if (over) {
        failed = true;
        for (const file of [...list].sort((a, b) => weight(b) - weight(a)).slice(0, 5))
            console.log(`    ${kilobytes(weight(file))}  ${file}`);
    }
};
const boards = routes.find((key) => key.endsWith("/BoardPage.tsx"));
const first = new Set([...shell, ...filesOf(files(boards))]);
check("first route (shell and board)", first, 260_000);
for (const route of routes.filter((key) => key !== boards)) {
    check(route, new Set([...filesOf(files(route))].filter((file) => !first.has(file))), 60_000);
}
process.exit(failed ? 1 : 0);
