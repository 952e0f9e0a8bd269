import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cleanText } from '#channels'
import { BLOCK, isRedactionOf, redact, type Span } from './redaction.ts'

const words = fc.string({ unit: 'grapheme', maxLength: 60 }).map(cleanText)
const spans: fc.Arbitrary<Span[]> = fc.array(
  fc.tuple(fc.nat(70), fc.nat(20)).map(([start, length]) => ({ start, end: start + length })),
  { maxLength: 4 },
)

test('a block stands for each character that is hidden, and a line stays a line', () => {
  assert.equal(redact('我叫林晓雨。\n再见', [{ start: 2, end: 8 }]), `我叫${BLOCK.repeat(4)}\n${BLOCK}见`)
})

test('half of a character cannot be hidden: rare Chinese characters take two units', () => {
  assert.equal(redact('𠮷野', [{ start: 1, end: 2 }]), `${BLOCK}野`)
})

test('whatever is hidden, nothing else changes, and the server takes it for a redaction', () => {
  fc.assert(
    fc.property(words, spans, (text, hidden) => {
      const redacted = redact(text, hidden)
      assert.equal(Array.from(redacted).length, Array.from(text).length)
      assert.ok(isRedactionOf(text, redacted))
      assert.ok(isRedactionOf(text, null))
    }),
  )
})

test('a word that was changed, added or unhidden is no redaction', () => {
  assert.equal(isRedactionOf('I leave', 'I stay!'), false)
  assert.equal(isRedactionOf('I leave', 'I leave.'), false)
  assert.equal(isRedactionOf(`I ${BLOCK}`, 'I a'), false)
  assert.equal(isRedactionOf(null, 'I leave'), false)
})
