import { readFileSync } from 'node:fs'

/** The built files of a front, by the name the code knows: `style.css` → `/assets/style-3f2a….css`. */
export type Assets = ReadonlyMap<
  string,
  { readonly url: string; readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> }
>

const BUILT = new URL('../../assets/', import.meta.url)

/** Read the assets that tools/build.ts made. Their names carry a hash of their content, so they never change. */
export function readAssets(front: 'site' | 'desk'): Assets {
  const manifest: Record<string, { url: string; type: string }> = JSON.parse(
    readFileSync(new URL(`${front}.json`, BUILT), 'utf8'),
  )
  return new Map(
    Object.entries(manifest).map(([name, { url, type }]) => [
      name,
      { url, type, bytes: new Uint8Array(readFileSync(new URL(url.replace('/assets/', ''), BUILT))) },
    ]),
  )
}
