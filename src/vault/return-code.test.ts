import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39'
import fc from 'fast-check'
import { codeLanguageOf, LANGUAGE, LANGUAGES } from '#i18n'
import { asEntropy } from './entropy.ts'
import { readReturnCode, returnCodeWords, whyMisread } from './return-code.ts'
import { digitsFor, inFours } from './return-digits.ts'
import { WORD_LISTS } from './word-lists.ts'

/** One language for each list. */
const WRITTEN = [...new Set(LANGUAGES.map(codeLanguageOf))]
const anyEntropy = fc.uint8Array({ minLength: 16, maxLength: 16 }).map(asEntropy)
const mei = asEntropy(Buffer.from('7f3a91c2e4b8056d1fa07733c9e2d854', 'hex'))
const digits = digitsFor(mei)

test('a code comes back from its words in every language, with and without spaces', () => {
  fc.assert(
    fc.property(anyEntropy, fc.constantFrom(...WRITTEN), (entropy, language) => {
      const words = returnCodeWords(entropy, language)
      assert.equal(words.length, 12)
      assert.deepEqual(readReturnCode(words.join(' ')), { entropy, duress: false })
      if (language !== 'en') assert.deepEqual(readReturnCode(words.join(''))?.entropy, entropy)
      else assert.deepEqual(readReturnCode(words.map((word) => word.slice(0, 4)).join(' '))?.entropy, entropy)
    }),
  )
})

test('a code is written in the words that BIP-39’s library writes, and is read by it', () => {
  fc.assert(
    fc.property(anyEntropy, fc.constantFrom(...WRITTEN), (entropy, language) => {
      const list = WORD_LISTS[LANGUAGE[language].codeWords]
      const words = returnCodeWords(entropy, language).join(' ')
      assert.equal(words, entropyToMnemonic(entropy, list))
      assert.deepEqual(mnemonicToEntropy(words, list), Uint8Array.from(entropy))
    }),
    { numRuns: 200 },
  )
})

test('a code comes back from its digits, and its digits are always 41', () => {
  fc.assert(
    fc.property(anyEntropy, (entropy) => {
      const digits = digitsFor(entropy)
      assert.match(digits, /^[0-9]{41}$/)
      assert.deepEqual(readReturnCode(inFours(digits).join(' ')), { entropy, duress: false })
    }),
  )
})

test('the lowest and the highest code are codes, and nothing above', () => {
  for (const byte of [0, 255]) {
    const entropy = asEntropy(new Uint8Array(16).fill(byte))
    assert.deepEqual(readReturnCode(digitsFor(entropy))?.entropy, entropy)
  }
  // 2^128 and its check digits.
  assert.equal(readReturnCode('34028236692093846346337460743176821145690'), null)
})

test('one wrong digit is never accepted', () => {
  const slip = fc.tuple(fc.nat({ max: 40 }), fc.integer({ min: 1, max: 9 }))
  fc.assert(
    fc.property(anyEntropy, slip, (entropy, [place, change]) => {
      const typed = Array.from(digitsFor(entropy))
      typed[place] = String((Number(typed[place]) + change) % 10)
      assert.equal(readReturnCode(typed.join('')), null)
    }),
    { numRuns: 1_000 },
  )
})

test('two neighbouring digits exchanged are never accepted', () => {
  fc.assert(
    fc.property(anyEntropy, fc.nat({ max: 39 }), (entropy, place) => {
      const right = digitsFor(entropy)
      fc.pre(right[place] !== right[place + 1])
      const typed = right.slice(0, place) + right[place + 1] + right[place] + right.slice(place + 2)
      assert.equal(readReturnCode(typed), null)
    }),
    { numRuns: 1_000 },
  )
})

test('every single slip of one code on the telephone is caught', () => {
  for (let place = 0; place < 41; place++) {
    for (const digit of '0123456789') {
      const typed = digits.slice(0, place) + digit + digits.slice(place + 1)
      assert.deepEqual(readReturnCode(typed)?.entropy, digit === digits[place] ? mei : undefined)
    }
  }
})

test('the words of a code never change', () => {
  assert.equal(
    returnCodeWords(mei, 'en').join(' '),
    'left stand idle siren leopard repair leader auction critic excuse render popular',
  )
  assert.equal(returnCodeWords(mei, 'zh-hans').join(''), '堂侨操狂泽渔盖日列杂梦贫')
  assert.equal(returnCodeWords(mei, 'zh-hant').join(''), '堂僑操狂澤漁蓋日列雜夢貧')
  assert.equal(digits, '16911606507292044333561346923738817134890')
})

const english = returnCodeWords(mei, 'en')
const simplified = returnCodeWords(mei, 'zh-hans')
const traditional = returnCodeWords(mei, 'zh-hant')
const wide = (text: string) =>
  text.replaceAll(/[!-~]/g, (sign) => String.fromCodePoint(sign.charCodeAt(0) + 0xfee0))
