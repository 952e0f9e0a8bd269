import { type Clock } from '#basics'
import { type Database } from '#db'
import { readAssets, readDeskFiles } from '#html'
import { listen } from '#http'
import { currentBoxes } from '#intake'
import { siteApp, type SiteDeps } from '#site'
import { type Base } from './base.ts'

export const CENTRE_ORIGIN = 'https://centre.example'

/** What takes a declaration in, as the role that `db` is of. */
export function intakeDeps<Keys>(
  db: Database,
  { clock, timeZone, keys }: { clock: Clock; timeZone: string; keys: Keys },
) {
  return { db, clock, timeZone, keys, boxes: currentBoxes({ db, clock, timeZone }) }
}

export function siteDeps(base: Base): SiteDeps {
  return {
    ...base,
    ...intakeDeps(base.database.openAs('exeunt_site'), base),
    assets: readAssets('site'),
    deskFiles: readDeskFiles(),
    origin: CENTRE_ORIGIN,
  }
}

export interface ServedSite extends AsyncDisposable {
  /** Where it is, on a port of its own. */
  readonly origin: string
  readonly app: ReturnType<typeof siteApp>
  readonly deps: SiteDeps
}

export async function serveSite(base: Base): Promise<ServedSite> {
  const deps = siteDeps(base)
  const app = siteApp(deps)
  const server = await listen(app, { port: 0, hostname: '127.0.0.1', refusal: '' })
  return {
    origin: `http://127.0.0.1:${server.port}`,
    app,
    deps,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}
