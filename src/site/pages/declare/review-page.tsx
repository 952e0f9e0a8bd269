import { DECLARATION_FORM, type LookView, Review } from '#declaring'
import { Page, type PageContext } from '../../page.tsx'
import { routes } from '../../routes.ts'

/** Everything once more, before it is sent. The only page that sends. */
export function ReviewPage({ draft, trap, submission, token, notice, ...context }: PageContext & LookView) {
  const { locale } = context
  const { t, language } = locale
  return (
    <Page
      {...context}
      title={t('review-title')}
      at={routes.declare}
      keeping={{ id: DECLARATION_FORM, enter: { name: 'do', value: 'review', label: t('declare-review') } }}
    >
      <h1>{t('review-title')}</h1>
      <p class="lead">{t('review-lead')}</p>
      {notice && (
        <p class="attention" role="alert">
          {t(notice)}
        </p>
      )}
      <Review
        locale={locale}
        draft={draft}
        trap={trap}
        submission={submission}
        token={token}
        action={routes.declare(language)}
        code={!draft.declinesCode}
        act={
          <>
            <button name="do" value="send">
              {t('declare-send')}
            </button>{' '}
            <small>{t('declare-send-note')}</small>
          </>
        }
      />
    </Page>
  )
}
