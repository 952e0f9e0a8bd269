import { type Context } from 'hono'
import { type Assets } from '#html'

/** What the frame that shows pictures may do: run its one script, by its hash, and show what it was handed. */
function picturePolicy(assets: Assets): string {
  return [
    "default-src 'none'",
    `script-src '${assets.get('picture.js')?.integrity}'`,
    'img-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    'sandbox allow-scripts',
  ].join('; ')
}

/**
 * The document of a frame for pictures that strangers sent. It has an origin of its own, which is nobody's: whatever a picture
 * does to the program that decodes it, the keys of the page around it are in another process.
 */
export function picturePage(c: Context, assets: Assets): Response | Promise<Response> {
  c.header('Content-Security-Policy', picturePolicy(assets))
  c.header('X-Frame-Options', 'SAMEORIGIN')
  const script = Buffer.from(assets.get('picture.js')?.bytes ?? []).toString('utf8')
  return c.html(`<!doctype html><meta charset="utf-8"><title></title><body><script>${script}</script>`)
}
