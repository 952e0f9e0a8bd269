import {
  type Applicant,
  type ApplicationDraft,
  type ApplicationFault,
  type AskableBranch,
  WHEN_MAX,
} from '#certificates'
import { GAP, OwnLine, WithElement } from '#html'
import { LANGUAGE, languageFor, languagesCovering, type Locale, speaks } from '#i18n'
import { routes } from '../../routes.ts'
import { Kept } from '../../return-code.tsx'

/** On a longer declaration people are named by their number alone: their names would make the page larger than any other. */
const NAMED_MAX = 12

interface AskProps {
  readonly locale: Locale
  readonly code: string
  readonly token: string
  readonly people: Applicant['people']
  readonly branches: readonly AskableBranch[]
  readonly draft: ApplicationDraft
  readonly faults: readonly ApplicationFault[]
  /** For somebody on it a certificate stands already. */
  readonly anew: boolean
  /** For somebody none does: to ask is what this page is for. */
  readonly isMain: boolean
}

/** Where what is wrong is put right: the ids of the fields. */
export const FIELD_OF: Record<ApplicationFault, string> = {
  line: 'line',
  'name-empty': 'name',
  'name-unreadable': 'name',
  'name-long': 'name',
  'latin-empty': 'latin',
  'latin-letters': 'latin',
  'born-missing': 'born',
  'born-impossible': 'born',
  'born-future': 'born',
  'birthplace-unreadable': 'birthplace',
  'no-published-name': 'kind',
  branch: 'branch',
  'when-empty': 'when',
  'when-long': 'when',
}

/** The form of a request, closed where everybody has a certificate: what it brings would end one. */
export function AskForm(props: AskProps) {
  const { locale, isMain, faults } = props
  if (isMain) return <Form {...props} />
  return (
    <details class="again" open={faults.length > 0}>
      <summary>{locale.t('ask-another')}</summary>
      <Form {...props} />
    </details>
  )
}

/** Without a script, and shown again as it was typed if anything is wrong with it. */
function Form({ locale, code, token, people, branches, draft, faults, anew, isMain }: AskProps) {
  const { t, language } = locale
  const wrong = (...these: ApplicationFault[]) => these.some((fault) => faults.includes(fault))
  const fault = (...these: ApplicationFault[]) =>
    these.filter((one) => faults.includes(one)).map((one) => <p class="fault">{t(`ask-fault-${one}`)}</p>)
  const part = { locale, draft, faults }
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
        {people.length > NAMED_MAX ? (
          <label>
            {t('ask-who-number')}{' '}
            <input id="line" name="line" value={draft.line} inputmode="numeric" size={4} maxlength={3} />
          </label>
        ) : (
          people.map((person, index) => (
            <label class="choice">
              <input
                type="radio"
                id={index === 0 ? 'line' : undefined}
                name="line"
                value={String(person.line)}
                checked={draft.line === String(person.line) || (people.length === 1 && person === only)}
              />{' '}
              <span>
                <WithElement
                  text={t('ask-who-one', {
                    number: person.line,
                    name: GAP,
                    organisations: organisations(person),
                  })}
                >
                  {person.name === null ? t('ask-name-hidden') : <OwnLine>{person.name}</OwnLine>}
                </WithElement>
              </span>
            </label>
          ))
        )}
      </fieldset>
      <fieldset>
        <legend>{t('ask-kind')}</legend>
        {fault('no-published-name')}
        {(['named', 'pseudonym'] as const).map((kind, index) => (
          <label class="choice">
            <input
              type="radio"
              id={index === 0 ? 'kind' : undefined}
              name="kind"
              value={kind}
              checked={draft.kind === kind}
            />{' '}
            <span>{t(`ask-kind-${kind}`)}</span>
          </label>
        ))}
      </fieldset>
      <section class="named">
        <h3>{t('ask-named-title')}</h3>
        <Field {...part} name="name" label="ask-name" hint="ask-name-hint" />
        <Field {...part} name="latin" label="ask-latin" hint="ask-latin-hint" />
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
                id={part === 'year' ? 'born' : undefined}
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
        <Field {...part} name="birthplace" label="ask-birthplace" hint="ask-birthplace-hint" />
        <fieldset>
          <legend>{t('ask-meeting')}</legend>
          {(['in-person', 'call'] as const).map((meeting) => (
            <label class="choice">
              <input type="radio" name="meeting" value={meeting} checked={draft.meeting === meeting} />{' '}
              {t(`ask-meeting-${meeting}`)}
            </label>
          ))}
        </fieldset>
        <label for="when">{t('ask-when')}</label>
        <p class="hint" id="when-hint">
          {t('ask-when-hint', { most: WHEN_MAX })}
        </p>
        {fault('when-empty', 'when-long')}
        <textarea
          id="when"
          name="when"
          rows={3}
          aria-describedby="when-hint"
          aria-invalid={wrong('when-empty', 'when-long') ? 'true' : undefined}
          dir="auto"
        >
          {draft.when}
        </textarea>
      </section>
      <fieldset>
        <legend>{t('ask-second')}</legend>
        {languagesCovering('paper')
          .filter((one) => one !== languageFor('paper', language))
          .map((one, index) => (
            <label class="choice">
              <input
                type="radio"
                name="second"
                value={one}
                checked={draft.second === '' ? index === 0 : draft.second === one}
              />{' '}
              <span {...speaks(one)}>{LANGUAGE[one].name}</span>
            </label>
          ))}
      </fieldset>
      <label for="branch">{t('ask-branch')}</label>
      {fault('branch')}
      <select id="branch" name="branch">
        {branches.map(({ id, name, place }) => (
          <option value={id} selected={draft.branch === id}>
            {id === 'centre' ? t('ask-branch-centre') : place === '' ? name : `${name} · ${place}`}
          </option>
        ))}
      </select>
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
        <button class={isMain ? undefined : 'quiet'} name="do" value="ask">
          {t('ask-send')}
        </button>
      </p>
    </form>
  )
}

interface FieldProps {
  readonly locale: Locale
  readonly name: 'name' | 'latin' | 'birthplace'
  readonly label: 'ask-name' | 'ask-latin' | 'ask-birthplace'
  readonly hint: 'ask-name-hint' | 'ask-latin-hint' | 'ask-birthplace-hint'
  readonly draft: ApplicationDraft
  readonly faults: readonly ApplicationFault[]
}

function Field({ locale: { t }, name, label, hint, draft, faults }: FieldProps) {
  const wrong = faults.filter((fault) => FIELD_OF[fault] === name)
  return (
    <>
      <label for={name}>{t(label)}</label>
      <p class="hint" id={`${name}-hint`}>
        {t(hint)}
      </p>
      {wrong.map((fault) => (
        <p class="fault">{t(`ask-fault-${fault}`)}</p>
      ))}
      <input
        id={name}
        name={name}
        value={draft[name]}
        aria-describedby={`${name}-hint`}
        aria-invalid={wrong.length > 0 ? 'true' : undefined}
        dir="auto"
      />
    </>
  )
}
