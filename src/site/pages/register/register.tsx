import { Hono } from 'hono'
import { queryField } from '#http'
import { foldNumber } from '#proof'
import { listEntries, readEntry } from '#register'
import { notFound } from '../error/error-page.tsx'
import { type FrontEnv } from '../../front.ts'
import { type SiteDeps } from '../../deps.ts'
import { routes } from '../../routes.ts'
import { EntryPage } from './entry-page.tsx'
import { ListPage } from './list-page.tsx'

const PAGE_SIZE = 20
const NUMBER = /^[1-9]\d{0,14}$/

export function registerPages({ db, clock, origin, timeZone }: SiteDeps): Hono<FrontEnv> {
  const pages = new Hono<FrontEnv>()

  pages.get('/register', async (c) => {
    const page = c.get('page')
    const typed = queryField(c, 'number')
    if (typed !== undefined) {
      const asked = foldNumber(typed)
      return NUMBER.test(asked)
        ? c.redirect(routes.entry(page.locale.language, Number(asked)), 303)
        : notFound(c)
    }

    const below = queryField(c, 'before')
    if (below !== undefined && !NUMBER.test(below)) return notFound(c)
    const before = below === undefined ? null : Number(below)
    // One more than the page shows tells whether there is another page.
    const found = await listEntries(db, { before: before ?? Number.MAX_SAFE_INTEGER, size: PAGE_SIZE + 1 })
    const entries = found.slice(0, PAGE_SIZE)
    const older = found.length > PAGE_SIZE ? (entries.at(-1)?.number ?? null) : null
    return c.html(<ListPage {...page} entries={entries} before={before} older={older} />)
  })

  pages.get('/register/:number', async (c) => {
    const number = c.req.param('number')
    const entry = NUMBER.test(number) ? await readEntry(db, Number(number)) : undefined
    if (!entry) return notFound(c)
    return c.html(
      <EntryPage {...c.get('page')} entry={entry} origin={origin} now={clock()} timeZone={timeZone} />,
    )
  })
  return pages
}
