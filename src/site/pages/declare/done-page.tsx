import { type Child } from 'hono/jsx'
import { invariant, remembered } from '#basics'
import { GAP, WithElement } from '#html'
import { digitsFor, type Entropy, inFours, returnCodeWords } from '#vault'
import { codeLanguageOf, speaks } from '#i18n'
import { Page, type PageContext } from '../../page.tsx'
import { PacePart } from '../../pace-part.tsx'
import { routes } from '../../routes.ts'

interface Done {
  readonly code: Entropy | null
  readonly people: number
  readonly pace: number | null
}

/**
 * Received. The return code stands here once, and nowhere else: what is made once, for everybody, is the page around what is told to
 * this one sender, and it has nothing of her.
 */
export function donePages(context: PageContext): (done: Done) => string {
  const { t, language } = context.locale
  const around = { code: piecesWith(context, true), none: piecesWith(context, false) }
  return ({ code, people, pace }) => {
    const hers = code === null ? [] : [wordsOf(code, language), inFours(digitsFor(code)).join(' ')]
    const pieces = (code === null ? around.none : around.code)(pace)
    return [t('done-lead', { people }), ...hers].reduce<string>(
      (html, part, nth) => `${html}${String(<>{part}</>)}${pieces[nth + 1] ?? ''}`,
      pieces[0] ?? '',
    )
  }
}

/** The page in pieces, between which there is what is hers. How long it takes is a day's figure, of a handful. */
function piecesWith(context: PageContext, hasCode: boolean) {
  const gaps = hasCode ? 3 : 1
  return remembered((pace: number | null): readonly string[] => {
    const code = hasCode ? { words: GAP, digits: GAP } : null
    const pieces = String(<DonePage {...context} lead={GAP} code={code} pace={pace} />).split(GAP)
    invariant(pieces.length === gaps + 1, 'the page has a gap for each part of it that is hers')
    return pieces
  })
}

function wordsOf(code: Entropy, language: PageContext['locale']['language']): Child {
  return returnCodeWords(code, language).map((word) => <li>{word}</li>)
}

interface DoneProps extends PageContext {
  readonly lead: Child
  readonly code: { readonly words: Child; readonly digits: Child } | null
  readonly pace: number | null
}

function DonePage({ lead, code, pace, ...context }: DoneProps) {
  const { t, language } = context.locale
  return (
    <Page {...context} title={t('done-title')} at={routes.declare}>
      <h1>{t('done-title')}</h1>
      <p class="lead">{lead}</p>
      <p>{t('done-next')}</p>
      <PacePart locale={context.locale} days={pace} />
      {code === null ? (
        <p class="attention">{t('done-no-code')}</p>
      ) : (
        <section class="code">
          <h2>{t('done-code-title')}</h2>
          <p>{t('done-code-lead')}</p>
          <ol class="words" translate="no" {...speaks(codeLanguageOf(language))}>
            {code.words}
          </ol>
          <p class="attention">{t('done-code-no-photo')}</p>
          <p>{t('done-code-digits')}</p>
          <p class="digits" translate="no" dir="ltr">
            {code.digits}
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
