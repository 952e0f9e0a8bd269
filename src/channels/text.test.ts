import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cleanName, cleanText, hasUnreadable, isReadable, lengthOf } from './text.ts'

/** What security.md 2g forbids: controls, bidirectional marks, zero-width characters, soft hyphen, tags. */
const FORBIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/u

/** Any text, with many of the characters that somebody would choose to do harm with. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      'a',
      '林',
      ' ',
      '\n',
      '\r',
      '\t',
      '\u3000',
      '\u200b',
      '\u202e',
      '\u2066',
      '\u00ad',
      '\u{e0041}',
      '\ufeff',
      '\u0000',
      '\u0085',
      '\u0301',
      'e',
      '\uf9d0',
      '\u1100',
      '\u1161',
      '\u200d',
      '\u{e0100}',
      '\u2028',
      '\u2000',
      '\ufff9',
    ),
    maxLength: 40,
  }),
)

test('a clean name is one line without anything unseen, and cleaning it again changes nothing', () => {
  fc.assert(
    fc.property(anyText, (typed) => {
      const name = cleanName(typed)
      assert.ok(!FORBIDDEN.test(name))
      assert.ok(!/[\n\r\t]|^\s|\s$|\s\s/u.test(name))
      assert.equal(name, name.normalize('NFC'))
      assert.equal(cleanName(name), name)
    }),
    { numRuns: 5_000 },
  )
})

test('a clean text keeps its lines, has at most one empty one in a row, and cleaning it again changes nothing', () => {
  fc.assert(
    fc.property(anyText, (typed) => {
      const text = cleanText(typed)
      assert.ok(!FORBIDDEN.test(text))
      assert.ok(!/\r|\n{3}|^\s|\s$/u.test(text))
      assert.equal(cleanText(text), text)
    }),
    { numRuns: 5_000 },
  )
})

test('what Tibetan, Uyghur, Persian and rare Chinese names are written with stays', () => {
  for (const kept of [
    'ئا\u200cمىنە',
    'ཀ\u200dར',
    '葛\u{e0100}',
    '邊\u{e01ef}',
    '㐂\ufe00',
    'Zoë',
    'ནོར་བུ',
    '𠮷野',
  ]) {
    assert.equal(cleanName(kept), kept.normalize('NFC'))
    assert.ok(isReadable(kept))
  }
})

test('lines end in one way, whatever machine they were typed on', () => {
  assert.equal(cleanText('one\r\ntwo\rthree\n\n\n\nfour'), 'one\ntwo\nthree\n\nfour')
  assert.equal(cleanName('林\u3000小 \t 雨\r\n'), '林 小 雨')
})

test('length is what people count: a rare character is one, not two', () => {
  assert.equal(lengthOf('𠮷野家'), 3)
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => assert.equal(lengthOf(text), [...text].length)),
  )
})

test('a name can be read when it has a letter or a digit that shows, and no boxes', () => {
  for (const name of ['a', '7', '林', 'ཀ', '٣', '!a']) assert.ok(isReadable(name), name)
  for (const name of [
    '',
    ' ',
    '!!!',
    '\u0301',
    '\u200d',
    '\u3164',
    '\u115f\u1160',
    '\uffa0',
    '\u2800',
    'a\ufffd',
    'a\ue000',
    '\u{10ffff}a',
  ]) {
    assert.ok(!isReadable(name), `U+${name.codePointAt(0)?.toString(16)}`)
  }
})

test('marks without end are nothing to read, in a name and in words, and nobody is kept waiting over them', () => {
  for (const marks of ['\u0301\u0323', '\u0344', '\uff9e\u0345']) {
    const text = `e${marks.repeat(40)}`
    assert.ok(!isReadable(cleanName(text)) && hasUnreadable(cleanText(text)))
    assert.equal(cleanName(cleanName(text)), cleanName(text))
    assert.equal(cleanText(cleanText(text)), cleanText(text))
  }
  // As many as Tibetan monograms stack are words.
  assert.ok(!hasUnreadable('\u0f67\u0f90\u0fb5\u0fa8\u0fb3\u0fba\u0fbc\u0fbb\u0f82'))
})

test('what the longest run of marks becomes is cleaned to itself', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', '\u0344', '\u0301', '\ufb2c'), maxLength: 70 }),
      (typed) => {
        assert.equal(cleanName(cleanName(typed)), cleanName(typed))
        assert.equal(cleanText(cleanText(typed)), cleanText(typed))
      },
    ),
  )
})
