import { CALLS } from 'desk:areas'
import { OLD_ROUTES, type OldName } from '../routes.ts'
import { Unanswered } from '../../shell/browser/ask.ts'

type NewName =
  | 'stay'
  | 'signOut'
  | 'alarmsOpen'
  | 'certificateDraft'
  | 'certificateContent'
  | 'certificateIssue'

export { keptUntilAnswered, Unanswered } from '../../shell/browser/ask.ts'

/**
 * Ask the desk's server. What it answers is typed by wire.ts, which both sides share. `at` fills the places in the
 * route's path.
 */
export async function ask<Reply>(
  name: OldName | NewName,
  body: unknown = {},
  at: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const paths: Readonly<Record<string, string>> = CALLS
  const own = name in OLD_ROUTES ? OLD_ROUTES[name as OldName].path : (paths[name] ?? '')
  const path = own.replace(/:(\w+)/g, (_, place: string) => encodeURIComponent(at[place] ?? ''))
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new Unanswered('network')
  })
  if (response.status >= 500) throw new Unanswered('network')
  const reply = (await response.json()) as Reply & { outcome?: string }
  const { outcome } = reply
  if (outcome === 'signed-out' && name !== 'signOut') throw new Unanswered('signed-out')
  // What our own script sends is always well-formed, or the script is at fault.
  if (response.status === 400 || response.status === 413) throw new Error(`${own}: ${outcome}`)
  if (outcome === 'not-allowed' || outcome === 'touch-needed') throw new Unanswered(outcome)
  return reply
}
