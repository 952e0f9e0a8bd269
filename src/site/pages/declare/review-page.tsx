import { type Draft, type Submission } from '#channels'
import { DECLARATION_FORM, Review } from '#html'
import { type MessageKey } from '#i18n'
import { Page, type PageContext } from '../../page.tsx'
import { routes } from '../../routes.ts'

interface ReviewPageProps extends PageContext {
  readonly draft: Draft
  readonly submission: Submission
  readonly token: string
  /** Said on top when it was sent, and not taken. */
  readonly notice?: MessageKey
}

/** Everything once more, before it is sent. The only page that sends. */
export function ReviewPage({ draft, submission, token, notice, ...context }: ReviewPageProps) {
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
