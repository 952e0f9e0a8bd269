import { type Area, type Served } from '../shell/contract.ts'
import { chooseBranch, declareAtBranch } from './declare.tsx'

const OPERATES = ['operator'] as const
const FORM = '/:language/branch/:branch/declare'

const inPersonPage: Served = {
  method: 'GET',
  path: '/:language/in-person',
  standing: 'admitted',
  roles: OPERATES,
  serve: chooseBranch,
}

const declarePage: Served = {
  method: 'GET',
  path: FORM,
  standing: 'admitted',
  roles: OPERATES,
  serve(deps) {
    const way = declareAtBranch(deps)
    return (c) => way.blank(c)
  },
}

const declareSend: Served = {
  method: 'POST',
  path: FORM,
  standing: 'admitted',
  roles: OPERATES,
  form: true,
  serve(deps) {
    const way = declareAtBranch(deps)
    return (c) => way.sent(c)
  },
}

export const inPerson = {
  page: {
    path: '/in-person',
    standing: 'admitted',
    roles: OPERATES,
    title: 'in-person-title',
    nav: 'in-person-nav',
    document: true,
  },
  served: { inPersonPage, declarePage, declareSend },
} satisfies Area
