import { type ShownCertificate } from '#proof'

/** The list of states, from the site that this page came from and from nowhere else; null where it cannot be had. */
export async function statusListOf({ uri }: ShownCertificate['status']): Promise<string | null> {
  if (location.protocol === 'file:') return null
  try {
    const { pathname, origin } = new URL(uri)
    // A certificate that names another site does not send the reader there.
    if (origin !== location.origin) return null
    const answer = await fetch(pathname, {
      cache: 'no-cache',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    })
    return answer.ok ? await answer.text() : null
  } catch {
    return null
  }
}
