import { type EntrySummary } from '#register'
import { Page, type PageContext } from '../../page.tsx'
import { routes } from '../../routes.ts'
import { EntryList } from './entry-list.tsx'

interface ListProps extends PageContext {
  readonly entries: readonly EntrySummary[]
  /** What this page was asked to begin below; null for the newest. */
  readonly before: number | null
  /** Where the next page begins; null on the last. */
  readonly older: number | null
}

export function ListPage({ entries, before, older, ...context }: ListProps) {
  const { t, language } = context.locale
  return (
    <Page
      {...context}
      title={t('register-title')}
      at={(other) => routes.register(other, before ?? undefined)}
    >
      <h1>{t('register-title')}</h1>
      <p class="lead">{t('register-lead')}</p>
      <form class="go" method="get" action={routes.register(language)}>
        <label for="number">{t('register-go')}</label>{' '}
        <input id="number" name="number" inputmode="numeric" autocomplete="off" size={9} required />{' '}
        <button class="quiet">{t('register-go-button')}</button>
      </form>
      {entries.length === 0 ? (
        <p>{t('register-empty')}</p>
      ) : (
        <EntryList locale={context.locale} entries={entries} level={2} />
      )}
      <p class="pager">
        {before !== null && <a href={routes.register(language)}>{t('register-newer')}</a>}{' '}
        {older !== null && (
          <a rel="next" href={routes.register(language, older)}>
            {t('register-older')}
          </a>
        )}
      </p>
    </Page>
  )
}
