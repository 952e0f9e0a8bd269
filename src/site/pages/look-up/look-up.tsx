import { type Context, Hono } from 'hono'
import { lookUp, type LookUp } from '#certificates'
import { readForm } from '#http'
import { errorPage } from '../error/error-page.tsx'
import { type FrontEnv } from '../../front.ts'
import { type SiteDeps } from '../../deps.ts'
import { leaveOnTheBeat } from '../return/on-the-beat.ts'
import { oneSize } from '../return/one-size.ts'
import { LookUpPage } from './look-up-page.tsx'

const FORM_MAX_BYTES = 4 * 1024
/** One size and one pace, whatever is found: who watches the line learns nothing from either. */
const PAGE_BYTES = 12 * 1024

/** What became of a certificate, for whoever has number and code on paper and neither a camera nor a script. */
export function lookUpPages({ db }: SiteDeps): Hono<FrontEnv> {
  const show = (c: Context<FrontEnv>, view: { number: string; code: string; found: LookUp | undefined }) => {
    return c.html(<LookUpPage {...c.get('page')} {...view} />)
  }
  const pages = new Hono<FrontEnv>()
  pages.use('/look-up', oneSize(PAGE_BYTES))
  pages.get('/look-up', (c) => show(c, { number: '', code: '', found: undefined }))
  pages.post('/look-up', async (c) => {
    const sent = await readForm(c, FORM_MAX_BYTES)
    if (sent.outcome !== 'form') return errorPage(c, sent.outcome)
    const typed = { number: sent.form.get('number') ?? '', code: sent.form.get('code') ?? '' }
    return leaveOnTheBeat(async () => show(c, { ...typed, found: await lookUp(db, typed) }))
  })
  return pages
}
