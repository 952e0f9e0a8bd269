import { type Draft, PEOPLE_MAX, saysWhat, type Taken } from '#channels'
import { GAP, WithElement } from '#html'
import { type Locale } from '#i18n'
import { FieldError, isWrong } from './faults.tsx'
import { OrganisationTicks } from './person-fields.tsx'
import { type FieldFault } from './fields.ts'

interface Part {
  readonly locale: Locale
  readonly draft: Draft
  readonly faults: readonly FieldFault[]
}

/** The box for a list. The answers for all stand in it until there are rows to stand behind. */
export function PasteList({ locale, draft, faults, action }: Part & { readonly action: string }) {
  const { t } = locale
  return (
    <details class="paste" open={draft.list !== ''}>
      <summary>{t('declare-list-title')}</summary>
      <label for="list">{t('declare-list', { people: PEOPLE_MAX })}</label>
      <p class="hint" id="list-hint">
        {t('declare-list-hint')}
      </p>
      <FieldError locale={locale} faults={faults} field="list" />
      <textarea
        id="list"
        name="list"
        rows={6}
        aria-describedby="list-hint"
        aria-invalid={isWrong(faults, 'list')}
        translate="no"
      >
        {draft.list}
      </textarea>
      {!hasRows(draft) && <AnswersForAll locale={locale} draft={draft} faults={faults} />}
      <button class="quiet" name="do" value="paste" formaction={`${action}#people`}>
        {t('declare-list-take')}
      </button>
    </details>
  )
}

/** One question for everybody on the list of whom it says nothing. */
export function AnswersForAll({ locale, draft, faults }: Part) {
  const { t } = locale
  const silent = draft.people.filter((person) => person.row && !saysWhat(person)).length
  return (
    <div class="answers">
      <input type="hidden" name="lk" value="pseudonym" />
      <input type="hidden" name="lw" value="asked" />
      <OrganisationTicks
        locale={locale}
        person={draft.listPerson}
        prefix="l"
        legend={hasRows(draft) ? t('declare-answers', { people: silent }) : t('declare-answers-before')}
        error={<FieldError locale={locale} faults={faults} field="lp" />}
        invalid={isWrong(faults, 'lp') !== undefined}
      />
      <div class="tick">
        <FieldError locale={locale} faults={faults} field="la" />
        <label>
          <input
            type="checkbox"
            id="la"
            name="la"
            checked={draft.listPerson.agreed}
            aria-invalid={isWrong(faults, 'la')}
          />{' '}
          {t('declare-answers-agreed')}
        </label>
        <p class="hint">{t('declare-agreed-hint')}</p>
      </div>
    </div>
  )
}

export function hasRows({ people }: Draft): boolean {
  return people.some(({ row }) => row)
}

/** How much of the list was read, and what is left to do, with the reason for each line. */
export function ListReport({ locale, taken }: { readonly locale: Locale; readonly taken: Taken }) {
  const { t } = locale
  const { lines, people, waiting, unread, passed, says } = taken
  return (
    <div class={waiting + unread.length > 0 || says !== null ? 'report attention' : 'report'} role="status">
      <p>
        <strong>{t('declare-taken', { lines, people })}</strong>
      </p>
      {passed.length > 0 && (
        <p>
          <WithElement text={t('declare-taken-passed', { count: passed.length, lines: GAP })}>
            <bdi>{passed.slice(0, 5).map(short).join(t('common-list-separator'))}</bdi>
          </WithElement>
          {passed.length > 5 && ' …'}
        </p>
      )}
      {says !== null && <p>{t('declare-taken-says', { says, people: people + waiting })}</p>}
      {waiting > 0 && <p>{t('declare-taken-waiting', { waiting, most: PEOPLE_MAX })}</p>}
      {unread.length > 0 && (
        <>
          <p>{t('declare-taken-unread', { count: unread.length })}</p>
          <ul>
            {unread.slice(0, UNREAD_SHOWN).map(({ text, reason }) => (
              <li>
                <bdi translate="no">{short(text)}</bdi> <small>{t(`declare-unread-${reason}`)}</small>
              </li>
            ))}
          </ul>
          {unread.length > UNREAD_SHOWN && (
            <p>{t('declare-taken-unread-more', { count: unread.length - UNREAD_SHOWN })}</p>
          )}
        </>
      )}
    </div>
  )
}

/** More lines than these are settled in several goes: the page has to stay small. */
const UNREAD_SHOWN = 30

/** A line as far as one needs it to know it again. */
function short(text: string): string {
  const signs = Array.from(text.slice(0, 200).trim())
  return signs.length > 40 ? `${signs.slice(0, 40).join('')}…` : signs.join('')
}
