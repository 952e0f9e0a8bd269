import { branches, CENTRE } from '#staff'
import { keptForAMoment } from '../../kept.ts'
import { type SiteDeps } from '../../deps.ts'
import { publicPage } from '../../public-page.ts'
import { routes } from '../../routes.ts'
import { BranchesPage } from './branches-page.tsx'

/** Where the centre can be met. One page with all of it: which country somebody looks for, her browser alone knows. */
export function branchesPage(deps: Pick<SiteDeps, 'db'>) {
  const listed = keptForAMoment(async () =>
    (await branches(deps)).filter((branch) => branch.listed && !branch.closed && branch.id !== CENTRE),
  )
  return publicPage({
    at: routes.branches,
    of: [listed],
    show: (page, known) => <BranchesPage {...page} branches={known} />,
  })
}
