import { Hono } from 'hono'
import { lookUp } from '#certificates'
import { readForm } from '#http'
import { errorPage } from '../error/error-page.tsx'
import { type FrontEnv } from '../../front.ts'
import { type SiteDeps } from '../../deps.ts'
import { publicPage } from '../../public-page.ts'
import { routes } from '../../routes.ts'
import { leaveOnTheBeat } from '../return/on-the-beat.ts'
import { oneSize } from '../return/one-size.ts'
import { LookUpPage } from './look-up-page.tsx'

const FORM_MAX_BYTES = 4 * 1024
/** One size and one pace, whatever is found: who watches the line learns nothing from either. */
const PAGE_BYTES = 12 * 1024

/** What became of a certificate, for whoever has number and code on paper and neither a camera nor a script. */
export const blankLookUp = publicPage({
  at: routes.lookUp,
  of: [],
  sizeBytes: PAGE_BYTES,
  show: (page) => <LookUpPage {...page} number="" code="" found={undefined} />,
})

export function lookUpPages({ db }: Pick<SiteDeps, 'db'>): Hono<FrontEnv> {
  const pages = new Hono<FrontEnv>()
  pages.use('/look-up', oneSize(PAGE_BYTES))
  pages.post('/look-up', async (c) => {
    const sent = await readForm(c, FORM_MAX_BYTES)
    if (sent.outcome !== 'form') return errorPage(c, sent.outcome)
    const typed = { number: sent.form.get('number') ?? '', code: sent.form.get('code') ?? '' }
    return leaveOnTheBeat(async () =>
      c.html(<LookUpPage {...c.get('page')} {...typed} found={await lookUp(db, typed)} />),
    )
  })
  return pages
}
