import { createHash } from 'node:crypto'
import { type SiteDeps } from '../../deps.ts'
import { publicFile, publicPage } from '../../public-page.ts'
import { routes } from '../../routes.ts'
import { RunByPage } from './run-by-page.tsx'

/** Who runs this, how to reach them, and the source of what runs (AGPL, section 13). */
export function runByPage({ assets }: Pick<SiteDeps, 'assets'>) {
  const bytes = assets.get('source.tar.gz')?.bytes ?? new Uint8Array(0)
  const source = { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
  return publicPage({ at: routes.about, of: [], show: (page) => <RunByPage {...page} own={source} /> })
}

/** The files behind that page. */
export function centreFiles({ assets, centre }: Pick<SiteDeps, 'assets' | 'centre'>) {
  const source = assets.get('source.tar.gz')
  const { mark } = centre
  return [
    ...(source
      ? [
          publicFile({
            at: routes.source,
            bytes: source.bytes,
            headers: {
              'Content-Type': source.type,
              'Content-Disposition': 'attachment; filename="exeunt-source.tar.gz"',
              'Cache-Control': 'public, max-age=300',
            },
          }),
        ]
      : []),
    ...(mark
      ? [
          publicFile({
            at: routes.mark,
            bytes: mark.bytes,
            headers: { 'Content-Type': mark.type, 'Cache-Control': 'public, max-age=300' },
          }),
        ]
      : []),
  ]
}
