import { Hono } from 'hono'
import { dayAt } from '#basics'
import { compress } from 'hono/compress'
import { createMiddleware } from 'hono/factory'
import { isForeign, securityHeaders } from '#http'
import { writePublishedDesk } from '#proof'
import { listEntries } from '#register'
import { paceOfReview } from '#review'
import { readFigures } from '#statistics'
import { isLanguage, LANGUAGES, wordsFor } from '#words'
import { aboutPages } from './about/about.tsx'
import { branchPages } from './branches/branches.tsx'
import { certificatePages } from './certificate/certificate.tsx'
import { declarePages } from './declare/declare.tsx'
import { type Pace } from './pace-part.tsx'
import { errorPage, notFound } from './error/error-page.tsx'
import { reported } from './error/failure.ts'
import { type FrontEnv } from './front.ts'
import { homePages } from './home/home.tsx'
import { LanguagesPage } from './home/languages-page.tsx'
import { keptForAMoment, keptForTheDay } from './kept.ts'
import { deskReader } from './ledger/desk-files.ts'
import { ledgerFiles } from './ledger/files.ts'
import { ledgerPages } from './ledger/ledger.tsx'
import { openingFiles } from './ledger/openings.ts'
import { lookUpPages } from './look-up/look-up.tsx'
import { type SiteNeeds } from './needs.ts'
import { registerPages } from './register/register.tsx'
import { centreFiles, runByPages } from './run-by/run-by.tsx'
import { returnPages } from './return/return.tsx'
import { routes } from './routes.ts'
import { verifyFiles } from './verify/verify.ts'

/** How many of the latest entries the overview shows. */
const LATEST = 5

/** The public site. It needs no script and sets no cookie; it never asks who is asking. */
export function siteApp(needs: SiteNeeds): Hono<FrontEnv> {
  const figures = keptForAMoment(() => readFigures(needs))
  // `/en` and `/en/` are one address to whoever types it.
  const latest = keptForAMoment(() =>
    listEntries(needs.db, { before: Number.MAX_SAFE_INTEGER, size: LATEST }),
  )
  const paceOfTheDay = keptForTheDay(
    () => dayAt(needs.clock(), needs.timeZone),
    (day) => paceOfReview(needs.db, day),
  )
  // Nobody is kept from her code or her answer because this could not be read.
  const pace: Pace = () => paceOfTheDay().catch(() => null)
  const desk = keptForAMoment(deskReader(needs))
  const app = new Hono<FrontEnv>({ strict: false })

  app.use(securityHeaders('site'))
  app.use(speaking(needs))
  app.use(refusingForeign(needs))
  // Answers to what a visitor sent echo it, and a compressed echo can be guessed from its length.
  app.on('GET', '*', compress())

  app.get('/', (c) => c.html(<LanguagesPage {...c.get('page')} />))
  app.get(routes.count, async (c) =>
    c.json(await figures(), 200, {
      'Cache-Control': 'public, max-age=5',
      'Access-Control-Allow-Origin': '*',
    }),
  )
  app.get(routes.desk, async (c) =>
    c.body(writePublishedDesk(await desk()), 200, {
      'Content-Type': 'application/json',
      'Cache-Control': 'public, max-age=5',
      'Access-Control-Allow-Origin': '*',
    }),
  )
  app.get(routes.health, (c) => c.text('ok'))
  app.get(routes.robots, (c) => c.text('User-agent: *\nDisallow:\n'))
  app.route('/', ledgerFiles(needs))
  app.route('/', openingFiles(needs))
  app.route('/', verifyFiles(needs))
  app.route('/', centreFiles(needs))
  for (const { url, type, bytes } of needs.assets.values()) {
    app.get(url, (c) =>
      c.body(bytes, 200, { 'Content-Type': type, 'Cache-Control': 'public, max-age=31536000, immutable' }),
    )
  }

  for (const language of LANGUAGES) {
    app.route(`/${language}`, homePages(needs, { figures, latest }))
    app.route(`/${language}`, declarePages(needs, pace))
    app.route(`/${language}`, returnPages(needs, pace))
    app.route(`/${language}`, certificatePages(needs))
    app.route(`/${language}`, lookUpPages(needs))
    app.route(`/${language}`, registerPages(needs))
    app.route(`/${language}`, aboutPages(needs, figures))
    app.route(`/${language}`, runByPages(needs))
    app.route(`/${language}`, branchPages(needs))
    app.route(`/${language}`, ledgerPages(needs, { desk }))
  }

  app.notFound((c) => {
    const allowed = methodsAt(app, c.req.path)
    if (allowed.length === 0) return notFound(c)
    c.header('Allow', allowed.join(', '))
    return errorPage(c, 'method')
  })
  app.onError((cause, c) => {
    return errorPage(c, reported(cause, needs.logger))
  })
  return app
}

/** The page's language is its address's, and nothing else is asked. English, where the address has none. */
function speaking({ assets, sample, centre }: SiteNeeds) {
  return createMiddleware<FrontEnv>(async (c, next) => {
    const asked = c.req.path.split('/')[1] ?? ''
    const words = wordsFor(isLanguage(asked) ? asked : 'en', { sample })
    c.set('page', { words, assets, sample, centre })
    await next()
  })
}

/**
 * Nothing that changes anything is taken from a foreign page, and no page of ours goes on with what such a one sent: neither
 * its token nor its words stand in the answer. It stands before every route, so that a form that is added has it too.
 */
function refusingForeign({ origin }: SiteNeeds) {
  return createMiddleware<FrontEnv>(async (c, next) => {
    const asks = c.req.method === 'GET' || c.req.method === 'HEAD'
    if (!asks && isForeign(c.req.raw.headers, [origin])) return errorPage(c, 'foreign')
    return next()
  })
}

/** The methods that a page takes, for whoever came with another one (RFC 9110, 15.5.6). */
function methodsAt({ routes: known }: Hono<FrontEnv>, asked: string): string[] {
  const path = asked.length > 1 ? asked.replace(/\/$/, '') : asked
  const here = known.filter((route) => new RegExp(`^${route.path.replace(/:\w+/g, '[^/]+')}$`).test(path))
  const methods = new Set(here.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))
  methods.delete('ALL')
  return [...methods]
}
