// The module `desk:areas` of the desk's script: what browsers need of src/desk/areas.ts, whose readers of bodies and rows stay
// on the server; the views of the areas, each by its folder; and the catalogues, pinned by their hashes. And `desk:styles` of its
// stylesheet: the rules of the areas, each by its folder as well.
import { existsSync, globSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Plugin } from 'esbuild'
import { type Language } from '#i18n'
import type * as Areas from '../src/desk/areas.ts'

/** Of each language that the desk speaks, the file of its sentences; and that of a demonstration. */
export type Catalogues = Readonly<Partial<Record<Language, { real: PinnedFile; sample: PinnedFile }>>>

export interface PinnedFile {
  readonly url: string
  readonly integrity: string
}

const { CALLS, PAGES, AREAS }: typeof Areas = await import(
  new URL('../dist/src/desk/areas.js', import.meta.url).href
)

/** The module's text. */
export function deskAreasText(catalogues: Catalogues = {}): string {
  const paths = Object.fromEntries(Object.entries(CALLS).map(([name, { path }]) => [name, path]))
  const views = Object.keys(AREAS)
    .map((area) => ({ area, file: resolve(`src/desk/${area}/browser/view.tsx`) }))
    .filter(({ file }) => existsSync(file))
  return [
    ...views.map(({ file }, nth) => `import { View as view${nth} } from ${JSON.stringify(file)}`),
    `export const CALLS = ${JSON.stringify(paths)}`,
    `export const PAGES = ${JSON.stringify(PAGES)}`,
    `export const VIEWS = { ${views.map(({ area }, nth) => `${JSON.stringify(area)}: view${nth}`).join(', ')} }`,
    `export const CATALOGUES = ${JSON.stringify(catalogues)}`,
  ].join('\n')
}

/** As an import of a browser's script finds it. */
export function deskAreas(catalogues: Catalogues): Plugin {
  return {
    name: 'desk-areas',
    setup(build) {
      build.onResolve({ filter: /^desk:areas$/ }, ({ path }) => ({ path, namespace: 'desk' }))
      build.onLoad({ filter: /.*/, namespace: 'desk' }, () => ({
        contents: deskAreasText(catalogues),
        resolveDir: process.cwd(),
      }))
    },
  }
}

/** As an `@import` of the desk's stylesheet finds it. What the areas stand in has no page, and layers of its own. */
export const deskStyles: Plugin = {
  name: 'desk-styles',
  setup(build) {
    build.onResolve({ filter: /^desk:styles$/ }, ({ path }) => ({ path, namespace: 'desk-styles' }))
    build.onLoad({ filter: /.*/, namespace: 'desk-styles' }, () => ({
      contents: PAGES.flatMap(({ area }) => globSync(`src/desk/${area}/*.css`).toSorted())
        .map((file) => `@import ${JSON.stringify(resolve(file))};`)
        .join('\n'),
      loader: 'css',
      resolveDir: process.cwd(),
    }))
  },
}
