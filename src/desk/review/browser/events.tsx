/** @jsxImportSource preact */
import { dayInWords } from '../../shell/browser/days.ts'
import { t } from '../../shell/browser/i18n.ts'
import { type Event } from './open-case.ts'

/** What happened to the case before, oldest first. */
export function Events({ events }: { events: readonly Event[] }) {
  if (events.length === 0) return null
  return (
    <section data-part="history-section" aria-labelledby="history-title">
      <h2 id="history-title">{t('desk-history')}</h2>
      <ol class="history" data-part="history">
        {events.map((event, index) => (
          <li key={index}>
            <p class="soft">
              <span data-part="event-day">{dayInWords(event.day)}</span> ·{' '}
              <span data-part="event-what">{whatOf(event)}</span>
            </p>
            <p class="said own" dir="auto" data-part="event-text">
              {textOf(event)}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

function whatOf({ what, duress }: Event): string {
  const said = t(`desk-event-${what}`)
  return duress ? `${said} · ${t('desk-event-under-duress')}` : said
}

function textOf({ text, reason }: Event): string {
  if (text === null) return t('desk-event-unreadable')
  return text ?? (reason ? t(`desk-reason-${reason}`) : '')
}
