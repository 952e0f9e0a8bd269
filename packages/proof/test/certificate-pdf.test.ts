// A centre's PDF after other programs have saved it anew, sealed it, or put something before it.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { deflateSync } from 'node:zlib'
import { credentialInPdf, fileKind, ProofError } from '../src/index.ts'
import { someCentre } from './sample-centre.ts'
import { bytes } from './vectors.ts'

const folder = mkdtempSync(join(tmpdir(), 'certificate-pdf-'))
after(() => rmSync(folder, { recursive: true }))
const centre = await someCentre()
const token = await centre.asFile(centre.certificate)
const packed = deflateSync(token)

const head = (dictionary: string) => `%PDF-1.7\n2 0 obj\n<< /Type /EmbeddedFile ${dictionary} >>\nstream\n`
const tail = '\nendstream\nendobj\n'
const pdf = (dictionary: string, content: Uint8Array | string, end = tail) =>
  Buffer.concat([Buffer.from(head(dictionary)), Buffer.from(content), Buffer.from(end)])

describe('the credential is found', () => {
  for (const [what, file] of Object.entries({
    'as a centre writes it': pdf(`/Length ${packed.length} /Filter /FlateDecode`, packed),
    unpacked: pdf(`/Length ${token.length}`, token),
    'with its length by reference': pdf(
      '/Length 9 0 R /Filter /FlateDecode',
      packed,
      `${tail}9 0 obj\n${packed.length}\nendobj\n`,
    ),
    'with its length by reference to what is packed away': pdf('/Length 9 0 R /Filter/FlateDecode', packed),
    'with a wrong length': pdf('/Length 3 /Filter [ /FlateDecode ]', packed),
    'with no line before the end': pdf('/Filter /FlateDecode', packed, 'endstream\nendobj'),
    'with the line ends of another system': pdf('/Filter /FlateDecode', packed, '\r\nendstream\r\nendobj'),
    'with bytes before the file': Buffer.concat([
      Buffer.from('\r\nContent-Type: SAMPLE\r\n\r\n'),
      pdf('/Length 9 0 R', token),
    ]),
    'behind the names of the attachments': Buffer.concat([
      Buffer.from('%PDF-1.7\n1 0 obj\n<< /Names << /EmbeddedFiles 3 0 R >> >>\nendobj\n'),
      pdf('/Filter /FlateDecode', packed).subarray(9),
    ]),
  }))
    test(what, async () => {
      assert.equal(fileKind(file), 'pdf')
      assert.equal(await credentialInPdf(file), token)
    })

  test('whatever the last byte of what is packed is', async () => {
    const ends = new Set<number>()
    for (let nth = 0; ends.size < 2 && nth < 20_000; nth++) {
      const text = `a.b.c~${nth}`
      const content = deflateSync(text)
      const end = content.at(-1) ?? 0
      if (end !== 10 && end !== 13) continue
      ends.add(end)
      for (const lineEnd of ['\n', '\r\n', ''])
        assert.equal(await credentialInPdf(pdf('/Filter /FlateDecode', content, `${lineEnd}endstream`)), text)
    }
    assert.equal(ends.size, 2)
  })
})

describe(
  'a PDF saved anew by qpdf',
  { skip: spawnSync('qpdf', ['--version']).error ? 'needs qpdf' : false },
  () => {
    writeFileSync(join(folder, 'plain.pdf'), wholePdf())
    const saved = (...options: string[]) => {
      const { status, stderr } = spawnSync('qpdf', [...options, 'plain.pdf', 'saved.pdf'], { cwd: folder })
      assert.equal(status, 0, stderr.toString())
      return readFileSync(join(folder, 'saved.pdf'))
    }
    for (const [what, options] of Object.entries({
      'with its objects in streams': ['--object-streams=generate'],
      'with its lengths by reference': ['--qdf'],
      'for the web': ['--linearize'],
      'packed harder': ['--recompress-flate', '--compression-level=9'],
    }))
      test(`${what} still has its credential`, async () =>
        assert.equal(await credentialInPdf(saved(...options)), token))

    for (const [bits, more] of [
      ['256', []],
      ['128', ['--use-aes=y']],
      ['40', ['--allow-weak-crypto']],
    ] as const)
      test(`with an owner's password of ${bits} bits is said to be locked, and what to do`, async () => {
        const [weak, aes] = [
          more.filter((one) => one.includes('weak')),
          more.filter((one) => one.includes('aes')),
        ]
        await assert.rejects(
          credentialInPdf(saved(...weak, '--encrypt', '', 'SAMPLE', bits, ...aes, '--')),
          (error) =>
            error instanceof ProofError && error.code === 'locked-pdf' && /Take the file/.test(error.message),
        )
      })
  },
)

test('a PDF that unpacks to more than there is memory for is not read, nor one of a thousand attachments', async () => {
  const bomb = deflateSync(Buffer.alloc(200_000_000, 'A'))
  await assert.rejects(credentialInPdf(pdf('/Filter /FlateDecode', bomb)), ProofError)
  const begun = process.cpuUsage()
  await assert.rejects(
    credentialInPdf(Buffer.concat(Array.from({ length: 40 }, () => pdf('/Filter /FlateDecode', bomb)))),
    ProofError,
  )
  const { user, system } = process.cpuUsage(begun)
  assert.ok(user + system < 10_000_000, 'microseconds of a processor')
})

test('a file is what its first bytes say', () => {
  const kinds: [string, 'pdf' | 'picture' | 'other'][] = [
    ['\xff\xd8\xff\xe0\x00\x10JFIF', 'picture'],
    ['\x89PNG\r\n\x1a\n\0\0\0\r', 'picture'],
    ['RIFF\x24\0\0\0WEBPVP8 ', 'picture'],
    ['GIF89a\x01\0\x01\0', 'picture'],
    ['BM\x36\0\0\0\0\0\0\0', 'picture'],
    ['II*\0\x08\0\0\0', 'picture'],
    ['\0\0\0\x18ftypheic', 'picture'],
    ['\0\0\0\x18ftypmif1', 'picture'],
    ['\0\0\0\x18ftypmp42', 'other'],
    ['%PDF-1.7', 'pdf'],
    [`${' '.repeat(1_000)}%PDF-1.7`, 'pdf'],
    [`${' '.repeat(1_024)}%PDF-1.7`, 'other'],
    ['BMW is no picture', 'other'],
    ['eyJ.a.b~', 'other'],
    ['', 'other'],
  ]
  for (const [start, kind] of kinds) assert.equal(fileKind(Buffer.from(start, 'latin1')), kind, start)
  assert.equal(fileKind(bytes('https://centre.example/v#1')), 'other')
})

/** A whole one, with a table of its objects: what qpdf takes without a word. */
function wholePdf(): Uint8Array {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [ (a.sd-jwt) 4 0 R ] >> >> >>',
    '<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] >>',
    '<< /Type /Filespec /F (a.sd-jwt) /UF (a.sd-jwt) /EF << /F 5 0 R >> >>',
    `<< /Type /EmbeddedFile /Length ${token.length} >>\nstream\n${token}\nendstream`,
  ]
  let file = '%PDF-1.7\n'
  const places = objects.map((object, at) => {
    const place = file.length
    file += `${at + 1} 0 obj\n${object}\nendobj\n`
    return place
  })
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`)
  const table = `xref\n0 6\n0000000000 65535 f \n${rows.join('')}trailer\n<< /Size 6 /Root 1 0 R >>\n`
  return bytes(`${file}${table}startxref\n${file.length}\n%%EOF\n`)
}
