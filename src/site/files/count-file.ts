import { pageHeaders, type PlainHeaders } from '#http'
import { type Figures } from '#statistics'
import { type Now } from '../kept.ts'
import { publicPage } from '../public-page.ts'
import { routes } from '../routes.ts'

/** What programs read of the site and anybody's page may: it is as old as a few seconds, wherever it is kept. */
export const BRIEF_JSON: PlainHeaders = {
  ...pageHeaders(),
  'Content-Type': 'application/json',
  'Cache-Control': 'public, max-age=5',
  'Access-Control-Allow-Origin': '*',
}

/** The count, for programs. */
export function countFile(figures: Now<Figures>) {
  return publicPage({
    at: () => routes.count,
    of: [figures],
    headers: BRIEF_JSON,
    show: (_, now) => JSON.stringify(now),
  })
}
