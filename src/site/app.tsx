import { Hono } from 'hono'
import { dayAt, remembered } from '#basics'
import { createMiddleware } from 'hono/factory'
import { reported } from '#db'
import { type App, isForeign, respond, securityHeaders } from '#http'
import { listEntries } from '#register'
import { paceOfReview } from '#review'
import { readFigures } from '#statistics'
import { FIRST_LANGUAGE, type Language, languageFor, languagesCovering, localeFor } from '#i18n'
import { countingPage, safetyPage } from './pages/about/about.tsx'
import { beforeTheRouter } from './before-the-router.ts'
import { branchesPage } from './pages/branches/branches.tsx'
import { certificatePages } from './pages/certificate/certificate.tsx'
import { declarePages } from './pages/declare/declare.tsx'
import { type Pace } from './pace-part.tsx'
import { type PageContext } from './page.tsx'
import { errorAnswer, errorPage, notFound } from './pages/error/error-page.tsx'
import { type FrontEnv } from './front.ts'
import { homePage, languagesPage } from './pages/home/home.tsx'
import { keptForAMoment, keptForTheDay } from './kept.ts'
import { assetFiles } from './files/asset-files.ts'
import { countFile } from './files/count-file.ts'
import { deskFile, deskReader } from './files/desk-files.ts'
import { ledgerFiles, verifierFile } from './files/ledger-files.ts'
import { ledgerPage } from './pages/ledger/ledger.tsx'
import { openingFiles } from './files/openings.ts'
import { blankLookUp, lookUpPages } from './pages/look-up/look-up.tsx'
import { type SiteDeps } from './deps.ts'
import { type Served } from './public-page.ts'
import { registerNow } from './register-now.ts'
import { registerPages } from './pages/register/register.tsx'
import { centreFiles, runByPage } from './pages/run-by/run-by.tsx'
import { returnPages } from './pages/return/return.tsx'
import { routes } from './routes.ts'
import { verifyFiles, verifyPages } from './pages/verify/verify.ts'

/** How many of the latest entries the overview shows. */
const LATEST = 5

/** The public site. It needs no script and sets no cookie (invariant: Nobody asks who asks). */
export function siteApp(deps: SiteDeps): Hono<FrontEnv> & Pick<App, 'first'> {
  const { sample, assets, centre, timeZone } = deps
  const contextIn = remembered((language: Language): PageContext => ({
    locale: localeFor(language, { sample }),
    assets,
    sample,
    centre,
  }))
  const figures = keptForAMoment(() => readFigures(deps))
  const latest = keptForAMoment(() => listEntries(deps.db, { before: Number.MAX_SAFE_INTEGER, size: LATEST }))
  const desk = keptForAMoment(deskReader(deps))
  const paceOfTheDay = keptForTheDay(
    () => dayAt(deps.clock(), timeZone),
    (day) => paceOfReview(deps.db, day),
  )
  // Nobody is kept from her code or her answer because this could not be read.
  const pace: Pace = () => paceOfTheDay().catch(() => null)

  const app = new Hono<FrontEnv>({ strict: false })
  app.use(securityHeaders('site'))
  app.use(speaking(contextIn))
  app.use(refusingForeign(deps))

  const front = beforeTheRouter((context, cause) =>
    errorAnswer(context, reported(cause, deps.logger, 'site.failed')),
  )
  // Whoever asks for the same by another address than the page's own, with a slash or a query, finds it by the router.
  const serve = (served: Served) => {
    front.serve(served)
    app.get(withoutSlash(served.at), (c) => respond(c, served.answer))
  }

  const verify = verifyPages(deps)
  const declare = declarePages(deps, pace)
  const comeBack = returnPages(deps, pace)
  const certificate = certificatePages(deps)
  const register = registerPages(deps, registerNow(deps))

  app.get(routes.health, (c) => c.text('ok'))
  app.get(routes.robots, (c) => c.text('User-agent: *\nDisallow:\n'))
  const inNoLanguage = [
    languagesPage,
    countFile(figures),
    deskFile(desk),
    verifierFile(deps),
    ...verify.wellKnown,
    ...centreFiles(deps),
    ...assetFiles(deps),
  ]
  const first = contextIn(FIRST_LANGUAGE)
  const checking = verify.page(first)
  serve(checking)
  for (const page of inNoLanguage) serve(page(first))
  const inEachLanguage = [
    verify.inLanguage,
    homePage({ figures, latest, timeZone }),
    declare.blank,
    comeBack.blank,
    certificate.blank,
    blankLookUp,
    countingPage({ figures, timeZone }),
    safetyPage,
    runByPage(deps),
    branchesPage(deps),
    ledgerPage(deps, { desk }),
  ]
  for (const language of languagesCovering('site')) {
    const context = contextIn(language)
    for (const page of inEachLanguage) serve(page(context))
    app.route(`/${language}`, declare.sent(context))
    app.route(`/${language}`, comeBack.sent)
    app.route(`/${language}`, certificate.sent)
    app.route(`/${language}`, lookUpPages(deps))
    app.route(`/${language}`, register(context, front))
  }
  app.route('/', ledgerFiles(deps))
  app.route('/', openingFiles(deps))
  app.route('/', verifyFiles(deps, checking))

  app.notFound(async (c) => {
    const allowed = methodsAt(app, c.req.path)
    if (allowed.length === 0) return notFound(c)
    const answer = await errorPage(c, 'method')
    answer.headers.set('Allow', allowed.join(', '))
    return answer
  })
  app.onError((cause, c) => errorPage(c, reported(cause, deps.logger, 'site.failed')))

  return Object.assign(app, { first: front.answer })
}

/** The page's language is its address's, and nothing else is asked. The first, where the address has none. */
function speaking(contextIn: (language: Language) => PageContext) {
  return createMiddleware<FrontEnv>(async (c, next) => {
    const asked = c.req.path.split('/')[1] ?? ''
    c.set('page', contextIn(languageFor('site', asked)))
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

/** As the router knows an address: `/en` and `/en/` are one to whoever types it. */
function withoutSlash(path: string): string {
  return path.length > 1 ? path.replace(/\/$/, '') : path
}

/** The methods that a page takes, for whoever came with another one (RFC 9110, 15.5.6). */
function methodsAt({ routes: known }: Hono<FrontEnv>, asked: string): string[] {
  const path = withoutSlash(asked)
  const here = known.filter((route) => new RegExp(`^${route.path.replace(/:\w+/g, '[^/]+')}$`).test(path))
  const methods = new Set(here.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))
  methods.delete('ALL')
  return [...methods]
}
