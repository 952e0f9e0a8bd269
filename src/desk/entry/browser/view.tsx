/** @jsxImportSource preact */
import { useEffect } from 'preact/hooks'
import { GAP } from '../../../html/gap.ts'
import { ask, type Reply } from '../../shell/browser/ask.ts'
import { dayInWords } from '../../shell/browser/days.ts'
import { Heading } from '../../shell/browser/heading.tsx'
import { t } from '../../shell/browser/i18n.ts'
import { lyingOpen } from '../../shell/browser/leave.ts'
import { WithElement } from '../../shell/browser/markup.tsx'
import { go, linkTo, numberIn, type ViewProps } from '../../shell/browser/place.ts'
import { useReply } from '../../shell/browser/reply.tsx'
import { Correction } from './correction.tsx'

type Entry = NonNullable<Reply<'entry'>['entry']>

/** One public entry by its number, and what can be put right about it. */
export function View({ query }: ViewProps) {
  const number = numberIn(query, 'number')
  const { data, problem } = useReply(async () => (number ? ask('entry', { number }) : null))
  const found = data?.entry
  const declaration = found?.kind === 'declaration' ? found : null
  useEffect(() => lyingOpen(() => (number === null ? null : String(number))), [])
  return (
    <section class="wide" aria-labelledby="entry-title">
      <Heading id="entry-title">
        {declaration ? t('desk-entry-number', { number: declaration.number }) : t('desk-entry-title')}
      </Heading>
      <LookUp number={number} />
      {data && !found && <p class="notice">{t('desk-entry-not-found')}</p>}
      {problem !== '' && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {found && <Chain entry={found} />}
      {declaration && <Correction entry={declaration} />}
    </section>
  )
}

function LookUp({ number }: { number: number | null }) {
  return (
    <form
      class="look-up"
      onSubmit={(event) => {
        event.preventDefault()
        const field = event.currentTarget.querySelector('input')
        go(linkTo('entry', { number: field?.value ?? '' }))
      }}
    >
      <label for="number">{t('desk-entry-ask')}</label>
      <input id="number" name="number" type="text" inputMode="numeric" required defaultValue={number ?? ''} />
      <button type="submit">{t('desk-entry-look')}</button>
    </form>
  )
}

/** Which entry it is about, which are about it, and which a sender wanted linked with it. */
function Chain({ entry: { number, kind, refersTo, later, links } }: { entry: Entry }) {
  return (
    <ul class="plain chain">
      {kind !== 'declaration' && refersTo !== null && (
        <li>
          {t(`desk-entry-${kind}-of`, { number })} <EntryLink number={refersTo} />
        </li>
      )}
      {later.map((one) => (
        <li key={one.number}>
          {dayInWords(one.day)}{' '}
          <EntryLink
            number={one.number}
            text={t(`desk-entry-later-kind-${one.kind}`, { number: one.number })}
          />
        </li>
      ))}
      {links.to !== null && (
        <li>
          <WithElement text={t('desk-entry-links-to', { link: GAP })}>
            <EntryLink number={links.to} />
          </WithElement>
        </li>
      )}
      {links.from.map((other) => (
        <li key={other}>
          <WithElement text={t('desk-entry-linked-from', { link: GAP })}>
            <EntryLink number={other} />
          </WithElement>
        </li>
      ))}
    </ul>
  )
}

function EntryLink({ number, text = t('desk-entry-about', { number }) }: { number: number; text?: string }) {
  return <a href={linkTo('entry', { number: String(number) })}>{text}</a>
}
