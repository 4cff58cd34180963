// Builds the front end of Naru: one stylesheet, one script, the fonts. Called by naru/krds/build.py.
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";
import postcss from "postcss";
import { PurgeCSS } from "purgecss";
import subsetFont from "subset-font";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../../..");
const packages = join(root, "node_modules");
const out = resolve(process.argv[2] ?? join(here, "../static/krds/vendor"));
const krds = join(packages, "krds-uiux/resources/css");

// The components of KRDS that stand as they are; everything else of the page is naru.css on KRDS tokens.
const ADOPTED = ["krds-btn", "krds-input", "krds-form-select", "krds-pagination", "krds-breadcrumb-wrap", "krds-step-wrap", "krds-badge"];
// Their whole sheet also restyles bare elements and brings a dark theme; both would fight with naru.css.
const adopted = (selector) => ADOPTED.some((name) => selector.includes(`.${name}`)) && !selector.includes("data-krds-mode=theme");

async function markup(folder) {
  const found = [];
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const file = join(entry.parentPath ?? entry.path, entry.name);
    // Much of the markup is written in Python, the clinic's in TypeScript: see _sources in build.py.
    const counts = [".html", ".ts"].some((end) => entry.name.endsWith(end)) || (entry.name.endsWith(".py") && file.includes("/krds/"));
    if (entry.isFile() && counts && !file.includes("/static/")) found.push(file);
  }
  return Promise.all(found.sort().map(async (file) => ({ raw: await readFile(file, "utf8"), extension: "html" })));
}

function closure(names, tokens) {
  const known = new Map([...tokens.matchAll(/(--krds-[\w-]+):([^;]+);/g)].map(([, name, value]) => [name, value]));
  const found = new Set();
  for (const queue = [...names]; queue.length; ) {
    const name = queue.pop();
    if (found.has(name)) continue;
    found.add(name);
    queue.push(...((known.get(name) ?? "").match(/--krds-[\w-]+/g) ?? []));
  }
  return [...found];
}

async function styles() {
  const sheet = postcss.parse(await readFile(join(krds, "component/output.css"), "utf8"));
  sheet.walkAtRules(/^(import|charset)$/, (rule) => rule.remove());
  sheet.walkRules((rule) => {
    if (rule.parent.type === "atrule" && rule.parent.name === "keyframes") return;
    const isRoot = rule.selector.trim() === ":root";
    const kept = isRoot ? rule.selectors : rule.selectors.filter(adopted);
    if (kept.length) rule.selectors = kept;
    else rule.remove();
  });
  sheet.walkDecls((decl) => {
    // Asset addresses become absolute paths, which esbuild then takes in.
    decl.value = decl.value.replaceAll("../../img/", join(packages, "krds-uiux/resources/img/"));
  });
  sheet.walkAtRules((rule) => {
    if (rule.nodes && rule.nodes.length === 0) rule.remove();
  });
  const tokens = (await readFile(join(krds, "token/krds_tokens.css"), "utf8")).replace('@charset "utf-8";', "");
  const own = await readFile(join(here, "naru.css"), "utf8");
  // PurgeCSS does not look for variables where it is told to keep its hands off: name those that naru.css uses.
  const used = [...new Set(own.match(/--krds-[\w-]+/g))];
  const [purged] = await new PurgeCSS().purge({
    content: [...(await markup(join(root, "naru"))), ...(await markup(join(root, "field/src")))],
    css: [{ raw: `${tokens}\n${sheet.toString()}\n/*! purgecss start ignore */\n${own}\n/*! purgecss end ignore */` }],
    variables: true,
    keyframes: true,
    safelist: { standard: [/^is-/, /^data-krds/, "html", "body"], variables: closure(used, tokens) },
  });
  const { outputFiles, warnings } = await esbuild.build({
    stdin: { contents: purged.css, loader: "css", resolveDir: here },
    bundle: true,
    minify: true,
    write: false,
    loader: { ".svg": "dataurl" },
    target: ["chrome111", "firefox113", "safari16.4"],
    logLevel: "silent",
  });
  for (const warning of warnings) console.error(warning.text);
  await writeFile(join(out, "naru.css"), outputFiles[0].text);
}

async function script() {
  await esbuild.build({
    stdin: {
      contents: 'import htmx from "htmx.org"; window.htmx = htmx;\nimport "./naru.js";',
      resolveDir: here,
    },
    bundle: true,
    minify: true,
    format: "iife",
    nodePaths: [packages],
    target: ["chrome111", "firefox113", "safari16.4"],
    outfile: join(out, "naru.js"),
    logLevel: "silent",
  });
}

