import { dayAt } from '#basics'
import { Phrases } from '#html'
import { type Branch, CENTRE, type GrantedRole, hasRole } from '#staff'
import { COUNTRIES, countryName, dayName, LANGUAGE, LANGUAGES, type Locale } from '#i18n'
import { branchName } from '../shell/branch-name.ts'
import { More } from '../shell/more.tsx'
import { Layout, type PageContext } from '../old/layout.tsx'

/** Who wrote last what a branch says of itself. */
export interface LastChange {
  readonly branch: string
  readonly at: Date
  readonly name: string
}

interface BranchesProps {
  readonly context: PageContext
  readonly branches: readonly Branch[]
  readonly changes: readonly LastChange[]
  /** Where the branches after these are. */
  readonly more: string | null
}

const BLANK: Branch = {
  id: '',
  name: '',
  country: null,
  place: '',
  languages: [],
  spoken: '',
  hours: '',
  contact: '',
  listed: false,
  closed: false,
}

/** The branches: everybody sees them, heads change their own, administrators change any and open new ones. */
export function BranchesPage({ context, branches, changes, more }: BranchesProps) {
  const { locale, seated } = context
  const { t } = locale
  const roles: readonly GrantedRole[] = seated?.roles ?? []
  return (
    <Layout context={context} name="branches" title={t('desk-branches-title')}>
      <section class="wide" aria-labelledby="branches-title">
        <h1 id="branches-title">{t('desk-branches-title')}</h1>
        <p>{t('desk-branches-lead')}</p>
        <p class="problem" role="alert" data-part="problem"></p>
        <p class="notice" data-part="done" hidden></p>
        {branches.map((branch) => (
          <One
            branch={branch}
            change={changes.find((one) => one.branch === branch.id)}
            timeZone={context.timeZone}
            name={branchName(locale, branches, branch.id)}
            mayChange={hasRole(roles, ['head', 'administrator'], branch.id)}
            locale={locale}
          />
        ))}
        <More href={more} label={t('desk-more')} />
        {hasRole(roles, ['administrator']) && (
          <section class="open-branch" aria-labelledby="open-title">
            <h2 id="open-title">{t('desk-branch-open')}</h2>
            <Form branch={BLANK} locale={locale} />
          </section>
        )}
      </section>
      <Phrases
        locale={locale}
        keys={[
          'desk-problem-network',
          'desk-problem-fault',
          'desk-problem-not-allowed',
          'desk-problem-refused',
          'desk-problem-signed-out',
          'desk-problem-cancelled',
          'desk-problem-no-prf',
          'desk-branch-said-changed',
          'desk-branch-said-opened',
          'desk-branch-said-id-taken',
          'desk-branch-said-not-there',
          'desk-branch-said-cases-wait',
        ]}
      />
    </Layout>
  )
}

interface OneProps {
  readonly branch: Branch
  readonly change: LastChange | undefined
  readonly timeZone: string
  readonly name: string
  readonly mayChange: boolean
  readonly locale: Locale
}

function One({ branch, change, timeZone, name, mayChange, locale }: OneProps) {
  const { t, language } = locale
  const { id, country, place, listed, closed } = branch
  const where = [place, country && countryName(language, country)].filter(Boolean).join(', ')
  const state = closed ? 'desk-branch-closed' : listed ? 'desk-branch-listed' : 'desk-branch-unlisted'
  return (
    <article class="request" aria-labelledby={`branch-${id}`}>
      <h2 id={`branch-${id}`}>
        <bdi class="own">{name}</bdi>
      </h2>
      <p class="soft">
        {where && (
          <>
            <bdi class="own">{where}</bdi>
            {id !== CENTRE && ' · '}
          </>
        )}
        {id !== CENTRE && t(state)}
        {change && (
          <>
            {(where || id !== CENTRE) && ' · '}
            {t('desk-branch-last', { name: change.name, day: dayName(locale, dayAt(change.at, timeZone)) })}
          </>
        )}
      </p>
      {mayChange && (
        <details>
          <summary>{t('desk-branch-change')}</summary>
          <Form branch={branch} locale={locale} />
        </details>
      )}
    </article>
  )
}

/** Without an id, the form opens a branch. */
function Form({ branch, locale }: { branch: Branch; locale: Locale }) {
  const { t, language } = locale
  const isNew = branch.id === ''
  return (
    <form class="branch" data-branch={branch.id}>
      {isNew && (
        <label>
          {t('desk-branch-id')}
          <input name="id" required pattern="[a-z0-9]+(-[a-z0-9]+)*" minlength={2} maxlength={40} />
          <span class="soft small-print">{t('desk-branch-id-help')}</span>
        </label>
      )}
      {branch.id !== CENTRE && (
        <label>
          {t('desk-branch-name')}
          <input name="name" required maxlength={80} value={branch.name} dir="auto" />
        </label>
      )}
      <div class="fields">
        <label>
          {t('desk-branch-country')}
          <select name="country">
            <option value="">–</option>
            {COUNTRIES.map((code) => [code, countryName(language, code)] as const)
              .toSorted(([, one], [, other]) => one.localeCompare(other, LANGUAGE[language].tag))
              .map(([code, country]) => (
                <option value={code} selected={code === branch.country}>
                  {country}
                </option>
              ))}
          </select>
        </label>
        <label>
          {t('branches-place')}
          <input name="place" maxlength={120} value={branch.place} dir="auto" />
        </label>
      </div>
      <fieldset class="choices">
        <legend>{t('desk-branch-reads')}</legend>
        {LANGUAGES.map((one) => (
          <label>
            <input type="checkbox" name="languages" value={one} checked={branch.languages.includes(one)} />{' '}
            {LANGUAGE[one].name}
          </label>
        ))}
      </fieldset>
      <div class="fields">
        <label>
          {t('branches-spoken')}
          <input name="spoken" maxlength={120} value={branch.spoken} dir="auto" />
        </label>
        <label>
          {t('branches-hours')}
          <input name="hours" maxlength={240} value={branch.hours} dir="auto" />
        </label>
      </div>
      <label>
        {t('branches-contact')}
        <input name="contact" maxlength={240} value={branch.contact} dir="auto" />
        <span class="soft small-print">{t('desk-branch-contact-help')}</span>
      </label>
      {branch.id !== CENTRE && (
        <fieldset class="choices">
          <legend>{t('desk-branch-public')}</legend>
          <label>
            <input type="checkbox" name="listed" checked={branch.listed} /> {t('desk-branch-listed-choice')}
          </label>
          {!isNew && (
            <label>
              <input type="checkbox" name="closed" checked={branch.closed} /> {t('desk-branch-closed-choice')}
            </label>
          )}
        </fieldset>
      )}
      <p class="actions">
        <button type="submit" class="primary">
          {t(isNew ? 'desk-branch-open' : 'desk-branch-save')}
        </button>
      </p>
    </form>
  )
}
