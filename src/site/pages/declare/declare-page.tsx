import { DECLARATION_FORM, DeclarationForm, ErrorSummary, FieldError, type FormView, Tick } from '#declaring'
import { GAP, WithElement } from '#html'
import { Page, type PageContext } from '../../page.tsx'
import { routes } from '../../routes.ts'

/** The form: one page, no script. Every button sends all of it, so nothing typed is ever lost. */
export function DeclarePage({
  draft,
  trap,
  token,
  faults,
  notice,
  focus,
  taken,
  ...context
}: PageContext & FormView) {
  const { locale } = context
  const { t, language } = locale
  return (
    <Page
      {...context}
      title={faults.length > 0 ? t('declare-faults-title', { count: faults.length }) : t('declare-title')}
      at={routes.declare}
      keeping={{ id: DECLARATION_FORM, enter: { name: 'do', value: 'review', label: t('declare-review') } }}
    >
      <h1>{t('declare-title')}</h1>
      <p class="lead">{t('declare-lead')}</p>
      <p class="note">
        <WithElement text={t('declare-safety-hint', { link: GAP })}>
          <a href={routes.safety(language)}>{t('common-nav-safety')}</a>
        </WithElement>
        {t('common-between-sentences')}
        {t('declare-beside')}
      </p>
      {notice && (
        <p class="attention" role="alert">
          {t(notice)}
        </p>
      )}
      <ErrorSummary locale={locale} faults={faults} />
      <DeclarationForm
        locale={locale}
        draft={draft}
        token={token}
        faults={faults}
        focus={focus}
        taken={taken}
        action={routes.declare(language)}
        choices={
          <Tick
            locale={locale}
            faults={faults}
            name="nocode"
            label="declare-nocode"
            hint="declare-nocode-hint"
            checked={draft.declinesCode}
          />
        }
        last={<Again locale={locale} draft={draft} faults={faults} />}
        act={
          <>
            <button name="do" value="review">
              {t('declare-review')}
            </button>{' '}
            <small>{t('declare-review-note')}</small>
          </>
        }
      >
        <p class="unseen" aria-hidden="true">
          <label>
            {t('declare-website')} <input name="website" value={trap} tabindex={-1} />
          </label>
        </p>
      </DeclarationForm>
    </Page>
  )
}

type Part = Pick<FormView, 'locale' | 'draft' | 'faults'>

/** Closed until somebody opens it: most people declare once. */
function Again({ locale, draft, faults }: Part) {
  const { t } = locale
  return (
    <details class="again" open={draft.earlierCode !== '' || draft.linksPublicly}>
      <summary>{t('declare-again')}</summary>
      <p>{t('declare-again-lead')}</p>
      <label for="earlier">{t('declare-again-code')}</label>
      <p class="hint" id="earlier-hint">
        {t('declare-again-code-hint')}
      </p>
      <FieldError locale={locale} faults={faults} field="earlier" />
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
        locale={locale}
        faults={faults}
        name="linked"
        label="declare-again-public"
        hint="declare-again-public-hint"
        checked={draft.linksPublicly}
      />
    </details>
  )
}
