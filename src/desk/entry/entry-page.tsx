import { GAP, Phrases, WithElement } from '#html'
import { type Entry } from '#register'
import { dayName, type Locale } from '#i18n'
import { Layout, type PageContext } from '../old/layout.tsx'
import { page } from '../old/routes.ts'

interface EntryProps {
  readonly context: PageContext
  /** Asked for, and found or not; null when none was asked for. */
  readonly asked: { readonly number: number; readonly entry: Entry | undefined } | null
}

/** One public entry by its number, and what can be put right about it. */
export function EntryPage({ context, asked }: EntryProps) {
  const { locale } = context
  const { t } = locale
  const found = asked?.entry
  const entry = found?.kind === 'declaration' ? found : undefined
  return (
    <Layout context={context} name="entry" title={t('desk-entry-title')}>
      <section class="wide" aria-labelledby="entry-title">
        <h1 id="entry-title">
          {entry ? t('desk-entry-number', { number: entry.number }) : t('desk-entry-title')}
        </h1>
        <form method="get" class="look-up">
          <label for="number">{t('desk-entry-ask')}</label>
          <input id="number" name="number" type="text" inputmode="numeric" required value={asked?.number} />
          <button type="submit">{t('desk-entry-look')}</button>
        </form>
        {asked && !found && <p class="notice">{t('desk-entry-not-found')}</p>}
        {found && <Chain entry={found} locale={locale} />}
        {entry && <Correction entry={entry} locale={locale} />}
      </section>
      <Phrases
        locale={locale}
        keys={[
          'desk-problem-network',
          'desk-problem-fault',
          'desk-problem-not-allowed',
          'desk-problem-refused',
          'desk-problem-signed-out',
          'desk-problem-correction',
          'desk-correction-asked',
          'desk-correction-asked-already',
          'desk-said-redacted',
          'desk-said-undone',
          'desk-said-nothing-selected',
        ]}
      />
      <template id="redacted">
        <mark class="redacted" title={t('desk-redacted')}></mark>
      </template>
    </Layout>
  )
}

/** Which entry it is about, which are about it, and which a sender wanted linked with it. */
function Chain({ entry, locale }: { entry: Entry; locale: Locale }) {
  const { t } = locale
  const { number, kind, refersTo, later, links } = entry
  return (
    <ul class="plain chain">
      {kind !== 'declaration' && refersTo !== null && (
        <li>
          {t(`desk-entry-${kind}-of`, { number })}{' '}
          <EntryLink locale={locale} number={refersTo} text={t('desk-entry-about', { number: refersTo })} />
        </li>
      )}
      {later.map((one) => (
        <li>
          {dayName(locale, one.day)}{' '}
          <EntryLink
            locale={locale}
            number={one.number}
            text={t(`desk-entry-later-kind-${one.kind}`, { number: one.number })}
          />
        </li>
      ))}
      {links.to !== null && (
        <li>
          <WithElement text={t('desk-entry-links-to', { link: GAP })}>
            <EntryLink locale={locale} number={links.to} text={t('desk-entry-about', { number: links.to })} />
          </WithElement>
        </li>
      )}
      {links.from.map((other) => (
        <li>
          <WithElement text={t('desk-entry-linked-from', { link: GAP })}>
            <EntryLink locale={locale} number={other} text={t('desk-entry-about', { number: other })} />
          </WithElement>
        </li>
      ))}
    </ul>
  )
}

function EntryLink({ locale, number, text }: { locale: Locale; number: number; text: string }) {
  return <a href={page.entryOf(locale.language, number)}>{text}</a>
}

function Correction({ entry, locale }: { entry: Entry; locale: Locale }) {
  const { t } = locale
  const { number, day, place, language, shown, certifiable } = entry
  const unchanged = JSON.stringify({ place, language, shown, certifiable })
  return (
    <form data-panel="entry" data-number={number} data-unchanged={unchanged}>
      <p class="soft">{t('desk-entry-day', { day: dayName(locale, day) })}</p>
      {!shown && <p class="notice">{t('desk-entry-not-shown')}</p>}
      <div class="table-frame" tabindex={0} role="region" aria-label={t('desk-entry-people')}>
        <table class="people">
          <thead>
            <tr>
              <th scope="col" class="number">
                {t('desk-person-position')}
              </th>
              <th scope="col">{t('desk-person-name')}</th>
              <th scope="col">{t('desk-person-leaves')}</th>
            </tr>
          </thead>
          <tbody>
            {entry.lines.map((line) => (
              <Line line={line} shown={shown} locale={locale} />
            ))}
          </tbody>
        </table>
      </div>
      {entry.words !== null && <PublicWords text={entry.words} locale={locale} />}
      <p class="actions">
        <button type="submit" class="primary">
          {t('desk-correct-button')}
        </button>
      </p>
      <p class="soft small-print">{t('desk-correct-note')}</p>
      <p class="problem" role="alert" data-part="problem"></p>
      <p class="notice" data-part="done" hidden></p>
    </form>
  )
}

function Line({
  line,
  shown,
  locale: { t },
}: {
  line: Entry['lines'][number]
  shown: boolean
  locale: Locale
}) {
  const { position, name, nameKind, basis, withdrawn } = line
  const kept = JSON.stringify({ position, nameKind, basis, withdrawn })
  return (
    <tr data-line={kept}>
      <td class="number">{position}</td>
      <td>
        {withdrawn ? (
          <span class="soft">{t('desk-line-withdrawn')}</span>
        ) : (
          <input
            type="text"
            name="name"
            maxlength={80}
            dir="auto"
            value={name ?? ''}
            disabled={!shown || name === null}
            aria-label={t('desk-line-name', { number: position })}
            placeholder={t('desk-name-hidden')}
          />
        )}
      </td>
      <td class="organisations">
        {(['party', 'league', 'pioneers'] as const).map((organisation) => (
          <label>
            <input type="checkbox" name={organisation} checked={line[organisation]} disabled={withdrawn} />{' '}
            {t(`organisations-${organisation}-short`)}
          </label>
        ))}
      </td>
    </tr>
  )
}

function PublicWords({ text, locale: { t } }: { text: string; locale: Locale }) {
  return (
    <section aria-labelledby="words-title">
      <div class="head-row">
        <h2 id="words-title">{t('desk-entry-words')}</h2>
        <p class="tools">
          <button type="button" class="small" data-act="redact">
            {t('desk-redact')} <kbd>x</kbd>
          </button>
          <button type="button" class="small" data-act="undo" disabled>
            {t('desk-undo')} <kbd>z</kbd>
          </button>
        </p>
      </div>
      <div
        class="declared own"
        data-part="words"
        dir="auto"
        tabindex={0}
        role="group"
        aria-labelledby="words-title"
      >
        {text}
      </div>
      <p class="soft small-print">{t('desk-words-help')}</p>
    </section>
  )
}
