import { type Context } from 'hono'
import { blankDraft, changeDraft, type Draft, FORM_MAX_BYTES, readDraft, toSubmission } from '#channels'
import { type Form, readForm } from '#http'
import { formTokens, takeInPerson } from '#intake'
import { screen } from '#screening'
import { branches, hasRole } from '#staff'
import { covers, type Language, languageFor, localeFor } from '#i18n'
import { branchName } from '../shell/branch-name.ts'
import { type Guarded } from '../shell/guard.ts'
import { type Handlers } from '../old/handlers.ts'
import { type DeskDeps } from '../deps.ts'
import { contextOf } from '../shell/page-context.ts'
import { page } from '../old/routes.ts'
import { BranchChoicePage } from './branch-choice-page.tsx'
import { DeclarePage, type DeclareProps } from './declare-page.tsx'
import { slipsHandedOver } from './handed-over.ts'
import { ReviewPage } from './review-page.tsx'
import { SlipPage } from './slip-page.tsx'

type View = Pick<DeclareProps, 'draft' | 'notice' | 'focus' | 'taken'> & {
  readonly spoken: Language
  readonly faults?: DeclareProps['faults']
  readonly token?: string
}

/** Everything once more: before it is sent, or because it was not taken. */
interface Again {
  readonly draft: Draft
  readonly spoken: Language
  readonly notice?: DeclareProps['notice']
  readonly status?: 200 | 500
  readonly token?: string
}

