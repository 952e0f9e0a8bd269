// Each front's few assets under hashed names, and the list of them: `node tools/assets.ts [folder]`. The same sources
// give the same bytes, whoever builds them and wherever: what a branch compares the desk's script with.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { build as bundle, type Plugin } from 'esbuild'
import { languagesCovering } from '#i18n'
import { catalogueOf } from './desk-catalogues.ts'
import { type Catalogues, deskAreas, deskAreasText, deskStyles, type PinnedFile } from './desk-areas.ts'
import { sourceFiles } from './setup/build.mjs'
import { tarballOf } from './tarball.ts'

const [folder = 'dist/assets'] = process.argv.slice(2)

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
await writeAssets('site', {
  'style.css': await styleOf('src/site/site.css'),
  'icon.svg': readFileSync('src/html/icon.svg'),
  'ledger.js': await scriptOf('src/site/pages/ledger/browser/ledger.ts'),
  // These two are written into a page that is one file.
  'verify.css': await styleOf('src/html/alone.css'),
  'verify.js': await scriptOf('src/site/pages/verify/browser/verify.ts', { format: 'iife' }),
  'exeunt-verify.mjs': await commandOf('packages/proof/src/cli/cli.ts'),
  // What the site offers as its source: everything of this checkout that the rest was built from.
  'source.tar.gz': tarballOf(sourceFiles(), 'exeunt'),
})
const { files: catalogues, pins } = await deskCatalogues()
const plugins = [deskAreas(pins)]
await writeAssets('desk', {
  'style.css': await styleOf('src/desk/desk.css', [deskStyles]),
  'icon.svg': readFileSync('src/html/icon.svg'),
  'desk.js': await scriptOf('src/desk/shell/browser/desk.tsx', { plugins }),
  'in-person.js': await scriptOf('src/desk/in-person/browser/form.ts'),
  'slip.js': await scriptOf('src/desk/in-person/browser/slip.ts'),
  ...catalogues,
  // Written into the frame that shows pictures.
  'picture.js': await scriptOf('src/desk/certificates/browser/picture-frame.ts', { format: 'iife' }),
})
await writeAssets('demo', {
  'passkeys.js': await scriptOf('src/demo/browser/passkeys.ts', { format: 'iife' }),
})
// These two are written into the page itself.
await writeAssets('opener', {
  'opener.css': await styleOf('src/html/alone.css'),
  'opener.js': await scriptOf('src/desk/opener/browser/opener.ts', { format: 'iife' }),
})

/** The desk's sentences: what its script says, in each language that it speaks. The script pins them by their hashes. */
async function deskCatalogues(): Promise<{ files: Record<string, Uint8Array>; pins: Catalogues }> {
  const { inputs } = await bundled('src/desk/shell/browser/desk.tsx', { plugins: [deskAreas({})] })
  const sources = inputs.filter((path) => path.startsWith('src/')).map((path) => readFileSync(path, 'utf8'))
  const files: Record<string, Uint8Array> = {}
  const keep = (name: string, text: string) => {
    const bytes = Buffer.from(text)
    files[name] = bytes
    return pinned(name, bytes)
  }
  const pins = languagesCovering('desk').map((language) => {
    const { real, sample } = catalogueOf(language, [...sources, deskAreasText()])
    return [language, { real: keep(`${language}.ftl`, real), sample: keep(`sample-${language}.ftl`, sample) }]
  })
  return { files, pins: Object.fromEntries(pins) as Catalogues }
}

/** One stylesheet a front, minified; `@import` brings the tokens in. */
async function styleOf(entry: string, plugins: Plugin[] = []): Promise<Uint8Array> {
  const { outputFiles } = await bundle({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    plugins,
    write: false,
  })
  return outputFiles[0]?.contents ?? new Uint8Array()
}

/** One script, for current browsers. No source map: the repository is the source. */
async function scriptOf(entry: string, options: ScriptOptions = {}): Promise<Uint8Array> {
  return (await bundled(entry, options)).script
}

interface ScriptOptions {
  readonly format?: 'esm' | 'iife'
  readonly plugins?: Plugin[]
}

/** And the sources that it was made of. */
async function bundled(entry: string, { format = 'esm', plugins = [] }: ScriptOptions) {
  const { outputFiles, metafile } = await bundle({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format,
    target: 'es2023',
    // The verifier, as its own package.json has it for browsers.
    conditions: ['source'],
    jsx: 'automatic',
    plugins,
    metafile: true,
    write: false,
  })
  return { script: outputFiles[0]?.contents ?? new Uint8Array(), inputs: Object.keys(metafile.inputs) }
}

/** The verifier as one file that Node.js runs by itself. Not minified: whoever runs it may want to read it. */
async function commandOf(entry: string): Promise<Uint8Array> {
  const { outputFiles } = await bundle({
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    conditions: ['source'],
    write: false,
  })
  return outputFiles[0]?.contents ?? new Uint8Array()
}

async function writeAssets(front: string, files: Record<string, Uint8Array>): Promise<void> {
  const types: Record<string, string> = {
    css: 'text/css; charset=utf-8',
    svg: 'image/svg+xml',
    js: 'text/javascript; charset=utf-8',
    mjs: 'text/javascript; charset=utf-8',
    ftl: 'text/plain; charset=utf-8',
    'tar.gz': 'application/gzip',
  }
  const manifest: Record<string, { url: string; type: string; bytes: number; sha256: string }> = {}
  for (const [name, bytes] of Object.entries(files)) {
    const { file, ending, sha256 } = hashed(name, bytes)
    writeFileSync(`${folder}/${file}`, bytes)
    const type = types[ending] ?? 'application/octet-stream'
    manifest[name] = { url: `/assets/${file}`, type, bytes: bytes.length, sha256 }
  }
  writeFileSync(`${folder}/${front}.json`, JSON.stringify(manifest, null, 2))
}

/** Under which name a file is served. */
function hashed(name: string, bytes: Uint8Array): { file: string; ending: string; sha256: string } {
  const [, base = '', ending = ''] = /^([^.]+)\.(.+)$/.exec(name) ?? []
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { file: `${base}-${sha256.slice(0, 16)}.${ending}`, ending, sha256 }
}

function pinned(name: string, bytes: Uint8Array): PinnedFile {
  const { file, sha256 } = hashed(name, bytes)
  return { url: `/assets/${file}`, integrity: `sha256-${Buffer.from(sha256, 'hex').toString('base64')}` }
}
