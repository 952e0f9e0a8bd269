import { Hono } from 'hono'
import { queryField, respond } from '#http'
import { foldNumber } from '#proof'
import { type EntrySummary, listEntries, readEntry } from '#register'
import { notFound } from '../error/error-page.tsx'
import { type BeforeTheRouter } from '../../before-the-router.ts'
import { type FrontEnv } from '../../front.ts'
import { keptWhile } from '../../kept.ts'
import { type SiteDeps } from '../../deps.ts'
import { numberedPages } from '../../numbered-pages.ts'
import { type PageContext } from '../../page.tsx'
import { publicPage } from '../../public-page.ts'
import { type RegisterNow } from '../../register-now.ts'
import { routes } from '../../routes.ts'
import { EntryPage } from './entry-page.tsx'
import { ListPage } from './list-page.tsx'

const PAGE_SIZE = 20
const NUMBER = /^[1-9]\d{0,14}$/

/** A page of the list, as far as it is read. */
interface Listed {
  readonly entries: readonly EntrySummary[]
  /** Where the next page begins; null on the last. */
  readonly older: number | null
}

/** The register, page by page and entry by entry: each page as it stands now, for everybody alike. */
export function registerPages(
  { db, origin, timeZone }: Pick<SiteDeps, 'db' | 'origin' | 'timeZone'>,
  registerNow: () => Promise<RegisterNow>,
) {
  const byNumber = numberedPages(registerNow)
  const latest = keptWhile(registerNow, () => listed(Number.MAX_SAFE_INTEGER))
  const newest = publicPage({
    at: (language) => routes.register(language),
    of: [latest],
    show: (page, list) => <ListPage {...page} {...list} before={null} />,
  })
  const older = byNumber({
    at: routes.register,
    read: (before) => listed(before),
    show: (page, list, { number }) => <ListPage {...page} {...list} before={number} />,
  })
  const one = byNumber({
    at: routes.entry,
    // Numbers have no gaps: beyond what is covered there is none, and nobody has to be asked.
    read: async (number, { covered }) => (number > covered ? undefined : readEntry(db, number)),
    show: (page, entry, { now }) => (
      <EntryPage {...page} entry={entry} origin={origin} now={now.moment} timeZone={timeZone} />
    ),
  })

  return (context: PageContext, front: BeforeTheRouter): Hono<FrontEnv> => {
    const [list, before, entry] = [newest(context), older(context), one(context)]
    front.serve(list)
    front.serveNumbered(before)
    front.serveNumbered(entry)

    const pages = new Hono<FrontEnv>()
    pages.get('/register', (c) => {
      const typed = queryField(c, 'number')
      if (typed !== undefined) {
        const asked = foldNumber(typed)
        return NUMBER.test(asked)
          ? c.redirect(routes.entry(context.locale.language, Number(asked)), 303)
          : notFound(c)
      }
      const below = queryField(c, 'before')
      if (below === undefined) return respond(c, list.answer)
      return NUMBER.test(below) ? respond(c, (asked) => before.answer(asked, Number(below))) : notFound(c)
    })
    pages.get('/register/:number', (c) => {
      const number = c.req.param('number')
      return NUMBER.test(number) ? respond(c, (asked) => entry.answer(asked, Number(number))) : notFound(c)
    })
    return pages
  }

  async function listed(before: number): Promise<Listed> {
    // One more than the page shows tells whether there is another page.
    const found = await listEntries(db, { before, size: PAGE_SIZE + 1 })
    const entries = found.slice(0, PAGE_SIZE)
    return { entries, older: found.length > PAGE_SIZE ? (entries.at(-1)?.number ?? null) : null }
  }
}
