// The way of a declaration that is made by a form: filled in, looked over, sent, answered. It is the same wherever the form
// stands; what a place adds is passed in.
import { type Context, type Env } from 'hono'
import {
  blankDraft,
  type ChangedDraft,
  changeDraft,
  type Door,
  type Submission,
  toSubmission,
} from '#channels'
import { type Form, readForm } from '#http'
import { type Locale, type MessageKey } from '#i18n'
import { type Clear, type FormTokens, type IntakeDeps, submit, type Submitted } from '#intake'
import { atFields, type FieldFault, FORM_MAX_BYTES, readChange, readSent, type SentForm } from './fields.ts'

/** A form that was sent, in the language of the people whose declaration it is. */
export interface Sent extends SentForm {
  readonly locale: Locale
}

/** What each page has of the form. */
interface View extends Pick<Sent, 'locale' | 'draft' | 'trap' | 'token'> {
  /** Said on top, when the page comes back for another reason than a fault. */
  readonly notice?: MessageKey | undefined
}

export interface FormView extends View, Pick<ChangedDraft, 'focus' | 'taken'> {
  readonly faults: readonly FieldFault[]
}

export interface LookView extends View {
  /** What the draft comes to, and what would be sent. */
  readonly submission: Submission
}

export interface DoneView extends Pick<Sent, 'locale' | 'token'> {
  readonly code: Extract<Submitted, { outcome: 'received' }>['code']
  readonly people: number
}

type Answer = Response | Promise<Response>
type Status = 200 | 422 | 500 | 503

/** Where a form stands, and what is different there. */
export interface Place<E extends Env> {
  readonly door: Door
  readonly tokens: FormTokens
  readonly deps: (c: Context<E>) => IntakeDeps
  /** Of a form that nobody has filled in yet. */
  readonly localeOf: (c: Context<E>) => Locale
  /** What the place has on the form beside the form's own. */
  readonly read: (c: Context<E>, sent: SentForm, form: Form) => Sent
  /** A button of the place's own; undefined: the form's way is taken. */
  readonly first?: (c: Context<E>, sent: Sent) => Answer | undefined
  /** For a form that is shown again and was not sent. */
  readonly tokenAgain: (sent: Sent) => string
  /** What is handed in with the submission. */
  readonly withIt: (
    c: Context<E>,
    sent: Sent,
    ageSeconds: number,
  ) => Promise<Pick<Clear, 'facts' | 'earlier' | 'takenDown'>>
  /** What is said when it could not be taken in for a reason that was thrown. */
  readonly failed: (cause: unknown) => { readonly notice: MessageKey; readonly status: 500 | 503 }
  readonly form: (c: Context<E>, view: FormView, status: Status) => Answer
  readonly look: (c: Context<E>, view: LookView, status: Status) => Answer
  readonly done: (c: Context<E>, view: DoneView) => Answer
  /** What was sent is no such form. */
  readonly noForm: (c: Context<E>, outcome: 'too-large' | 'malformed') => Answer
}

/** A form that nobody has filled in yet. */
export function blankForm({ locale, token }: Pick<View, 'locale' | 'token'>): FormView {
  return { locale, token, draft: blankDraft(), trap: '', faults: [] }
}

export interface FormWay<E extends Env> {
  blank(c: Context<E>, view?: Partial<Pick<View, 'locale' | 'notice'>>): Answer
  sent(c: Context<E>): Promise<Response>
}

export function declareByForm<E extends Env>(place: Place<E>): FormWay<E> {
  const { door, tokens } = place

  const look = (
    c: Context<E>,
    { locale, draft, trap }: Sent,
    { token, notice, status = 200 }: Pick<View, 'token' | 'notice'> & { readonly status?: Status },
  ) => {
    const parsed = toSubmission(draft, locale.language)
    const view = { locale, draft, trap, token, notice }
    return parsed.outcome === 'faults'
      ? place.form(c, { ...view, notice: undefined, faults: atFields(parsed.faults) }, 422)
      : place.look(c, { ...view, submission: parsed.submission }, status)
  }

  const send = async (c: Context<E>, sent: Sent) => {
    const { draft, token, locale } = sent
    const parsed = toSubmission(draft, locale.language)
    if (parsed.outcome === 'faults') return look(c, sent, { token: place.tokenAgain(sent) })
    const opened = tokens.read(token)
    if (opened.outcome !== 'fresh') return look(c, sent, { notice: 'declare-stale', token: tokens.mint() })

    const { nonce: clientKey, ageSeconds } = opened
    const { submission } = parsed
    const wantsCode = !draft.declinesCode
    const submitted = await place
      .withIt(c, sent, ageSeconds)
      .then((rest) => submit({ door, clientKey, submission, wantsCode, ...rest }, place.deps(c)))
      .catch((cause: unknown) => ({ outcome: 'failed' as const, ...place.failed(cause) }))
    switch (submitted.outcome) {
      case 'received':
        return place.done(c, { locale, token, code: submitted.code, people: submission.people.length })
      case 'sent-before':
        return look(c, sent, {
          notice: 'declare-sent-before',
          token: tokens.renew(token, JSON.stringify(draft)),
        })
      // Everything typed comes back: browsers restore nothing on a page that may not be stored. The
      // token stays, so that a submission whose commit we did not hear of is met, and not made twice.
      case 'closed':
        return look(c, sent, { notice: 'common-error-closed', status: 503, token })
      case 'failed':
        return look(c, sent, { notice: submitted.notice, status: submitted.status, token })
    }
  }

  return {
    blank(c, { locale = place.localeOf(c), notice } = {}) {
      return place.form(c, { ...blankForm({ locale, token: tokens.mint() }), notice }, 200)
    },

    async sent(c) {
      const body = await readForm(c, FORM_MAX_BYTES)
      if (body.outcome !== 'form') return place.noForm(c, body.outcome)
      const sent = place.read(c, readSent(body.form), body.form)
      const own = await place.first?.(c, sent)
      if (own) return own
      const { locale, draft, trap, act, lookedOver } = sent
      if (act === 'send') return send(c, sent)
      const token = place.tokenAgain(sent)
      if (act === 'review' || (act === 'language' && lookedOver)) return look(c, sent, { token })
      const change = readChange(act, locale.t('declare-words-ready'))
      if (!change) return place.noForm(c, 'malformed')
      return place.form(c, { locale, trap, token, faults: [], ...changeDraft(draft, change) }, 200)
    },
  }
}