const typings = {
  'in capitals': english.join(' ').toUpperCase(),
  'with double spaces, a tab and line breaks': `  ${english.join('  ').replace('  ', '\t\r\n')}\n`,
  'with hyphens and commas': english.slice(0, 6).join('-') + ', ' + english.slice(6).join(','),
  'in full-width letters and spaces': wide(english.join('-')).replaceAll('－', '\u3000'),
  'numbered as on the slip': english.map((word, index) => `${index + 1}. ${word}`).join('\n'),
  'with words cut to five letters': english.map((word) => word.slice(0, 5)).join(' '),
  'with an accent the keyboard added': english.join(' ').replace('a', 'á'),
  'in Chinese with ideographic spaces': simplified.join('\u3000'),
  'in Chinese with ideographic commas': `「${traditional.join('、')}。」`,
  'in Chinese over three lines': simplified.join('').replaceAll(/(.{4})/gu, '$1\n'),
  'in Chinese, numbered': traditional.map((word, index) => `${index + 1}）${word}`).join(' '),
  'half in simplified, half in traditional characters': [
    ...simplified.slice(0, 6),
    ...traditional.slice(6),
  ].join(''),
  'with an invisible space pasted in': simplified.join('\u200b'),
  'in digits, in groups with hyphens': inFours(digits).join('-'),
  'in full-width digits': wide(digits),
  'in digits, over lines': inFours(digits).join('\n'),
  'in digits, with long dashes and a full stop': `${inFours(digits).join('—')}。`,
  'in Tibetan digits': digits.replaceAll(/\d/g, (digit) => String.fromCharCode(0xf20 + Number(digit))),
  'with marks of direction around a word': english.join(' ').replace('left', '\u2066left\u2069'),
  'in radicals, which look like the characters': simplified.join('').replace('日', '⽇'),
}

for (const [how, typed] of Object.entries(typings)) {
  test(`a code typed ${how} is understood`, () =>
    assert.deepEqual(readReturnCode(typed), { entropy: mei, duress: false }))
}

test('a code with one word more, of any of the lists, is the same code under duress', () => {
  const lists = fc.constantFrom(...WRITTEN)
  const more = fc.tuple(anyEntropy, lists, fc.nat({ max: 11 }))
  fc.assert(
    fc.property(anyEntropy, lists, more, (entropy, language, [other, otherLanguage, at]) => {
      const extra = returnCodeWords(other, otherLanguage)[at] ?? ''
      const typed = `${returnCodeWords(entropy, language).join(' ')} ${extra}`
      assert.deepEqual(readReturnCode(typed), { entropy, duress: true })
    }),
  )
})

const underDuress = {
  'with one of its own words again': [...english, english[0]].join(' '),
  'in Chinese, run together': `${simplified.join('')}${simplified[0]}`,
  'in traditional characters with a mark at the end': `${traditional.join('')}${traditional[11]}。`,
  'numbered, to thirteen': [...english, 'zoo'].map((word, index) => `${index + 1}. ${word}`).join('\n'),
  'with the last word cut to four letters': [...english, 'abandon'.slice(0, 4)].join(' '),
  'in digits, with a group of four more': `${inFours(digits).join(' ')} 1691`,
  'in digits, run together': `${digits}0000`,
}
for (const [how, typed] of Object.entries(underDuress)) {
  test(`a code typed ${how} is the code under duress`, () =>
    assert.deepEqual(readReturnCode(typed), { entropy: mei, duress: true }))
}

test('a key pressed twice at the end of the digits is a slip, and no cry for help', () => {
  for (const digit of '0123456789') assert.equal(readReturnCode(`${digits}${digit}`), null)
})

test('what is no code means nothing', () => {
  const nothing = [
    '',
    ' \n',
    'hello',
    '退党',
    '0',
    digits.slice(1),
    `${digits}0`,
    english.slice(1).join(' '),
    [...english, 'xyzzy'].join(' '),
    [...english, 'zoo', 'zoo'].join(' '),
    ['zoo', ...english].join(' '),
    `${digits}123`,
    `${digits}12345`,
    digits.replace('1', '¹'),
    digits.replace('1', '①'),
    `${english.join(' ')} ${digits.slice(0, 4)} xyzzy`,
    [...english.slice(1), 'xyzzy'].join(' '),
    [...english.slice(0, 11), `${english[11]}s`].join(' '),
    'абандон '.repeat(12),
    'x'.repeat(100_000),
    '\ud800',
  ]
  for (const typed of nothing) assert.equal(readReturnCode(typed), null, JSON.stringify(typed.slice(0, 60)))
})

test('whatever anybody types, reading it does not fail', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => readReturnCode(typed) === null),
  )
})

test('whoever typed no code is told what is wrong with it, from what she typed alone', () => {
  const words = returnCodeWords(asEntropy(new Uint8Array(16)), 'en')
  const typed = (differing: Record<number, string>) =>
    words.map((word, at) => differing[at] ?? word).join(' ')
  assert.deepEqual(whyMisread(' \n'), { why: 'empty' })
  assert.deepEqual(whyMisread(words.slice(1).join(' ')), { why: 'length' })
  assert.deepEqual(whyMisread(`${words.join(' ')} zoo zoo`), { why: 'length' })
  assert.deepEqual(whyMisread(typed({ 4: 'abandonn' })), { why: 'word', place: 5 })
  assert.deepEqual(whyMisread(typed({ 4: 'zoo' })), { why: 'check' })
  assert.deepEqual(whyMisread('1'.repeat(41)), { why: 'check' })
  assert.deepEqual(whyMisread('1'.repeat(40)), { why: 'length' })
  assert.deepEqual(whyMisread('x'.repeat(100_000)), { why: 'length' })
  assert.equal(whyMisread(words.join(' ')), null)
  assert.equal(whyMisread(`${words.join(' ')} zoo`), null, 'the form that is typed under duress is a code')
})
