// Also runs in a browser.
import { RULES } from '../../approvals/rules.ts'
import type { Route } from '../shell/contract.ts'
import type { Language } from '#i18n'

const OPERATES = ['operator'] as const
const ISSUES = ['issuer'] as const
const WATCHES_ISSUING = ['issuer', 'head', 'administrator'] as const

/** Every door of the desk. A path that is not in this table is not served: deny by default. */
export const OLD_ROUTES = {
  picture: { method: 'GET', path: '/picture', standing: 'public' },

  certificatesPage: {
    method: 'GET',
    path: '/:language/certificates',
    standing: 'admitted',
    roles: WATCHES_ISSUING,
  },

  inPersonPage: { method: 'GET', path: '/:language/in-person', standing: 'admitted', roles: OPERATES },
  declarePage: {
    method: 'GET',
    path: '/:language/branch/:branch/declare',
    standing: 'admitted',
    roles: OPERATES,
  },
  declareSend: {
    method: 'POST',
    path: '/:language/branch/:branch/declare',
    standing: 'admitted',
    roles: OPERATES,
    form: true,
  },

  certificateOpen: { method: 'POST', path: '/api/certificate/open', standing: 'fresh', roles: ISSUES },
  certificatePapers: { method: 'POST', path: '/api/certificate/papers', standing: 'fresh', roles: ISSUES },
  certificateSay: { method: 'POST', path: '/api/certificate/say', standing: 'admitted', roles: ISSUES },
  certificateDecline: {
    method: 'POST',
    path: '/api/certificate/decline',
    standing: 'admitted',
    roles: ISSUES,
  },
  certificatePrepare: {
    method: 'POST',
    path: '/api/certificate/prepare',
    standing: 'fresh',
    roles: RULES.certificate.asks,
  },
  certificateFile: { method: 'POST', path: '/api/certificate/file', standing: 'fresh', roles: ISSUES },
  certificateHandOver: {
    method: 'POST',
    path: '/api/certificate/hand-over',
    standing: 'admitted',
    roles: ISSUES,
  },
  certificateChange: {
    method: 'POST',
    path: '/api/certificate/change',
    standing: 'fresh',
    roles: RULES['certificate-state'].asks,
  },
  certificateRecords: { method: 'POST', path: '/api/certificate/records', standing: 'fresh', roles: ISSUES },
} as const satisfies Record<string, Route>

export type OldName = keyof typeof OLD_ROUTES

/** The pages, as links are written. */
export const page = {
  work: (language: Language) => `/${language}/`,
  enrol: (language: Language) => `/${language}/enrol`,
  passkeys: (language: Language) => `/${language}/passkeys`,
  team: (language: Language) => `/${language}/team`,
  entry: (language: Language) => `/${language}/entry`,
  entryOf: (language: Language, number: number) => `/${language}/entry?number=${number}`,
  branches: (language: Language) => `/${language}/branches`,
  requests: (language: Language) => `/${language}/requests`,
  oversight: (language: Language) => `/${language}/oversight`,
  inPerson: (language: Language) => `/${language}/in-person`,
  declareAt: (language: Language, branch: string) => `/${language}/branch/${branch}/declare`,
  certificates: (language: Language) => `/${language}/certificates`,
  certificatesBefore: (language: Language, number: string) => `/${language}/certificates?before=${number}`,
  audit: (language: Language) => `/${language}/audit`,
}
