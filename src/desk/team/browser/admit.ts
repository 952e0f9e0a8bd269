import { vouchText, writeVouch } from '../../../staff/vouch.ts'
import { ask, type Reply } from '../../shell/browser/ask.ts'
import { handKeysOn } from '../../shell/browser/box-keys.ts'
import { challengeOver } from '../../shell/browser/challenge-over.ts'
import { touchOver } from '../../shell/browser/passkey.ts'
import { openOwnKey } from '../../shell/browser/sign-in.ts'

/** After both have compared the newcomer's fingerprint: one touch signs for exactly her key and her passkey; then hand our box keys on to her. */
export async function admit(
  { id: member, compares }: Pick<Reply<'team'>['members'][number], 'id' | 'compares'>,
  at: string,
): Promise<Reply<'teamAdmit'>> {
  if (!compares) return { outcome: 'not-waiting' }
  const compared = { ...compares, at }
  const touched = await touchOver(await challengeOver(vouchText(writeVouch({ ...compared, member }))))
  const reply = await ask('teamAdmit', { member, compared, touch: touched.assertion })
  if (reply.outcome !== 'admitted') return reply
  if (reply.own) await handKeysOn(await openOwnKey(reply.own, touched))
  return reply
}
