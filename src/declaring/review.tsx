import { type Child } from 'hono/jsx'
import { type Draft, type Person, type Submission } from '#channels'
import { type MessageKey, type Locale } from '#i18n'
import { GAP, placeName, WithElement } from '#html'
import { fieldsOf } from './fields.ts'
import { DECLARATION_FORM } from './declaration-form.tsx'
import { leavesIn } from './people-rows.tsx'

interface ReviewProps {
  readonly locale: Locale
  readonly draft: Draft
  /** What a field that nobody sees was filled with. */
  readonly trap?: string | undefined
  /** What the draft comes to, and what would be sent. */
  readonly submission: Submission
  readonly token: string
  readonly action: string
  /** Whether a return code is made; null where that is decided by the button. */
  readonly code: boolean | null
  /** What else travels with it. */
  readonly children?: Child
  /** The buttons that send it. */
  readonly act: Child
}

/**
 * Everything that is about to be sent, in the order of the form, each part with a way back to it. The draft travels on this page
 * as fields that nobody sees: nothing is stored anywhere.
 */
export function Review({
  locale,
  draft,
  trap = '',
  submission,
  token,
  action,
  code,
  children,
  act,
}: ReviewProps) {
  const { t } = locale
  const { people, visibility, place } = submission
  const part = { locale, action }
  const most = commonest(people.map((person) => whoIs(locale, person)))
  return (
    <form
      id={DECLARATION_FORM}
      class="declare"
      method="post"
      action={action}
      target="_self"
      autocomplete="off"
    >
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="step" value="review" />
      {fieldsOf({ draft, trap }).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {children}
      <Part {...part} title={t('review-people', { people: people.length })} back="people">
        <p class="hint">{sums(locale, people)}</p>
        {people.length > 1 && <p class="hint">{t('review-most', { what: most })}</p>}
        <ol class="rows">
          {people.map((person) => (
            <li>
              <bdi translate="no">{person.name}</bdi> <span>{leavesIn(locale, person)}</span>
              {(people.length === 1 || whoIs(locale, person) !== most) && (
                <small>{whoIs(locale, person)}</small>
              )}
            </li>
          ))}
        </ol>
      </Part>
      <Part {...part} title={t('declare-words-title')} back="words">
        {submission.words === '' ? (
          <p>{t('review-none')}</p>
        ) : (
          <blockquote dir="auto">
            {submission.words.split('\n').map((line) => (
              <p>{line}</p>
            ))}
          </blockquote>
        )}
      </Part>
      <Part {...part} title={t('review-public')} back="show">
        <p>
          <strong>{t(`declare-visibility-${visibility}`)}</strong>
        </p>
        <p>{t(`review-public-${visibility}`)}</p>
        {visibility !== 'counted' && (
          <p>
            {t('review-item', {
              what: t('declare-place'),
              said: place === null ? t('declare-place-none') : placeName(locale, place),
            })}
          </p>
        )}
      </Part>
      <Part {...part} title={t('review-not-public')} back="contact">
        <ul>
          {visibility === 'counted' && place !== null && (
            <li>{t('review-item', { what: t('declare-place'), said: placeName(locale, place) })}</li>
          )}
          <li>
            <WithElement text={t('review-item', { what: t('declare-contact'), said: GAP })}>
              {submission.contact === '' ? t('review-none') : <bdi translate="no">{submission.contact}</bdi>}
            </WithElement>
          </li>
          <li>{t(submission.wantsCertificate ? 'review-certificate' : 'review-no-certificate')}</li>
          {code !== null && <li>{t(code ? 'review-code' : 'review-no-code')}</li>}
          {draft.earlierCode.trim() !== '' && (
            <li>{t(draft.linksPublicly ? 'review-linked-publicly' : 'review-linked')}</li>
          )}
        </ul>
      </Part>
      <p class="act">{act}</p>
    </form>
  )
}

interface PartProps {
  readonly locale: Locale
  readonly action: string
  readonly title: string
  /** The id on the form that the way back leads to. */
  readonly back: string
  readonly children: Child
}

function Part({ locale, action, title, back, children }: PartProps) {
  return (
    <section class="look">
      <h2>{title}</h2>
      {children}
      <button
        class="quiet"
        name="do"
        value="edit"
        formaction={`${action}#${back}`}
        aria-label={locale.t('review-change-of', { part: title })}
      >
        {locale.t('review-change')}
      </button>
    </section>
  )
}

/** Who somebody is to the sender, and whether her name is a real one. */
function whoIs({ t }: Locale, { basis, nameKind }: Person): string {
  return [t(`declare-basis-${basis}`), t(`declare-kind-${nameKind}`)].join(t('common-list-separator'))
}

/** What is true of most: said once, for a list of two hundred has to be looked over. */
function commonest(said: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const one of said) counts.set(one, (counts.get(one) ?? 0) + 1)
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? ''
}

const SUMS = [
  ['organisations-party-short', ({ party }) => party],
  ['organisations-league-short', ({ league }) => league],
  ['organisations-pioneers-short', ({ pioneers }) => pioneers],
  ['declare-unsure', ({ party, league, pioneers }) => !party && !league && !pioneers],
] as const satisfies readonly (readonly [MessageKey, (person: Person) => boolean])[]

/** How many leave what: what somebody who brought a list counts again. */
function sums({ t }: Locale, people: readonly Person[]): string {
  return SUMS.map(([key, leaves]) => ({ key, count: people.filter(leaves).length }))
    .filter(({ count }) => count > 0)
    .map(({ key, count }) => t('review-sum', { what: t(key), count }))
    .join(t('common-list-separator'))
}
