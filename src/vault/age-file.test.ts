import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { Secret } from '#basics'
import { identityFromSeed, readIdentity, writeIdentity } from './identity.ts'
import { openFile } from './open-file.ts'
import { RECIPIENT_BYTES, parseRecipient } from './recipient.ts'
import { sealFile } from './seal-file.ts'
import { type VaultErrorCode, VaultError } from './vault-error.ts'

const seed = new Secret(Uint8Array.from(randomBytes(32)))
const box = identityFromSeed(seed)
const stranger = identityFromSeed(new Secret(Uint8Array.from(randomBytes(32))))

for (const size of [0, 1, 65_535, 65_536, 65_537, 131_072, 300_000]) {
  const text = Uint8Array.from(randomBytes(size))

  test(`a text of ${size} bytes that we seal opens with age, in a browser or on a laptop`, async () => {
    const decrypter = new Decrypter()
    decrypter.addIdentity(writeIdentity(seed).reveal())
    assert.deepEqual(await decrypter.decrypt(sealFile(box.recipient, text)), text)
  })

  test(`a text of ${size} bytes that age seals opens here, and ours is as long as theirs`, async () => {
    const encrypter = new Encrypter()
    encrypter.addRecipient(box.recipient.text)
    const theirs = await encrypter.encrypt(text)
    assert.deepEqual(openFile(box, theirs), text)
    const ours = sealFile(box.recipient, text)
    assert.deepEqual(openFile(box, ours), text)
    assert.equal(ours.length, theirs.length)
  })
}

test('not one of 400 single flipped bits goes unnoticed', () => {
  const sealed = sealFile(box.recipient, randomBytes(500))
  const bits = sealed.length * 8
  for (let flip = 0; flip < 400; flip++) {
    const bit = Math.floor((flip * bits) / 400)
    const altered = Uint8Array.from(sealed)
    altered[bit >> 3] = (sealed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    assert.throws(() => openFile(box, altered), VaultError, `bit ${bit}`)
  }
})

test('a file cut short anywhere does not open as a shorter one', () => {
  const sealed = sealFile(box.recipient, randomBytes(65_537))
  const ends = [0, 21, 1_000, 1_626, 1_627, 1_643, 1_659, 1_643 + 65_552, sealed.length - 1]
  for (const end of ends) assert.throws(() => openFile(box, sealed.subarray(0, end)), VaultError, `${end}`)
})

test('the same text sealed twice shows no likeness', () => {
  const text = randomBytes(64)
  assert.notDeepEqual(sealFile(box.recipient, text), sealFile(box.recipient, text))
})

test('a file sealed to one person does not open for another', () => {
  refused('no-match', () => openFile(stranger, sealFile(box.recipient, randomBytes(10))))
})

test('a file sealed to a second person as well is refused even for the first', async () => {
  const encrypter = new Encrypter()
  encrypter.addRecipient(box.recipient.text)
  encrypter.addRecipient(stranger.recipient.text)
  const file = await encrypter.encrypt('for two')
  refused('several-recipients', () => openFile(box, file))
})

test('a recipient without the post-quantum half cannot be sealed to', async () => {
  const old = await identityToRecipient(await generateX25519Identity())
  refused('bad-recipient', () => parseRecipient(old))
  // @ts-expect-error a text is no recipient: only parseRecipient makes one
  assert.throws(() => sealFile(old, randomBytes(1)))
})

test('a recipient is read from its text and from its bytes, and its keys are imported once', async () => {
  const text = await identityToRecipient(writeIdentity(seed).reveal())
  assert.equal(box.recipient.text, text)
  const parsed = parseRecipient(text)
  assert.equal(parseRecipient(parsed.raw), parsed)
  assert.deepEqual(openFile(box, sealFile(parsed, Uint8Array.of(7))), Uint8Array.of(7))
})

test('a mistyped recipient is refused when it is registered', () => {
  const { text, raw } = box.recipient
  const swapped = text.slice(0, 100) + (text[100] === 'q' ? 'p' : 'q') + text.slice(101)
  for (const wrong of ['', 'age1pq1', swapped, text.toUpperCase(), `${text} `, text.slice(0, -1)]) {
    refused('bad-recipient', () => parseRecipient(wrong))
  }
  refused('bad-recipient', () => parseRecipient(raw.subarray(1)))
})

test('keys that parse but cannot be sealed to are refused when they are registered', () => {
  const noPoint = Uint8Array.from(box.recipient.raw).fill(0, RECIPIENT_BYTES - 32)
  refused('bad-recipient', () => parseRecipient(noPoint))
  const lowOrder = Uint8Array.from(noPoint)
  lowOrder[RECIPIENT_BYTES - 32] = 1
  refused('bad-recipient', () => parseRecipient(lowOrder))
  const coefficientTooLarge = Uint8Array.from(box.recipient.raw).fill(0xff, 0, 2)
  refused('bad-recipient', () => parseRecipient(coefficientTooLarge))
})

test('an identity survives being written down, and its refusal does not repeat it', () => {
  const written = writeIdentity(seed)
  assert.equal(written.reveal().length, 77)
  assert.deepEqual(readIdentity(written).reveal(), seed.reveal())
  const slip = written.reveal().slice(0, -1)
  const quoted = refused('bad-identity', () => readIdentity(new Secret(slip)))
  assert.ok(!quoted.includes(slip.slice(20)))
  refused('bad-identity', () => readIdentity(new Secret(written.reveal().toLowerCase())))
})

/** Assert that `attempt` is refused with this code, and return everything the error would print. */
function refused(code: VaultErrorCode, attempt: () => unknown): string {
  try {
    attempt()
  } catch (error) {
    assert.ok(error instanceof VaultError, String(error))
    assert.equal(error.code, code)
    assert.equal(error.cause, undefined)
    return `${error.message} ${error.stack}`
  }
  return assert.fail(`not refused: ${code}`)
}
