import { type AuditedAct } from '#audit'
import { dayAt } from '#basics'
import { type Act } from '#staff'
import { dayName, type MessageKey, momentName, type Translate } from '#i18n'
import { More, ROWS_MOST } from '../shell/more.tsx'
import { Layout, type PageContext } from '../old/layout.tsx'

interface AuditProps {
  readonly context: PageContext
  readonly acts: readonly Act[]
  readonly timeZone: string
  /** Where the acts before these are; null if there are none. */
  readonly older: string | null
}

/** A declaration has a day and no hour, and so has the act of taking it down. */
const ONLY_BY_DAY: ReadonlySet<string> = new Set<AuditedAct>(['taken-in'])

/** Acts that no member did: the desk's process writes the first of itself, whoever runs the installation does the others. */
const BY_NOBODY: ReadonlyMap<string, MessageKey> = new Map<AuditedAct, MessageKey>([
  ['desk-script', 'desk-audit-desk'],
  ['recovery-invited', 'desk-audit-installation'],
  ['recovery-exported', 'desk-audit-installation'],
  ['recovery-given', 'desk-audit-installation'],
])

function whoElse(t: Translate, what: string): string {
  const key = BY_NOBODY.get(what)
  return key ? t(key) : '–'
}

/** The newest acts: who did what to which record, reading included. */
export function AuditPage({ context, acts, timeZone, older }: AuditProps) {
  const { locale } = context
  const { t } = locale
  return (
    <Layout context={context} name="audit" title={t('desk-audit-title')}>
      <section class="wide">
        <h1 id="audit-title">{t('desk-audit-title')}</h1>
        <p class="soft">{t('desk-audit-lead', { place: timeZone, most: ROWS_MOST })}</p>
        <div class="table-frame" tabindex={0} role="region" aria-labelledby="audit-title">
          <table class="acts">
            <thead>
              <tr>
                <th scope="col">{t('desk-audit-at')}</th>
                <th scope="col">{t('desk-audit-who')}</th>
                <th scope="col">{t('desk-audit-what')}</th>
                <th scope="col">{t('desk-audit-record')}</th>
              </tr>
            </thead>
            <tbody>
              {acts.map(({ at, name, what, record }) => (
                <tr>
                  <td>
                    <time datetime={at.toISOString()}>
                      {ONLY_BY_DAY.has(what)
                        ? dayName(locale, dayAt(at, timeZone))
                        : momentName(locale, at, timeZone)}
                    </time>
                  </td>
                  <td>
                    <bdi class="own">{name ?? whoElse(t, what)}</bdi>
                  </td>
                  <td>{t(`desk-act-${what}` as MessageKey)}</td>
                  <td>
                    <code>{record}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <More href={older} label={t('desk-older')} />
      </section>
    </Layout>
  )
}
