import type { Member } from '../boot.ts'
import { Unanswered } from './ask.ts'
import { boxOpener, type BoxOpener } from './sealed.ts'
import { type SignedIn, signIn } from './sign-in.ts'
import { store } from './store.ts'

/** Who is signed in; null: nobody. */
export const member = store<Member | null>(null)

/** Her key, and what it opens. */
export interface Key {
  readonly identity: string
  readonly recipient: string
  readonly boxes: BoxOpener
}

/** The one place where it is. It is there for whatever area is opened, and gone with the page. */
let held: Key | null = null

export function heldKey(): Key | null {
  return held
}

/** Keep who has just signed in, with her key. Whoever signs in in another's place begins anew. */
export function keep({ member: next, identity, recipient }: SignedIn): void {
  const before = member.get()
  if (before && before.name !== next.name) return location.reload()
  held = { identity, recipient, boxes: boxOpener(identity) }
  member.set(next)
}

/** One touch: who she is, and her key. */
export async function touch(): Promise<SignedIn> {
  const signed = await signIn()
  keep(signed)
  return signed
}

/** The key that is held, or that of a touch. */
export async function needKey(): Promise<Key> {
  if (!held) await touch()
  // Another member touched, and the page is being loaded anew.
  if (!held) throw new Unanswered('signed-out')
  return held
}

/**
 * Do it; if the last touch is too long ago, or the session has ended meanwhile, touch and do it again: what was typed stands
 * where it was.
 */
export async function touching<Reply>(work: () => Promise<Reply>): Promise<Reply> {
  try {
    return await work()
  } catch (cause) {
    if (!(cause instanceof Unanswered) || !TOUCHES_HELP.has(cause.reason)) throw cause
    await touch()
    return work()
  }
}

const TOUCHES_HELP: ReadonlySet<Unanswered['reason']> = new Set(['touch-needed', 'signed-out'])

/** Before a page that nobody is at: her key goes, with everything that it opened. */
export function forget(): void {
  held = null
}
