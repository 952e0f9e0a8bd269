import { type Child } from 'hono/jsx'
import { type Draft, PEOPLE_MAX, PLACES, type Taken, VISIBILITIES, WORDS_MAX } from '#channels'
import { type MessageKey, type Locale } from '#i18n'
import { placeName } from '#html'
import { FieldError, isWrong } from './faults.tsx'
import { AnswersForAll, hasRows, ListReport, PasteList } from './list-part.tsx'
import { People } from './people-rows.tsx'
import { type FieldFault, rowsOf } from './fields.ts'

interface Part {
  readonly locale: Locale
  readonly draft: Draft
  readonly faults: readonly FieldFault[]
}

interface FormProps extends Part {
  readonly token: string
  readonly action: string
  /** The person whose name the cursor goes to. */
  readonly focus?: number | undefined
  /** What became of a list that was just taken. */
  readonly taken?: Taken | undefined
  /** What stands before the people. */
  readonly children?: Child
  /** What else can be chosen, beside the certificate. */
  readonly choices?: Child
  /** What stands last, before the buttons. */
  readonly last?: Child
  /** The buttons that send it. */
  readonly act: Child
}

/** The id of the form, by which buttons elsewhere on a page belong to it. */
export const DECLARATION_FORM = 'declare'

/** The form of a declaration: no script. Every button sends all of it, so nothing typed is ever lost. */
export function DeclarationForm({
  token,
  action,
  focus,
  taken,
  children,
  choices,
  last,
  act,
  ...part
}: FormProps) {
  const { locale, draft, faults } = part
  const { t } = locale
  return (
    <form
      id={DECLARATION_FORM}
      class="declare"
      method="post"
      action={action}
      target="_self"
      autocomplete="off"
      novalidate
    >
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="people" value={String(draft.people.length)} />
      {hasRows(draft) && <input type="hidden" name="rows" value={rowsOf(draft)} />}
      {children}
      <section>
        <h2 id="people">{t('declare-people')}</h2>
        {taken && <ListReport locale={locale} taken={taken} />}
        {hasRows(draft) && <AnswersForAll {...part} />}
        <People {...part} focus={focus} />
        <p>
          <button class="quiet" name="do" value="add" disabled={draft.people.length >= PEOPLE_MAX}>
            {t('declare-add')}
          </button>
        </p>
        <PasteList {...part} action={action} />
      </section>
      <Statement {...part} />
      <section>
        <h2>{t('declare-more')}</h2>
        <Tick
          locale={locale}
          faults={faults}
          name="certificate"
          label="declare-certificate"
          hint="declare-certificate-hint"
          checked={draft.wantsCertificate}
        />
        {choices}
        <label for="contact">{t('declare-contact')}</label>
        <p class="hint" id="contact-hint">
          {t('declare-contact-hint')}
        </p>
        <FieldError locale={locale} faults={faults} field="contact" />
        <input
          id="contact"
          name="contact"
          value={draft.contact}
          aria-describedby="contact-hint"
          aria-invalid={isWrong(faults, 'contact')}
        />
        {last}
      </section>
      <p class="act">{act}</p>
    </form>
  )
}

function Statement({ locale, draft, faults }: Part) {
  const { t } = locale
  return (
    <section>
      <h2>{t('declare-words-title')}</h2>
      <label for="words">{t('declare-words')}</label>
      <p class="hint" id="words-hint">
        {t('declare-words-hint', { most: WORDS_MAX })}
      </p>
      <FieldError locale={locale} faults={faults} field="words" />
      <textarea
        id="words"
        class="statement"
        name="words"
        rows={6}
        aria-describedby="words-hint"
        aria-invalid={isWrong(faults, 'words')}
        dir="auto"
      >
        {draft.words}
      </textarea>
      <div class="ready">
        <p class="hint">{t('declare-words-ready-label')}</p>
        <blockquote>{t('declare-words-ready')}</blockquote>
        <button class="quiet" name="do" value="ready">
          {t('declare-words-use-ready')}
        </button>
      </div>
      <fieldset>
        <legend>{t('declare-visibility')}</legend>
        <FieldError locale={locale} faults={faults} field="show" />
        {VISIBILITIES.map((visibility) => (
          <label class="choice">
            <input
              type="radio"
              name="show"
              id={visibility === VISIBILITIES[0] ? 'show' : undefined}
              value={visibility}
              checked={draft.visibility === visibility}
            />{' '}
            {t(`declare-visibility-${visibility}`)}
          </label>
        ))}
      </fieldset>
      <label for="place">{t('declare-place')}</label>
      <p class="hint" id="place-hint">
        {t('declare-place-hint')}
      </p>
      <FieldError locale={locale} faults={faults} field="place" />
      <select id="place" name="place" aria-describedby="place-hint" aria-invalid={isWrong(faults, 'place')}>
        <option value="">{t('declare-place-none')}</option>
        <optgroup label={t('declare-place-china')}>
          {PLACES.china.map((place) => (
            <option value={place} selected={draft.place === place}>
              {placeName(locale, place)}
            </option>
          ))}
        </optgroup>
        <optgroup label={t('declare-place-elsewhere')}>
          {PLACES.elsewhere.map((place) => (
            <option value={place} selected={draft.place === place}>
              {placeName(locale, place)}
            </option>
          ))}
        </optgroup>
      </select>
    </section>
  )
}

interface TickProps {
  readonly locale: Locale
  readonly faults: readonly FieldFault[]
  readonly name: string
  readonly label: MessageKey
  readonly hint: MessageKey
  readonly checked: boolean
}

export function Tick({ locale, faults, name, label, hint, checked }: TickProps) {
  return (
    <div class="tick">
      <FieldError locale={locale} faults={faults} field={name} />
      <label>
        <input type="checkbox" id={name} name={name} checked={checked} aria-describedby={`${name}-hint`} />{' '}
        {locale.t(label)}
      </label>
      <p class="hint" id={`${name}-hint`}>
        {locale.t(hint)}
      </p>
    </div>
  )
}
