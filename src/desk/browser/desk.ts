import { startEnrolPage } from './enrol.ts'
import { startEntryPage } from './entry.ts'
import { startFrame } from './frame.ts'
import { startTeamPage } from './team.ts'
import { startWorkPage } from './work.ts'

startFrame()
switch (document.body.dataset['page']) {
  case 'work':
    startWorkPage()
    break
  case 'enrol':
    startEnrolPage()
    break
  case 'team':
    startTeamPage()
    break
  case 'entry':
    startEntryPage()
    break
}
