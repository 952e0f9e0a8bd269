import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { allowOwnScript } from '#http'
import { readGrowth } from '#ledger'
import { type FrontEnv } from '../../front.ts'
import { keptForAMoment } from '../../kept.ts'
import { type SiteDeps } from '../../deps.ts'
import { type DeskView } from '../../files/desk-files.ts'
import { LedgerPage } from './ledger-page.tsx'
import { readLedgerView } from './view.ts'

export function ledgerPages(deps: SiteDeps, { desk }: { desk: () => Promise<DeskView> }): Hono<FrontEnv> {
  const view = keptForAMoment(() => readLedgerView(deps))
  const growth = keptForAMoment(() => readGrowth(deps.db))
  const command = deps.assets.get('exeunt-verify.mjs')?.bytes ?? new Uint8Array(0)
  const verifier = createHash('sha256').update(command).digest('hex')
  const pages = new Hono<FrontEnv>()
  // The one page with a script: it checks the count in the reader's own browser, and is needed for nothing else.
  pages.get('/ledger', allowOwnScript, async (c) => {
    const [ledger, grown, ofDesk] = await Promise.all([view(), growth(), desk()])
    const { timeZone, origin } = deps
    return c.html(
      <LedgerPage
        {...c.get('page')}
        ledger={ledger}
        growth={grown}
        timeZone={timeZone}
        origin={origin}
        verifier={verifier}
        desk={ofDesk}
      />,
    )
  })
  return pages
}
