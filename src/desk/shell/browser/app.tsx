/** @jsxImportSource preact */
import { PAGES, VIEWS } from 'desk:areas'
import { useEffect } from 'preact/hooks'
import { AlarmBanner } from './alarms.tsx'
import { announced } from './announce.ts'
import { boot } from './boot.ts'
import { language, t } from './i18n.ts'
import { IdleWarning } from './idle.tsx'
import { Header } from './nav.tsx'
import { type Place, place } from './place.ts'

/** The frame of the desk, and in it the area that the address names. */
export function App() {
  language.use()
  const at = place.use()
  if (!at) return null
  return (
    <>
      <a class="skip" href="#main">
        {t('common-skip')}
      </a>
      {boot.sample && (
        <p class="sample" role="note">
          {t('common-sample-banner')}
        </p>
      )}
      <Header at={at} />
      <AlarmBanner />
      <Main at={at} />
      <Live />
      <IdleWarning />
    </>
  )
}

function Main({ at }: { at: Place }) {
  const page = PAGES.find(({ area }) => area === at.area)
  const View = VIEWS[at.area]
  const title = page ? `${t(page.title)} – ${t('desk-brand')}` : ''
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <main id="main" data-area={at.area} tabIndex={-1}>
      {View && <View key={`${at.area} ${at.visit}`} query={at.query} />}
    </main>
  )
}

function Live() {
  return (
    <p class="visually-hidden" role="status" aria-live="polite" data-part="live">
      {announced.use()}
    </p>
  )
}
