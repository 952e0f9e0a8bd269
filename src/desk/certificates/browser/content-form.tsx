/** @jsxImportSource preact */
import { useRef, useState } from 'preact/hooks'
import { LANGUAGE, languagesCovering } from '../../../i18n/languages.ts'
import { labelOf } from '../../../vault/labels.ts'
import { ask } from '../../shell/browser/ask.ts'
import { birthInWords } from '../../shell/browser/days.ts'
import { t } from '../../shell/browser/i18n.ts'
import { sealText } from '../../shell/browser/sealed.ts'
import { needKey, touching } from '../../shell/browser/session.ts'
import { Button, type Work } from '../../shell/browser/work.tsx'
import { Checks, emptyCheck, type Seen } from './checks.tsx'
import { digestOf } from './content.ts'
import { contentOf, type Typed } from './holder.ts'
import { type OpenRequest } from './open-request.ts'
import { showDraft } from './signing.ts'

const FIELDS = ['name', 'latin', 'born', 'birthplace'] as const

interface FormProps {
  readonly request: OpenRequest
  readonly work: Work
  readonly back: (said: string) => Promise<void>
}

/**
 * What is to be certified. The fields of a holder are filled from a document: they begin empty, and what the applicant wrote
 * stands beside each. A published name is taken as it is, and as nothing else.
 */
export function ContentForm({ request, work, back }: FormProps) {
  const { application, sealed } = request
  const isNamed = application.kind === 'named'
  const [typed, setTyped] = useState<Typed>({
    name: isNamed ? '' : (sealed.published ?? ''),
    latin: '',
    born: '',
    birthplace: '',
    first: application.language,
    second: application.second,
  })
  const [seen, setSeen] = useState<readonly Seen[]>([emptyCheck(0)])
  const drafted = useRef<HTMLDivElement>(null)
  // Not always the first of the alphabet.
  const [to, setTo] = useState(
    () => sealed.approving[Math.floor(Math.random() * sealed.approving.length)]?.branch ?? '',
  )
  const draft = async (): Promise<string | null> => {
    const text = contentOf(request, { typed, seen })
    const wrong =
      text === null || !drafted.current
        ? t('certificates-problem-content')
        : await showDraft(drafted.current, text)
    if (wrong !== null) work.fail(wrong)
    return wrong === null ? text : null
  }
  const prepare = async () => {
    const text = await draft()
    if (text !== null) await askToAgree(request, { text, to, work, back })
  }
  return (
    <form
      class="wide"
      data-part="content"
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        work.run(prepare)
      }}
    >
      <h2>{t('certificates-content')}</h2>
      {isNamed && (
        <p class="soft" data-part="as-seen">
          {t('certificates-content-lead')}
        </p>
      )}
      {FIELDS.filter((name) => isNamed || name === 'name').map((name) => (
        <p key={name}>
          <label for={`holder-${name}`}>{t(`certificates-${name}`)}</label>
          <input
            id={`holder-${name}`}
            type="text"
            maxLength={80}
            spellcheck={false}
            dir="auto"
            value={typed[name]}
            readOnly={!isNamed}
            aria-describedby={isNamed ? `typed-${name}` : undefined}
            onInput={({ currentTarget }) => setTyped({ ...typed, [name]: currentTarget.value })}
          />
          {name === 'born' && <span class="soft">{t('certificates-born-hint')}</span>}{' '}
          {isNamed && (
            <span class="soft" id={`typed-${name}`}>
              {t('certificates-typed')}{' '}
              <bdi class="own" data-part={`typed-${name}`} translate={false}>
                {written(name, application[name])}
              </bdi>
            </span>
          )}
        </p>
      ))}
      {isNamed && <Checks checks={seen} set={setSeen} />}
      <fieldset>
        <legend>{t('certificates-languages')}</legend>
        <div class="fields">
          <label>
            {t('certificates-language-first')}
            <LanguageChoice value={typed.first} choose={(first) => setTyped({ ...typed, first })} />
          </label>
          <label>
            {t('certificates-language-second')}
            <LanguageChoice value={typed.second} choose={(second) => setTyped({ ...typed, second })} />
          </label>
        </div>
      </fieldset>
      <p class="actions">
        <Button act="draft" onPress={() => work.run(async () => void (await draft()))}>
          {t('certificates-draft')}
        </Button>
      </p>
      <div class="pictures" data-part="draft" ref={drafted} />
      <div data-part="prepare">
        <label for="approving">{t('certificates-approving')}</label>
        <p class="soft">{t('certificates-approving-lead')}</p>
        {sealed.approving.length === 0 ? (
          <p class="problem" data-part="no-approving">
            {t('certificates-approving-none')}
          </p>
        ) : (
          <select id="approving" value={to} onChange={({ currentTarget }) => setTo(currentTarget.value)}>
            {sealed.approving.map(({ branch, name }) => (
              <option value={branch} key={branch}>
                {name}
              </option>
            ))}
          </select>
        )}
        <p class="actions">
          <Button type="submit" class="primary" disabled={sealed.approving.length === 0}>
            {t('certificates-prepare')}
          </Button>
        </p>
      </div>
    </form>
  )
}

function written(field: (typeof FIELDS)[number], said: string): string {
  if (said === '') return t('desk-none')
  return field === 'born' ? birthInWords(said) : said
}

interface LanguageProps {
  readonly value: Typed['first']
  readonly choose: (language: Typed['first']) => void
}

function LanguageChoice({ value, choose }: LanguageProps) {
  const all = languagesCovering('paper')
  return (
    <select
      value={value}
      onChange={({ currentTarget }) => choose(all.find((one) => one === currentTarget.value) ?? value)}
    >
      {all.map((one) => (
        <option value={one} key={one}>
          {LANGUAGE[one].name}
        </option>
      ))}
    </select>
  )
}

/** Seal what stands there to the branch that is to agree, and to this one; and ask. */
async function askToAgree(
  { sealed }: OpenRequest,
  { text, to: branch, work, back }: { text: string; to: string; work: Work; back: FormProps['back'] },
): Promise<void> {
  const { request, approving } = sealed
  const to = approving.find((one) => one.branch === branch)
  if (!to) return work.fail(t('certificates-problem-not-there'))
  const { boxes } = await needKey()
  const label = labelOf('certificate-content', request)
  const body = {
    request,
    digest: await digestOf(text),
    toBranch: to.branch,
    toBox: to.box,
    toSealed: await sealText(to.recipient, label, text),
    ownBox: sealed.sealed.box,
    ownSealed: await boxes.sealTo(sealed.sealed, label, text),
  }
  const { outcome } = await touching(() => ask('certificatePrepare', body))
  if (outcome !== 'asked') return work.fail(t(`certificates-problem-${outcome}`))
  await back(t('certificates-prepared', { place: to.name }))
}
