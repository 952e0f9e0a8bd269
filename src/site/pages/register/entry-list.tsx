import { OwnLine } from '#html'
import { type EntrySummary } from '#register'
import { count, dayName, LANGUAGE, type Locale } from '#i18n'
import { routes } from '../../routes.ts'

interface ListProps {
  readonly locale: Locale
  readonly entries: readonly EntrySummary[]
  /** The list's own title is the page's, or that of a part of the page: its entries stand one below. */
  readonly level: 2 | 3
}

/** Entries as a list shows them: number, day, who and how many, and the words' beginning. */
export function EntryList({ locale, entries, level }: ListProps) {
  const { t, language } = locale
  return (
    <ol class="entries">
      {entries.map((entry) => (
        <li>
          <h3 aria-level={level}>
            <a href={routes.entry(language, entry.number)}>
              {t('register-entry', { number: count(locale, entry.number) })}
            </a>{' '}
            <time datetime={entry.day}>{dayName(locale, entry.day)}</time>
          </h3>
          <Summary locale={locale} entry={entry} />
        </li>
      ))}
    </ol>
  )
}

function Summary({ locale, entry }: { locale: Locale; entry: EntrySummary }) {
  const { t } = locale
  const { kind, refersTo, people, names } = entry
  if (kind === 'correction') {
    return <p class="note">{t('register-kind-correction', { refersTo: refersTo ?? 0 })}</p>
  }
  if (kind === 'withdrawal') {
    return <p class="note">{t('register-kind-withdrawal', { refersTo: refersTo ?? 0, people })}</p>
  }
  return (
    <>
      <p class="who">
        {names.map((name, index) => (
          <>
            {index > 0 && t('common-list-separator')}
            <OwnLine>{name}</OwnLine>
          </>
        ))}{' '}
        {names.length === NAMES_IN_A_LIST && people > names.length && (
          <>{t('register-and-more', { count: people - names.length })} </>
        )}
        <small>
          {t('register-people', { people })}
          {entry.withdrawn && ` · ${t('register-withdrawn')}`}
          {!entry.shown && ` · ${t('register-counted-only')}`}
          {!entry.counted && ` · ${t('register-not-counted')}`}
        </small>
      </p>
      {entry.words && (
        <blockquote
          class="own excerpt"
          lang={entry.language ? LANGUAGE[entry.language].tag : undefined}
          dir="auto"
        >
          {excerptOf(entry.words)}
        </blockquote>
      )}
    </>
  )
}

/** As many as the register's summary holds. */
const NAMES_IN_A_LIST = 4
const EXCERPT_CHARACTERS = 120

function excerptOf(text: string): string {
  const characters = [...text.replace(/\s+/g, ' ')]
  return characters.length > EXCERPT_CHARACTERS
    ? `${characters.slice(0, EXCERPT_CHARACTERS).join('')}…`
    : characters.join('')
}