export function inPersonRoutes(
  deps: DeskDeps,
): Pick<Handlers, 'inPersonPage' | 'declarePage' | 'declareSend'> {
  const { clock, random, sample, centre, logger } = deps
  const tokens = formTokens('in-person', { clock, random, formKey: deps.keys.form })
  const handedOver = slipsHandedOver(clock)

  const show = async (c: Context<Guarded>, view: View) => {
    const { spoken, token = tokens.mint(), faults = [], ...form } = view
    const status = faults.length > 0 ? 422 : 200
    const context = await contextOf(c, deps)
    const branch = await branchOf(c, context.locale)
    const locale = localeFor(spoken, { sample })
    return c.html(
      <DeclarePage
        {...form}
        context={context}
        branch={branch}
        spoken={locale}
        faults={faults}
        token={token}
      />,
      status,
    )
  }

  const review = async (c: Context<Guarded>, { token = tokens.mint(), status = 200, ...again }: Again) => {
    const { draft, spoken, notice } = again
    const parsed = toSubmission(draft, spoken)
    if (parsed.outcome === 'faults') return show(c, { draft, spoken, faults: parsed.faults, token })
    const context = await contextOf(c, deps)
    const branch = await branchOf(c, context.locale)
    const locale = localeFor(spoken, { sample })
    const { submission } = parsed
    return c.html(
      <ReviewPage
        context={context}
        branch={branch}
        spoken={locale}
        draft={draft}
        submission={submission}
        token={token}
        notice={notice}
      />,
      status,
    )
  }

  const send = async (c: Context<Guarded>, { draft, token, spoken }: Sent) => {
    const parsed = toSubmission(draft, spoken)
    const opened = tokens.read(token)
    // A fault keeps the token: it is still the same form, and will still be taken once.
    const kept = opened.outcome === 'fresh' ? token : tokens.mint()
    if (parsed.outcome === 'faults') return show(c, { draft, spoken, faults: parsed.faults, token: kept })
    if (opened.outcome !== 'fresh') return review(c, { draft, spoken, notice: 'declare-stale' })
    const { submission } = parsed
    const context = await contextOf(c, deps)
    const branch = await branchOf(c, context.locale)
    const arrived = {
      submission,
      // How long an operator took to type says nothing of a program.
      findings: screen(submission, { fillSeconds: Number.MAX_SAFE_INTEGER, website: '' }),
      nonce: opened.nonce,
      wantsCode: !draft.declinesCode,
      home: branch.id,
      inPerson: { at: branch.name, by: c.get('session').name },
    }
    const received = await takeInPerson(arrived, c.get('deps')).catch((cause: unknown) => {
      logger.error('desk.not-taken-in', cause)
      return { outcome: 'failed' as const }
    })
    switch (received.outcome) {
      case 'received': {
        const people = submission.people.length
        const { code } = received
        const locale = localeFor(spoken, { sample })
        return c.html(
          <SlipPage
            context={context}
            branch={branch.id}
            spoken={locale}
            token={token}
            code={code}
            people={people}
            centre={centre}
          />,
        )
      }
      case 'sent-before':
        return review(c, { draft, spoken, notice: 'declare-sent-before' })
      case 'closed':
        return review(c, { draft, spoken, token, notice: 'common-error-closed', status: 500 })
      // The token stays: what was committed without our hearing of it is met, and not made twice.
      case 'failed':
        return review(c, { draft, spoken, token, notice: 'in-person-not-taken', status: 500 })
    }
  }

  return {
    inPersonPage: async (c) => {
      const context = await contextOf(c, deps)
      const open = (await branches(c.get('deps'))).filter(
        ({ id, closed }) => !closed && hasRole(c.get('session').roles, ['operator'], id),
      )
      const [only, ...others] = open
      if (only && others.length === 0)
        return c.redirect(page.declareAt(context.locale.language, only.id), 303)
      const named = open.map(({ id }) => ({ id, name: branchName(context.locale, open, id) }))
      return c.html(<BranchChoicePage context={context} branches={named} />)
    },

    declarePage: (c) => show(c, { draft: blankDraft(), spoken: languageOf(c) }),

    declareSend: async (c) => {
      const sent = await readForm(c, FORM_MAX_BYTES)
      if (sent.outcome !== 'form') return c.json({ outcome: sent.outcome }, 400)
      const read = readSent(c, sent.form)
      const { act, token, spoken } = read
      const opened = tokens.read(token)
      const nonce = opened.outcome === 'fresh' ? opened.nonce : null
      if (act === 'next') {
        if (nonce) handedOver.add(nonce)
        return c.redirect(page.declareAt(languageOf(c), c.req.param('branch') ?? ''), 303)
      }
      // Nor anything that was typed before: it is all one form, with one token.
      if (nonce && handedOver.has(nonce))
        return show(c, { draft: blankDraft(), spoken, notice: 'in-person-handed-over' })
      if (act === 'send' || act === 'send-no-code')
        return send(c, { ...read, draft: { ...read.draft, declinesCode: act === 'send-no-code' } })
      if (act === 'review' || (act === 'language' && sent.form.get('step') === 'review'))
        return review(c, { draft: read.draft, spoken, token })
      const view = changed(read, sample)
      return view ? show(c, { ...view, token }) : c.json({ outcome: 'malformed' }, 400)
    },
  }
}

interface Sent {
  readonly draft: Draft
  readonly token: string
  readonly spoken: Language
  readonly act: string
}

function readSent(c: Context<Guarded>, form: Form): Sent {
  const spoken = form.get('spoken') ?? ''
  return {
    draft: readDraft(form),
    token: form.get('token') ?? '',
    spoken: covers('site', spoken) ? spoken : languageOf(c),
    act: form.get('do') ?? '',
  }
}

/** What a button that does not send makes of the page. */
function changed({ draft, spoken, act }: Sent, sample: boolean): View | undefined {
  const asked = /^speak-(.+)$/.exec(act)?.[1] ?? ''
  if (covers('site', asked)) return { draft, spoken: asked }
  const ready = localeFor(spoken, { sample }).t('declare-words-ready')
  const view = changeDraft(draft, act, ready)
  return view && { ...view, spoken }
}

async function branchOf(c: Context<Guarded>, words: Parameters<typeof branchName>[0]) {
  const id = c.req.param('branch') ?? ''
  return { id, name: branchName(words, await branches(c.get('deps')), id) }
}

function languageOf(c: Context<Guarded>): Language {
  return languageFor('desk', c.req.param('language') ?? '')
}
