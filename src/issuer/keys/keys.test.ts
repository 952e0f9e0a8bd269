// The root, offline; the key of a year, at the installation; and everything that is refused between the two.
import { deepEqual, equal, match, ok, rejects, throws } from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { chmodSync, globSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { type Day, systemRandom } from '#basics'
import { certificateLink, readIssuers, signCose, verifyEs256, writeCompact, writeIssuers } from '#proof'
import { publicFolder } from '#ledger'
import { IssuerError, ISSUERS_FILE, type IssuerErrorCode } from '../index.ts'
import {
  certify,
  draftIssuers,
  installCertificate,
  installIssuers,
  issuersOf,
  keyForDay,
  loadIssuingKeys,
  makeRoot,
  markLost,
  publishIssuers,
  requestKey,
  signIssuers,
} from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'issuer-'))
after(() => rmSync(folder, { recursive: true }))
const [verifier = ''] = globSync('dist/assets/exeunt-verify-*.mjs')
let made = 0
const aDirectory = () => join(folder, `installation-${(made += 1)}`)
const year = (number: number) => new Date(Date.UTC(number, 0, 1))
const aRoot = ({ sample = false } = {}) =>
  makeRoot({ name: 'centre.example', sample, from: year(2026), random: systemRandom })
const certified = (root: string, request: string, { from = year(2026), to = year(2027) } = {}) =>
  certify(root, { request, from, to, random: systemRandom })

test('an installation asks for a key, the root certifies it, and from then on it signs', async () => {
  const directory = aDirectory()
  const root = await aRoot()
  const request = requestKey(directory)
  equal(requestKey(directory), request, 'asked twice, it is one key')
  const installed = installCertificate(directory, { chain: await certified(root.file, request), demo: false })
  deepEqual([installed.from, installed.to], ['2026-01-01', '2027-01-01'])
  const key = keyForDay(loadIssuingKeys(directory), '2026-11-28' as Day)
  const issuers = issuersOf([key], { issuer: 'https://centre.example', ledger: [] })
  ok(issuers)
  deepEqual(readIssuers(Buffer.from(writeIssuers(issuers))), issuers)
  equal(issuers.root, root.fingerprint)
  const [pinned] = issuers.keys
  const bytes = new TextEncoder().encode('SAMPLE')
  ok(pinned && (await verifyEs256(pinned.key, await key.signer.sign(bytes), bytes)))
})

test('OpenSSL follows the chain to the root, and shows what it is for', async () => {
  const root = await aRoot()
  const chain = await certified(root.file, requestKey(aDirectory()))
  const path = (name: string, content: string) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  const rootPem = path('root.pem', root.file.slice(root.file.indexOf('-----BEGIN CERTIFICATE')))
  const leafPem = path('leaf.pem', chain)
  const run = (...args: string[]) => execFileSync('openssl', args, { encoding: 'utf8' })
  const at = String(Date.UTC(2026, 10, 28) / 1_000)
  match(run('verify', '-x509_strict', '-attime', at, '-CAfile', rootPem, leafPem), /: OK/)
  const shown = run('x509', '-in', leafPem, '-noout', '-text')
  match(shown, /Signature Algorithm: ecdsa-with-SHA256/)
  match(shown, /CA:FALSE[^]*Digital Signature/)
  match(run('x509', '-in', rootPem, '-noout', '-text'), /CA:TRUE, pathlen:0[^]*Certificate Sign/)
})

test('a root that outlives the short form of years is good to its last day, for OpenSSL too', async () => {
  const root = await makeRoot({ name: '中心.example', sample: false, from: year(2045), random: systemRandom })
  const chain = await certified(root.file, requestKey(aDirectory()), { from: year(2049), to: year(2055) })
  const [leaf = '', own = ''] = chain.match(/-----BEGIN[^-]+-----[^-]+-----END[^-]+-----/g) ?? []
  equal(new X509Certificate(own).validToDate.getTime(), year(2055).getTime())
  match(new X509Certificate(leaf).subject, /^CN=中心\.example 2049$/m)
  const [rootPem, leafPem] = [join(folder, 'late-root.pem'), join(folder, 'late-leaf.pem')]
  writeFileSync(rootPem, own)
  writeFileSync(leafPem, leaf)
  const at = String(Date.UTC(2054, 10, 28) / 1_000)
  const args = ['verify', '-x509_strict', '-attime', at, '-CAfile', rootPem, leafPem]
  match(execFileSync('openssl', args, { encoding: 'utf8' }), /: OK/)
})

test('whoever only reads certificates does not load what makes them', () => {
  const script = `import { Module } from 'node:module'; await import('#issuer/keys')
    console.log(Object.keys(Module._cache).filter((path) => /peculiar|reflect-metadata/.test(path)).length)`
  const args = ['--input-type=module', '-e', script]
  equal(execFileSync(process.execPath, args, { encoding: 'utf8' }), '0\n')
})

