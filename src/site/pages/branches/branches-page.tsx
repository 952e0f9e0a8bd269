import { type Child } from 'hono/jsx'
import { GAP, OwnLine, WithElement } from '#html'
import { type Branch } from '#staff'
import { countryName, type Locale } from '#i18n'
import { Page, type PageContext } from '../../page.tsx'
import { routes } from '../../routes.ts'

/** The branches that want to be found, by country; and, to find one who speaks hers, by language. */
export function BranchesPage({ branches, ...context }: PageContext & { branches: readonly Branch[] }) {
  const { locale } = context
  const { t } = locale
  const countries = byCountry(branches, locale)
  const spoken = bySpoken(branches, locale)
  return (
    <Page {...context} title={t('branches-title')} at={routes.branches}>
      <h1>{t('branches-title')}</h1>
      <p class="lead">{t('branches-lead')}</p>
      <p>
        <WithElement text={t('branches-safety', { link: GAP })}>
          <a href={routes.safety(locale.language)}>{t('safety-title')}</a>
        </WithElement>
      </p>
      {branches.length === 0 && <p>{t('branches-none')}</p>}
      {countries.length > 1 && (
        <nav aria-label={t('branches-countries')}>
          <ul class="inline">
            {countries.map(([code, name, there]) => (
              <li>
                <a href={`#${code || 'elsewhere'}`}>{name}</a> <small>{there.length}</small>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {countries.map(([code, name, there]) => (
        <section id={code || 'elsewhere'}>
          <h2>{name}</h2>
          {there.map((branch) => (
            <One branch={branch} locale={locale} />
          ))}
        </section>
      ))}
      {spoken.length > 1 && (
        <section>
          <h2>{t('branches-by-language')}</h2>
          <dl class="rows">
            {spoken.map(([language, there]) => (
              <div>
                <dt>
                  <OwnLine>{language}</OwnLine>
                </dt>
                {there.map((branch) => (
                  <dd>
                    <a href={`#${branch.id}`}>
                      <OwnLine>{branch.name}</OwnLine>
                    </a>
                  </dd>
                ))}
              </div>
            ))}
          </dl>
        </section>
      )}
    </Page>
  )
}

function One({ branch, locale: { t } }: { branch: Branch; locale: Locale }) {
  const facts = [
    ['branches-place', branch.place],
    ['branches-spoken', branch.spoken],
    ['branches-hours', branch.hours],
    ['branches-contact', branch.contact],
  ] as const
  const known = facts.filter(([, fact]) => fact !== '')
  return (
    <article id={branch.id} class="branch">
      <h3>
        <OwnLine>{branch.name}</OwnLine>
      </h3>
      <dl class="rows">
        {known.map(([key, fact]) => (
          <div>
            <dt>{t(key)}</dt>
            <dd>{key === 'branches-contact' ? <Contact text={fact} /> : <OwnLine>{fact}</OwnLine>}</dd>
          </div>
        ))}
      </dl>
      {branch.contact === '' && <p class="note">{t('branches-no-contact')}</p>}
    </article>
  )
}

/**
 * An address that opens a page or a letter is a link. A telephone number is not: a tap must not call it from a phone that others
 * can look through.
 */
function Contact({ text }: { text: string }) {
  const parts = text.split(ADDRESS).map((part, nth): Child => {
    if (nth % 2 === 0) return part
    const href = part.includes('://') ? part : `mailto:${part}`
    return (
      <a href={href} rel="noreferrer">
        {part}
      </a>
    )
  })
  return (
    <bdi class="own" translate="no">
      {parts}
    </bdi>
  )
}

/** A web address, or one for letters; what ends a sentence after it is not part of it. */
const ADDRESS =
  /(https?:\/\/[^\s<>"，。；、]+[^\s<>"，。；、.,;)]|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})/

function byCountry(branches: readonly Branch[], locale: Locale): [string, string, Branch[]][] {
  const { t, language } = locale
  const named = [...Map.groupBy(branches, ({ country }) => country ?? '')].map(
    ([code, there]): [string, string, Branch[]] => [
      code,
      code ? countryName(language, code) : t('branches-elsewhere'),
      there,
    ],
  )
  return named.toSorted(([, one], [, other]) => one.localeCompare(other, language))
}

/** What a branch says is spoken there, word by word as it said it. */
function bySpoken(branches: readonly Branch[], { language }: Locale): [string, Branch[]][] {
  const said = new Map<string, Branch[]>()
  for (const branch of branches) {
    for (const word of branch.spoken.split(/[,，、;；/]/).map((one) => one.trim()))
      if (word) said.set(word, [...(said.get(word) ?? []), branch])
  }
  return [...said].toSorted(([one], [other]) => one.localeCompare(other, language))
}
