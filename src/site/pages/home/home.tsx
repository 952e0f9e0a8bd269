import { type EntrySummary } from '#register'
import { type Figures } from '#statistics'
import { type Now } from '../../kept.ts'
import { publicPage } from '../../public-page.ts'
import { routes } from '../../routes.ts'
import { HomePage } from './home-page.tsx'
import { LanguagesPage } from './languages-page.tsx'

interface Reads {
  readonly figures: Now<Figures>
  readonly latest: Now<readonly EntrySummary[]>
  readonly timeZone: string
}

export function homePage({ figures, latest, timeZone }: Reads) {
  return publicPage({
    at: routes.home,
    of: [figures, latest],
    show: (page, now, entries) => <HomePage {...page} figures={now} latest={entries} timeZone={timeZone} />,
  })
}

export const languagesPage = publicPage({
  at: () => routes.languages,
  of: [],
  show: (page) => <LanguagesPage {...page} />,
})
