import { type Context, Hono } from 'hono'
import { blankDraft, changeDraft, type Draft, FORM_MAX_BYTES, readDraft, toSubmission } from '#channels'
import { readForm } from '#http'
import { formTokens, receive } from '#intake'
import { screen } from '#screening'
import { type MessageKey } from '#i18n'
import { errorPage, RETRY_AFTER_SECONDS } from '../error/error-page.tsx'
import { reported } from '../error/failure.ts'
import { type FrontEnv } from '../../front.ts'
import { type SiteDeps } from '../../deps.ts'
import { type PageContext } from '../../page.tsx'
import { type Pace } from '../../pace-part.tsx'
import { DeclarePage, type DeclareProps } from './declare-page.tsx'
import { DonePage } from './done-page.tsx'
import { ReviewPage } from './review-page.tsx'

type View = Omit<DeclareProps, keyof PageContext | 'token' | 'faults'> & Partial<Pick<DeclareProps, 'faults'>>

/** Why everything is shown once more instead of being taken. */
interface Again {
  readonly notice?: MessageKey
  readonly status?: 200 | 500 | 503
  readonly token: string
}

export function declarePages(deps: SiteDeps, pace: Pace): Hono<FrontEnv> {
  const tokens = formTokens('declare', { ...deps, formKey: deps.keys.form })
  const renewed = (token: string, draft: Draft) => tokens.renew(token, JSON.stringify(draft))

  const show = (c: Context<FrontEnv>, view: View, token = tokens.mint()) => {
    const { faults = [], ...rest } = view
    const status = faults.length > 0 ? 422 : 200
    return c.html(<DeclarePage {...c.get('page')} {...rest} faults={faults} token={token} />, status)
  }

  const review = (c: Context<FrontEnv>, draft: Draft, { status = 200, ...again }: Again) => {
    const parsed = toSubmission(draft, c.get('page').locale.language)
    if (parsed.outcome === 'faults') return show(c, { draft, faults: parsed.faults }, again.token)
    if (status === 503) c.header('Retry-After', RETRY_AFTER_SECONDS)
    return c.html(
      <ReviewPage {...c.get('page')} draft={draft} submission={parsed.submission} {...again} />,
      status,
    )
  }

  const send = async (c: Context<FrontEnv>, draft: Draft, token: string) => {
    const { language } = c.get('page').locale
    const parsed = toSubmission(draft, language)
    const opened = tokens.read(token)
    if (parsed.outcome === 'faults') return show(c, { draft, faults: parsed.faults }, renewed(token, draft))
    if (opened.outcome !== 'fresh') return review(c, draft, { notice: 'declare-stale', token: tokens.mint() })

    const { submission } = parsed
    const findings = screen(submission, { fillSeconds: opened.ageSeconds, website: draft.website })
    const { earlierCode: code, linksPublicly: shown } = draft
    const earlier = code.trim() === '' ? null : { code, shown }
    const arrived = { submission, findings, nonce: opened.nonce, wantsCode: !draft.declinesCode, earlier }
    const days = await pace()
    const received = await receive(arrived, deps).catch((cause: unknown) => {
      return { outcome: reported(cause, deps.logger) }
    })
    switch (received.outcome) {
      case 'received':
        return c.html(
          <DonePage {...c.get('page')} code={received.code} people={submission.people.length} pace={days} />,
        )
      case 'sent-before':
        return review(c, draft, { notice: 'declare-sent-before', token: renewed(token, draft) })
      // Everything typed comes back: browsers restore nothing on a page that may not be stored. The
      // token stays, so that a submission whose commit we did not hear of is met, and not made twice.
      case 'closed':
      case 'unavailable':
        return review(c, draft, { notice: `common-error-${received.outcome}`, status: 503, token })
      case 'inside':
        return review(c, draft, { notice: 'common-error-inside', status: 500, token })
    }
  }

  const pages = new Hono<FrontEnv>()
  pages.get('/declare', (c) => show(c, { draft: blankDraft() }))
  pages.post('/declare', async (c) => {
    const sent = await readForm(c, FORM_MAX_BYTES)
    if (sent.outcome !== 'form') return errorPage(c, sent.outcome)
    const { form } = sent
    const draft = readDraft(form)
    const token = form.get('token') ?? ''
    const act = form.get('do') ?? ''
    if (act === 'send') return send(c, draft, token)
    if (act === 'review' || (act === 'language' && form.get('step') === 'review'))
      return review(c, draft, { token: renewed(token, draft) })
    const view = changeDraft(draft, act, c.get('page').locale.t('declare-words-ready'))
    return view ? show(c, view, renewed(token, draft)) : errorPage(c, 'malformed')
  })
  return pages
}
