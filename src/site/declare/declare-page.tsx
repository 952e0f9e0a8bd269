import { type Draft, type Fault, PEOPLE_MAX, PLACES, VISIBILITIES, WORDS_MAX } from '#channels'
import { GAP, placeName, WithElement } from '#html'
import { type MessageKey, type Words } from '#words'
import { Page, type PageContext } from '../page.tsx'

import { routes } from '../routes.ts'
import { ErrorSummary, FieldError } from './faults.tsx'
import { OrganisationTicks, PersonFields } from './person-fields.tsx'

export interface DeclareProps extends PageContext {
  readonly draft: Draft
  readonly token: string
  readonly faults: readonly Fault[]
  /** Said on top when the page comes back for another reason than a fault. */
  readonly notice?: MessageKey
  /** The person whose name the cursor goes to: the one just added. */
  readonly focus?: number
}

/** The form: one page, no script. Every button sends all of it, so nothing typed is ever lost. */
export function DeclarePage({ draft, token, faults, notice, focus, ...context }: DeclareProps) {
  const { words } = context
  const { t, language } = words
  return (
    <Page
      {...context}
      title={faults.length > 0 ? t('declare-faults-title', { count: faults.length }) : t('declare-title')}
      at={routes.declare}
      keeping={{ id: 'declare', enter: { name: 'do', value: 'send', label: t('declare-send') } }}
    >
      <h1>{t('declare-title')}</h1>
      <p class="lead">{t('declare-lead')}</p>
      <p class="note">
        <WithElement text={t('declare-safety-hint', { link: GAP })}>
          <a href={routes.safety(language)}>{t('common-nav-safety')}</a>
        </WithElement>
      </p>
      {notice && (
        <p class="attention" role="alert">
          {t(notice)}
        </p>
      )}
      <ErrorSummary words={words} faults={faults} />
      <form
        id="declare"
        class="declare"
        method="post"
        action={routes.declare(language)}
        autocomplete="off"
        novalidate
      >
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="people" value={String(draft.people.length)} />
        <p class="unseen" aria-hidden="true">
          <label>
            {t('declare-website')} <input name="website" value={draft.website} tabindex={-1} />
          </label>
        </p>
        <section>
          <h2>{t('declare-people')}</h2>
          {draft.people.map((person, index) => (
            <PersonFields
              words={words}
              person={person}
              index={index}
              alone={draft.people.length === 1}
              focused={index === focus}
              faults={faults}
            />
          ))}
          <p>
            <button class="quiet" name="do" value="add" disabled={draft.people.length >= PEOPLE_MAX}>
              {t('declare-add')}
            </button>
          </p>
          <PasteList words={words} draft={draft} faults={faults} />
        </section>
        <Statement words={words} draft={draft} faults={faults} />
        <More words={words} draft={draft} faults={faults} />
        <p class="act">
          <button name="do" value="send">
            {t('declare-send')}
          </button>{' '}
          <small>{t('declare-send-note')}</small>
        </p>
      </form>
    </Page>
  )
}

interface Part {
  readonly words: Words
  readonly draft: Draft
  readonly faults: readonly Fault[]
}

function PasteList({ words, draft, faults }: Part) {
  const { t } = words
  return (
    <details class="paste" open={draft.list !== ''}>
      <summary>{t('declare-list-title')}</summary>
      <label for="list">{t('declare-list', { people: PEOPLE_MAX })}</label>
      <p class="hint" id="list-hint">
        {t('declare-list-hint')}
      </p>
      <FieldError words={words} faults={faults} field="list" />
      <textarea id="list" name="list" rows={6} aria-describedby="list-hint">
        {draft.list}
      </textarea>
      <input type="hidden" name="lk" value="pseudonym" />
      <input type="hidden" name="lw" value="asked" />
      <OrganisationTicks words={words} person={draft.listPerson} prefix="l" />
      <p class="tick">
        <label>
          <input type="checkbox" name="la" checked={draft.listPerson.agreed} /> {t('declare-agreed')}
        </label>
      </p>
      <button class="quiet" name="do" value="paste">
        {t('declare-list-take')}
      </button>
    </details>
  )
}

