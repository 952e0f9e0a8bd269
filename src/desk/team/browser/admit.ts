import { type Vouched, vouchText, writeVouch } from '../../../staff/vouch.ts'
import { ask, type Reply } from '../../shell/browser/ask.ts'
import { handKeysOn } from '../../shell/browser/box-keys.ts'
import { challengeOver } from '../../shell/browser/challenge-over.ts'
import { type Touched, touchOver } from '../../shell/browser/passkey.ts'
import { demo, touch } from '../../shell/browser/session.ts'
import { openOwnKey, type SignedIn } from '../../shell/browser/sign-in.ts'

/** After both have compared the newcomer's fingerprint: sign for her key and her passkey, and hand our box keys on to her. */
export async function admit(
  { id: member, compares }: Pick<Reply<'team'>['members'][number], 'id' | 'compares'>,
  at: string,
): Promise<Reply<'teamAdmit'>> {
  if (!compares) return { outcome: 'not-waiting' }
  const compared = { ...compares, at }
  const { signedIn, touched } = await signFor({ ...compared, member })
  const reply = await ask('teamAdmit', { member, compared, touch: touched?.assertion ?? null })
  if (reply.outcome !== 'admitted') return reply
  const identity = reply.own && touched ? await openOwnKey(reply.own, touched) : signedIn?.identity
  await handKeysOn(identity ?? '')
  return reply
}

/** One touch, over exactly what was compared. At a demonstration there is none: its people sign in anew. */
async function signFor(vouched: Vouched): Promise<{ signedIn?: SignedIn; touched?: Touched }> {
  if (demo.get() !== null) return { signedIn: await touch() }
  return { touched: await touchOver(await challengeOver(vouchText(writeVouch(vouched)))) }
}
