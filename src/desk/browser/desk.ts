import { startBranchesPage } from './branches.ts'
import { startEnrolPage } from './enrol.ts'
import { startEntryPage } from './entry.ts'
import { startFrame } from './frame.ts'
import { startOversightPage } from './oversight.ts'
import { startPasskeysPage } from './passkeys.ts'
import { startRequestsPage } from './requests.ts'
import { startSlipPage } from './slip.ts'
import { startTeamPage } from './team.ts'
import { startWorkPage } from './work.ts'

// The whole of the desk's script: one bundle, which starts what the page is.
const PAGES: Record<string, () => void> = {
  work: startWorkPage,
  enrol: startEnrolPage,
  team: startTeamPage,
  passkeys: startPasskeysPage,
  entry: startEntryPage,
  requests: startRequestsPage,
  branches: startBranchesPage,
  oversight: startOversightPage,
  slip: startSlipPage,
}

const name = document.body.dataset['page'] ?? ''
// The slip's page has no frame: nothing of it may come out of a printer.
if (name !== 'slip') startFrame()
PAGES[name]?.()