function Statement({ words, draft, faults }: Part) {
  const { t } = words
  return (
    <section>
      <h2>{t('declare-words-title')}</h2>
      <label for="words">{t('declare-words')}</label>
      <p class="hint" id="words-hint">
        {t('declare-words-hint', { most: WORDS_MAX })}
      </p>
      <FieldError words={words} faults={faults} field="words" />
      <textarea id="words" class="statement" name="words" rows={6} aria-describedby="words-hint" dir="auto">
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
        <FieldError words={words} faults={faults} field="show" />
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
      <FieldError words={words} faults={faults} field="place" />
      <select id="place" name="place" aria-describedby="place-hint">
        <option value="">{t('declare-place-none')}</option>
        <optgroup label={t('declare-place-china')}>
          {PLACES.china.map((place) => (
            <option value={place} selected={draft.place === place}>
              {placeName(words, place)}
            </option>
          ))}
        </optgroup>
        <optgroup label={t('declare-place-elsewhere')}>
          {PLACES.elsewhere.map((place) => (
            <option value={place} selected={draft.place === place}>
              {placeName(words, place)}
            </option>
          ))}
        </optgroup>
      </select>
    </section>
  )
}

function More({ words, draft, faults }: Part) {
  const { t } = words
  return (
    <section>
      <h2>{t('declare-more')}</h2>
      <Tick
        words={words}
        faults={faults}
        name="certificate"
        label="declare-certificate"
        hint="declare-certificate-hint"
        checked={draft.wantsCertificate}
      />
      <Tick
        words={words}
        faults={faults}
        name="nocode"
        label="declare-nocode"
        hint="declare-nocode-hint"
        checked={draft.declinesCode}
      />
      <label for="contact">{t('declare-contact')}</label>
      <p class="hint" id="contact-hint">
        {t('declare-contact-hint')}
      </p>
      <FieldError words={words} faults={faults} field="contact" />
      <input id="contact" name="contact" value={draft.contact} aria-describedby="contact-hint" />
      <Again words={words} draft={draft} faults={faults} />
    </section>
  )
}

/** Closed until somebody opens it: most people declare once. */
function Again({ words, draft, faults }: Part) {
  const { t } = words
  return (
    <details class="again" open={draft.earlierCode !== '' || draft.linksPublicly}>
      <summary>{t('declare-again')}</summary>
      <p>{t('declare-again-lead')}</p>
      <label for="earlier">{t('declare-again-code')}</label>
      <p class="hint" id="earlier-hint">
        {t('declare-again-code-hint')}
      </p>
      <FieldError words={words} faults={faults} field="earlier" />
      <textarea
        id="earlier"
        name="earlier"
        rows={2}
        aria-describedby="earlier-hint"
        autocapitalize="none"
        spellcheck={false}
      >
        {draft.earlierCode}
      </textarea>
      <Tick
        words={words}
        faults={faults}
        name="linked"
        label="declare-again-public"
        hint="declare-again-public-hint"
        checked={draft.linksPublicly}
      />
    </details>
  )
}

interface TickProps {
  readonly words: Words
  readonly faults: readonly Fault[]
  readonly name: string
  readonly label: MessageKey
  readonly hint: MessageKey
  readonly checked: boolean
}

function Tick({ words, faults, name, label, hint, checked }: TickProps) {
  return (
    <div class="tick">
      <FieldError words={words} faults={faults} field={name} />
      <label>
        <input type="checkbox" id={name} name={name} checked={checked} aria-describedby={`${name}-hint`} />{' '}
        {words.t(label)}
      </label>
      <p class="hint" id={`${name}-hint`}>
        {words.t(hint)}
      </p>
    </div>
  )
}
