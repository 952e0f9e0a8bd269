/** @jsxImportSource preact */
import { type ComponentChildren } from 'preact'
import type { Language } from '#i18n'
import { COUNTRIES, countryName } from '../../../i18n/countries.ts'
import { LANGUAGE, LANGUAGES } from '../../../i18n/languages.ts'
import { CENTRE } from '../../../staff/roles.ts'
import { ask, type Reply } from '../../shell/browser/ask.ts'
import { branchName } from '../../shell/browser/branch-name.ts'
import { dayInWords } from '../../shell/browser/days.ts'
import { Heading } from '../../shell/browser/heading.tsx'
import { language, t } from '../../shell/browser/i18n.ts'
import type { ViewProps } from '../../shell/browser/place.ts'
import { useReply } from '../../shell/browser/reply.tsx'
import { touching } from '../../shell/browser/session.ts'
import { More } from '../../shell/browser/table.tsx'
import { Button, Outcome, useWork } from '../../shell/browser/work.tsx'

type Branch = Reply<'branches'>['branches'][number]

const BLANK = {
  id: '',
  name: '',
  country: null,
  place: '',
  languages: [],
  spoken: '',
  hours: '',
  contact: '',
}

/** What each branch says of itself: everybody sees it, heads change their own, administrators change any and open new ones. */
export function View({ query }: ViewProps) {
  const work = useWork()
  const { data, problem, again } = useReply(() => ask('branches', { after: query.get('after') ?? '' }))

  /** What was typed stays in the form until it is kept. */
  const save = (form: HTMLFormElement, branch: string) =>
    work.run(async () => {
      const said = saidIn(form)
      const { outcome } = await touching<{ outcome: Outcomes }>(() =>
        branch === ''
          ? ask('branchOpen', { ...said, closed: false, id: textIn(form, 'id') })
          : ask('branchChange', said, { branch }),
      )
      const isKept = outcome === 'changed' || outcome === 'opened'
      const words = t(`desk-branch-said-${outcome}`)
      scrollTo(0, 0)
      if (!isKept) return work.fail(words)
      await again()
      if (outcome === 'opened') form.reset()
      work.tell(words)
    })

  return (
    <section class="wide" aria-labelledby="branches-title">
      <Heading id="branches-title">{t('desk-branches-title')}</Heading>
      <p>{t('desk-branches-lead')}</p>
      <Outcome of={{ ...work, problem: work.problem || problem }} />
      {data?.branches.map((branch) => (
        <One key={branch.id} branch={branch} save={save} />
      ))}
      <More area="branches" query={data?.next ? { after: data.next } : null} label={t('desk-more')} />
      {data?.mayOpen && (
        <section class="open-branch" aria-labelledby="open-title">
          <h2 id="open-title">{t('desk-branch-open')}</h2>
          <Form branch={{ ...BLANK, listed: false, closed: false }} save={save} />
        </section>
      )}
    </section>
  )
}

type Outcomes = 'changed' | 'opened' | 'id-taken' | 'not-there' | 'cases-wait' | 'nameless'
type Save = (form: HTMLFormElement, branch: string) => void

function One({ branch, save }: { branch: Branch; save: Save }) {
  const { id, country, place, listed, closed, changed, mayChange } = branch
  const where = [place, country && countryName(language.get(), country)].filter(Boolean).join(', ')
  const state = closed ? 'desk-branch-closed' : listed ? 'desk-branch-listed' : 'desk-branch-unlisted'
  const more = [
    ...(id === CENTRE ? [] : [t(state)]),
    ...(changed ? [t('desk-branch-last', { name: changed.name, day: dayInWords(changed.day) })] : []),
  ]
  return (
    <article class="request" aria-labelledby={`branch-${id}`}>
      <h2 id={`branch-${id}`}>
        <bdi class="own">{branchName(branch)}</bdi>
      </h2>
      <p class="soft">
        {where && <bdi class="own">{where}</bdi>}
        {where && more.length > 0 && ' · '}
        {more.join(' · ')}
      </p>
      {mayChange && (
        <details>
          <summary>{t('desk-branch-change')}</summary>
          <Form branch={branch} save={save} />
        </details>
      )}
    </article>
  )
}

type Said = Omit<Branch, 'changed' | 'mayChange'>

