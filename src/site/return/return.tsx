import { type Context, Hono } from 'hono'
import { cleanText } from '#channels'
import { padPage } from '#html'
import { readForm } from '#http'
import { addFollowup, mintFormToken, readFormToken } from '#intake'
import { errorPage } from '../error/error-page.tsx'
import { type FrontEnv } from '../front.ts'
import { type SiteNeeds } from '../needs.ts'
import { findCase } from './find-case.ts'
import { ANSWER_MAX, canAnswer, canWithdraw, ReturnPage, type ReturnProps } from './return-page.tsx'

const FORM_MAX_BYTES = 64 * 1024
/** One size for whatever the page says: a question and an answer of full length still fit. */
const PAGE_BYTES = 16 * 1024

type View = Partial<Pick<ReturnProps, 'code' | 'found' | 'answer' | 'answerFault' | 'sureAsked' | 'notice'>>

export function returnPages(needs: SiteNeeds): Hono<FrontEnv> {
  const tokens = { clock: needs.clock, formKey: needs.keys.form, random: needs.random }

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
    const page = <ReturnPage {...c.get('page')} {...props} token={mintFormToken(tokens)} />
    // Never compressed either: the compressed length would tell what the padding hides.
    c.header('Content-Encoding', 'identity')
    return c.html(padPage(String(page), PAGE_BYTES))
  }

  const pages = new Hono<FrontEnv>()
  pages.get('/return', (c) => show(c))
  pages.post('/return', async (c) => {
    const sent = await readForm(c, FORM_MAX_BYTES)
    if (sent.outcome !== 'form') return errorPage(c, sent.outcome)
    const { form } = sent
    const act = form.get('do') ?? 'look'
    const code = form.get('code') ?? ''
    const opened = readFormToken(form.get('token') ?? '', tokens)
    const found = await findCase(code, needs)
    const view: View = { code, found: found?.shown ?? null }
    if (!found || act === 'look') return show(c, view)
    if (act === 'withdraw-ask') return show(c, { ...view, sureAsked: true })
    // What she typed stays, and so does her having been asked whether she is sure: once more is enough.
    if (opened.outcome !== 'fresh') {
      const answer = cleanText(form.get('answer') ?? '')
      return show(c, { ...view, answer, sureAsked: act === 'withdraw', notice: 'return-stale' })
    }

    const followup = { submission: found.submission, nonce: opened.nonce }
    // Whoever holds the code may say what the page offers, and nothing else: a case that is closed stays closed.
    if (act === 'withdraw' ? !canWithdraw(found.shown) : !canAnswer(found.shown)) return show(c, view)
    if (act === 'withdraw') {
      const added = await addFollowup({ ...followup, kind: 'withdrawal', text: '' }, needs)
      return added === 'closed'
        ? errorPage(c, 'closed')
        : show(c, { code, found: { ...found.shown, askedToWithdraw: true } })
    }
    if (act !== 'answer') return errorPage(c, 'malformed')

    const answer = cleanText(form.get('answer') ?? '')
    if (answer === '') return show(c, { ...view, answerFault: 'return-answer-empty' })
    if ([...answer].length > ANSWER_MAX)
      return show(c, { ...view, answer, answerFault: 'return-answer-too-long' })
    const added = await addFollowup({ ...followup, kind: 'answer', text: answer }, needs)
    if (added === 'closed') return errorPage(c, 'closed')
    return show(c, { code, found: { ...found.shown, state: 'received' }, notice: 'return-answer-received' })
  })
  return pages
}
