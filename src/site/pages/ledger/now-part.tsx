import { type Child } from 'hono/jsx'
import { Exact, GAP, OwnLine, WithElement } from '#html'
import { peopleByGrade, totalOf } from '#proof'
import { count, dayName, LANGUAGE, type Locale } from '#i18n'
import { moment, taken } from '../../format.ts'
import { routes } from '../../routes.ts'
import { type LedgerView } from './view.ts'

interface Part {
  readonly locale: Locale
  readonly ledger: LedgerView
}

/** The checkpoint, and who stands for it. */
export function NowPart({ locale, ledger, timeZone }: Part & { timeZone: string }) {
  const { t } = locale
  return (
    <section>
      <h2>{t('ledger-now-title')}</h2>
      <dl class="facts checkpoint">
        <div>
          <dt>{t('ledger-size')}</dt>
          <dd>
            {count(locale, ledger.size)}{' '}
            <small>{t('common-as-of', moment(locale, ledger.publishedAt, timeZone))}</small>
          </dd>
        </div>
        <div>
          <dt>{t('ledger-root')}</dt>
          <dd>
            <Exact>{ledger.root}</Exact> <small>{t('ledger-root-note')}</small>
          </dd>
        </div>
        <div>
          <dt>{t('ledger-key')}</dt>
          <dd>
            {ledger.keys.map((key) => (
              <div>
                <Exact>{key}</Exact>
              </div>
            ))}
            <small>{t('ledger-key-note')}</small>
          </dd>
        </div>
        <div>
          <dt>{t('ledger-witnesses')}</dt>
          <dd>{witnessesOf(locale, ledger)}</dd>
        </div>
      </dl>
      <details>
        <summary>{t('ledger-note')}</summary>
        <pre class="scroll" tabindex={0} translate="no">
          {ledger.note}
        </pre>
      </details>
    </section>
  )
}

function witnessesOf({ t, language }: Locale, { witnesses, witnessed, asksWitnesses }: LedgerView): Child {
  if (witnesses.length === 0 && !asksWitnesses) return t('ledger-witnesses-none')
  const list = new Intl.ListFormat(LANGUAGE[language].dates, { type: 'conjunction' })
  const names = witnesses.length === 0 ? t('ledger-witnesses-nobody') : list.format(witnesses.map(() => GAP))
  return (
    <WithElement text={t(witnessed ? 'ledger-witnesses-some' : 'ledger-witnesses-missed', { names })}>
      {witnesses.map((name) => (
        <OwnLine>{name}</OwnLine>
      ))}
    </WithElement>
  )
}

/** The total apart: what was attested, what is provable, and by which evidence. */
export function PartsPart({ locale, ledger }: Part) {
  const { t } = locale
  const { totals, baselineDay } = ledger
  const parts = [
    [t('home-baseline'), count(locale, totals.baseline.people)],
    [t('home-counted'), count(locale, totals.counted.people)],
    [t('home-retracted'), taken(locale, totals.retracted.people)],
  ] as const
  return (
    <section>
      <h2>{t('ledger-parts-title')}</h2>
      <table class="figures">
        <tbody>
          {parts.map(([name, people]) => (
            <tr>
              <th scope="row">{name}</th>
              <td>{people}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('home-total')}</th>
            <td>{count(locale, totalOf(totals).people)}</td>
          </tr>
        </tfoot>
      </table>
      {baselineDay && (
        <p>
          <WithElement
            text={t('ledger-baseline', {
              count: totals.baseline.people,
              day: dayName(locale, baselineDay),
              link: GAP,
            })}
          >
            <a href={routes.log('dossier')}>{t('ledger-baseline-link')}</a>
          </WithElement>
        </p>
      )}
      <h3>{t('ledger-evidence-title')}</h3>
      <table class="figures">
        <tbody>
          {peopleByGrade(totals.channels).map(({ grade, people }) => (
            <tr>
              <th scope="row">{t(`ledger-grade-${grade}`)}</th>
              <td>{count(locale, people)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="note">{t('ledger-evidence-note')}</p>
    </section>
  )
}
