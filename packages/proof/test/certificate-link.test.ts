// The address in the code on paper, after everything that mail and messengers do to it.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { certificateLink, hasDigits, ProofError, readCertificateLink, readText } from '../src/index.ts'
import { someCentre } from './sample-centre.ts'

const centre = await someCentre()
const link = await centre.onPaper(centre.certificate)
const cose = readCertificateLink(link)
const [address = '', digits = ''] = link.split('#')
const wide = (text: string) =>
  text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
const lines = (text: string, length: number, end: string) =>
  (text.match(new RegExp(`.{1,${length}}`, 'g')) ?? []).join(end)
const filtered = encodeURIComponent(link)

describe('a certificate is found in its address', () => {
  for (const [what, text] of Object.entries({
    'as it is': link,
    'in its digits alone': digits,
    'with a full stop behind it': `${link}.`,
    'with a Chinese full stop behind it': `${link}。`,
    'with that full stop as a browser writes it': `${link}%E3%80%82`,
    'in brackets': `(${link})`,
    'in Chinese brackets': `「${link}」，`,
    'in angle brackets': `<${link}>`,
    'as markdown': `[SAMPLE](${link})`,
    'in full width': wide(link),
    'in full width, as a browser writes it': `${address}#${encodeURIComponent(wide(digits))}`,
    'with its host in capitals': link.replace('https://centre.example/v', 'HTTPS://CENTRE.EXAMPLE/V'),
    'in lines of seventy-six': lines(link, 76, '\r\n'),
    'in lines of an answer': lines(link, 70, '\r\n> '),
    'in lines of an answer to an answer': lines(link, 70, '\n>> '),
    'in quoted-printable': lines(link.replace('#', '=23'), 75, '=\r\n'),
    'in quoted-printable, its # left': lines(link, 75, '=\n'),
    'cut by an old server': lines(link, 990, '!\r\n '),
    'in blanks': lines(link, 4, ' '),
    'with blanks that nobody sees': lines(link, 40, '\u200b'),
    'with marks of direction': `\u2066${link}\u2069`,
    'with # as %23': link.replace('#', '%23'),
    'with # as %2523': link.replace('#', '%2523'),
    'with # as %23, beside a percent sign of nobody': `100% ${link.replace('#', '%23')}`,
    'with # as an entity': link.replace('#', '&#35;'),
    'with # as another entity': link.replace('#', '&num;'),
    'without its #': link.replace('#', ''),
    'with # as a question': link.replace('#', '?'),
    'with # as a part of the path': link.replace('#', '/'),
    'inside the address of a filter': `https://eur01.filter.example/?url=${filtered}&data=05%7C01%7C1234&reserved=0`,
    'inside it as an entity': `https://filter.example/?a=1&amp;url=${filtered}&amp;sdata=x%3D`,
    'inside an address of a search': `https://search.example/url?q=${filtered}&sa=D&source=1&ust=1764460800000000`,
    'inside a filter that writes - for %': `https://filter.example/v2/url?u=${filtered.replaceAll('%', '-')}&d=DwMFAg`,
    'in a mail': `Dear office,\n\nsee no. 4711 of 2026-11-29:\n${link}\n\n2026 SAMPLE, tel. +33 1 23 45 67 89\n`,
    'with a number behind it on the next line': `${link}\n4711`,
    'in lines, and a number behind it': `${lines(link, 70, '\n')}\n4711`,
  }))
    test(what, () => assert.deepEqual(readCertificateLink(text), cose))
})

test('a certificate is found in whatever it is wrapped, and it is the one that was sent', () => {
  const ends = fc.constantFrom('\r\n', '\n', '=\r\n', '\n> ', ' ', '\u200b', '\u3000', '')
  const around = fc.constantFrom(
    '',
    '<',
    '>',
    '(',
    ')',
    '。',
    '.',
    '”',
    '\n\nSAMPLE\n',
    '&data=05%7C01',
    ' 47 ',
  )
  const sharp = fc.constantFrom('#', '%23', '%2523', '&#35;', '=23', '?', '/')
  fc.assert(
    fc.property(
      fc.array(ends, { minLength: 1 }),
      fc.integer({ min: 20, max: 120 }),
      around,
      around,
      sharp,
      (breaks, width, before, after, mark) => {
        const pieces = digits.match(new RegExp(`.{1,${width}}`, 'g')) ?? []
        const wrapped = pieces
          .map((piece, at) => (at === 0 ? '' : breaks[at % breaks.length]) + piece)
          .join('')
        assert.deepEqual(readCertificateLink(`${before}${address}${mark}${wrapped}${after}`), cose)
      },
    ),
  )
})

test('digits that were added, left out or turned around are no certificate', () => {
  for (const text of [
    `${link}1`,
    link.slice(0, -1),
    link.replace(digits, digits.slice(1)),
    link.replace(digits, [...digits].toReversed().join('')),
    '7'.repeat(600),
    '',
    'https://centre.example/v',
  ])
    assert.throws(() => readCertificateLink(text), ProofError, text.slice(-20))
  assert.equal(hasDigits('https://elsewhere.example/menu#4711'), false)
})

test('every number of bytes comes back, zeros at the beginning too', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 16 }), (bytes) => {
      const written =
        certificateLink('https://centre.example', new Uint8Array([0, ...bytes])).split('#')[1] ?? ''
      assert.match(written, /^\d+$/)
      assert.equal(BigInt(written).toString(16), `100${Buffer.from(bytes).toString('hex')}`)
    }),
  )
})

test('a credential that was pasted in lines is read as well', async () => {
  const token = await centre.asFile(centre.certificate)
  assert.equal(readText(lines(token, 76, '\r\n')).number, centre.certificate.number)
  assert.throws(() => readText('a.a.a~'.repeat(1_000_000)), ProofError)
})
