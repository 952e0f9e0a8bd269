// Touches that no browser would make: what an authenticator in other hands, or another program, could send.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { systemClock, systemRandom } from '#basics'
import { addPasskey, enrolMember } from '../../test/members.ts'
import { signBytes } from '../../test/software-passkey.ts'
import { freshDatabase } from '../../test/template-db.ts'
import { signInChallenge } from './challenge.ts'
import { signIn, signInOptions } from './index.ts'

const ORIGIN = 'https://desk.example.org'
/** Flags of authenticator data (WebAuthn 3, section 6.1). */
const [PRESENT, VERIFIED] = [0x01, 0x04]

interface Touch {
  readonly flags?: number
  readonly counter?: number
  readonly origin?: string
  readonly rpId?: string
  readonly type?: string
  readonly challenge?: string
  readonly id?: string
  readonly signature?: (right: Buffer) => Buffer
}

test('a passkey signs in with a finger or a PIN, once for each challenge', async () => {
  await using workplace = await openWorkplace()
  const challenge = await workplace.challenge()
  assert.equal(await workplace.touch({ challenge, counter: 6 }), 'signed-in')
  assert.equal(await workplace.touch({ challenge, counter: 7 }), 'refused', 'replayed')
  assert.equal(await workplace.touch({ counter: 7 }), 'signed-in')
})

test('a sign-in signs what its browser made of the server’s challenge, so that no server can have it sign an approval', async () => {
  await using workplace = await openWorkplace()
  const { challenge: drawn } = await signInOptions(workplace.deps)
  assert.equal(
    await workplace.touch({ challenge: drawn }),
    'refused',
    'the bare challenge is nobody’s sign-in',
  )
  assert.equal(await workplace.touch({ challenge: signInChallenge(drawn) }), 'signed-in')
})

const REFUSED: readonly [string, Touch][] = [
  ['without a finger or a PIN', { flags: PRESENT }],
  ['that nobody made', { flags: VERIFIED }],
  ['of a copy of the passkey, whose count is behind', { counter: 5 }],
  ['for another origin', { origin: 'https://desk.example.com' }],
  ['for another host', { rpId: 'example.org' }],
  ['that was made to register', { type: 'webauthn.create' }],
  ['over a challenge of nobody', { challenge: Buffer.alloc(32, 7).toString('base64url') }],
  ['of a passkey that is not known', { id: 'another' }],
  ['that is signed by another key', { signature: (right) => right.fill(1, 8, 20) }],
]
for (const [what, touch] of REFUSED) {
  test(`a touch ${what} is refused, and opens no session`, async () => {
    await using workplace = await openWorkplace()
    assert.equal(await workplace.touch(touch), 'refused')
    assert.equal((await workplace.database.db.selectFrom('staff.session').selectAll().execute()).length, 0)
    assert.equal(await workplace.touch({}), 'signed-in', 'the right one is not the worse for it')
  })
}

test('a passkey that was given up signs in no more', async () => {
  await using workplace = await openWorkplace()
  await addPasskey(workplace.database.db, workplace.member, 'spare')
  await workplace.database.db
    .updateTable('staff.credential')
    .set({ retired: true })
    .where('id', '=', 'heron')
    .execute()
  assert.equal(await workplace.touch({}), 'refused')
  assert.equal(await workplace.touch({ id: 'spare' }), 'signed-in')
})

/** Heron's passkey in software: ES256, which has signed five times. */
async function openWorkplace() {
  const database = await freshDatabase()
  const member = await enrolMember(database.db, 'Heron', { credential: 'heron' })
  await database.db.updateTable('staff.credential').set({ counter: 5 }).execute()
  const deps = {
    db: database.openAs('exeunt_desk'),
    clock: systemClock,
    random: systemRandom,
    origin: ORIGIN,
  }
  const challenge = async () => signInChallenge((await signInOptions(deps)).challenge)
  return {
    database,
    member,
    deps,
    challenge,
    async touch(touch: Touch): Promise<string> {
      const { flags = PRESENT | VERIFIED, counter = 6, type = 'webauthn.get', origin = ORIGIN } = touch
      const clientData = Buffer.from(
        JSON.stringify({ type, challenge: touch.challenge ?? (await challenge()), origin }),
      )
      const rest = Buffer.alloc(5)
      rest.writeUInt8(flags)
      rest.writeUInt32BE(counter, 1)
      const authenticatorData = Buffer.concat([sha256(Buffer.from(touch.rpId ?? 'desk.example.org')), rest])
      const id = touch.id ?? 'heron'
      const right = signBytes(id, Buffer.concat([authenticatorData, sha256(clientData)]))
      const response = {
        clientDataJSON: clientData.toString('base64url'),
        authenticatorData: authenticatorData.toString('base64url'),
        signature: (touch.signature?.(right) ?? right).toString('base64url'),
      }
      const whole = { id, rawId: id, type: 'public-key' as const, response, clientExtensionResults: {} }
      return (await signIn(deps, { response: whole, replaced: null })).outcome
    },
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  }
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest()
}
