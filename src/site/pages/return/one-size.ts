import { createMiddleware } from 'hono/factory'
import { padPage } from '#html'

/**
 * Before the pages that say what there is for a code: each answer of theirs has one size, whatever it says, an error as well.
 * Who watches the line is told nothing by it. It is never compressed: the compressed length would tell what the padding hides.
 */
export function oneSize(sizeBytes: number) {
  return createMiddleware(async (c, next) => {
    await next()
    const { headers } = c.res
    // What is made once for everybody has its size already.
    if (headers.has('Content-Encoding') || !headers.get('Content-Type')?.startsWith('text/html')) return
    c.res = new Response(padPage(await c.res.text(), sizeBytes), c.res)
    c.res.headers.delete('Content-Length')
    c.res.headers.set('Content-Encoding', 'identity')
  })
}
