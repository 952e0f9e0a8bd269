import { type Figures } from '#statistics'
import { type Now } from '../../kept.ts'
import { publicPage } from '../../public-page.ts'
import { routes } from '../../routes.ts'
import { CountingPage } from './counting-page.tsx'
import { SafetyPage } from './safety-page.tsx'

export function countingPage({ figures, timeZone }: { figures: Now<Figures>; timeZone: string }) {
  return publicPage({
    at: routes.counting,
    of: [figures],
    show: (page, now) => <CountingPage {...page} figures={now} timeZone={timeZone} />,
  })
}

export const safetyPage = publicPage({
  at: routes.safety,
  of: [],
  show: (page) => <SafetyPage {...page} />,
})
