/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { LANGUAGE, LANGUAGES, type Language, speaks } from '../../../i18n/languages.ts'
import { announce } from '../../shell/browser/announce.ts'
import { ask } from '../../shell/browser/ask.ts'
import { dayInWords, figure } from '../../shell/browser/days.ts'
import { Heading } from '../../shell/browser/heading.tsx'
import { t } from '../../shell/browser/i18n.ts'
import { linkTo } from '../../shell/browser/place.ts'
import { member } from '../../shell/browser/session.ts'
import { Button } from '../../shell/browser/work.tsx'
import { HelpButton } from './keys-help.tsx'
import { type Figures, type Review } from './review.ts'

/** How much waits, what else wants to be looked at, and the next case. */
export function StartPanel({ figures, review }: { figures: Figures; review: Review }) {
  const { waiting, oldest, decidedToday } = figures
  return (
    <section class="panel" data-panel="start" aria-labelledby="start-title">
      <Heading id="start-title">{t('desk-start-title')}</Heading>
      <Reminders figures={figures} />
      <dl class="figures">
        <div>
          <dt>{t('desk-figure-waiting')}</dt>
          <dd data-part="waiting">{figure(waiting)}</dd>
        </div>
        <div>
          <dt>{t('desk-figure-oldest')}</dt>
          <dd data-part="oldest">{oldest === null ? t('desk-none') : dayInWords(oldest)}</dd>
        </div>
        <div>
          <dt>{t('desk-figure-decided')}</dt>
          <dd data-part="decided">{figure(decidedToday)}</dd>
        </div>
      </dl>
      <p class="actions">
        <Button
          class="primary"
          act="next"
          onPress={() =>
            review.run(async () => {
              await review.next()
            })
          }
        >
          {t('desk-next')} <kbd>n</kbd>
        </Button>
        <HelpButton class="quiet" />
      </p>
      <p class="soft" data-part="start-note">
        {review.note}
      </p>
      <ReadsForm languages={figures.languages} run={review.run} />
    </section>
  )
}

function Reminders({ figures: { certificates, ledger } }: { figures: Figures }) {
  const onePasskey = member.use()?.onePasskey ?? false
  return (
    <>
      {onePasskey && (
        <p class="notice" data-one-passkey>
          {t('desk-passkeys-one')} <a href={linkTo('passkeys')}>{t('desk-passkey-add')}</a>
        </p>
      )}
      {ledger && (
        <p class="notice" role="status" data-part="ledger">
          {ledger === 'clock-jumped' ? t('desk-ledger-clock') : t('desk-ledger-stopped', { text: ledger })}
        </p>
      )}
      {certificates.waiting > 0 && (
        <p class="notice" data-part="certificates">
          {t('certificates-reminder', {
            count: certificates.waiting,
            day: certificates.oldest === null ? '' : dayInWords(certificates.oldest),
          })}{' '}
          <a href={linkTo('certificates')}>{t('certificates-title')}</a>
        </p>
      )}
      {certificates.toRevoke > 0 && (
        <p class="notice grave" data-part="to-revoke">
          {t('certificates-reminder-withdrawn', { count: certificates.toRevoke })}{' '}
          <a href={linkTo('certificates')}>{t('certificates-title')}</a>
        </p>
      )}
    </>
  )
}

interface ReadsProps {
  readonly languages: readonly string[]
  readonly run: Review['run']
}

/** The languages that a member reads; what comes to her first. Each switch is kept as it is turned. */
function ReadsForm({ languages, run }: ReadsProps) {
  const [reads, setReads] = useState<readonly string[]>(languages)
  const turn = (language: Language) => {
    const now = LANGUAGES.filter((one) => reads.includes(one) !== (one === language))
    setReads(now)
    run(async () => {
      await ask('languagesRead', { languages: now })
      announce(t('desk-reads-kept'))
    })
  }
  return (
    <details data-part="reads">
      <summary>{t('desk-reads-title')}</summary>
      <fieldset class="choices" aria-describedby="reads-lead">
        <legend class="visually-hidden">{t('desk-reads-title')}</legend>
        {LANGUAGES.map((language) => (
          <label key={language} {...speaks(language)}>
            <input
              type="checkbox"
              name="reads"
              value={language}
              checked={reads.includes(language)}
              onChange={() => turn(language)}
            />{' '}
            {LANGUAGE[language].name}
          </label>
        ))}
      </fieldset>
      <p class="soft small-print" id="reads-lead">
        {t('desk-reads-lead')}
      </p>
    </details>
  )
}
