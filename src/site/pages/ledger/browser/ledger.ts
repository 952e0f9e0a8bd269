// The one script of the site: it checks the ledger in the reader's own browser. The page is whole without it.
import { part } from '../../../../html/browser/page.ts'
import { offerAudit } from './audit-panel.ts'
import { offerCode } from './code-panel.ts'
import { offerFile } from './file-panel.ts'

part('off').hidden = true
offerAudit()
offerCode()
offerFile()
