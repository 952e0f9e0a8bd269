import { Unanswered } from './ask.ts'
import { type Seated, signIn, sitDown } from './sit-down.ts'

/** Do it; if the last touch is too long ago, touch and do it again. */
export async function touching<Reply>(work: () => Promise<Reply>): Promise<Reply> {
  try {
    return await work()
  } catch (cause) {
    if (!(cause instanceof Unanswered) || cause.reason !== 'touch-needed') throw cause
    await touch()
    return work()
  }
}

/** On a demonstration nobody has a passkey to touch: whoever sits there sits down again. */
export async function touch(): Promise<Seated> {
  const seat = document.body.dataset['seat']
  return seat === 'reviewer' || seat === 'colleague' ? sitDown(seat) : signIn()
}
