import { type ShownCertificate, statusPath } from '#proof'

/** The list of states, from the site that this page came from and from nowhere else; null where it cannot be had. */
export async function statusListOf(status: ShownCertificate['status']): Promise<string | null> {
  const path = statusPath(status, location.origin)
  if (path === null) return null
  try {
    const answer = await fetch(path, {
      cache: 'no-cache',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    })
    return answer.ok ? await answer.text() : null
  } catch {
    return null
  }
}
