import { Hono } from 'hono'
import { dayAt } from '#basics'
import { compress } from 'hono/compress'
import { createMiddleware } from 'hono/factory'
import { reported } from '#db'
import { isForeign, securityHeaders } from '#http'
import { writePublishedDesk } from '#proof'
import { listEntries } from '#register'
import { paceOfReview } from '#review'
import { readFigures } from '#statistics'
import { languageFor, languagesCovering, localeFor } from '#i18n'
import { aboutPages } from './pages/about/about.tsx'
import { branchPages } from './pages/branches/branches.tsx'
import { certificatePages } from './pages/certificate/certificate.tsx'
import { declarePages } from './pages/declare/declare.tsx'
import { type Pace } from './pace-part.tsx'
import { errorPage, notFound } from './pages/error/error-page.tsx'
import { type FrontEnv } from './front.ts'
import { homePages } from './pages/home/home.tsx'
import { LanguagesPage } from './pages/home/languages-page.tsx'
import { keptForAMoment, keptForTheDay } from './kept.ts'
import { deskReader } from './files/desk-files.ts'
import { ledgerFiles } from './files/ledger-files.ts'
import { ledgerPages } from './pages/ledger/ledger.tsx'
import { openingFiles } from './files/openings.ts'
import { lookUpPages } from './pages/look-up/look-up.tsx'
import { type SiteDeps } from './deps.ts'
import { registerPages } from './pages/register/register.tsx'
import { centreFiles, runByPages } from './pages/run-by/run-by.tsx'
import { returnPages } from './pages/return/return.tsx'
import { routes } from './routes.ts'
import { verifyFiles } from './pages/verify/verify.ts'

/** How many of the latest entries the overview shows. */
const LATEST = 5

/** The public site. It needs no script and sets no cookie (invariant: Nobody asks who asks). */
export function siteApp(deps: SiteDeps): Hono<FrontEnv> {
  const figures = keptForAMoment(() => readFigures(deps))
  // `/en` and `/en/` are one address to whoever types it.
  const latest = keptForAMoment(() => listEntries(deps.db, { before: Number.MAX_SAFE_INTEGER, size: LATEST }))
  const paceOfTheDay = keptForTheDay(
    () => dayAt(deps.clock(), deps.timeZone),
    (day) => paceOfReview(deps.db, day),
  )
  // Nobody is kept from her code or her answer because this could not be read.
  const pace: Pace = () => paceOfTheDay().catch(() => null)
  const desk = keptForAMoment(deskReader(deps))
  const app = new Hono<FrontEnv>({ strict: false })

  app.use(securityHeaders('site'))
  app.use(speaking(deps))
  app.use(refusingForeign(deps))
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
  app.route('/', ledgerFiles(deps))
  app.route('/', openingFiles(deps))
  app.route('/', verifyFiles(deps))
  app.route('/', centreFiles(deps))
  for (const { url, type, bytes } of deps.assets.values()) {
    app.get(url, (c) =>
      c.body(bytes, 200, { 'Content-Type': type, 'Cache-Control': 'public, max-age=31536000, immutable' }),
    )
  }

  for (const language of languagesCovering('site')) {
    app.route(`/${language}`, homePages(deps, { figures, latest }))
    app.route(`/${language}`, declarePages(deps, pace))
    app.route(`/${language}`, returnPages(deps, pace))
    app.route(`/${language}`, certificatePages(deps))
    app.route(`/${language}`, lookUpPages(deps))
    app.route(`/${language}`, registerPages(deps))
    app.route(`/${language}`, aboutPages(deps, figures))
    app.route(`/${language}`, runByPages(deps))
    app.route(`/${language}`, branchPages(deps))
    app.route(`/${language}`, ledgerPages(deps, { desk }))
  }

  app.notFound((c) => {
    const allowed = methodsAt(app, c.req.path)
    if (allowed.length === 0) return notFound(c)
    c.header('Allow', allowed.join(', '))
    return errorPage(c, 'method')
  })
  app.onError((cause, c) => errorPage(c, reported(cause, deps.logger, 'site.failed')))
  return app
}

/** The page's language is its address's, and nothing else is asked. The first, where the address has none. */
function speaking({ assets, sample, centre }: SiteDeps) {
  return createMiddleware<FrontEnv>(async (c, next) => {
    const asked = c.req.path.split('/')[1] ?? ''
    const locale = localeFor(languageFor('site', asked), { sample })
    c.set('page', { locale, assets, sample, centre })
    await next()
  })
}

/**
 * Nothing that changes anything is taken from a foreign page, and no page of ours goes on with what such a one sent: neither
 * its token nor its words stand in the answer. It stands before every route, so that a form that is added has it too.
 */
function refusingForeign({ origin }: SiteDeps) {
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
