/**
 * Whether a request was sent by a page that is not ours: by `Sec-Fetch-Site`, which no page can write, else by `Origin`.
 *
 * `none` is the user herself, who reloads what she sent. An origin is ours if it is one of `origins` or names the host that
 * the request came to: mirrors and onions are reached under names of their own. Our pages name theirs (`Referrer-Policy`),
 * so `null` is somebody who hides hers. A browser of before 2020 may send neither header: that is not known to be foreign.
 */
export function isForeign(headers: Headers, origins: readonly string[]): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site !== 'same-origin' && site !== 'none'
  const origin = headers.get('origin')
  if (origin === null || origins.includes(origin)) return false
  return URL.parse(origin)?.host !== headers.get('host')
}