test('whoever has the fingerprint from the paper follows the list of keys to it, and no other list', async () => {
  const directory = aDirectory()
  const root = await aRoot()
  installCertificate(directory, { chain: await certified(root.file, requestKey(directory)), demo: false })
  const published = publicFolder(aDirectory())
  const ours = { issuer: 'https://centre.example', folder: published }
  const issuers = signIssuers(root.file, draftIssuers(directory, ours))
  const paper = join(folder, 'paper.txt')
  const said = (list: typeof issuers, fingerprint: string, ...more: string[]) => {
    const file = join(folder, 'issuers.json')
    writeFileSync(file, writeIssuers(list))
    const run = spawnSync(
      process.execPath,
      [verifier, 'certificate', paper, '--offline', '--issuers', file, '--fingerprint', fingerprint, ...more],
      { encoding: 'utf8' },
    )
    return (
      ['No root with this fingerprint', 'has not signed', 'other days', 'was there before'].find((words) =>
        run.stderr.includes(words),
      ) ?? 'followed'
    )
  }
  const another = await aRoot()
  const [key] = issuers.keys
  ok(key)
  const stranger = new X509Certificate(another.file.slice(another.file.indexOf('-----BEGIN CERTIFICATE')))
  writeFileSync(paper, await aCode(directory))
  equal(said(issuers, root.fingerprint), 'followed')
  equal(
    said(issuers, (root.fingerprint.match(/../g) ?? []).join(':').toUpperCase()),
    'followed',
    'as it is printed',
  )
  equal(said(issuers, another.fingerprint), 'No root with this fingerprint')
  equal(
    said({ ...issuers, rootX5c: stranger.raw.toString('base64') }, root.fingerprint),
    'No root with this fingerprint',
  )
  equal(
    said({ ...issuers, keys: [{ ...key, x5c: stranger.raw.toString('base64') }] }, root.fingerprint),
    'No root with this fingerprint',
  )
  const swapped = { x: key.key.y, y: key.key.x }
  equal(
    said({ ...issuers, keys: [{ ...key, key: swapped }] }, root.fingerprint),
    'No root with this fingerprint',
  )

  for (const differing of [
    { issuer: 'https://elsewhere.example' },
    { ledger: ['another.example+00000000+AAAA'] },
    { number: issuers.number + 1 },
    { keys: [{ ...key, lost: '2026-11-28' }] },
    { keys: [] },
    { signature: null },
  ])
    equal(said({ ...issuers, ...differing }, root.fingerprint), 'has not signed', JSON.stringify(differing))
  equal(said({ ...issuers, keys: [{ ...key, to: '2099-12-31' }] }, root.fingerprint), 'other days')
})

test('of the lists that the root has signed only the newest is taken, by the installation and by whoever has seen one', async () => {
  const directory = aDirectory()
  const root = await aRoot()
  installCertificate(directory, { chain: await certified(root.file, requestKey(directory)), demo: false })
  const published = publicFolder(aDirectory())
  const ours = { issuer: 'https://centre.example', folder: published }
  const numbered = () => readIssuers(published.get(ISSUERS_FILE) ?? new Uint8Array())
  const first = writeIssuers(signIssuers(root.file, draftIssuers(directory, ours)))
  throws(() => installIssuers(directory, draftIssuers(directory, ours), ours), /has not signed this list/)
  equal(installIssuers(directory, first, ours).number, 1)
  ok(numbered().signature)
  throws(() => installIssuers(directory, first, ours), /a higher one/)

  const kid = Buffer.from(numbered().keys[0]?.kid ?? []).toString('hex')
  markLost(directory, kid, '2026-11-28' as Day)
  publishIssuers(directory, ours)
  deepEqual(
    [numbered().signature, numbered().keys[0]?.lost],
    [null, '2026-11-28'],
    'said before the root has signed',
  )
  const second = writeIssuers(signIssuers(root.file, draftIssuers(directory, ours)))
  equal(installIssuers(directory, second, ours).number, 2)
  ok(numbered().signature)

  writeFileSync(join(folder, 'paper-of-two.txt'), await aCode(directory))
  const verify = (list: string) => {
    writeFileSync(join(folder, 'list.json'), list)
    const known = ['--issuers', join(folder, 'list.json'), '--fingerprint', root.fingerprint]
    const kept = ['--keep', join(folder, 'kept')]
    const args = [verifier, 'certificate', join(folder, 'paper-of-two.txt'), '--offline', ...known, ...kept]
    return spawnSync(process.execPath, args, { encoding: 'utf8' }).stderr
  }
  ok(!verify(first).includes('was there before'))
  ok(!verify(second).includes('was there before'))
  match(verify(first), /List 2 of the issuers was there before, and this is 1/)
})

