import { Hono } from 'hono'
import { DOORS } from '#channels'
import { reported } from '#db'
import { declareByForm } from '#declaring'
import { findEarlier, formTokens } from '#intake'
import { type SiteDeps } from '../../deps.ts'
import { type FrontEnv } from '../../front.ts'
import { type Pace } from '../../pace-part.tsx'
import { errorPage, RETRY_AFTER_SECONDS } from '../error/error-page.tsx'
import { DeclarePage } from './declare-page.tsx'
import { DonePage } from './done-page.tsx'
import { ReviewPage } from './review-page.tsx'

/** The web door. */
export function declarePages(deps: SiteDeps, pace: Pace): Hono<FrontEnv> {
  const door = DOORS.web
  const tokens = formTokens(door.clientKey.form, { ...deps, formKey: deps.keys.form })
  const way = declareByForm<FrontEnv>({
    door,
    tokens,
    deps: () => deps,
    localeOf: (c) => c.get('page').locale,
    read: (c, sent) => ({ ...sent, locale: c.get('page').locale }),
    // Whoever had a browser open our form with a token of theirs is rid of it at the first button.
    tokenAgain: ({ token, draft }) => tokens.renew(token, JSON.stringify(draft)),
    async withIt(_, { draft, trap }, fillSeconds) {
      const { earlierCode: code, linksPublicly: shown } = draft
      const asked = code.trim() === '' ? null : { code, shown }
      return { facts: { fillSeconds, trap }, earlier: await findEarlier(asked, deps) }
    },
    failed(cause) {
      const outcome = reported(cause, deps.logger, 'site.failed')
      return { notice: `common-error-${outcome}`, status: outcome === 'unavailable' ? 503 : 500 }
    },
    form: (c, view, status) => c.html(<DeclarePage {...c.get('page')} {...view} />, status),
    look(c, view, status) {
      if (status === 503) c.header('Retry-After', RETRY_AFTER_SECONDS)
      return c.html(<ReviewPage {...c.get('page')} {...view} />, status)
    },
    done: async (c, { code, people }) =>
      c.html(<DonePage {...c.get('page')} code={code} people={people} pace={await pace()} />),
    noForm: (c, outcome) => errorPage(c, outcome),
  })

  const pages = new Hono<FrontEnv>()
  pages.get('/declare', (c) => way.blank(c))
  pages.post('/declare', (c) => way.sent(c))
  return pages
}
