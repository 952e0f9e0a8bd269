import { DECLARATION_FORM, type LookView, Review } from '#declaring'
import { speaks } from '#i18n'
import { declareAt } from './context.ts'
import { type InPersonContext } from './declare-page.tsx'
import { Layout } from './layout.tsx'

/** What the people are shown, in their language, before the operator sends it. */
export function ReviewPage({ context, branch, locale: spoken, notice, ...form }: InPersonContext & LookView) {
  const { t, language } = context.locale
  const at = (other: typeof language) => declareAt(other, branch.id)
  return (
    <Layout context={context} title={t('review-title')} keeping={{ form: DECLARATION_FORM, at }}>
      <section class="declaring">
        <h1>{t('review-title')}</h1>
        <p>{t('in-person-turn')}</p>
        {notice && (
          <p class="attention" role="alert">
            {t(notice)}
          </p>
        )}
        <div {...speaks(spoken.language)}>
          <Review
            {...form}
            locale={spoken}
            action={at(language)}
            code={null}
            act={
              <span {...speaks(language)}>
                <button class="primary" name="do" value="send">
                  {t('in-person-send')}
                </button>{' '}
                <button name="do" value="send-no-code">
                  {t('in-person-send-no-code')}
                </button>{' '}
                <small>{t('in-person-send-note')}</small>
              </span>
            }
          >
            <input type="hidden" name="spoken" value={spoken.language} />
          </Review>
        </div>
      </section>
    </Layout>
  )
}
