import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foldGb18030 } from './gb18030.ts'
import { cleanName, cleanText, isReadable } from './text.ts'

/** Bytes of GBK and where they are in Unicode, by the decoder that browsers and Node.js have. */
const decoder = new TextDecoder('gb18030')
const decoded = (...bytes: number[]) => decoder.decode(new Uint8Array(bytes))

/** Six that the decoder leaves private, for it must be able to come back: GB 18030-2005, footnote on FE51 and its like. */
const LEFT_PRIVATE: Readonly<Record<number, string>> = {
  0x51: '\u{20087}',
  0x52: '\u{20089}',
  0x53: '\u{200cc}',
  0x6c: '\u{215d7}',
  0x76: '\u{2298f}',
  0x91: '\u{241fe}',
}

test('every private character of GBK’s row FE is the real one that GB 18030 has at the same bytes', () => {
  let private_ = 0xe815
  for (let trail = 0x50; trail <= 0xa0; trail += 1) {
    if (trail === 0x7f) continue
    const real = LEFT_PRIVATE[trail] ?? decoded(0xfe, trail)
    assert.equal(foldGb18030(String.fromCodePoint(private_)), real, `FE${trail.toString(16)}`)
    private_ += 1
  }
  assert.equal(private_, 0xe865)
})

test('so are the marks, the signs of description and the two letters that had no place in Unicode either', () => {
  const rows: readonly (readonly [private_: number, bytes: readonly number[]])[] = [
    ...[0xd9, 0xda, 0xdb, 0xdc, 0xdd, 0xde, 0xdf, 0xec, 0xed, 0xf3].map(
      (trail, at) => [0xe78d + at, [0xa6, trail]] as const,
    ),
    [0xe7c7, [0xa8, 0xbc]],
    [0xe7c8, [0xa8, 0xbf]],
    ...Array.from({ length: 13 }, (_, at) => [0xe7e7 + at, [0xa9, 0x89 + at]] as const),
  ]
  for (const [private_, bytes] of rows)
    assert.equal(foldGb18030(String.fromCodePoint(private_)), decoded(...bytes), private_.toString(16))
})

test('nothing else is touched, and no folded character is private', () => {
  let folded = 0
  for (let point = 0xe000; point <= 0xf8ff; point += 1) {
    const typed = String.fromCodePoint(point)
    if (foldGb18030(typed) === typed) continue
    folded += 1
    assert.match(foldGb18030(typed), /^\P{Co}$/u)
  }
  assert.equal(folded, 105)
  assert.equal(foldGb18030('刘䶮 a\u{f0000}\u{10ffff}'), '刘䶮 a\u{f0000}\u{10ffff}')
})

test('somebody called 刘䶮 whose input method writes U+E863 is taken by her real name, and in a text as well', () => {
  assert.equal(cleanName('刘\ue863'), '刘䶮')
  assert.equal(cleanText('我叫刘\ue863。'), '我叫刘䶮。')
  assert.ok(isReadable(cleanName('刘\ue863')))
  assert.ok(!isReadable(cleanName('刘\ue000')), 'what is private to one machine is still refused')
})
