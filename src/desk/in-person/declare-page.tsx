import { DECLARATION_FORM, DeclarationForm, ErrorSummary, type FormView } from '#declaring'
import { LANGUAGE, languagesCovering, speaks } from '#i18n'
import { declareAt, type DocumentContext } from './context.ts'
import { Layout } from './layout.tsx'

export interface InPersonContext {
  readonly context: DocumentContext
  readonly branch: { readonly id: string; readonly name: string }
}

/**
 * The site's form, for an operator with the people beside her. It needs no script. `locale` is of what they speak, the form's and
 * the slip's, whatever the operator's is.
 */
export function DeclarePage({
  context,
  branch,
  locale: spoken,
  notice,
  ...form
}: InPersonContext & FormView) {
  const { t, language } = context.locale
  const at = (other: typeof language) => declareAt(other, branch.id)
  return (
    <Layout context={context} title={t('in-person-title')} keeping={{ form: DECLARATION_FORM, at }}>
      <section class="declaring">
        <h1>{t('in-person-title')}</h1>
        <p>{t('in-person-at', { name: branch.name })}</p>
        <p class="soft">
          {t('in-person-kept')}
          {t('common-between-sentences')}
          {t('declare-beside')}
        </p>
        {notice && (
          <p class="attention" role="alert">
            {t(notice)}
          </p>
        )}
        <fieldset class="spoken">
          <legend>{t('in-person-language')}</legend>
          {languagesCovering('site').map((one) => (
            <button
              class="small"
              form={DECLARATION_FORM}
              name="do"
              value={`speak-${one}`}
              {...speaks(one)}
              aria-pressed={one === spoken.language ? 'true' : 'false'}
            >
              {LANGUAGE[one].name}
            </button>
          ))}
        </fieldset>
        <div {...speaks(spoken.language)}>
          <ErrorSummary locale={spoken} faults={form.faults} />
          <DeclarationForm
            {...form}
            locale={spoken}
            action={at(language)}
            act={
              <button class="primary" name="do" value="review" {...speaks(language)}>
                {t('declare-review')}
              </button>
            }
          >
            <input type="hidden" name="spoken" value={spoken.language} />
          </DeclarationForm>
        </div>
      </section>
    </Layout>
  )
}
