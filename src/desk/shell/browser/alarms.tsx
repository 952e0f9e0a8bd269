/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks'
import { ask } from '../../old/browser/ask.ts'
import { t } from './i18n.ts'
import { linkTo } from './place.ts'
import { member } from './session.ts'

/** An alarm is on every administrator's page within a minute, also where one answer is lost. */
const EVERY_MS = 25_000

/** Says to administrators that somebody touched a canary. Asking does not keep a session alive. */
export function AlarmBanner() {
  const hears = member.use()?.roles.some(({ role }) => role === 'administrator') ?? false
  const [open, setOpen] = useState(0)
  useEffect(() => {
    if (!hears) return
    const look = () =>
      void ask<{ open: number }>('alarmsOpen').then(
        (reply) => setOpen(reply.open),
        () => {},
      )
    look()
    const timer = setInterval(look, EVERY_MS)
    return () => clearInterval(timer)
  }, [hears])
  if (!hears || open === 0) return null
  return (
    <p class="alarm" role="alert" data-part="alarm">
      {t('desk-alarm-banner')} <a href={linkTo('oversight')}>{t('desk-alarm-look')}</a>
    </p>
  )
}
