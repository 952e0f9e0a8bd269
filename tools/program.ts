// The program as it runs: `node tools/program.ts [folder]`. What a process or a command needs is put together from the sources and
// the packages into a few files, so that a start reads some twenty of them and not some thousand. Not minified: whoever wonders what
// runs may read it. Beside each file lies its map, by which the log names places (src/basics/place.ts).
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { build, type Plugin } from 'esbuild'

const [folder = 'dist/program'] = process.argv.slice(2)
/** Libraries that ask for one another by `require`, as some do, find Node's own by this. */
const REQUIRE = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);"

/** It looks for reflect-metadata where it begins, and leaves the import to others, which comes too late where all of them are one file. */
const METADATA_FIRST: Plugin = {
  name: 'metadata first',
  setup(build) {
    build.onLoad({ filter: /\/tsyringe\/dist\/esm5\/index\.js$/ }, ({ path }) => ({
      contents: `import 'reflect-metadata'\n${readFileSync(path, 'utf8')}`,
    }))
  },
}

rmSync(folder, { recursive: true, force: true })
const { metafile } = await build({
  // Commands and processes are what main.ts imports when it is asked for them; the typesetter is a program of its own.
  entryPoints: ['src/main.ts', 'src/issuer/paper/render-child.ts'],
  outdir: folder,
  entryNames: '[name]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  conditions: ['source'],
  // Imports of types alone are none.
  tsconfigRaw: { compilerOptions: { jsx: 'react-jsx', jsxImportSource: 'hono/jsx' } },
  // Native code, and what is there only if somebody installed it.
  external: ['@myriaddreamin/*', 'pg-native'],
  plugins: [METADATA_FIRST],
  banner: { js: REQUIRE },
  sourcemap: true,
  sourcesContent: false,
  metafile: true,
})
// What is in which file: test/processes.test.ts reads it.
writeFileSync(`${folder}/contents.json`, JSON.stringify(metafile.outputs))
