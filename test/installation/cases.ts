// Cases that wait, as rows: nothing is really sealed.
import { randomBytes, randomUUID } from 'node:crypto'
import { type Database } from '#db'
import { CENTRE } from '#staff'

const RECIPIENT_BYTES = 1_216

/** Returns its submission. */
export async function insertCase(
  owner: Database,
  {
    box,
    branch = CENTRE,
    language = null,
  }: { box: string; branch?: string | undefined; language?: string | null },
): Promise<string> {
  const id = randomUUID()
  await owner
    .insertInto('intake.submission')
    .values({ id, channel: 'web', day: '2026-11-20', box, sealed: Buffer.alloc(1), digest: randomBytes(32) })
    .execute()
  await owner
    .insertInto('intake.pending')
    .values({ submission: id, cause: 'new', since: '2026-11-20', branch, language })
    .execute()
  return id
}

/** Its sender took a code. Returns what that is looked up by. */
export async function insertCode(
  owner: Database,
  submission: string,
  reply: Uint8Array = randomBytes(RECIPIENT_BYTES),
): Promise<Uint8Array> {
  const hash = randomBytes(32)
  await owner
    .insertInto('intake.return_code')
    .values({ hash, submission, reply_recipient: Buffer.from(reply) })
    .execute()
  return hash
}
