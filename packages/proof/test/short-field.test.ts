// One folding for what people type and paste into short fields.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  foldBirth,
  foldCode,
  foldDay,
  foldField,
  foldLatinName,
  foldNumber,
  foldToken,
  lookUpCodeOf,
  readLookUpCode,
  readNumber,
} from '../src/index.ts'

const UPPER = { most: 300, letters: 'upper' } as const
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const anyText = fc.string({ unit: 'binary', maxLength: 80 })
const anyNumber = textOf(CROCKFORD, 12)
const anyCode = fc.uint8Array({ minLength: 1, maxLength: 40 }).map(lookUpCodeOf)
const blank = fc.constantFrom(' ', '\t', '\n', '\r\n', '\u00a0', '\u2009', '\u202f', '\u3000', '\u2028', '')
const unseen = fc.constantFrom('\u200b', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u202e', '\u2066', '\0', '')
const dash = fc.constantFrom('-', '‐', '‑', '‒', '–', '—', '―', '−', '﹣', '－', 'ー', '')
const opening = fc.constantFrom('“', '『', '「', '（', '(', '<', '【', '"', '')
const closing = fc.constantFrom('.', '。', '，', '）', ')', '”', '』', '…', '!', '>', ';', '')

describe('a number or a code of a certificate', () => {
  for (const [what, typed] of [
    ['in full width', 'Ｋ７Ｑ２－Ｍ９ＰＡ－３ＲＴＶ'],
    ['with hyphens of Unicode', 'K7Q2\u2010M9PA\u20113RTV'],
    ['with the dash that a telephone made of two', 'K7Q2—M9PA—3RTV'],
    ['with a minus', 'K7Q2\u2212M9PA\u22123RTV'],
    ['with a blank that nobody sees', '\u200bK7Q2\u200b-M9PA-\u00ad3RTV\ufeff'],
    ['with marks of direction around it', '\u2066K7Q2-M9PA-3RTV\u2069'],
    ['at the end of a sentence', 'K7Q2-M9PA-3RTV.'],
    ['at the end of a Chinese sentence', '「K7Q2-M9PA-3RTV」。'],
    ['over two lines', 'K7Q2-M9PA-\r\n3RTV'],
    ['in small letters, an o for the zero', 'k7q2 m9pa 3rtv'],
  ] as const)
    test(`${what} is read`, () => assert.equal(readNumber(typed), 'K7Q2M9PA3RTV'))

  test('is read however it is decorated', () => {
    fc.assert(
      fc.property(anyNumber, anyCode, fc.infiniteStream(decoration()), (number, code, stream) => {
        assert.equal(readNumber(decorated(number, stream)), number)
        assert.equal(readLookUpCode(decorated(code, stream)), code)
      }),
    )
  })

  test('is never made of letters or digits that mean something else', () => {
    for (const typed of [
      'K7Q²M9PA3RTV',
      'K7Q2M9PA3RTⅤ',
      'K7Q2M9PA3RT①',
      'К7Q2M9PA3RTV',
      'K7Q2M9PA3RTV1',
      'K7Q2M9PA3RT',
      'K7Q2/M9PA/3RTV',
      'K7Q2.M9PA.3RTV',
      'ı7Q2M9PA3RTV',
      'ſ7Q2M9PA3RTV',
      '',
    ])
      assert.equal(readNumber(typed), undefined, typed)
  })

  test('has as many letters and digits as were typed, whatever was typed', () => {
    const near = fc
      .array(fc.oneof({ weight: 8, arbitrary: textOf(CROCKFORD, 1) }, { weight: 1, arbitrary: anyText }), {
        minLength: 10,
        maxLength: 14,
      })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(near, (typed) => {
        if (readNumber(typed) === undefined) return
        assert.equal((typed.match(/[\p{L}\p{N}]/gu) ?? []).length, 12, JSON.stringify(typed))
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('the number of an entry', () => {
  for (const [typed, number] of [
    ['12', '12'],
    ['１２，３４５', '12345'],
    ['1 234 567', '1234567'],
    ['1.234.567', '1234567'],
    ['12,3456', '123456'],
    ['第 12 号', '12'],
    ['#12', '12'],
    ['No. 12.', '12'],
    ['№ 12', '12'],
    ['༡༢', '12'],
    ['۱۲', '12'],
    ['٤٧', '47'],
    ['-12', ''],
    ['−12', ''],
    ['12.5', ''],
    ['1/2', ''],
    ['12 13', ''],
    ['1,23', ''],
    ['10²', ''],
    ['12 people', ''],
    ['12%', ''],
    ['一二', ''],
    ['', ''],
    ['9'.repeat(65), ''],
  ] as const)
    test(`typed as ${JSON.stringify(typed.slice(0, 20))} is ${number || 'none'}`, () =>
      assert.equal(foldNumber(typed), number))
})

describe('a day', () => {
  for (const [typed, day] of [
    ['2026-11-29', '2026-11-29'],
    ['２０２６－１１－２９', '2026-11-29'],
    ['2026–11–29', '2026-11-29'],
    ['2026/1/9', '2026-01-09'],
    ['2026.11.29.', '2026-11-29'],
    ['2026年1月9日', '2026-01-09'],
    ['2026 年 11 月 29 日', '2026-11-29'],
    ['29.11.2026', ''],
    ['11/29/2026', ''],
    ['2026-11', ''],
    ['26-11-29', ''],
    ['2026-11-29 2026-11-30', ''],
  ] as const)
    test(`typed as ${typed} is ${day || 'none'}`, () => assert.equal(foldDay(typed), day))
})

describe('a day of birth', () => {
  for (const [typed, born] of [
    ['1968-05-17', '1968-05-17'],
    ['1968/5/17', '1968-05-17'],
    ['１９６８年５月', '1968-05'],
    ['1968-05', '1968-05'],
    ['1968', '1968'],
    ['1968年', '1968'],
    ['1968-00-00', '1968'],
    ['1968-05-00', '1968-05'],
    ['1968-00-17', ''],
    ['17.5.1968', ''],
    ['68', ''],
  ] as const)
    test(`typed as ${typed} is ${born || 'none'}`, () => assert.equal(foldBirth(typed), born))
})

describe('a name in Latin letters', () => {
  for (const [typed, name] of [
    ['WANG, Xiaoming', 'WANG, Xiaoming'],
    ['ＷＡＮＧ，Ｘｉａｏｍｉｎｇ', 'WANG, Xiaoming'],
    ['WANG ,  Xiaoming,', 'WANG, Xiaoming'],
    ['LÜ, Xiao‑ming', 'LÜ, Xiao-ming'],
    ["O'Neil Jr.", "O'Neil Jr."],
    [',', ''],
  ] as const)
    test(`typed as ${typed} is ${name || 'none'}`, () => assert.equal(foldLatinName(typed, 200), name))
})

test('a token keeps its dashes and loses what a mail puts around and into it', () => {
  fc.assert(
    fc.property(textOf('AZaz09-_', 43), opening, closing, fc.nat(43), (token, before, after, at) => {
      const broken = `${token.slice(0, at)}\r\n${token.slice(at)}`
      assert.equal(foldToken(`${before}${broken}${after}`, 100), token)
    }),
  )
})

test('folding twice is folding once, whatever was typed', () => {
  const folds: Record<string, (typed: string) => string> = {
    field: (typed) => foldField(typed, 300),
    upper: (typed) => foldCode(typed, UPPER),
    lower: (typed) => foldCode(typed, { ...UPPER, letters: 'lower' }),
    token: (typed) => foldToken(typed, 300),
    number: foldNumber,
    day: foldDay,
    birth: foldBirth,
    latin: (typed) => foldLatinName(typed, 300),
  }
  const hostile = fc.array(fc.oneof(anyText, blank, unseen, dash, opening, closing, fc.constant('\ud800')))
  for (const [name, fold] of Object.entries(folds))
    fc.assert(
      fc.property(
        hostile.map((parts) => parts.join('').slice(0, 300)),
        (typed) => {
          const once = fold(typed)
          assert.equal(fold(once), once, `${name}: ${JSON.stringify(typed)}`)
        },
      ),
      { numRuns: 400 },
    )
})

test('what is longer than a field takes is nothing, and costs nothing', () => {
  for (const shape of ['\u200b', '-', ' ', '“', 'A', '\ud800', '\u0301'])
    for (const fold of [foldField, foldToken, foldLatinName]) assert.equal(fold(shape.repeat(301), 300), '')
  const huge = '.'.repeat(50_000_000)
  const begun = process.cpuUsage()
  assert.equal(readNumber(huge), undefined)
  const { user, system } = process.cpuUsage(begun)
  assert.ok(user + system < 50_000, 'microseconds of a processor')
})

function textOf(alphabet: string, length: number) {
  return fc
    .array(fc.constantFrom(...alphabet), { minLength: length, maxLength: length })
    .map((signs) => signs.join(''))
}

/** What comes between, before and after the characters. */
function decoration() {
  return fc.record({ blank, unseen, dash, opening, closing, wide: fc.boolean(), small: fc.boolean() })
}

type Decoration = { [Part in 'blank' | 'unseen' | 'dash' | 'opening' | 'closing']: string } & {
  wide: boolean
  small: boolean
}

function decorated(code: string, stream: Iterator<Decoration>): string {
  const next = (): Decoration => stream.next().value as Decoration
  const middle = [...code].map((letter, at) => {
    const { blank: space, unseen: nothing, dash: line, wide, small } = next()
    const cased = small ? letter.toLowerCase() : letter
    const sign = wide ? String.fromCharCode(cased.charCodeAt(0) + 0xfee0) : cased
    return at % 4 === 3 ? sign + space + nothing + line : sign + nothing
  })
  const { opening: before, closing: after, blank: space } = next()
  return before + space + middle.join('') + space + after
}
