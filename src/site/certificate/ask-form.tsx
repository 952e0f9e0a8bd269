import { type Child } from 'hono/jsx'
import {
  type Applicant,
  type ApplicationDraft,
  type ApplicationFault,
  type AskableBranch,
  WHEN_MAX,
} from '#certificates'
import { LANGUAGE_NAME, LANGUAGE_TAG, LANGUAGES, type Words } from '#words'
import { routes } from '../routes.ts'
import { Kept } from '../return-code.tsx'

interface AskProps {
  readonly words: Words
  readonly code: string
  readonly token: string
  readonly people: Applicant['people']
  readonly branches: readonly AskableBranch[]
  readonly draft: ApplicationDraft
  readonly faults: readonly ApplicationFault[]
  /** A certificate stands already. */
  readonly anew: boolean
}

/** The form of a request. Without a script, and shown again as it was typed if anything is wrong with it. */
export function AskForm({ words, code, token, people, branches, draft, faults, anew }: AskProps) {
  const { t, language } = words
  const wrong = (...these: ApplicationFault[]) => these.some((fault) => faults.includes(fault))
  const fault = (...these: ApplicationFault[]) =>
    these.filter((one) => faults.includes(one)).map((one) => <p class="fault">{t(`ask-fault-${one}`)}</p>)
  const [only] = people
  const organisations = (person: Applicant['people'][number]) =>
    (['party', 'league', 'pioneers'] as const)
      .filter((one) => person[one])
      .map((one) => t(`organisations-${one}-short`))
      .join(t('common-list-separator'))
  return (
    <form class="declare" method="post" action={routes.certificate(language)} autocomplete="off" novalidate>
      <Kept code={code} token={token} />
      <h2>{t('ask-form-title')}</h2>
      {anew && <p>{t('ask-anew')}</p>}
      <fieldset>
        <legend>{t('ask-who')}</legend>
        {fault('line')}
        {people.map((person) => (
          <label class="choice">
            <input
              type="radio"
              name="line"
              value={String(person.line)}
              checked={draft.line === String(person.line) || (people.length === 1 && person === only)}
            />{' '}
            {person.line}. <bdi>{person.name ?? t('ask-name-hidden')}</bdi> ({organisations(person)})
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>{t('ask-kind')}</legend>
        {fault('no-published-name')}
        {(['named', 'pseudonym'] as const).map((kind) => (
          <label class="choice">
            <input type="radio" name="kind" value={kind} checked={draft.kind === kind} />{' '}
            {t(`ask-kind-${kind}`)}
          </label>
        ))}
      </fieldset>
      <section>
        <h3>{t('ask-named-title')}</h3>
        <Field words={words} name="name" label="ask-name" hint="ask-name-hint" draft={draft}>
          {fault('name-empty', 'name-unreadable', 'name-long')}
        </Field>
        <Field words={words} name="latin" label="ask-latin" hint="ask-latin-hint" draft={draft}>
          {fault('latin-empty', 'latin-letters')}
        </Field>
        <fieldset class="born" aria-describedby="born-hint">
          <legend>{t('ask-born')}</legend>
          <p class="hint" id="born-hint">
            {t('ask-born-hint')}
          </p>
          {fault('born-missing', 'born-impossible', 'born-future')}
          {(['year', 'month', 'date'] as const).map((part) => (
            <label>
              {t(`ask-born-${part}`)}{' '}
              <input
                name={part}
                value={draft[part]}
                inputmode="numeric"
                size={part === 'year' ? 4 : 2}
                maxlength={4}
                aria-invalid={wrong('born-missing', 'born-impossible', 'born-future') ? 'true' : undefined}
              />
            </label>
          ))}
        </fieldset>
        <Field
          words={words}
          name="birthplace"
          label="ask-birthplace"
          hint="ask-birthplace-hint"
          draft={draft}
        >
          {fault('birthplace-unreadable')}
        </Field>
      </section>
      <fieldset>
        <legend>{t('ask-second')}</legend>
        {LANGUAGES.filter((one) => one !== language).map((one, index) => (
          <label class="choice">
            <input
              type="radio"
              name="second"
              value={one}
              checked={draft.second === '' ? index === 0 : draft.second === one}
            />{' '}
            <span lang={LANGUAGE_TAG[one]}>{LANGUAGE_NAME[one]}</span>
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>{t('ask-meeting')}</legend>
        <p class="hint">{t('ask-meeting-hint')}</p>
        {(['in-person', 'call'] as const).map((meeting) => (
          <label class="choice">
            <input type="radio" name="meeting" value={meeting} checked={draft.meeting === meeting} />{' '}
            {t(`ask-meeting-${meeting}`)}
          </label>
        ))}
      </fieldset>
      <label for="branch">{t('ask-branch')}</label>
      {fault('branch')}
      <select id="branch" name="branch">
        {branches.map(({ id, name, place }) => (
          <option value={id} selected={draft.branch === id}>
            {id === 'centre' ? t('ask-branch-centre') : place === '' ? name : `${name}, ${place}`}
          </option>
        ))}
      </select>
      <label for="when">{t('ask-when')}</label>
      <p class="hint" id="when-hint">
        {t('ask-when-hint', { most: WHEN_MAX })}
      </p>
      {fault('when-long')}
      <textarea id="when" name="when" rows={3} aria-describedby="when-hint" dir="auto">
        {draft.when}
      </textarea>
      <fieldset>
        <legend>{t('ask-pick-up')}</legend>
        {(['code', 'branch'] as const).map((pickUp) => (
          <label class="choice">
            <input type="radio" name="pick-up" value={pickUp} checked={draft.pickUp === pickUp} />{' '}
            {t(`ask-pick-up-${pickUp}`)}
          </label>
        ))}
      </fieldset>
      <p class="hint">{t('ask-sealed')}</p>
      <p class="act">
        <button name="do" value="ask">
          {t('ask-send')}
        </button>
      </p>
    </form>
  )
}

interface FieldProps {
  readonly words: Words
  readonly name: 'name' | 'latin' | 'birthplace'
  readonly label: 'ask-name' | 'ask-latin' | 'ask-birthplace'
  readonly hint: 'ask-name-hint' | 'ask-latin-hint' | 'ask-birthplace-hint'
  readonly draft: ApplicationDraft
  /** What is wrong with it. */
  readonly children: readonly Child[]
}

function Field({ words: { t }, name, label, hint, draft, children }: FieldProps) {
  return (
    <>
      <label for={name}>{t(label)}</label>
      <p class="hint" id={`${name}-hint`}>
        {t(hint)}
      </p>
      {children}
      <input
        id={name}
        name={name}
        value={draft[name]}
        aria-describedby={`${name}-hint`}
        aria-invalid={children.length > 0 ? 'true' : undefined}
        dir="auto"
      />
    </>
  )
}
