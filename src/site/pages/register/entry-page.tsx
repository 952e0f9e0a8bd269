import { type Entry } from '#register'
import { GAP, OwnLine, OwnWords, placeName, WithElement } from '#html'
import { count, dayName, LANGUAGE, type Locale, speaks } from '#i18n'
import { Page, type PageContext } from '../../page.tsx'
import { routes } from '../../routes.ts'
import { SharePart } from './share-part.tsx'

interface EntryProps extends PageContext {
  readonly entry: Entry
  /** Where the site is, for whoever is shown the entry elsewhere. */
  readonly origin: string
  readonly now: Date
  readonly timeZone: string
}

/** One entry for ever under its number, as it stands, with what was entered about it later. */
export function EntryPage({ entry, origin, now, timeZone, ...context }: EntryProps) {
  const { locale } = context
  const { t, language } = locale
  const title = t('register-entry', { number: count(locale, entry.number) })
  return (
    <Page {...context} title={title} at={(other) => routes.entry(other, entry.number)}>
      <article class="entry">
        <h1>{title}</h1>
        {entry.kind === 'declaration' ? (
          <Declaration locale={locale} entry={entry} />
        ) : (
          <About locale={locale} entry={entry} />
        )}
        <Links locale={locale} entry={entry} />
        <Facts locale={locale} entry={entry} />
        {entry.later.length > 0 && (
          <section>
            <h2>
              {entry.refersTo === null
                ? t('register-later')
                : t('register-others', { refersTo: entry.refersTo })}
            </h2>
            <ul>
              {entry.later.map(({ number, kind, day }) => (
                <li>
                  <a href={routes.entry(language, number)}>
                    {t(`register-later-${kind}`, {
                      day: dayName(locale, day),
                      number: count(locale, number),
                    })}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        )}
        {hasOpening(entry) && <InLedger locale={locale} entry={entry} />}
        <SharePart
          locale={locale}
          address={`${origin}${routes.entry(language, entry.number)}`}
          now={now}
          timeZone={timeZone}
        />
        <p class="back">
          <a href={routes.register(language)}>{t('register-back')}</a>
        </p>
      </article>
    </Page>
  )
}

interface Part {
  readonly locale: Locale
  readonly entry: Entry
}

/** Somebody on it is counted, shown and stands, and nothing is under way. */
function hasOpening({ kind, counted, shown, changing, lines }: Entry): boolean {
  return kind === 'declaration' && counted && shown && !changing && lines.some((line) => !line.withdrawn)
}

/** What opens the leaves of its people: the same for everybody who asks. */
function InLedger({ locale, entry }: Part) {
  const { t, language } = locale
  return (
    <section>
      <h2>{t('register-ledger')}</h2>
      <p>
        <WithElement text={t('register-ledger-file', { link: GAP, howto: GAP })}>
          <a href={routes.opening(entry.number)}>{t('register-ledger-file-link')}</a>
          <a href={`${routes.ledger(language)}#own`}>{t('register-ledger-how-link')}</a>
        </WithElement>
      </p>
    </section>
  )
}

function Declaration({ locale, entry }: Part) {
  const { t } = locale
  const withdrawn = entry.lines.every((line) => line.withdrawn)
  return (
    <>
      {withdrawn && <p class="attention">{t('register-withdrawn-all')}</p>}
      {entry.changing && <p class="attention">{t('register-changing')}</p>}
      {!entry.counted && <p class="attention">{t('register-not-counted-repeated')}</p>}
      {entry.words && <OwnWords text={entry.words} language={entry.language} label={t('register-words')} />}
      {!withdrawn && !entry.shown && <p>{t('register-counted-only')}</p>}
      {!withdrawn && !entry.changing && entry.shown && !entry.words && <p>{t('register-names-only')}</p>}
      {entry.shown ? (
        <Lines locale={locale} entry={entry} />
      ) : (
        <p>{t('register-people', { people: entry.lines.length })}</p>
      )}
    </>
  )
}

function Lines({ locale, entry }: Part) {
  const { t } = locale
  return (
    <table class="lines">
      <caption class="unseen">{t('register-people', { people: entry.lines.length })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('register-number')}</th>
          <th scope="col">{t('register-name')}</th>
          <th scope="col">{t('register-leaves')}</th>
        </tr>
      </thead>
      <tbody>
        {entry.lines.map((line) => (
          <tr>
            <td class="position">{count(locale, line.position)}</td>
            {line.withdrawn ? (
              <td colspan={2}>{t('register-withdrawn')}</td>
            ) : (
              <>
                <td class="who">
                  {line.name ? <OwnLine>{line.name}</OwnLine> : <em>{t('register-name-withheld')}</em>}
                  <small>
                    {line.name && `${t(`register-name-${line.nameKind}`)} · `}
                    {t('register-basis', { who: t(`register-basis-${line.basis}`) })}
                  </small>
                </td>
                <td>{organisationsOf(locale, line)}</td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function organisationsOf({ t }: Locale, line: Entry['lines'][number]): string {
  const left = [
    line.party && t('organisations-party-short'),
    line.league && t('organisations-league-short'),
    line.pioneers && t('organisations-pioneers-short'),
  ].filter((name) => name !== false)
  return left.length > 0 ? left.join(t('common-list-separator')) : t('register-not-stated')
}

/** What a correction or a withdrawal says: which entry it is about. */
function About({ locale, entry }: Part) {
  const { t, language } = locale
  const refersTo = entry.refersTo ?? 0
  const kind = entry.kind === 'withdrawal' ? 'withdrawal' : 'correction'
  return (
    <p class="attention">
      <a href={routes.entry(language, refersTo)}>
        {kind === 'withdrawal'
          ? t('register-kind-withdrawal', { refersTo, people: entry.withdrawnPeople })
          : t('register-kind-correction', { refersTo })}
      </a>
    </p>
  )
}

/** What somebody who declared twice wanted everybody to see, on both of her entries. */
function Links({ locale, entry }: Part) {
  const { t } = locale
  const { to, from } = entry.links
  return (
    <>
      {to !== null && (
        <p>
          <WithElement text={t('register-links-to', { link: GAP })}>
            <EntryLink locale={locale} number={to} />
          </WithElement>
        </p>
      )}
      {from.map((number) => (
        <p>
          <WithElement text={t('register-linked-from', { link: GAP })}>
            <EntryLink locale={locale} number={number} />
          </WithElement>
        </p>
      ))}
    </>
  )
}

function EntryLink({ locale, number }: { locale: Locale; number: number }) {
  const { t, language } = locale
  return <a href={routes.entry(language, number)}>{t('register-entry', { number: count(locale, number) })}</a>
}

function Facts({ locale, entry }: Part) {
  const { t } = locale
  // Of what is only counted, and of what was taken back, no more is said than when it was registered.
  const told = entry.kind === 'declaration' && entry.shown && entry.lines.some((line) => !line.withdrawn)
  return (
    <dl class="facts">
      <div>
        <dt>{t('register-day')}</dt>
        <dd>
          <time datetime={entry.day}>{dayName(locale, entry.day)}</time>
        </dd>
      </div>
      {told && entry.place && (
        <div>
          <dt>{t('register-place')}</dt>
          <dd>{placeName(locale, entry.place)}</dd>
        </div>
      )}
      {told && entry.language && (
        <div>
          <dt>{t('register-language')}</dt>
          <dd {...speaks(entry.language)}>{LANGUAGE[entry.language].name}</dd>
        </div>
      )}
      {told && (
        <div>
          <dt>{t('register-channel')}</dt>
          <dd>{t(`channel-${entry.channel}`)}</dd>
        </div>
      )}
    </dl>
  )
}
