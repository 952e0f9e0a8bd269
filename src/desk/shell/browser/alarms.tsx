/** @jsxImportSource preact */
import { useEffect } from 'preact/hooks'
import { ask } from './ask.ts'
import { t } from './i18n.ts'
import { linkTo } from './place.ts'
import { member } from './session.ts'
import { store } from './store.ts'

/** An alarm is on every administrator's page within a minute, also where one answer is lost. */
const EVERY_MS = 25_000

/** Alarms that nobody has looked into. */
const open = store(0)

/** Look now. Asking does not keep a session alive, and an answer that is lost comes with the next look. */
export async function lookForAlarms(): Promise<void> {
  const reply = await ask('alarmsOpen').catch(() => null)
  if (reply) open.set(reply.open)
}

/** Says to administrators that somebody touched a canary. */
export function AlarmBanner() {
  const hears = member.use()?.roles.some(({ role }) => role === 'administrator') ?? false
  const sounding = open.use()
  useEffect(() => {
    if (!hears) return
    void lookForAlarms()
    const timer = setInterval(() => void lookForAlarms(), EVERY_MS)
    return () => clearInterval(timer)
  }, [hears])
  if (!hears || sounding === 0) return null
  return (
    <p class="alarm" role="alert" data-part="alarm">
      {t('desk-alarm-banner')} <a href={linkTo('oversight')}>{t('desk-alarm-look')}</a>
    </p>
  )
}
