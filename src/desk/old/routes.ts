// Also runs in a browser.
import type { Route } from '../shell/contract.ts'
import type { Language } from '#i18n'

const OPERATES = ['operator'] as const

/** Every door of the desk. A path that is not in this table is not served: deny by default. */
export const OLD_ROUTES = {
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
