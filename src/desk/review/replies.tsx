import { languagesCovering, type Locale, localeFor, speaks } from '#i18n'

/** Questions that are asked often. A closed list: what a member writes herself is kept nowhere. */
const REPLIES = ['organisation', 'agreed', 'name', 'names-others', 'repeated', 'unclear'] as const

/** The list beside a question. */
export function ReplyList({ locale: { t } }: { locale: Locale }) {
  return (
    <details data-part="replies">
      <summary>{t('desk-replies')}</summary>
      <p class="soft small-print">{t('desk-replies-help')}</p>
      <ol class="replies">
        {REPLIES.map((reply, index) => (
          <li>
            <button type="button" class="small" data-reply={reply}>
              <span>{t(`desk-reply-${reply}`)}</span> <kbd>{index + 1}</kbd>
            </button>
          </li>
        ))}
      </ol>
    </details>
  )
}

/** Their texts in every language that a sender may have: hers, not the reviewer's. */
export function ReplyTexts({ sample }: { sample: boolean }) {
  return (
    <>
      {languagesCovering('site').flatMap((language) =>
        REPLIES.map((reply) => (
          <p data-phrase={`reply-${reply}-${language}`} {...speaks(language)}>
            {localeFor(language, { sample }).t(`reply-${reply}`)}
          </p>
        )),
      )}
    </>
  )
}
