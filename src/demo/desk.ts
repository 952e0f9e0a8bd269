import { Hono } from 'hono'
import { type Asset, readAssets } from '#html'
import { languageFor, localeFor } from '#i18n'
import { invariant } from '#basics'
import { PEOPLE, softwarePasskey } from './people.ts'

/** Before it the page's own script has not run, and nobody can have been asked for a passkey. */
const FIRST_SCRIPT = '<script type="module"'

/**
 * The desk of a demonstration: the same, with one script more on each page, which answers in the place of a security key. What the
 * desk serves itself, and what its digest is made of, stays as it is everywhere.
 */
export function withSamplePasskeys(desk: Hono): Hono {
  const script = readAssets('demo').get('passkeys.js')
  invariant(script, 'the build made the passkeys of demonstrations')
  const app = new Hono()
  app.get(script.url, (c) => c.body(script.bytes, 200, { 'Content-Type': script.type }))
  app.all('*', async (c) => {
    const response = await desk.fetch(c.req.raw, c.env)
    if (!response.headers.get('Content-Type')?.startsWith('text/html')) return response
    const tag = scriptTag(script, c.req.path.split('/')[1] ?? '')
    const page = (await response.text()).replace(FIRST_SCRIPT, () => `${tag}${FIRST_SCRIPT}`)
    return new Response(page, response)
  })
  return app
}

function scriptTag({ url, integrity }: Asset, asked: string): string {
  const { t } = localeFor(languageFor('desk', asked), { sample: true })
  const given = {
    passkeys: PEOPLE.map(softwarePasskey),
    title: t('desk-demo-title'),
    note: t('desk-demo-note'),
    cancel: t('desk-demo-cancel'),
  }
  const data = JSON.stringify(given)
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
  return `<script src="${url}" integrity="${integrity}" data-sample="${data}"></script>`
}
