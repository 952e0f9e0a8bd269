/** @jsxImportSource preact */
import { ask, type Reply } from '../../shell/browser/ask.ts'
import { dayInWords, momentInWords, zone } from '../../shell/browser/days.ts'
import { Heading } from '../../shell/browser/heading.tsx'
import { t } from '../../shell/browser/i18n.ts'
import { numberIn, type ViewProps } from '../../shell/browser/place.ts'
import { useReply } from '../../shell/browser/reply.tsx'
import { More } from '../../shell/browser/table.tsx'
import { Outcome } from '../../shell/browser/work.tsx'

type Act = Reply<'acts'>['acts'][number]

/** The newest acts: who did what to which record, reading included. */
export function View({ query }: ViewProps) {
  const { data, problem } = useReply(() => ask('acts', { before: numberIn(query, 'before') }))
  return (
    <section class="wide">
      <Heading id="audit-title">{t('desk-audit-title')}</Heading>
      {data && (
        <>
          <p class="soft">{t('desk-audit-lead', { place: zone(), most: data.most })}</p>
          <div class="table-frame stacks" tabIndex={0} role="region" aria-labelledby="audit-title">
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
                {data.acts.map((act) => (
                  <Row key={act.number} act={act} />
                ))}
              </tbody>
            </table>
          </div>
          <More
            area="audit"
            query={data.older === null ? null : { before: String(data.older) }}
            label={t('desk-older')}
          />
        </>
      )}
      <Outcome of={{ problem, said: '' }} />
    </section>
  )
}

function Row({ act: { at, day, name, what, record } }: { act: Act }) {
  return (
    <tr>
      <td>
        <time dateTime={at ?? day}>{at === null ? dayInWords(day) : momentInWords(at)}</time>
      </td>
      <td>
        <bdi class="own">{name ?? nobody(what)}</bdi>
      </td>
      <td>{t(`desk-act-${what}`)}</td>
      <td>
        <code>{record}</code>
      </td>
    </tr>
  )
}

/** Acts that no member did: the desk's process writes the first of itself, whoever runs the installation does the others. */
function nobody(what: Act['what']): string {
  if (what === 'desk-script') return t('desk-audit-desk')
  return BY_INSTALLATION.has(what) ? t('desk-audit-installation') : '–'
}

const BY_INSTALLATION: ReadonlySet<Act['what']> = new Set([
  'recovery-invited',
  'recovery-exported',
  'recovery-given',
] as const)
