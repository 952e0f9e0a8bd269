import { type Context, Hono } from 'hono'
import { cleanText } from '#channels'
import { readForm } from '#http'
import { addFollowup, formTokens } from '#intake'
import { errorPage } from '../error/error-page.tsx'
import { type FrontEnv } from '../front.ts'
import { type SiteNeeds } from '../needs.ts'
import { findCase } from './find-case.ts'
import { canAnswer, canWithdraw, type FoundCase } from './found-case.ts'
import { leaveOnTheBeat } from './on-the-beat.ts'
import { oneSize } from './one-size.ts'
import { ANSWER_MAX, ReturnPage, type ReturnProps } from './return-page.tsx'

const FORM_MAX_BYTES = 64 * 1024
/** One size for whatever the page says: the longest question there is and an answer of full length still fit. */
const PAGE_BYTES = 24 * 1024

type View = Partial<Pick<ReturnProps, 'code' | 'found' | 'answer' | 'answerFault' | 'sureAsked' | 'notice'>>

export function returnPages(needs: SiteNeeds): Hono<FrontEnv> {
  const tokens = formTokens('return', { ...needs, formKey: needs.keys.form })

  const show = (c: Context<FrontEnv>, view: View = {}) => {
    const props = {
      code: '',
      found: undefined,
      answer: '',
      answerFault: null,
      sureAsked: false,
      notice: null,
      ...view,
    }
    return c.html(<ReturnPage {...c.get('page')} {...props} token={tokens.mint()} />)
  }

  /** What is found after something was said; a case does not go away. */
  const showAnew = async (c: Context<FrontEnv>, code: string, notice: View['notice'] = null) =>
    show(c, { code, found: (await findCase(code, needs))?.shown ?? null, notice })

  const answerTo = async (c: Context<FrontEnv>, form: ReadonlyMap<string, string>) => {
    const act = form.get('do') ?? 'look'
    const code = form.get('code') ?? ''
    const opened = tokens.read(form.get('token') ?? '')
    const found = await findCase(code, needs)
    const view: View = { code, found: found?.shown ?? null }
    if (!found || act === 'look') return show(c, view)
    if (act === 'withdraw-ask') return show(c, { ...view, sureAsked: true })
    // What she typed stays, and so does her having been asked whether she is sure: once more is enough.
    if (opened.outcome !== 'fresh') {
      const answer = cleanText(form.get('answer') ?? '')
      return show(c, { ...view, answer, sureAsked: act === 'withdraw', notice: 'return-stale' })
    }
    // Whoever holds the code may say what the page offers, and nothing else: a case that is closed stays closed.
    if (!offers(found.shown, act)) return show(c, view)

    const { submission, duress } = found
    const said = { submission, duress, nonce: opened.nonce, text: '' }
    if (act === 'withdraw') {
      const added = await addFollowup({ ...said, kind: 'withdrawal' }, needs)
      return added === 'closed' ? errorPage(c, 'closed') : showAnew(c, code)
    }
    if (act === 'wish-back') {
      const added = await addFollowup({ ...said, kind: 'wish-taken-back' }, needs)
      return added === 'closed' ? errorPage(c, 'closed') : showAnew(c, code, 'return-wish-taken-back')
    }
    if (act !== 'answer') return errorPage(c, 'malformed')

    const answer = cleanText(form.get('answer') ?? '')
    if (answer === '') return show(c, { ...view, answerFault: 'return-answer-empty' })
    if ([...answer].length > ANSWER_MAX)
      return show(c, { ...view, answer, answerFault: 'return-answer-too-long' })
    const added = await addFollowup({ ...said, kind: 'answer', text: answer }, needs)
    return added === 'closed' ? errorPage(c, 'closed') : showAnew(c, code, 'return-answer-received')
  }

  const pages = new Hono<FrontEnv>()
  pages.use('/return', oneSize(PAGE_BYTES))
  pages.get('/return', (c) => show(c))
  pages.post('/return', async (c) => {
    const sent = await readForm(c, FORM_MAX_BYTES)
    if (sent.outcome !== 'form') return errorPage(c, sent.outcome)
    return leaveOnTheBeat(() => answerTo(c, sent.form))
  })
  return pages
}

function offers(found: FoundCase, act: string): boolean {
  if (act === 'withdraw') return canWithdraw(found)
  if (act === 'wish-back') return found.wish !== null
  return canAnswer(found)
}
