import { part } from '../../../html/browser/page.ts'
import { Unanswered } from './ask.ts'
import { type Seated, signIn } from './sign-in.ts'

/**
 * Do it; if the last touch is too long ago, or the session has ended meanwhile, touch and do it again: what was typed
 * stands where it was. Whoever signs in in another's place starts anew.
 */
export async function touching<Reply>(work: () => Promise<Reply>): Promise<Reply> {
  try {
    return await work()
  } catch (cause) {
    if (!(cause instanceof Unanswered) || !TOUCHES_HELP.has(cause.reason)) throw cause
    const { member } = await touch()
    if (member.name !== part('seat-name').textContent) location.reload()
    return work()
  }
}

const TOUCHES_HELP: ReadonlySet<Unanswered['reason']> = new Set(['touch-needed', 'signed-out'])

function touch(): Promise<Seated> {
  return signIn()
}
