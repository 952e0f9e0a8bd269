import { Hono } from 'hono'
import { DOORS } from '#channels'
import { reported } from '#db'
import { blankForm, declareByForm } from '#declaring'
import { findEarlier, formTokens } from '#intake'
import { type SiteDeps } from '../../deps.ts'
import { type FrontEnv } from '../../front.ts'
import { type Pace } from '../../pace-part.tsx'
import { type PageContext } from '../../page.tsx'
import { publicForm } from '../../public-page.ts'
import { routes } from '../../routes.ts'
import { errorPage, RETRY_AFTER_SECONDS } from '../error/error-page.tsx'
import { DeclarePage } from './declare-page.tsx'
import { donePages } from './done-page.tsx'
import { ReviewPage } from './review-page.tsx'

/** The web door: its blank form, and its way from there. */
export function declarePages(deps: SiteDeps, pace: Pace) {
  const door = DOORS.web
  const tokens = formTokens(door.clientKey.form, { ...deps, formKey: deps.keys.form })
  const blank = publicForm({
    at: routes.declare,
    token: () => tokens.mint(),
    show: (page, token) => <DeclarePage {...page} {...blankForm({ locale: page.locale, token })} />,
  })

  const sent = (page: PageContext): Hono<FrontEnv> => {
    const done = donePages(page)
    const way = declareByForm<FrontEnv>({
      door,
      tokens,
      deps: () => deps,
      localeOf: () => page.locale,
      read: (_, form) => ({ ...form, locale: page.locale }),
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
      form: (c, view, status) => c.html(<DeclarePage {...page} {...view} />, status),
      look(c, view, status) {
        if (status === 503) c.header('Retry-After', RETRY_AFTER_SECONDS)
        return c.html(<ReviewPage {...page} {...view} />, status)
      },
      done: async (c, { code, people }) => c.html(done({ code, people, pace: await pace() })),
      noForm: (c, outcome) => errorPage(c, outcome),
    })
    const pages = new Hono<FrontEnv>()
    pages.post('/declare', (c) => way.sent(c))
    return pages
  }
  return { blank, sent }
}
