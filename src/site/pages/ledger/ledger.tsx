import { createHash } from 'node:crypto'
import { pageHeaders } from '#http'
import { readGrowth } from '#ledger'
import { type DeskView } from '../../files/desk-files.ts'
import { keptForAMoment, type Now } from '../../kept.ts'
import { type SiteDeps } from '../../deps.ts'
import { PAGE, publicPage } from '../../public-page.ts'
import { routes } from '../../routes.ts'
import { LedgerPage } from './ledger-page.tsx'
import { readLedgerView } from './view.ts'

/** The one page with a script: it checks the count in the reader's own browser, and is needed for nothing else. */
export function ledgerPage(
  deps: Pick<SiteDeps, 'db' | 'folder' | 'assets' | 'timeZone' | 'origin'>,
  { desk }: { desk: Now<DeskView> },
) {
  const { timeZone, origin } = deps
  const command = deps.assets.get('exeunt-verify.mjs')?.bytes ?? new Uint8Array(0)
  const verifier = createHash('sha256').update(command).digest('hex')
  const view = keptForAMoment(() => readLedgerView(deps))
  const growth = keptForAMoment(() => readGrowth(deps.db))
  return publicPage({
    at: routes.ledger,
    of: [view, growth, desk],
    headers: { ...PAGE, ...pageHeaders({ ownScript: true }) },
    show: (page, ledger, grown, ofDesk) => (
      <LedgerPage
        {...page}
        ledger={ledger}
        growth={grown}
        timeZone={timeZone}
        origin={origin}
        verifier={verifier}
        desk={ofDesk}
      />
    ),
  })
}
