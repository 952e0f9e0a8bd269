import { CHECKOUT, OperatorError } from '#basics'
import { readFileSync } from 'node:fs'
import { deskFile, type DeskFile, integrityOf } from '#proof'

/** A built file of a front. */
export interface Asset {
  readonly url: string
  readonly type: string
  readonly bytes: Uint8Array<ArrayBuffer>
  /** What a page says of it to the browser, which runs nothing else under this name. */
  readonly integrity: string
}

/** Who has built files: the two fronts, and the page that opens what is sealed where there is no network. */
type Front = 'site' | 'desk' | 'opener' | 'demo'

/** The built files of a front, by the name the code knows: `style.css` → `/assets/style-3f2a….css`. */
export type Assets = ReadonlyMap<string, Asset>

/** A built file is not the one that was built. The message is one line that names it. */
export class AssetError extends OperatorError {
  override name = 'AssetError'
}

interface Listed {
  readonly url: string
  readonly type: string
  /** How many. */
  readonly bytes: number
  readonly sha256: string
}

const BUILT = new URL('dist/assets/', CHECKOUT)

/**
 * Read the assets that tools/assets.ts made. Their names carry a hash of their content, so they never change. Throws an
 * {@link AssetError} where one has changed since the build: a front that started all the same would hand it to everybody.
 */
export function readAssets(front: Front, built: URL = BUILT): Assets {
  return new Map(
    listOf(front, built).map(([name, { url, type, sha256 }]) => {
      const bytes = read(nameOf(url), built)
      if (deskFile(name, bytes).sha256 !== sha256)
        throw new AssetError(
          `dist/assets/${nameOf(url)} is not the file that was built: find out who changed it, then build again (npm run build)`,
        )
      return [name, { url, type, bytes, integrity: integrityOf({ sha256 }) }]
    }),
  )
}

/** What the build says the desk's pages load. The files themselves are not looked at: the desk does that. */
export function readDeskFiles(built: URL = BUILT): DeskFile[] {
  return listOf('desk', built).map(([, { url, bytes, sha256 }]) => ({ name: nameOf(url), bytes, sha256 }))
}

/** The same of the files that were read, and are handed out. */
export function deskFilesOf(assets: Assets): DeskFile[] {
  return [...assets.values()].map(({ url, bytes }) => deskFile(nameOf(url), bytes))
}

function listOf(front: Front, built: URL): [string, Listed][] {
  const list: Record<string, Listed> = JSON.parse(Buffer.from(read(`${front}.json`, built)).toString())
  return Object.entries(list)
}

function nameOf(url: string): string {
  return url.slice('/assets/'.length)
}

function read(name: string, built: URL): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(readFileSync(new URL(name, built)))
  } catch {
    throw new AssetError(`dist/assets/${name} cannot be read: build again (npm run build)`)
  }
}
