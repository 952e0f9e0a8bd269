import { type SiteDeps } from '../deps.ts'
import { publicFile } from '../public-page.ts'

/** Built files, under names that carry a hash of what is in them. */
export function assetFiles({ assets }: Pick<SiteDeps, 'assets'>) {
  return [...assets.values()].map(({ url, type, bytes }) =>
    publicFile({
      at: url,
      bytes,
      headers: { 'Content-Type': type, 'Cache-Control': 'public, max-age=31536000, immutable' },
    }),
  )
}
