import { type Context } from 'hono'
import { DOORS } from '#channels'
import { reported } from '#db'
import { declareByForm, type FormWay } from '#declaring'
import { formTokens } from '#intake'
import { branches, hasRole } from '#staff'
import { covers, type Language, localeFor } from '#i18n'
import { branchName } from '../shell/branch-name.ts'
import { type DeskDeps } from '../deps.ts'
import { type Guarded, type Handler } from '../shell/contract.ts'
import { BranchChoicePage } from './branch-choice-page.tsx'
import { contextOf, declareAt, languageOf } from './context.ts'
import { DeclarePage, type InPersonContext } from './declare-page.tsx'
import { slipsHandedOver } from './handed-over.ts'
import { ReviewPage } from './review-page.tsx'
import { SlipPage } from './slip-page.tsx'

/** The door at a branch: the site's form, in the hands of an operator with the people beside her. */
export function declareAtBranch(deps: DeskDeps): FormWay<Guarded> {
  const { clock, random, sample, centre, logger } = deps
  const door = DOORS.branch
  const tokens = formTokens(door.clientKey.form, { clock, random, formKey: deps.keys.form })
  const handedOver = slipsHandedOver(clock)
  const localeIn = (language: Language) => localeFor(language, { sample })

  const branchOf = async (c: Context<Guarded>, { locale }: InPersonContext['context']) => {
    const id = c.req.param('branch') ?? ''
    return { id, name: branchName(locale, await branches(c.get('deps')), id) }
  }
  const around = async (c: Context<Guarded>): Promise<InPersonContext> => {
    const context = contextOf(c, deps)
    return { context, branch: await branchOf(c, context) }
  }

  const way: FormWay<Guarded> = declareByForm({
    door,
    tokens,
    deps: (c) => c.get('deps'),
    localeOf: (c) => localeIn(languageOf(c)),
    read(c, { draft, ...sent }, form) {
      const spoken = form.get('spoken') ?? ''
      const [, chosen = ''] = /^speak-(.+)$/.exec(sent.act) ?? []
      if (covers('site', chosen)) return { ...sent, draft, act: 'edit', locale: localeIn(chosen) }
      const declinesCode = sent.act === 'send-no-code'
      return {
        ...sent,
        draft: { ...draft, declinesCode },
        act: declinesCode ? 'send' : sent.act,
        locale: localeIn(covers('site', spoken) ? spoken : languageOf(c)),
      }
    },
    first(c, { token, act, locale }) {
      const opened = tokens.read(token)
      const nonce = opened.outcome === 'fresh' ? opened.nonce : null
      if (act === 'next') {
        if (nonce) handedOver.add(nonce)
        return c.redirect(declareAt(languageOf(c), c.req.param('branch') ?? ''), 303)
      }
      // Nor anything that was typed before: it is all one form, with one token.
      if (nonce && handedOver.has(nonce)) return way.blank(c, { locale, notice: 'in-person-handed-over' })
      return undefined
    },
    tokenAgain: ({ token }) => (tokens.read(token).outcome === 'fresh' ? token : tokens.mint()),
    async withIt(c) {
      const { branch } = await around(c)
      return { takenDown: { branch: branch.id, at: branch.name, by: c.get('session').name } }
    },
    failed(cause) {
      const why = reported(cause, logger, 'desk.not-taken-in')
      return { notice: 'in-person-not-taken', status: why === 'unavailable' ? 503 : 500 }
    },
    form: async (c, view, status) => c.html(<DeclarePage {...await around(c)} {...view} />, status),
    look: async (c, view, status) => c.html(<ReviewPage {...await around(c)} {...view} />, status),
    done: async (c, view) => c.html(<SlipPage {...await around(c)} {...view} centre={centre} />),
    noForm: (c, outcome) => c.json({ outcome }, 400),
  })

  return way
}

/** Whoever operates one branch alone is led to its form. */
export function chooseBranch(deps: DeskDeps): Handler {
  return async (c) => {
    const context = contextOf(c, deps)
    const { locale } = context
    const open = (await branches(c.get('deps'))).filter(
      ({ id, closed }) => !closed && hasRole(c.get('session').roles, ['operator'], id),
    )
    const [only, ...others] = open
    if (only && others.length === 0) return c.redirect(declareAt(locale.language, only.id), 303)
    const named = open.map(({ id }) => ({ id, name: branchName(locale, open, id) }))
    return c.html(<BranchChoicePage context={context} branches={named} />)
  }
}
