/** @jsxImportSource preact */
import type { Reply } from '../../shell/browser/ask.ts'
import { t } from '../../shell/browser/i18n.ts'

type About<Kind extends string> = Extract<Reply<'requests'>['open'][number]['about'], { readonly kind: Kind }>
type Line = About<'withdrawal'>['lines'][number]

/** Whom a withdrawal takes back. */
export function Lines({ lines, more }: Pick<About<'withdrawal'>, 'lines' | 'more'>) {
  return (
    <ul>
      {lines.map((line) => (
        <li key={line.position} dir="auto">
          {described(line)}
        </li>
      ))}
      {more > 0 && <li class="soft">{t('desk-request-more', { count: more })}</li>}
    </ul>
  )
}

/** What stands, and what would stand instead: only what differs is shown. */
export function Change({ change }: Pick<About<'correction'>, 'change'>) {
  if (!change) return <p class="soft">{t('desk-request-erased')}</p>
  const changed = change.people
    .map(({ before, after }) => ({ before: before && described(before), after: described(after) }))
    .filter(({ before, after }) => before !== after)
  return (
    <>
      <ul class="change">
        {changed.map(({ before, after }) => (
          <li key={after}>
            <del dir="auto">{before}</del>
            <ins dir="auto">{after}</ins>
          </li>
        ))}
      </ul>
      {change.words && (
        <div class="change">
          <del class="declared own" dir="auto">
            {change.words.before}
          </del>
          <ins class="declared own" dir="auto">
            {change.words.after}
          </ins>
        </div>
      )}
    </>
  )
}

function described({
  position,
  name,
  ...left
}: Pick<Line, 'position' | 'name' | 'party' | 'league' | 'pioneers'>): string {
  const organisations = (['party', 'league', 'pioneers'] as const).filter((one) => left[one])
  const said = organisations.map((one) => t(`organisations-${one}-short`)).join(t('common-list-separator'))
  return `${position}. ${name ?? t('desk-name-hidden')} (${said || t('desk-not-sure')})`
}
