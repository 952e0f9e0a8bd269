import { startFrame } from './frame.ts'
import { startSlipPage } from '../../in-person/browser/slip.ts'

// The whole of the desk's script: one bundle, which starts what the page is.
const PAGES: Record<string, () => void> = {
  slip: startSlipPage,
}

const name = document.body.dataset['page'] ?? ''
// The slip's page has no frame: nothing of it may come out of a printer.
if (name !== 'slip') startFrame()
PAGES[name]?.()