// An app's own scripts: every naru/<app>/frontend/*.js becomes <app>/<name>.js, for pages that ask for it.
async function scripts() {
  const apps = await readdir(join(root, "naru"), { withFileTypes: true });
  for (const app of apps.filter((entry) => entry.isDirectory() && entry.name !== "krds")) {
    const folder = join(root, "naru", app.name, "frontend");
    const names = await readdir(folder).catch(() => []);
    const entryPoints = names.filter((name) => name.endsWith(".js") && !name.startsWith("_")).map((name) => join(folder, name));
    if (!entryPoints.length) continue;
    await esbuild.build({
      entryPoints,
      bundle: true,
      minify: true,
      format: "esm",
      nodePaths: [packages],
      target: ["chrome111", "firefox113", "safari16.4"],
      outdir: join(out, app.name),
      logLevel: "silent",
    });
  }
}

// The clinic's tablet: a page of its own in TypeScript, with what it is made of in one file.
async function tablet() {
  await esbuild.build({
    entryPoints: { field: join(root, "field/src/main.ts") },
    bundle: true,
    minify: true,
    format: "esm",
    nodePaths: [packages],
    target: ["chrome111", "firefox113", "safari16.4"],
    outdir: join(out, "missions"),
    logLevel: "silent",
  });
}

const face = ({ family, weight, file, range }) =>
  `@font-face{font-family:"${family}";font-style:normal;font-weight:${weight};font-display:swap;src:url(fonts/${file}) format("woff2");unicode-range:${range}}`;
const points = (ranges) => ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => from + i));
const written = (ranges) => ranges.map(([a, b]) => `U+${a.toString(16)}-${b.toString(16)}`).join(",");

// Pretendard GOV comes with KRDS in one piece a weight. A page in another language needs none of its Hangul,
// so each weight is cut in two; Cyrillic and Vietnamese letters stay out, Noto Sans has all of them.
const LATIN = [[0x20, 0x7e], [0xa0, 0xff], [0x2010, 0x2027], [0x2030, 0x203b], [0x20a9, 0x20a9], [0x20ac, 0x20ac], [0x2122, 0x2122], [0x2190, 0x2193], [0x2212, 0x2212]];
const HANGUL = [[0x1100, 0x11ff], [0x3000, 0x303f], [0x3130, 0x318f], [0xac00, 0xd7a3], [0xff00, 0xffef], [0x2460, 0x2473], [0x25a0, 0x25ff], [0x2600, 0x2606]];
// Where words of another script or with other accents run through Latin text, the whole word keeps one face.
const NOTO = { "cyrillic-ext": "", cyrillic: "", vietnamese: "", "latin-ext": "", latin: "" };

async function fonts() {
  const faces = [];
  const folder = join(out, "fonts");
  await mkdir(folder, { recursive: true });
  for (const [name, weight] of [["Regular", 400], ["Bold", 700]]) {
    const whole = await readFile(join(packages, `krds-uiux/resources/fonts/PretendardGOV-${name}.subset.woff2`));
    for (const [part, ranges] of [["latin", LATIN], ["hangul", HANGUL]]) {
      const file = `pretendard-gov-${part}-${weight}.woff2`;
      const letters = String.fromCodePoint(...points(ranges).slice(0, 60000));
      await writeFile(join(folder, file), await subsetFont(whole, letters, { targetFormat: "woff2" }));
      faces.push(face({ family: "Pretendard GOV", weight, file, range: written(ranges) }));
    }
  }
  const noto = join(packages, "@fontsource-variable/noto-sans");
  const ranges = JSON.parse(await readFile(join(noto, "unicode.json"), "utf8"));
  for (const part of Object.keys(NOTO)) {
    const file = `noto-sans-${part}-wght-normal.woff2`;
    await copyFile(join(noto, "files", file), join(folder, file));
    faces.push(face({ family: "Noto Sans", weight: "100 900", file, range: ranges[part] }));
  }
  await writeFile(join(out, "fonts.css"), faces.join("\n") + "\n");

  // Chinese comes in about a hundred slices: its own sheet, loaded by pages in Chinese only.
  const chinese = join(packages, "@fontsource-variable/noto-sans-sc");
  const sheet = (await readFile(join(chinese, "index.css"), "utf8")).replaceAll("./files/", "fonts/").replaceAll("Noto Sans SC Variable", "Noto Sans SC");
  for (const [, file] of sheet.matchAll(/fonts\/([\w.[\]-]+\.woff2)/g)) await copyFile(join(chinese, "files", file), join(folder, file));
  const { code } = await esbuild.transform(sheet, { loader: "css", minify: true });
  await writeFile(join(out, "fonts-chinese.css"), code);
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await Promise.all([styles(), script(), scripts(), tablet(), fonts()]);
const licences = { "krds-uiux": "ISC", "htmx.org": "0BSD", idb: "ISC", qr: "MIT OR Apache-2.0", "Noto Sans": "OFL-1.1", "Pretendard GOV": "OFL-1.1" };
await writeFile(join(out, "licences.json"), JSON.stringify(licences, null, 2) + "\n");
const sizes = await Promise.all(["naru.css", "naru.js", "fonts.css", "fonts-chinese.css"].map(async (name) => [name, (await readFile(join(out, name))).length]));
console.log(JSON.stringify(Object.fromEntries(sizes)));
