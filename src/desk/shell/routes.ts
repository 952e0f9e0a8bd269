import { type Area, type Served } from './contract.ts'
import { boxCalls } from './box-calls.ts'
import { FIRST_LANGUAGE } from '#i18n'
import { signInCalls } from './sign-in-calls.ts'

const root: Served = {
  method: 'GET',
  path: '/',
  standing: 'public',
  serve: () => (c) => c.redirect(`/${FIRST_LANGUAGE}/`, 303),
}

const asset: Served = {
  method: 'GET',
  path: '/assets/:file',
  standing: 'public',
  serve({ assets }) {
    const byUrl = new Map([...assets.values()].map((one) => [one.url, one]))
    return (c) => {
      const found = byUrl.get(new URL(c.req.url).pathname)
      if (!found) return c.notFound()
      return c.body(found.bytes, 200, {
        'Content-Type': found.type,
        'Cache-Control': 'public, max-age=31536000, immutable',
      })
    }
  },
}

const health: Served = {
  method: 'GET',
  path: '/healthz',
  standing: 'public',
  serve: () => (c) => c.text('ok'),
}

/** What every area of work stands in. */
export const shell = {
  calls: { ...signInCalls, ...boxCalls },
  served: { root, asset, health },
} satisfies Area
