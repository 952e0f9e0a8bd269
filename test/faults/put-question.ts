import { type Database } from '#db'
import { readCode } from '#intake'
import { labelOf, type InstallationKeys, parseRecipient, sealRecord } from '#vault'

/** What a reviewer does who holds a case: her question is sealed to the sender's code, and the case waits for the answer. */
export async function putQuestion(
  owner: Database,
  { code, keys, question }: { code: string; keys: InstallationKeys; question: string },
): Promise<void> {
  const { hash } = readCode(code, keys.code)
  const { submission, reply_recipient } = await owner
    .selectFrom('intake.return_code')
    .select(['submission', 'reply_recipient'])
    .where('hash', '=', Buffer.from(hash))
    .executeTakeFirstOrThrow()
  const { box } = await owner
    .selectFrom('intake.submission')
    .select('box')
    .where('id', '=', submission)
    .executeTakeFirstOrThrow()
  const payload = Buffer.from(question)
  const sealed = sealRecord({
    recipient: parseRecipient(reply_recipient),
    ...labelOf('question', submission),
    payload,
  })
  await owner
    .insertInto('review.decision')
    .values({
      submission,
      sequence: 1,
      member: crypto.randomUUID(),
      verdict: 'hold',
      day: '2026-01-01',
      question_for_sender: sealed,
      question_for_desk: sealed,
      question_box: box,
    })
    .execute()
  await owner.deleteFrom('intake.pending').where('submission', '=', submission).execute()
}
