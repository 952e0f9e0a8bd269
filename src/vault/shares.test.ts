import { deepEqual, equal, ok } from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { Secret } from '#basics'
import { writeIdentity } from './identity.ts'
import { joinShares, NEEDED, readShare, type Share, shareLines, shareOut, SHARES } from './shares.ts'

const CHARACTERS = 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L'

function anIdentity(): string {
  return writeIdentity(new Secret(new Uint8Array(randomBytes(32)))).reveal()
}

function readAll(texts: readonly string[]): Share[] {
  return texts.map((text) => {
    const reading = readShare(text)
    if (reading.outcome !== 'share') throw new Error(`${text}: ${reading.outcome}`)
    return reading.share
  })
}

/** Every choice of so many of five. */
function choices(size: number): number[][] {
  const all = Array.from({ length: 2 ** SHARES }, (_, mask) =>
    [0, 1, 2, 3, 4].filter((at) => (mask >> at) & 1),
  )
  return all.filter((chosen) => chosen.length === size)
}

test('any three of the five papers give the key back, and so do four, or all', async () => {
  const identity = anIdentity()
  const shares = readAll(await shareOut(identity))
  for (const size of [3, 4, 5])
    for (const chosen of choices(size)) {
      const joined = await joinShares(chosen.map((at) => shares[at]).filter((share) => share !== undefined))
      deepEqual(joined, { outcome: 'joined', identity })
    }
  equal(choices(3).length, 10)
})

test('any two say that a third is missing, and one that two are', async () => {
  const shares = readAll(await shareOut(anIdentity()))
  for (const size of [0, 1, 2])
    for (const chosen of choices(size))
      deepEqual(await joinShares(chosen.map((at) => shares[at]).filter((share) => share !== undefined)), {
        outcome: 'too-few',
        missing: NEEDED - size,
      })
})

test('two papers leave every key as likely as before: two sharings of one key have nothing in common', async () => {
  const identity = anIdentity()
  const [one, other] = [readAll(await shareOut(identity)), readAll(await shareOut(identity))]
  const bytes = (shares: Share[]) => shares.map((share) => Buffer.from(share.bytes).toString('hex'))
  equal(new Set([...bytes(one), ...bytes(other)]).size, 2 * SHARES)
  const [a, b] = one
  const [, , c] = other
  ok(a && b && c)
  deepEqual(await joinShares([a, b, c]), { outcome: 'different-sets' })
  deepEqual(await joinShares([a, b, { ...c, set: a.set }]), { outcome: 'do-not-fit' }, 'nor by force')
})

test('the same paper twice is told from two', async () => {
  const [a, b] = readAll(await shareOut(anIdentity()))
  ok(a && b)
  deepEqual(await joinShares([a, b, a]), { outcome: 'twice-the-same', number: 1 })
})

test('up to four slips in a paper are noticed, whichever', async () => {
  const texts = await shareOut(anIdentity())
  fc.assert(
    fc.property(
      fc.constantFrom(...texts),
      fc.uniqueArray(fc.nat({ max: 74 }), { minLength: 1, maxLength: 4 }),
      fc.array(fc.constantFrom(...CHARACTERS), { minLength: 4, maxLength: 4 }),
      (text, places, wrong) => {
        const slipped = [...text]
        for (const [nth, place] of places.entries()) slipped[place + 4] = wrong[nth] ?? ''
        fc.pre(slipped.join('') !== text)
        return readShare(slipped.join('')).outcome === 'mistyped'
      },
    ),
    { numRuns: 2_000 },
  )
})

test('a paper is read as it is written: in lines, in fours, in small letters', async () => {
  const [text = ''] = await shareOut(anIdentity())
  equal(text.length, 79)
  const lines = shareLines(text)
  equal(lines.length, 5)
  ok(
    lines.every((line) => /^[A-Z0-9]{3,4}( [A-Z0-9]{3,4}){3}$/.test(line)),
    lines.join('\n'),
  )
  for (const typed of [
    lines.join('\n'),
    text.toLowerCase(),
    lines.join(' - '),
    `「${lines.join('—\u200b')}」。`,
  ])
    deepEqual(readShare(typed), readShare(text))
})

test('what is no share is told from one with a slip', async () => {
  const [text = ''] = await shareOut(anIdentity())
  equal(readShare('').outcome, 'no-share')
  equal(readShare('AGE-SECRET-KEY-PQ-1QQQ').outcome, 'no-share')
  equal(readShare(text.slice(0, -3)).outcome, 'mistyped')
  equal(readShare(`${text}Q`).outcome, 'mistyped')
})
