import { GAP, WithElement } from '#html'
import { digitsFor, type Entropy, inFours, returnCodeWords } from '#vault'
import { codeLanguageOf, speaks } from '#i18n'
import { Page, type PageContext } from '../../page.tsx'
import { PacePart } from '../../pace-part.tsx'
import { routes } from '../../routes.ts'

/** Received. The return code stands here once, and nowhere else. */
export function DonePage({
  code,
  people,
  pace,
  ...context
}: PageContext & { code: Entropy | null; people: number; pace: number | null }) {
  const { t, language } = context.locale
  return (
    <Page {...context} title={t('done-title')} at={routes.declare}>
      <h1>{t('done-title')}</h1>
      <p class="lead">{t('done-lead', { people })}</p>
      <p>{t('done-next')}</p>
      <PacePart locale={context.locale} days={pace} />
      {code === null ? (
        <p class="attention">{t('done-no-code')}</p>
      ) : (
        <section class="code">
          <h2>{t('done-code-title')}</h2>
          <p>{t('done-code-lead')}</p>
          <ol class="words" translate="no" {...speaks(codeLanguageOf(language))}>
            {returnCodeWords(code, language).map((word) => (
              <li>{word}</li>
            ))}
          </ol>
          <p class="attention">{t('done-code-no-photo')}</p>
          <p>{t('done-code-digits')}</p>
          <p class="digits" translate="no" dir="ltr">
            {inFours(digitsFor(code)).join(' ')}
          </p>
          <p>{t('done-code-use')}</p>
          <p>{t('done-code-duress')}</p>
          <p>
            <WithElement text={t('done-code-where', { link: GAP })}>
              <a href={routes.comeBack(language)}>{t('common-nav-return')}</a>
            </WithElement>
          </p>
        </section>
      )}
      <p class="note">{t(code === null ? 'done-leave-no-code' : 'done-leave')}</p>
    </Page>
  )
}
