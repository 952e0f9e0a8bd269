import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { type FrontEnv } from '../../front.ts'
import { type SiteDeps } from '../../deps.ts'
import { routes } from '../../routes.ts'
import { RunByPage } from './run-by-page.tsx'

/** Who runs this, how to reach them, and the source of what runs (AGPL, section 13). */
export function runByPages({ assets }: SiteDeps): Hono<FrontEnv> {
  const bytes = assets.get('source.tar.gz')?.bytes ?? new Uint8Array(0)
  const source = { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
  const pages = new Hono<FrontEnv>()
  pages.get('/about', (c) => c.html(<RunByPage {...c.get('page')} own={source} />))
  return pages
}

/** The files behind that page. */
export function centreFiles({ assets, centre }: SiteDeps): Hono<FrontEnv> {
  const files = new Hono<FrontEnv>()
  const source = assets.get('source.tar.gz')
  if (source)
    files.get(routes.source, (c) =>
      c.body(source.bytes, 200, {
        'Content-Type': source.type,
        'Content-Disposition': 'attachment; filename="exeunt-source.tar.gz"',
        'Cache-Control': 'public, max-age=300',
      }),
    )
  const { mark } = centre
  if (mark)
    files.get(routes.mark, (c) =>
      c.body(mark.bytes, 200, { 'Content-Type': mark.type, 'Cache-Control': 'public, max-age=300' }),
    )
  return files
}