/** Without an id, the form opens a branch. */
function Form({ branch, save }: { branch: Said; save: Save }) {
  const isNew = branch.id === ''
  const isCentre = branch.id === CENTRE
  return (
    <form
      class="branch"
      data-branch={branch.id}
      onSubmit={(event) => {
        event.preventDefault()
        save(event.currentTarget, branch.id)
      }}
    >
      {isNew && (
        <label>
          {t('desk-branch-id')}
          <input
            id="branch--id"
            name="id"
            required
            pattern="[a-z0-9]+(-[a-z0-9]+)*"
            minLength={2}
            maxLength={40}
          />
          <span class="soft small-print">{t('desk-branch-id-help')}</span>
        </label>
      )}
      {!isCentre && <Line of={branch} name="name" label={t('desk-branch-name')} max={80} required />}
      <div class="fields">
        <label>
          {t('desk-branch-country')}
          <Countries chosen={branch.country} />
        </label>
        <Line of={branch} name="place" label={t('branches-place')} max={120} />
      </div>
      <fieldset class="choices">
        <legend>{t('desk-branch-reads')}</legend>
        {LANGUAGES.map((one) => (
          <label key={one}>
            <input
              type="checkbox"
              name="languages"
              value={one}
              defaultChecked={branch.languages.some((read) => read === one)}
            />{' '}
            {LANGUAGE[one].name}
          </label>
        ))}
      </fieldset>
      <div class="fields">
        <Line of={branch} name="spoken" label={t('branches-spoken')} max={120} />
        <Line of={branch} name="hours" label={t('branches-hours')} max={240} />
      </div>
      <Line of={branch} name="contact" label={t('branches-contact')} max={240}>
        <span class="soft small-print">{t('desk-branch-contact-help')}</span>
      </Line>
      {!isCentre && (
        <fieldset class="choices">
          <legend>{t('desk-branch-public')}</legend>
          <Choice name="listed" chosen={branch.listed} label={t('desk-branch-listed-choice')} />
          {!isNew && <Choice name="closed" chosen={branch.closed} label={t('desk-branch-closed-choice')} />}
        </fieldset>
      )}
      <p class="actions">
        <Button type="submit" class="primary">
          {t(isNew ? 'desk-branch-open' : 'desk-branch-save')}
        </Button>
      </p>
    </form>
  )
}

interface LineProps {
  readonly of: Said
  readonly name: 'name' | 'place' | 'spoken' | 'hours' | 'contact'
  readonly label: string
  readonly max: number
  readonly required?: boolean
  readonly children?: ComponentChildren
}

/** A line of a branch's own words. By its id, what was typed there is kept when the desk forgets her key. */
function Line({ of, name, label, max, required, children }: LineProps) {
  return (
    <label>
      {label}
      <input
        id={`branch-${of.id}-${name}`}
        name={name}
        maxLength={max}
        required={required}
        defaultValue={of[name]}
        dir="auto"
      />
      {children}
    </label>
  )
}

function Choice({ name, chosen, label }: { name: string; chosen: boolean; label: string }) {
  return (
    <label>
      <input type="checkbox" name={name} defaultChecked={chosen} /> {label}
    </label>
  )
}

function Countries({ chosen }: { chosen: string | null }) {
  const tag = document.documentElement.lang
  const named = COUNTRIES.map((code) => ({ code, name: countryName(language.get(), code) }))
  return (
    <select name="country">
      <option value="">–</option>
      {named
        .toSorted((one, other) => one.name.localeCompare(other.name, tag))
        .map(({ code, name }) => (
          <option key={code} value={code} selected={code === chosen}>
            {name}
          </option>
        ))}
    </select>
  )
}

function saidIn(form: HTMLFormElement) {
  const fields = new FormData(form)
  return {
    name: textIn(form, 'name'),
    country: textIn(form, 'country') || null,
    place: textIn(form, 'place'),
    languages: fields.getAll('languages') as Language[],
    spoken: textIn(form, 'spoken'),
    hours: textIn(form, 'hours'),
    contact: textIn(form, 'contact'),
    listed: fields.has('listed'),
    closed: fields.has('closed'),
  }
}

function textIn(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name)
  return typeof value === 'string' ? value.trim() : ''
}
