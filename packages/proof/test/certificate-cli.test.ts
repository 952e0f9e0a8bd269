// The command, as an officer's colleague would use it: a file in, four answers out.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { deflateSync } from 'node:zlib'
import { credentialInPdf, ProofError, showCredential, writeIssuers } from '../src/index.ts'
import { someCentre } from './sample-centre.ts'
import { bytes } from './vectors.ts'

const folder = mkdtempSync(join(tmpdir(), 'certificate-'))
after(() => rmSync(folder, { recursive: true }))
const now = new Date()
const centre = await someCentre({ now })
const { certificate, issuers } = centre
const token = await centre.asFile(certificate)

put('issuers.json', writeIssuers(issuers))
put('status.jwt', await centre.list({}))
put('mine.sd-jwt', token)
put('paper.txt', await centre.onPaper(certificate))
put('mine.pdf', pdfWith(token, { packed: false }))
put('packed.pdf', pdfWith(token, { packed: true }))
const known = ['--issuers', 'issuers.json', '--status', 'status.jwt', '--offline']

test('a good file, a good PDF and a good code each have four answers, and say what the certificate says', () => {
  for (const file of ['mine.sd-jwt', 'mine.pdf', 'packed.pdf']) {
    const { status, stdout } = verify(file, ...known)
    assert.equal(status, 0, `${file}: ${stdout}`)
    assert.match(stdout, /^proved signature\nproved issuer\nproved status\nproved ledger$/m)
    assert.match(stdout, /^number K7Q2-M9PA-3RTV, issued \d{4}-\d\d-\d\d$/m)
    assert.match(stdout, /SAMPLE 林晓雨/)
    assert.match(stdout, /^It does not say that what was declared is true/m)
  }
  const paper = verify('paper.txt', ...known)
  assert.deepEqual([paper.status, /^not checked ledger: it brings no proof/m.test(paper.stdout)], [3, true])
})

test('what its holder does not show is not said', async () => {
  put('anonymous.sd-jwt', showCredential(token, 'anonymous'))
  const { stdout } = verify('anonymous.sd-jwt', ...known)
  assert.ok(!stdout.includes('林晓雨'))
  assert.match(stdout, /^proved signature$/m)
})

test('a revoked one, a forged one, and one without a list of states are told apart', async () => {
  put('revoked.jwt', await centre.list({ [certificate.status.index]: 1 }))
  const revoked = verify('mine.sd-jwt', '--issuers', 'issuers.json', '--status', 'revoked.jwt', '--offline')
  assert.deepEqual([revoked.status, /^FAILED status: it was revoked\.$/m.test(revoked.stdout)], [1, true])
  put('forged.sd-jwt', token.replace(/\.[\w-]+~/, `.${'A'.repeat(86)}~`))
  const forged = verify('forged.sd-jwt', ...known)
  assert.deepEqual([forged.status, /^FAILED signature: it was altered/m.test(forged.stdout)], [1, true])
  const alone = verify('mine.sd-jwt', '--issuers', 'issuers.json', '--offline')
  assert.deepEqual([alone.status, /^not checked status: there is no list/m.test(alone.stdout)], [3, true])
})

test('what is no certificate is told in one line, and what is asked wrongly as well', () => {
  put('other.pdf', '%PDF-1.7\nSAMPLE')
  put('other.txt', 'https://elsewhere.example/menu')
  put('cut.sd-jwt', token.slice(0, 300))
  for (const [file, words] of [
    ['other.pdf', /no credential in this PDF/],
    ['other.txt', /not in these digits/],
    ['cut.sd-jwt', /no certificate/],
  ] as const) {
    const { status, stdout, stderr } = verify(file, ...known)
    assert.deepEqual([file, status], [file, 1])
    assert.match(stdout + stderr, words)
  }
  assert.match(verify('missing', ...known).stderr, /Cannot read the file/)
  assert.match(verify('mine.sd-jwt').stderr, /Whom is believed/)
  const vouched = verify('mine.sd-jwt', ...known, '--fingerprint', 'ab'.repeat(32))
  assert.equal(vouched.status, 1)
  assert.match(vouched.stdout + vouched.stderr, /No root with this fingerprint/)
})

test('a PDF of anything else is refused, whatever is in it', async () => {
  for (const content of [
    '',
    '%PDF-1.7',
    '%PDF-1.7 1 0 obj << /Type /EmbeddedFile /Length 9 >> stream\nSAMPLE~~~\nendstream',
    '%PDF-1.7 1 0 obj << /Type /EmbeddedFile /Filter /FlateDecode /Length 9 >> stream\nSAMPLE~~~\nendstream',
    `%PDF-1.7 ${'/EmbeddedFile '.repeat(2_000)}`,
  ])
    await assert.rejects(credentialInPdf(bytes(content)), ProofError)
})

/** As a centre's PDF has its attachment: after a comment and another stream. */
function pdfWith(content: string, { packed }: { packed: boolean }): Uint8Array {
  const stream = packed ? deflateSync(content) : Buffer.from(content)
  const filter = packed ? '\n  /Filter /FlateDecode' : ''
  return Buffer.concat([
    Buffer.from(
      '%PDF-1.7\n%\xaf\xbc\n1 0 obj\n<<\n  /Length 6\n>>\nstream\nSAMPLE\nendstream\nendobj\n\n',
      'latin1',
    ),
    Buffer.from(`2 0 obj\n<<\n  /Length ${stream.length}${filter}\n  /Type /EmbeddedFile\n>>\nstream\n`),
    stream,
    Buffer.from('\nendstream\nendobj\n'),
  ])
}

function verify(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const cli = fileURLToPath(new URL('../src/cli/cli.ts', import.meta.url))
  const options = { cwd: folder, encoding: 'utf8' } as const
  return spawnSync(process.execPath, ['--conditions=source', cli, 'certificate', ...args], options)
}

function put(name: string, content: string | Uint8Array): void {
  writeFileSync(join(folder, name), content)
}
