import { type Context, Hono } from 'hono'
import { cleanText } from '#channels'
import { readForm } from '#http'
import { type Addition, addFollowup, formTokens, wasAdded } from '#intake'
import { errorPage } from '../error/error-page.tsx'
import { type FrontEnv } from '../../front.ts'
import { type SiteDeps } from '../../deps.ts'
import { findCase } from './find-case.ts'
import { canAnswer, canWithdraw, type FoundCase } from './found-case.ts'
import { type Pace } from '../../pace-part.tsx'
import { publicForm } from '../../public-page.ts'
import { routes } from '../../routes.ts'
import { leaveOnTheBeat } from './on-the-beat.ts'
import { oneSize } from './one-size.ts'
import { ANSWER_MAX, ReturnPage, type ReturnProps } from './return-page.tsx'

const FORM_MAX_BYTES = 64 * 1024
/** One size for whatever the page says: the longest question there is and an answer of full length still fit. */
const PAGE_BYTES = 24 * 1024

type View = Partial<Pick<ReturnProps, 'code' | 'found' | 'answer' | 'answerFault' | 'sureAsked' | 'notice'>>

const BLANK = {
  code: '',
  found: undefined,
  answer: '',
  answerFault: null,
  sureAsked: false,
  notice: null,
} as const

/** Where somebody comes back: the blank form, and what is answered to a code. */
export function returnPages(deps: SiteDeps, pace: Pace) {
  const tokens = formTokens('return', { ...deps, formKey: deps.keys.form })
  const blank = publicForm({
    at: routes.comeBack,
    token: () => tokens.mint(),
    sizeBytes: PAGE_BYTES,
    show: (page, token) => <ReturnPage {...page} {...BLANK} pace={null} token={token} />,
  })

  const show = async (c: Context<FrontEnv>, view: View) => {
    const props = { ...BLANK, ...view, pace: await pace(), token: tokens.mint() }
    return c.html(<ReturnPage {...c.get('page')} {...props} />)
  }

  const answerTo = async (c: Context<FrontEnv>, form: ReadonlyMap<string, string>) => {
    const act = form.get('do') ?? 'look'
    const code = form.get('code') ?? ''
    const found = await findCase(code, deps)
    const view: View = { code, found: found?.shown ?? null }
    if (!found || act === 'look') return show(c, view)
    if (act === 'withdraw-ask') return show(c, { ...view, sureAsked: true })
    const kind = KINDS.get(act)
    if (!kind) return errorPage(c, 'malformed')

    const text = kind === 'answer' ? cleanText(form.get('answer') ?? '') : ''
    // What she typed stays, and so does her having been asked whether she is sure: once more is enough.
    const kept: View = { ...view, answer: text, sureAsked: kind === 'withdrawal' }
    const opened = tokens.read(form.get('token') ?? '')
    if (opened.outcome !== 'fresh') return show(c, { ...kept, notice: 'return-stale' })
    const { submission, duress } = found
    const said: Addition = { submission, duress, kind, nonce: opened.nonce, text }
    // Whoever holds the code may say what the page offers, and nothing else: a case that is closed stays closed. What was
    // said already is answered as it was, though the page offers it no more.
    if (!offers(found.shown, kind) && !(await wasAdded(said, deps)))
      return show(c, { ...kept, notice: 'return-not-now' })
    if (kind === 'answer' && text === '') return show(c, { ...kept, answerFault: 'return-answer-empty' })
    if ([...text].length > ANSWER_MAX) return show(c, { ...kept, answerFault: 'return-answer-too-long' })

    const added = await addFollowup(said, deps)
    if (added === 'closed') return errorPage(c, 'closed')
    const now = (await findCase(code, deps))?.shown ?? null
    // What is offered as before was said once of something else, which is over: said now, it would be said anew.
    if (added === 'sent-before' || (now && offers(now, kind)))
      return show(c, { ...kept, found: now, notice: 'return-sent-before' })
    return show(c, { code, found: now, notice: TAKEN[kind] })
  }

  const pages = new Hono<FrontEnv>()
  pages.use('/return', oneSize(PAGE_BYTES))
  pages.post('/return', async (c) => {
    const sent = await readForm(c, FORM_MAX_BYTES)
    if (sent.outcome !== 'form') return errorPage(c, sent.outcome)
    return leaveOnTheBeat(() => answerTo(c, sent.form))
  })
  return { blank, sent: pages }
}

/** What the buttons of the page that do something do. */
const KINDS: ReadonlyMap<string, Addition['kind']> = new Map([
  ['answer', 'answer'],
  ['withdraw', 'withdrawal'],
  ['wish-back', 'wish-taken-back'],
])

/** What is said when it was taken; of a wish the page says so itself. */
const TAKEN = {
  answer: 'return-answer-received',
  withdrawal: null,
  'wish-taken-back': 'return-wish-taken-back',
} as const satisfies Record<Addition['kind'], ReturnProps['notice']>

function offers(found: FoundCase, kind: Addition['kind']): boolean {
  switch (kind) {
    case 'withdrawal':
      return canWithdraw(found)
    case 'wish-taken-back':
      return found.wish !== null
    case 'answer':
      return canAnswer(found)
  }
}