test('keys of three years: each day has its own, and an old one stays for what it signed', async () => {
  const directory = aDirectory()
  const root = await aRoot()
  for (const number of [2026, 2027, 2028])
    installCertificate(directory, {
      chain: await certified(root.file, requestKey(directory), { from: year(number), to: year(number + 1) }),
      demo: false,
    })
  const keys = loadIssuingKeys(directory)
  equal(keys.length, 3)
  deepEqual(
    ['2026-05-01', '2027-05-01', '2028-05-01'].map((day) => keyForDay(keys, day as Day).from),
    ['2026-01-01', '2027-01-01', '2028-01-01'],
  )
  await isRefused('no-key', () => keyForDay(keys, '2030-01-01' as Day))
  const issuers = issuersOf(keys, { issuer: 'https://centre.example', ledger: [] })
  equal(issuers?.keys.length, 3)
})

test('a key that is in other hands signs no more, and is published as lost', async () => {
  const directory = aDirectory()
  const root = await aRoot()
  installCertificate(directory, { chain: await certified(root.file, requestKey(directory)), demo: false })
  const [name = ''] = readdirSync(directory).map((file) => file.slice(0, 16))
  markLost(directory, name, '2026-11-28' as Day)
  markLost(directory, name, '2026-12-01' as Day)
  const keys = loadIssuingKeys(directory)
  await isRefused('no-key', () => keyForDay(keys, '2026-11-28' as Day))
  equal(issuersOf(keys, { issuer: '', ledger: [] })?.keys[0]?.lost, '2026-11-28', 'the first day stands')
  await isRefused('refused', () => markLost(directory, 'f'.repeat(16), '2026-11-28' as Day))
})

test('a SAMPLE root is one for everybody to see, and a real installation refuses it', async () => {
  const directory = aDirectory()
  const sample = await aRoot({ sample: true })
  const chain = await certified(sample.file, requestKey(directory))
  match(new X509Certificate(chain).subject, /O=SAMPLE/)
  await isRefused('sample-root', () => installCertificate(directory, { chain, demo: false }))
  installCertificate(directory, { chain, demo: true })
  equal(issuersOf(loadIssuingKeys(directory), { issuer: '', ledger: [] })?.sample, true)
})

test('a root that is made today certifies a key from today', async () => {
  const today = new Date('2026-11-28T15:00:00Z')
  const root = await makeRoot({ name: 'centre.example', sample: false, from: today, random: systemRandom })
  const from = new Date('2026-11-28T00:00:00Z')
  const chain = await certified(root.file, requestKey(aDirectory()), { from, to: year(2027) })
  match(chain, /BEGIN CERTIFICATE/)
})

test('what is not of this installation, not of its root, or no certificate at all is refused', async () => {
  const directory = aDirectory()
  const root = await aRoot()
  const foreign = await certified(root.file, requestKey(aDirectory()))
  const request = requestKey(directory)
  const mine = await certified(root.file, request)
  const [leaf = '', own = ''] = mine.match(/-----BEGIN[^-]+-----[^-]+-----END[^-]+-----/g) ?? []
  const [, another = ''] =
    (await certified((await aRoot()).file, request)).match(/-----BEGIN[^-]+-----[^-]+-----END[^-]+-----/g) ??
    []
  for (const chain of [foreign, `${leaf}\n${another}`, leaf, `${own}\n${leaf}`, 'SAMPLE', ''])
    await isRefused('refused', () => installCertificate(directory, { chain, demo: false }))
  installCertificate(directory, { chain: mine, demo: false })
  const other = await certified((await aRoot()).file, requestKey(directory))
  await isRefused('refused', () => installCertificate(directory, { chain: other, demo: false }))
  for (const wrong of ['', 'SAMPLE', root.file.slice(0, 200)])
    await isRefused('refused', () => certified(wrong, request))
  await isRefused('refused', () => certified(root.file, root.file))
  await isRefused('refused', () => certified(root.file, request, { from: year(2027), to: year(2026) }))
  await isRefused('refused', () => certified(root.file, request, { from: year(2030), to: year(2040) }))
})

test('a key that others can read is not used', async () => {
  const directory = aDirectory()
  requestKey(directory)
  const [file = ''] = readdirSync(directory)
  chmodSync(join(directory, file), 0o644)
  await isRefused('bad-key', () => loadIssuingKeys(directory))
})

async function aCode(directory: string): Promise<string> {
  const [key] = loadIssuingKeys(directory)
  if (!key) throw new Error('no key')
  const compact = writeCompact({
    number: 'K7Q2M9PA3RTV',
    issuer: 'https://centre.example',
    issued: '2026-11-28',
    declaration: {
      left: { party: false, league: false, pioneers: true },
      received: '2026-11-02',
      registered: '2026-11-04',
    },
    holder: { kind: 'pseudonym', name: 'SAMPLE 青松' },
    checks: [],
    leaf: { index: 5, hash: new Uint8Array(16) },
    status: { uri: 'https://centre.example/status/1', index: 7 },
  })
  return certificateLink('https://centre.example', await signCose(key.signer, compact))
}

async function isRefused(code: IssuerErrorCode, act: () => unknown): Promise<void> {
  await rejects(
    async () => act(),
    (cause) => cause instanceof IssuerError && cause.code === code,
  )
}
